package schema

import (
	"cmp"
	"slices"
	"strings"
)

// Section is a group of fields shown under one heading.
type Section struct {
	Key    string   // "" uncategorised, the category's key, or "advanced"
	Title  string   // "" for the uncategorised one
	Folded bool     // Advanced starts folded
	Fields []*Field // in order
}

const sectionAdvanced = "advanced"

// Sections lays the fields out: by order ascending, ties in document order, those
// without order last, by key without regard to case. First come the fields
// without a category, then the categories, then Advanced. Every field is in
// exactly one section, active or not; empty sections are left out.
func (s *Schema) Sections() []Section {
	var plain, advanced Section
	advanced = Section{Key: sectionAdvanced, Title: "Advanced", Folded: true}
	var categories []*category
	byKey := map[string]*category{}
	for _, f := range s.fields {
		switch {
		case f.Advanced():
			advanced.Fields = append(advanced.Fields, f)
		case f.Category == "":
			plain.Fields = append(plain.Fields, f)
		default:
			c := byKey[f.Category]
			if c == nil {
				c = s.category(f)
				byKey[f.Category] = c
				categories = append(categories, c)
			}
			c.add(f)
		}
	}
	slices.SortStableFunc(categories, func(a, b *category) int { return a.rank.compare(b.rank) })
	sections := []Section{plain}
	for _, c := range categories {
		sections = append(sections, c.section)
	}
	return tidy(append(sections, advanced))
}

// tidy drops empty sections and sorts the fields of the others.
func tidy(sections []Section) []Section {
	sections = slices.DeleteFunc(sections, func(s Section) bool { return len(s.Fields) == 0 })
	for _, s := range sections {
		slices.SortStableFunc(s.Fields, func(a, b *Field) int { return rankOf(a).compare(rankOf(b)) })
	}
	return sections
}

// rank is a place in the layout.
type rank struct {
	order    float64
	hasOrder bool
	key      string
	position int // in the document
}

func rankOf(f *Field) rank { return rank{order: f.Order, hasOrder: f.HasOrder, key: f.Name} }

// compare puts what has an order first.
func (r rank) compare(o rank) int {
	switch {
	case r.hasOrder && o.hasOrder:
		return cmp.Or(cmp.Compare(r.order, o.order), cmp.Compare(r.position, o.position))
	case r.hasOrder:
		return -1
	case o.hasOrder:
		return 1
	default:
		return cmp.Compare(strings.ToLower(r.key), strings.ToLower(o.key))
	}
}

// category is a section in the making.
type category struct {
	section Section
	rank    rank
	// named: an entry of the document is the category, and says where it goes.
	named bool
}

// category starts the section of the category that a field names. One that the
// document doesn't describe has its own text for a title, and its lowest field
// decides its place.
func (s *Schema) category(first *Field) *category {
	key := first.Category
	c := &category{
		section: Section{Key: key, Title: key},
		rank:    rank{key: key, position: s.shape.index[first.Name]},
	}
	e := s.entry(key)
	if e == nil || e.bare || e.kind.Reveal() != typeCategory {
		return c
	}
	c.named = true
	c.section.Title = e.field.Label
	c.rank.order, c.rank.hasOrder = e.field.Order, e.field.HasOrder
	c.rank.position = s.shape.index[key]
	return c
}

// add puts a field into the section.
func (c *category) add(f *Field) {
	c.section.Fields = append(c.section.Fields, f)
	if !c.named && f.HasOrder && (!c.rank.hasOrder || f.Order < c.rank.order) {
		c.rank.order, c.rank.hasOrder = f.Order, true
	}
}

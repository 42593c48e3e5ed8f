package draft

import "connwiz/schema"

// Draft is a schema and the edits made on it. The zero Draft is not usable. It is
// not safe for concurrent use.
type Draft struct {
	base   *schema.Schema
	loaded *schema.Evaluation // as stored
	slots  map[string]*slot
	order  []*slot // as in the document
	layout []*slot // as the sections show them
	lost   []lostEdit
	cyclic bool // a cycle of dependencies was met while resolving

	// What follows from the edits; nil when it must be made anew.
	after   *schema.Evaluation
	summary *summary
}

// slot is one field's place in a draft: what was loaded, what was entered, and
// what follows from both.
type slot struct {
	field      *schema.Field
	loaded     schema.State
	blind      bool // a secret that is withheld from whoever edits it
	conditions []condition
	watchers   []*condition // of other fields, on this one
	edit       *edit        // nil while nothing is entered

	mark   mark
	active bool
	meant  bool // edited on purpose, hidden or not
	unmet  *schema.Dependency
	look   *look // nil when it must be made anew
}

// New starts a draft without edits.
func New(s *schema.Schema) *Draft {
	d := &Draft{base: s, loaded: s.Evaluate(), slots: map[string]*slot{}}
	for _, f := range s.Fields() {
		sl := &slot{field: f, loaded: d.loaded.State(f.Name), blind: s.Withheld() && f.Sensitive}
		d.slots[f.Name] = sl
		d.order = append(d.order, sl)
	}
	for _, section := range s.Sections() {
		for _, f := range section.Fields {
			d.layout = append(d.layout, d.slots[f.Name])
		}
	}
	d.link()
	d.resolveAll(d.order)
	return d
}

// Schema returns the schema as loaded.
func (d *Draft) Schema() *schema.Schema { return d.base }

// Wipe zeroes every secret that was typed and forgets those edits, also the lost
// ones. Secrets that were only cleared stay so.
func (d *Draft) Wipe() {
	for _, s := range d.layout {
		if s.edit != nil && s.secretEdit() && s.edit.how != byClearing {
			d.drop(s)
		}
	}
	kept := d.lost[:0]
	for _, l := range d.lost {
		if l.from.secretWith(l.edit) && l.edit.how != byClearing {
			l.edit.wipe()
			continue
		}
		kept = append(kept, l)
	}
	clear(d.lost[len(kept):])
	d.lost = kept
}

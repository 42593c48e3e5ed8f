package draft

import "connwiz/schema"

// Draft is a schema and the edits made on it. The zero Draft is not usable. It is
// not safe for concurrent use.
type Draft struct {
	base   *schema.Schema
	loaded *schema.Evaluation // as stored
	slots  map[string]*slot
	layout []*slot // as the sections show them
	after  *schema.Evaluation
	lost   []lostEdit
	cyclic bool // a cycle of dependencies was met while resolving
}

// slot is one field's place in a draft: what was loaded, what was entered, and
// what follows from both.
type slot struct {
	field  *schema.Field
	loaded schema.State
	edit   *edit // nil while nothing is entered
	// dependents are the fields whose depends_on names this one.
	dependents []*slot
	seq        int // document order
	mark       mark
	active     bool
	unmet      *schema.Dependency
	look       *look // nil when it must be made anew
}

// New starts a draft without edits.
func New(s *schema.Schema) *Draft {
	d := &Draft{base: s, loaded: s.Evaluate(), slots: map[string]*slot{}}
	d.after = d.loaded
	fields := s.Fields()
	all := make([]*slot, 0, len(fields))
	for i, f := range fields {
		sl := &slot{field: f, loaded: d.loaded.State(f.Name), seq: i}
		d.slots[f.Name] = sl
		all = append(all, sl)
	}
	for _, section := range s.Sections() {
		for _, f := range section.Fields {
			d.layout = append(d.layout, d.slots[f.Name])
		}
	}
	d.link(all)
	d.resolveAll(all)
	return d
}

// Schema returns the schema as loaded.
func (d *Draft) Schema() *schema.Schema { return d.base }

// Wipe zeroes every secret that was typed and forgets those edits, also the lost
// ones.
func (d *Draft) Wipe() {
	for _, s := range d.layout {
		if s.edit != nil && s.secretEdit() {
			d.drop(s)
		}
	}
	kept := d.lost[:0]
	for _, l := range d.lost {
		if l.from.secretWith(l.edit) {
			l.edit.wipe()
			continue
		}
		kept = append(kept, l)
	}
	clear(d.lost[len(kept):])
	d.lost = kept
}

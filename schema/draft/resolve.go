package draft

import (
	"slices"

	"connwiz/schema"
)

// mark is how far a slot's activity is resolved.
type mark int

const (
	resolved mark = iota
	pending
	busy
)

// link notes which fields depend on which.
func (d *Draft) link(all []*slot) {
	for _, s := range all {
		for _, dep := range s.field.DependsOn {
			if t := d.slots[dep.Field]; t != nil && !slices.Contains(t.dependents, s) {
				t.dependents = append(t.dependents, s)
			}
		}
	}
}

// touch works out what follows from a new edit of s.
func (d *Draft) touch(s *slot) {
	s.look = nil
	d.after = nil
	d.resolveAll(downstream(s))
}

// downstream returns s and every field whose activity may follow from it, in
// document order.
func downstream(s *slot) []*slot {
	found := []*slot{s}
	s.mark = pending
	for i := 0; i < len(found); i++ {
		for _, t := range found[i].dependents {
			if t.mark != pending {
				t.mark = pending
				found = append(found, t)
			}
		}
	}
	slices.SortFunc(found, func(a, b *slot) int { return a.seq - b.seq })
	return found
}

// rounds bounds how often a cycle of dependencies is walked. Real ones settle
// after one or two rounds; one that never does must stop somewhere.
const rounds = 8

// resolveAll resolves these fields anew. The order settles what cycles of
// dependencies mean, so it must always be the document's.
func (d *Draft) resolveAll(slots []*slot) {
	for _, s := range slots {
		s.mark = pending
	}
	d.cyclic = false
	for _, s := range slots {
		d.resolve(s)
	}
	for again, i := d.cyclic, 0; again && i < rounds; i++ {
		again = false
		for _, s := range slots {
			again = d.settle(s) || again
		}
	}
}

// resolve settles the field after those that it depends on.
func (d *Draft) resolve(s *slot) {
	switch s.mark {
	case pending:
		d.settle(s)
	case busy:
		d.cyclic = true
	case resolved:
	}
}

// settle works out whether the field is active: every dependency holds for the
// effective values as they would be after submitting (connectors_sdk/source.py).
// It returns whether that is news.
func (d *Draft) settle(s *slot) bool {
	s.mark = busy
	unmet := d.firstUnmet(s)
	s.mark = resolved
	active := unmet == nil
	if active == s.active && unmet == s.unmet {
		return false
	}
	s.active, s.unmet, s.look = active, unmet, nil
	return true
}

func (d *Draft) firstUnmet(s *slot) *schema.Dependency {
	for i := range s.field.DependsOn {
		dep := &s.field.DependsOn[i]
		if v, known := d.lookUp(dep.Field); !known || !v.Equal(dep.Value) {
			return dep
		}
	}
	return nil
}

// lookUp returns the value that a dependency on this name is compared with. The
// service also looks at entries that a person is never shown.
func (d *Draft) lookUp(name string) (v schema.Value, known bool) {
	if s := d.slots[name]; s != nil {
		return d.effective(s), true
	}
	state := d.loaded.State(name)
	return state.Effective, state.Field != nil
}

// effective returns the value that dependencies are compared with. The edit of a
// hidden field doesn't count, since it isn't sent. The field that asks counts as
// stored: so one that depends on itself doesn't vanish under the fingers.
func (d *Draft) effective(s *slot) schema.Value {
	d.resolve(s)
	if s.mark == resolved && s.inForce() {
		return s.edit.state.Effective
	}
	return s.loaded.Effective
}

// evaluation returns the service's view of the document as it would be stored.
func (d *Draft) evaluation() *schema.Evaluation {
	if d.after == nil {
		d.after = d.evaluate()
	}
	return d.after
}

func (d *Draft) evaluate() *schema.Evaluation {
	values := map[string]schema.Value{}
	for _, s := range d.layout {
		if s.inForce() {
			values[s.field.Name] = s.edit.input.Value
		}
	}
	if len(values) == 0 {
		return d.loaded
	}
	return d.base.With(values).Evaluate()
}

// Active reports whether the field is shown: all of its dependencies are met by
// the effective values as they would be after submitting.
func (d *Draft) Active(name string) bool {
	s := d.slots[name]
	return s != nil && s.active
}

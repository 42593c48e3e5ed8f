package draft

import "connwiz/schema"

// mark is how far a slot's activity is resolved.
type mark int

const (
	resolved mark = iota
	pending
	busy
)

// condition is one dependency with what it is compared with.
type condition struct {
	dependency *schema.Dependency
	on         *slot // nil when the service looks at no field that a person is shown
	fixed      schema.State
}

// link notes which fields depend on which.
func (d *Draft) link() {
	for _, s := range d.order {
		for i := range s.field.DependsOn {
			c := condition{dependency: &s.field.DependsOn[i]}
			if c.on = d.slots[c.dependency.Field]; c.on != nil {
				c.on.addDependent(s)
			} else {
				c.fixed = d.loaded.State(c.dependency.Field)
			}
			s.conditions = append(s.conditions, c)
		}
	}
}

// addDependent adds t once; equal ones come one after the other.
func (s *slot) addDependent(t *slot) {
	if n := len(s.dependents); n == 0 || s.dependents[n-1] != t {
		s.dependents = append(s.dependents, t)
	}
}

// touch works out what follows from a new edit of s.
func (d *Draft) touch(s *slot) {
	s.look = nil
	d.after = nil
	d.summary = nil
	d.resolveAll(d.downstream(s))
}

// downstream returns s and every field whose activity may follow from it, in
// document order.
func (d *Draft) downstream(s *slot) []*slot {
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
	if len(found) == 1 {
		return found
	}
	found = found[:0]
	for _, t := range d.order {
		if t.mark == pending {
			found = append(found, t)
		}
	}
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
	for i := range s.conditions {
		if c := &s.conditions[i]; !d.meets(c) {
			return c.dependency
		}
	}
	return nil
}

// meets reports whether the condition holds. An unknown field never does, but the
// service also looks at entries that a person is never shown.
func (d *Draft) meets(c *condition) bool {
	if c.on != nil {
		return d.effective(c.on).Equal(c.dependency.Value)
	}
	return c.fixed.Field != nil && c.fixed.Effective.Equal(c.dependency.Value)
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

// Active reports whether the field is shown: all of its dependencies are met by
// the effective values as they would be after submitting.
func (d *Draft) Active(name string) bool {
	s := d.slots[name]
	return s != nil && s.active
}

package draft

import "connwiz/schema"

// mark is how far a slot's activity is resolved.
type mark int

const (
	resolved mark = iota
	pending
	busy
)

// condition is one dependency of a field. Comparing values is dear and resolving
// is done for every key, so that each comparison is made once.
type condition struct {
	of         *slot
	on         *slot // nil when there is no field of that name that a person is shown
	dependency *schema.Dependency
	// stored and edited are whether the condition holds for the stored value and
	// for what was entered.
	stored, edited bool
}

// link notes which fields depend on which.
func (d *Draft) link() {
	for _, s := range d.order {
		s.conditions = make([]condition, len(s.field.DependsOn))
		for i := range s.conditions {
			c := &s.conditions[i]
			*c = condition{of: s, dependency: &s.field.DependsOn[i]}
			c.on = d.slots[c.dependency.Field]
			// The service also looks at entries that a person is never shown.
			state := d.loaded.State(c.dependency.Field)
			c.stored = state.Field != nil && state.Effective.Equal(c.dependency.Value)
			if c.on != nil {
				c.on.watchers = append(c.on.watchers, c)
			}
		}
	}
}

// compare judges the conditions on the field for what was entered.
func (s *slot) compare() {
	for _, c := range s.watchers {
		c.edited = s.edit.state.Effective.Equal(c.dependency.Value)
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
		for _, c := range found[i].watchers {
			if c.of.mark != pending {
				c.of.mark = pending
				found = append(found, c.of)
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
const rounds = 4

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
	if d.cyclic {
		d.circle(slots)
	}
}

// circle settles fields among which there is a cycle.
func (d *Draft) circle(slots []*slot) {
	for again, i := true, 0; again && i < rounds; i++ {
		again = false
		for _, s := range slots {
			// The service may see a field of a cycle otherwise than we do.
			s.look = nil
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

// meets reports whether the condition holds. The edit of a hidden field doesn't
// count, since it isn't sent. The field that asks counts as stored: so one that
// depends on itself doesn't vanish under the fingers.
func (d *Draft) meets(c *condition) bool {
	if c.on == nil {
		return c.stored
	}
	d.resolve(c.on)
	if c.on.mark == resolved && c.on.inForce() {
		return c.edited
	}
	return c.stored
}

// Active reports whether the field is shown: all of its dependencies are met by
// the effective values as they would be after submitting.
func (d *Draft) Active(name string) bool {
	s := d.slots[name]
	return s != nil && s.active
}

package draft

import "connwiz/schema"

// origin is how a value was entered. It is kept so that the same can be entered
// again on a schema that has changed.
type origin int

const (
	byText origin = iota
	bySecret
	byChoice
	byClearing
	byRepair
)

// edit is what was entered into one field.
type edit struct {
	how    origin
	text   string        // byText
	secret schema.Secret // bySecret, the draft's own copy
	choice schema.Value  // byChoice
	input  schema.Input
	// state is the field with the new value, as the service would convert it.
	state   schema.State
	differs bool // from the stored value
}

// empties reports whether the field would hold nothing afterwards.
func (e *edit) empties() bool {
	return e.how != byRepair && e.input.Convertible && e.state.Empty
}

func (e *edit) wipe() {
	e.secret.Wipe()
	*e = edit{}
}

// enter puts the edit in the place of what was entered before.
func (d *Draft) enter(s *slot, e *edit) {
	s.forget()
	if e.input.Convertible {
		e.state = d.probe(s, e.input.Value)
	}
	e.differs = e.differsFrom(s)
	s.edit = e
	s.compare()
	d.touch(s)
}

// drop forgets what was entered.
func (d *Draft) drop(s *slot) {
	if s.edit == nil {
		return
	}
	s.forget()
	d.touch(s)
}

func (s *slot) forget() {
	if s.edit != nil {
		s.edit.wipe()
		s.edit = nil
	}
}

package draft

import "connwiz/schema"

// Field is everything that a front end needs to draw one field. Its slices are
// shared: they must not be changed.
type Field struct {
	*schema.Field
	State  State
	Active bool
	// Unmet is the dependency that hides the field, nil when active.
	Unmet *schema.Dependency
	// Text is what a text editor shows: the typed text, else the stored value;
	// "" for secrets.
	Text string
	// Typed reports whether Text (or the secret) was entered here.
	Typed bool
	// Repaired reports whether the stored value will be sent in its sent form.
	Repaired bool
	// Value is the converted value as it would be stored after submitting.
	Value schema.Value
	// Effective is Value, or the default that the service uses instead.
	Effective schema.Value
	// Problems block the submission of this field's change; Caused are those that
	// changes of other fields cause here, and block too. ServiceProblems are the
	// service's word on the value as it would be, changed or not.
	Problems        []schema.Problem
	Caused          []schema.Problem
	ServiceProblems []schema.Problem
	// Warnings never block: trimmed blanks, text "false" in a toggle, repairs,
	// a secret equal to the stored one.
	Warnings []schema.Problem
}

// look is what a slot's state means to a person, made once per edit.
type look struct {
	field Field
	older []schema.Problem // the service's that don't block
}

// Field returns the view of one field; ok is false for an unknown name.
func (d *Draft) Field(name string) (f Field, ok bool) {
	s := d.slots[name]
	if s == nil {
		return Field{}, false
	}
	return d.lookAt(s).field, true
}

func (d *Draft) lookAt(s *slot) *look {
	if s.look == nil {
		s.look = d.newLook(s)
	}
	return s.look
}

func (d *Draft) newLook(s *slot) *look {
	state := s.loaded
	if s.inForce() {
		state = s.edit.state
	}
	l := &look{field: Field{
		Field:     s.field,
		State:     s.state(),
		Active:    s.active,
		Unmet:     s.unmet,
		Text:      s.text(),
		Typed:     s.edit != nil && s.edit.how != byRepair,
		Repaired:  s.edit != nil && s.edit.how == byRepair,
		Value:     state.Stored,
		Effective: state.Effective,
		Warnings:  s.remarks(),
	}}
	d.judge(s, l)
	return l
}

// SecretSize returns the number of characters and lines of the replacement typed
// for a secret, 0 and 0 when there is none. A line feed at the end starts no line.
func (d *Draft) SecretSize(name string) (chars, lines int) {
	return sizeOf(d.Secret(name).Reveal())
}

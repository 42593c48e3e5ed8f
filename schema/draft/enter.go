package draft

import "connwiz/schema"

// SetText enters text into a text, textarea, numeric or list field. Text equal to
// the stored value's own editing text is no edit any more, unless it means
// something else than what is stored: the text "false" in a toggle is on for the
// service. In a sensitive field it is a replacement, as with [Draft.SetSecret].
func (d *Draft) SetText(name, text string) {
	s := d.slots[name]
	switch {
	case s == nil:
	case s.field.Sensitive:
		d.enterSecret(s, schema.NewSecret([]byte(text)))
	default:
		d.enter(s, &edit{how: byText, text: text, input: s.field.FromText(text)})
		if text == s.editText() && !(s.edit.input.Convertible && s.edit.differs) {
			d.drop(s)
		}
	}
}

// SetSecret enters a replacement of a secret. An empty one takes the replacement
// back: the secret is untouched again. The draft keeps a copy of its own, so the
// caller may wipe s.
func (d *Draft) SetSecret(name string, secret schema.Secret) {
	if s := d.slots[name]; s != nil {
		d.enterSecret(s, copySecret(secret))
	}
}

// enterSecret takes over the secret.
func (d *Draft) enterSecret(s *slot, secret schema.Secret) {
	if secret.Empty() {
		d.drop(s)
		return
	}
	d.enter(s, &edit{how: bySecret, secret: secret, input: inputOfSecret(s.field, secret)})
}

func inputOfSecret(f *schema.Field, secret schema.Secret) schema.Input {
	input := f.FromSecret(secret)
	input.Value = input.Value.AsSensitive()
	return input
}

// Secret returns the replacement typed for a secret; empty when there is none. It
// is the draft's own: it is gone when the edit is.
func (d *Draft) Secret(name string) schema.Secret {
	if s := d.slots[name]; s != nil && s.edit != nil {
		return s.edit.secret
	}
	return schema.Secret{}
}

// Choose enters the value of a toggle or dropdown, or one given as JSON. An empty
// value clears the field.
func (d *Draft) Choose(name string, v schema.Value) {
	s := d.slots[name]
	if s == nil {
		return
	}
	if isNothing(v) {
		d.Clear(name)
		return
	}
	if s.field.Sensitive {
		v = v.AsSensitive()
	}
	input := s.field.FromChoice(v)
	if s.field.Sensitive {
		input.Value = input.Value.AsSensitive()
	}
	d.enter(s, &edit{how: byChoice, choice: v, input: input})
}

// Clear empties the field: the payload will hold "". On a field with nothing
// stored it only drops what was entered, and so it does first with the
// replacement of a secret.
func (d *Draft) Clear(name string) {
	s := d.slots[name]
	switch {
	case s == nil:
	case !s.stores(), s.edit != nil && !s.edit.secret.Empty():
		d.drop(s)
	default:
		input := s.field.FromText("")
		if s.field.Sensitive {
			input.Value = input.Value.AsSensitive()
		}
		d.enter(s, &edit{how: byClearing, input: input})
	}
}

// OnPurpose lets the edit of this one field be sent although a dependency hides
// it. A person who names a hidden field means it; the front end says which
// dependency hides it, since the service won't look at the value until it is met.
func (d *Draft) OnPurpose(name string) {
	if s := d.slots[name]; s != nil {
		s.meant = true
		d.touch(s)
	}
}

// Restore brings the loaded value back.
func (d *Draft) Restore(name string) {
	if s := d.slots[name]; s != nil {
		d.drop(s)
	}
}

// TakeDefault enters the default value; false when there is none.
func (d *Draft) TakeDefault(name string) bool {
	s := d.slots[name]
	if s == nil || isNothing(s.field.Default) {
		return false
	}
	if s.field.Sensitive {
		d.enterSecret(s, schema.NewSecret([]byte(s.field.Default.Reveal())))
	} else {
		d.enterDefault(s)
	}
	return true
}

func (d *Draft) enterDefault(s *slot) {
	f := s.field
	switch f.Type {
	case schema.TypeStr, schema.TypeInt, schema.TypeFloat, schema.TypeList:
		d.SetText(f.Name, textOf(f, f.Default))
	default:
		d.Choose(f.Name, f.Default)
	}
}

// Repair enters the stored value in its sent form where the stored form harms: an
// array in a list field breaks sync jobs. It counts as a change although the
// converted value stays the same. It returns false where nothing needs a repair.
func (d *Draft) Repair(name string) bool {
	s := d.slots[name]
	if s == nil {
		return false
	}
	v, needed := s.field.Repair()
	if !needed {
		return false
	}
	if s.field.Sensitive {
		v = v.AsSensitive()
	}
	d.enter(s, &edit{how: byRepair, input: schema.Input{Value: v, Convertible: true}})
	return true
}

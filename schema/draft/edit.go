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

// SetText enters text into a text, textarea, numeric or list field. Text equal to
// the stored value's own editing text is no edit any more. In a sensitive field
// it is a replacement, as with [Draft.SetSecret].
func (d *Draft) SetText(name, text string) {
	s := d.slots[name]
	switch {
	case s == nil:
	case s.field.Sensitive:
		d.enterSecret(s, schema.NewSecret([]byte(text)))
	case text == s.editText():
		d.drop(s)
	default:
		d.enter(s, &edit{how: byText, text: text, input: s.field.FromText(text)})
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
	d.enterDefault(s)
	return true
}

func (d *Draft) enterDefault(s *slot) {
	f := s.field
	switch {
	case f.Sensitive:
		d.enterSecret(s, schema.NewSecret([]byte(f.Default.Reveal())))
	case f.Type == schema.TypeBool, f.Display == schema.DisplayToggle, f.Display == schema.DisplayDropdown:
		d.Choose(f.Name, f.Default)
	default:
		d.SetText(f.Name, textOf(f, f.Default))
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

// enter puts the edit in the place of what was entered before.
func (d *Draft) enter(s *slot, e *edit) {
	s.forget()
	if e.input.Convertible {
		e.state = d.probe(s, e.input.Value)
	}
	e.differs = e.differsFrom(s)
	s.edit = e
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

// editText returns the text with which an editor of the stored value starts.
func (s *slot) editText() string { return s.field.EditText() }

// text returns what an editor shows now.
func (s *slot) text() string {
	switch {
	case s.edit == nil || s.edit.how == byRepair:
		return s.editText()
	case s.secretEdit(), s.edit.how == byClearing:
		return ""
	case s.edit.how == byChoice:
		return textOf(s.field, s.edit.choice)
	default:
		return s.edit.text
	}
}

// textOf returns the editing text that the field would have with this value.
func textOf(f *schema.Field, v schema.Value) string {
	g := *f
	g.Value = v
	return g.EditText()
}

// isNothing reports whether v is null or empty text, which every type takes as
// "no value".
func isNothing(v schema.Value) bool {
	return v.Kind() == schema.KindNull || v.Kind() == schema.KindText && v.Reveal() == ""
}

package draft

import "connwiz/schema"

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

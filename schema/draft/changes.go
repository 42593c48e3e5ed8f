package draft

import "connwiz/schema"

// Change is one field that will be sent.
type Change struct {
	Field *schema.Field
	// From and To are stored and new value; both print redacted for secrets.
	From, To schema.Value
	// FromState and ToState say it in words for secrets: "not set", "set";
	// "replaced", "cleared".
	FromState, ToState string
}

// Changes returns the active fields whose value would change, in layout order.
// Hidden fields are never sent, but for those edited [Draft.OnPurpose]. A value that can't be converted is listed with To
// as it was entered, though it never gets into a payload.
func (d *Draft) Changes() []Change {
	var all []Change
	for _, s := range d.layout {
		if s.sent() {
			all = append(all, s.change())
		}
	}
	return all
}

func (s *slot) change() Change {
	from := s.loaded.Stored
	if s.broken() {
		from = s.field.Value
	}
	if s.secretEdit() {
		from = from.AsSensitive()
	}
	return Change{
		Field: s.field, From: from, To: s.edit.entered(),
		FromState: s.storedState().String(), ToState: s.state().String(),
	}
}

// entered returns the new value in the sent form, or what was typed where that
// has none.
func (e *edit) entered() schema.Value {
	switch {
	case e.input.Convertible:
		return e.input.Value
	case e.how == bySecret:
		return schema.SecretText(e.secret)
	case e.how == byChoice:
		return e.choice
	default:
		return schema.Text(e.text)
	}
}

// Dirty reports whether anything was entered that differs from what was loaded,
// hidden fields included: what would be lost by leaving.
func (d *Draft) Dirty() bool {
	if len(d.lost) > 0 {
		return true
	}
	for _, s := range d.layout {
		if s.differs() {
			return true
		}
	}
	return false
}

// UnsentSecrets returns the names of secrets that were typed and not yet sent, in
// layout order: what a draft on disk can't hold. Fields that only look like
// secrets count, and so do lost edits.
func (d *Draft) UnsentSecrets() []string {
	var names []string
	for _, s := range d.layout {
		if s.differs() && s.edit.unsavable(s.field) {
			names = append(names, s.field.Name)
		}
	}
	for _, l := range d.lost {
		if l.edit.unsavable(l.from.field) {
			names = append(names, l.from.field.Name)
		}
	}
	return names
}

// unsavable reports whether the edit must not get onto a disk.
func (e *edit) unsavable(f *schema.Field) bool {
	switch e.how {
	case byClearing, byRepair:
		return false
	case bySecret:
		return true
	default:
		return f.LooksSecret()
	}
}

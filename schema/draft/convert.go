package draft

import "connwiz/schema"

// probe returns what the service would make of the field with this value.
func (d *Draft) probe(s *slot, v schema.Value) schema.State {
	return d.loaded.With(s.field.Name, v).State(s.field.Name)
}

// broken reports whether the service can't load the field as it is stored: its
// value or its default can't be converted. Then there is no converted value.
func (s *slot) broken() bool { return s.loaded.Err != nil }

// storedForm returns the stored value in the sent form, or as it is where it has
// none. It stands in for the converted value of a broken field: of a good value
// beside a bad default it is as good.
func (s *slot) storedForm() schema.Value {
	if v := s.reenter(s.field.Value); v.Convertible {
		return v.Value
	}
	return s.field.Value
}

// reenter returns what the value would be if it was typed.
func (s *slot) reenter(v schema.Value) schema.Input {
	if s.field.Sensitive {
		return s.field.FromSecret(schema.NewSecret([]byte(v.Reveal())))
	}
	return s.field.FromText(textOf(s.field, v))
}

// differs reports whether something was entered that differs from what is stored.
func (s *slot) differs() bool { return s.edit != nil && s.edit.differs }

// differsFrom reports whether the edit changes the field: the converted values
// differ. So "5" and 5 are the same number, and null and "" both nothing. Whatever
// stands for a secret that is withheld differs from it: who could tell would only
// have to guess often enough.
func (e *edit) differsFrom(s *slot) bool {
	switch {
	case e.how == byRepair, !e.input.Convertible, s.blind && s.stores():
		return true
	default:
		return !e.matches(s)
	}
}

// matches reports whether the edit comes to what is stored.
func (e *edit) matches(s *slot) bool {
	switch {
	case !e.input.Convertible:
		return false
	case s.broken():
		return e.input.Value.Identical(s.storedForm())
	case e.state.Empty && s.loaded.Empty:
		return true
	default:
		return e.state.Stored.Identical(s.loaded.Stored)
	}
}

// sent reports whether the field's edit would be sent now.
func (s *slot) sent() bool { return s.sendable() && s.differs() }

// sendable reports whether an edit of the field may be sent: a hidden one only
// where that was asked for.
func (s *slot) sendable() bool { return s.active || s.meant }

// inForce reports whether the edit would be in the document after submitting. A
// value that can't be converted never gets there.
func (s *slot) inForce() bool {
	return s.edit != nil && s.sendable() && s.edit.differs && s.edit.input.Convertible
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

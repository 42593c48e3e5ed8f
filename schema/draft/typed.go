package draft

import (
	"encoding/json"

	"connwiz/schema"
)

// TypedField is one entry of a draft that is kept on disk. It never holds a
// secret.
type TypedField struct {
	Name     string          `json:"name"`
	Text     string          `json:"text,omitempty"`
	Choice   json.RawMessage `json:"choice,omitempty"`
	Cleared  bool            `json:"cleared,omitempty"`
	Repaired bool            `json:"repaired,omitempty"`
}

// Typed returns what was entered and differs from what is stored, in layout
// order, lost edits last. It leaves out every secret and every field that looks
// like one: those are named by [Draft.UnsentSecrets] and must be typed again.
func (d *Draft) Typed() []TypedField {
	var all []TypedField
	for _, l := range d.allEdits() {
		if l.edit.differs && !l.edit.unsavable(l.from.field) {
			all = append(all, l.typed())
		}
	}
	return all
}

func (l lostEdit) typed() TypedField {
	t := TypedField{Name: l.from.field.Name}
	switch l.edit.how {
	case byChoice:
		t.Choice = l.edit.choice.RevealJSON()
	case byClearing:
		t.Cleared = true
	case byRepair:
		t.Repaired = true
	default:
		t.Text = l.edit.text
	}
	return t
}

// Retype enters again what [Draft.Typed] returned and gives back the entries that
// it couldn't: their field is gone, or they are malformed.
func (d *Draft) Retype(fields []TypedField) []TypedField {
	var left []TypedField
	for _, t := range fields {
		if !d.retype(t) {
			left = append(left, t)
		}
	}
	return left
}

func (d *Draft) retype(t TypedField) bool {
	if d.slots[t.Name] == nil {
		return false
	}
	switch {
	case t.Cleared:
		d.Clear(t.Name)
	case t.Repaired:
		d.Repair(t.Name)
	case len(t.Choice) > 0:
		v, err := schema.ParseValue(t.Choice)
		if err != nil {
			return false
		}
		d.Choose(t.Name, v)
	default:
		d.SetText(t.Name, t.Text)
	}
	return true
}

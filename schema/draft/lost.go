package draft

import (
	"slices"

	"connwiz/schema"
)

// Lost is an edit whose field is gone since a [Draft.Rebase].
type Lost struct {
	Field *schema.Field // as it was
	// Value is what was entered; it prints redacted for secrets.
	Value schema.Value
	// Text is what was typed, "" for secrets.
	Text string
	// Secret is the replacement that was typed, empty for other fields.
	Secret schema.Secret
}

// lostEdit is an edit together with the field that it was made on.
type lostEdit struct {
	from *slot
	edit *edit
}

// Lost returns the edits of fields that are gone, oldest first. They return when
// a later rebase finds the field again.
func (d *Draft) Lost() []Lost {
	var all []Lost
	for _, l := range d.lost {
		v := l.edit.entered()
		if l.from.secretWith(l.edit) {
			v = v.AsSensitive()
		}
		all = append(all, Lost{
			Field: l.from.field, Value: v, Text: l.edit.text, Secret: l.edit.secret,
		})
	}
	return all
}

// allEdits returns every edit, also those that differ from nothing any more: what
// was typed may differ from a fresh value.
func (d *Draft) allEdits() []lostEdit {
	var all []lostEdit
	for _, s := range d.layout {
		if s.edit != nil {
			all = append(all, lostEdit{from: s, edit: s.edit})
		}
	}
	return append(all, d.lost...)
}

// clone returns a copy that outlives the wiping of the original.
func (l lostEdit) clone() lostEdit {
	c := *l.edit
	if c.how == bySecret {
		c.secret = copySecret(c.secret)
		c.input = inputOfSecret(l.from.field, c.secret)
	}
	return lostEdit{from: l.from, edit: &c}
}

// copySecret returns a secret with bytes of its own.
func copySecret(s schema.Secret) schema.Secret {
	return schema.NewSecret(slices.Clone(s.Reveal()))
}

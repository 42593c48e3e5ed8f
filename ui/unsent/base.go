package unsent

import (
	"encoding/json"

	"connwiz/schema"
)

// maxBase is how long a stored value may be, in bytes, to be kept with what was
// typed over it.
const maxBase = 16 << 10

// base is the stored value of a field as it may be kept, nil where it may not.
func (g *guard) base(f *schema.Field) json.RawMessage {
	raw := f.Value.RevealJSON()
	if len(raw) > maxBase || g.holdsSecret(f, f.Value.Reveal()) || g.holdsSecret(f, string(raw)) {
		return nil
	}
	return raw
}

// Moved is a field whose stored value changed on the server since something was
// typed into it.
type Moved struct {
	Name     string
	Was, Now schema.Value
}

// Moved lists the kept fields whose stored value is another one now, in the order
// of Fields. Those of which it isn't known, and those that are gone, are left out.
func (k Kept) Moved(now *schema.Schema) []Moved {
	var all []Moved
	current := now.Evaluate()
	for _, f := range k.Fields {
		field := now.Field(f.Name)
		if field == nil || field.LooksSecret() || len(f.Base) == 0 {
			continue
		}
		was, err := schema.ParseValue(f.Base)
		if err != nil {
			continue // what lies on the disk may be anything
		}
		before := now.With(map[string]schema.Value{f.Name: was}).Evaluate().State(f.Name)
		if !sameStored(before, current.State(f.Name)) {
			all = append(all, Moved{f.Name, was, field.Value})
		}
	}
	return all
}

// sameStored reports whether the connector service sees the same in both.
func sameStored(a, b schema.State) bool {
	if a.Err != nil || b.Err != nil {
		return a.Field.Value.Identical(b.Field.Value)
	}
	return a.Empty && b.Empty || a.Stored.Identical(b.Stored)
}

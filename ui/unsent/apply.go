package unsent

import (
	"connwiz/schema"
	"connwiz/schema/draft"
)

// Typist is what a kept draft is typed into: a [draft.Draft], or what has its
// methods.
type Typist interface {
	Schema() *schema.Schema
	Field(name string) (draft.Field, bool)
	Retype([]draft.TypedField) []draft.TypedField
}

// Apply types everything into a fresh draft again. It returns how many fields
// differ from what is stored because of it, and the names of those that were left
// alone: they are gone, or have another type, other options or hold secrets now.
// What was typed into them is still among the Fields. What is stored by now counts
// as neither: nothing is left to do there.
func (k Kept) Apply(d Typist) (applied int, left []string) {
	for _, f := range k.Fields {
		if !f.fits(d.Schema().Field(f.Name)) || len(d.Retype([]draft.TypedField{f.TypedField})) > 0 {
			left = append(left, f.Name)
			continue
		}
		if view, ok := d.Field(f.Name); ok && view.State != draft.Set && view.State != draft.NotSet {
			applied++
		}
	}
	return applied, left
}

// fits reports whether what was typed still means the same in a field of the
// schema. What lies on the disk never becomes the value of a secret.
func (f Field) fits(now *schema.Field) bool {
	switch {
	case now == nil:
		return false
	case f.Cleared:
		return true
	default:
		return !now.LooksSecret() && now.Type == f.Type && f.offered(now.Options)
	}
}

// offered reports whether the value is among the options, where there are any.
func (f Field) offered(options []schema.Option) bool {
	if len(options) == 0 || f.Repaired {
		return true
	}
	for _, o := range options {
		if f.is(o.Value) {
			return true
		}
	}
	return false
}

// is reports whether this value was typed or chosen.
func (f Field) is(v schema.Value) bool {
	if len(f.Choice) == 0 {
		return v.Reveal() == f.Text
	}
	chosen, err := schema.ParseValue(f.Choice)
	return err == nil && chosen.Identical(v)
}

package kibana

import (
	"strings"

	"connwiz/schema"
)

// Condition is a condition on the value of another field: its own value or its
// default, null where it doesn't apply itself.
type Condition struct {
	Field string
	OneOf []schema.Value // the value is one of these
	Not   []schema.Value // the value is none of these
	// Filled: the field holds something.
	Filled bool
}

// met reports whether the condition holds for the value.
func (c Condition) met(v schema.Value) bool {
	switch {
	case c.Filled:
		return !blank(v)
	case len(c.OneOf) > 0:
		return among(v, c.OneOf)
	default:
		return !among(v, c.Not)
	}
}

func among(v schema.Value, all []schema.Value) bool {
	for _, one := range all {
		if v.Identical(one) {
			return true
		}
	}
	return false
}

// blank reports whether Kibana would refuse the value as blank, or there is none.
func blank(v schema.Value) bool {
	switch v.Kind() {
	case schema.KindNull:
		return true
	case schema.KindText:
		return strings.TrimSpace(v.Reveal()) == ""
	default:
		return false
	}
}

// words puts a condition into words, as the type's labels say it.
func (t *Type) words(c Condition) string {
	f := t.Field(c.Field)
	switch {
	case c.Filled:
		return f.Label + " is filled in"
	case len(c.OneOf) > 0:
		return f.Label + " is " + f.valueWords(c.OneOf)
	default:
		return f.Label + " is not " + f.valueWords(c.Not)
	}
}

// valueWords are values as a person sees them.
func (f *Field) valueWords(values []schema.Value) string {
	var all []string
	for _, v := range values {
		all = append(all, f.valueWord(v))
	}
	return strings.Join(all, " or ")
}

func (f *Field) valueWord(v schema.Value) string {
	if on, ok := v.Bool(); ok {
		if on {
			return "on"
		}
		return "off"
	}
	for _, o := range f.Options {
		if o.Value.Identical(v) {
			return o.Label
		}
	}
	return v.String()
}

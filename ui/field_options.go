package ui

import (
	"strings"

	"connwiz/schema"
)

// optionName is what an option is called: its label, and its value where there is no
// label or another option has the same one. Then the label alone doesn't tell which
// it is.
func optionName(f *schema.Field, i int) string {
	alike := 0
	for _, other := range f.Options {
		if other.Label == f.Options[i].Label {
			alike++
		}
	}
	return nameAmong(alike, f.Options[i])
}

// nameAmong is the name of an option that is one of so many with its label.
func nameAmong(alike int, o schema.Option) string {
	value := o.Value.String()
	switch {
	case strings.TrimSpace(o.Label) == "":
		return value
	case alike > 1 && value != "":
		return o.Label + " (" + value + ")"
	}
	return o.Label
}

// optionNames are the names of all options in order. It looks at each of them once:
// a schema may have very many.
func optionNames(f *schema.Field) []string {
	alike := map[string]int{}
	for _, o := range f.Options {
		alike[o.Label]++
	}
	names := make([]string, len(f.Options))
	for i, o := range f.Options {
		names[i] = nameAmong(alike[o.Label], o)
	}
	return names
}

// optionCalled is the first option from one on, round to the one before it, whose
// label begins with a text, or else has it anywhere; -1 when there is none.
func optionCalled(f *schema.Field, typed string, from int) int {
	names := optionNames(f)
	for _, has := range []func(s, part string) bool{strings.HasPrefix, strings.Contains} {
		for k := range names {
			i := (from + k) % len(names)
			if has(strings.ToLower(names[i]), typed) {
				return i
			}
		}
	}
	return -1
}

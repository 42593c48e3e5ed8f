package ui

import (
	"strings"

	"connwiz/schema"
)

// optionName is what an option is called: its label, and its value where there is no
// label or another option has the same one. Then the label alone doesn't tell which
// it is.
func optionName(f *schema.Field, i int) string {
	label, value := f.Options[i].Label, f.Options[i].Value.String()
	if strings.TrimSpace(label) == "" {
		return value
	}
	for j, other := range f.Options {
		if j != i && other.Label == label && value != "" {
			return label + " (" + value + ")"
		}
	}
	return label
}

// optionNames are the names of all options in order.
func optionNames(f *schema.Field) []string {
	names := make([]string, len(f.Options))
	for i := range f.Options {
		names[i] = optionName(f, i)
	}
	return names
}

// optionCalled is the first option from one on, round to the one before it, whose
// label begins with a text, or else has it anywhere; -1 when there is none.
func optionCalled(f *schema.Field, typed string, from int) int {
	n := len(f.Options)
	for _, has := range []func(s, part string) bool{strings.HasPrefix, strings.Contains} {
		for k := range n {
			i := (from + k) % n
			if has(strings.ToLower(optionName(f, i)), typed) {
				return i
			}
		}
	}
	return -1
}

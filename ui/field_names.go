package ui

import "connwiz/schema"

// calledIn names fields in a sentence: by their labels, with the name where another
// field has the same, and by the name alone where the field is gone.
func calledIn(s *schema.Schema, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name
		f := s.Field(name)
		if f == nil {
			continue
		}
		out[i] = f.Label
		if only, err := s.Lookup(f.Label); err != nil || only != f {
			out[i] += " (" + name + ")"
		}
	}
	return out
}

package schema

import (
	"encoding/json"
	"slices"
)

// With returns a copy in which the named fields have these stored values, as
// after PUT _configuration with values: an object is merged into a stored
// object, and an entry that was no object becomes one. Unknown names are ignored.
func (s *Schema) With(values map[string]Value) *Schema {
	c := *s
	c.raw = nil
	c.entries = slices.Clone(s.entries)
	for name, v := range values {
		if i, ok := s.shape.index[name]; ok {
			c.entries[i] = s.entries[i].with(v)
		}
	}
	c.pickFields()
	return &c
}

// Raw returns the document as it was read, secrets included; of a changed copy,
// the document with the changed values and all else as it was read.
func (s *Schema) Raw() json.RawMessage {
	if s.raw != nil {
		return s.raw
	}
	return s.render((*entry).json)
}

// render writes the document from its entries.
func (s *Schema) render(write func(*entry) []byte) json.RawMessage {
	out := []byte{'{'}
	for i, e := range s.entries {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(appendTextJSON(out, e.field.Name), ':')
		out = append(out, write(e)...)
	}
	return append(out, '}')
}

// withMembers rewrites a JSON object with some members replaced and the others
// byte for byte as they were. Those it lacks are added if asked for.
func withMembers(raw []byte, members map[string][]byte, add bool) []byte {
	r := reader{raw: raw}
	out := []byte{'{'}
	seen := map[string]bool{}
	write := func(key string, value []byte) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(appendTextJSON(out, key), ':'), value...)
		seen[key] = true
	}
	r.skip()
	r.members(func(key string) {
		r.skip()
		start := r.pos
		r.value()
		value := raw[start:r.pos]
		if replaced, ok := members[key]; ok {
			value = replaced
		}
		write(key, value)
	})
	for key, value := range members {
		if add && !seen[key] {
			write(key, value)
		}
	}
	return append(out, '}')
}

// SameShape reports whether other has the same fields with the same attributes,
// values aside.
func (s *Schema) SameShape(other *Schema) bool {
	if len(s.entries) != len(other.entries) {
		return false
	}
	for _, e := range s.entries {
		if o := other.entry(e.field.Name); o == nil || !e.sameShape(o) {
			return false
		}
	}
	return true
}

package schema

import (
	"bytes"
	"encoding/json"
	"errors"
)

// Schema is a connector's configuration: its fields in document order. It never
// changes; [Schema.With] makes changed copies that share what is the same.
type Schema struct {
	// entries are the members of the document in order. All of them are fields to
	// the connector service, also those that a person is never shown.
	entries []*entry
	fields  []*Field // the shown ones
	shape   *shape
	raw     json.RawMessage // as read, nil in a changed copy
	// withheld: who works on it must not learn its secrets.
	withheld bool
}

// shape is what copies with other values have in common.
type shape struct {
	index map[string]int // of entries, by key
	// dependents lists for each entry those that have a condition on it.
	dependents [][]int
}

// Parse reads the configuration object of a connector document. It is lossless
// and tolerant: missing and null attributes get the service's defaults, wrong
// kinds are read as the service would or neutralised, unknown attributes are
// kept. null or empty input is an empty schema. The only error is a document
// that is no JSON object.
func Parse(raw []byte) (*Schema, error) {
	raw = bytes.TrimSpace(raw)
	s := &Schema{shape: &shape{index: map[string]int{}}, raw: bytes.Clone(raw)}
	if len(raw) == 0 || string(raw) == "null" {
		return s, nil
	}
	if !json.Valid(raw) {
		return nil, errNotJSON
	}
	if raw[0] != '{' {
		return nil, errors.New("the configuration is not a JSON object")
	}
	s.read()
	s.connect()
	return s, nil
}

// read makes an entry of each member. A repeated key keeps its first place and
// takes the last value, as in Python.
func (s *Schema) read() {
	r := reader{raw: s.raw, depth: 1}
	r.skip()
	r.members(func(key string) {
		r.skip()
		start := r.pos
		e := newEntry(key, r.value())
		e.raw = s.raw[start:r.pos]
		if i, ok := s.shape.index[key]; ok {
			s.entries[i] = e
			return
		}
		s.shape.index[key] = len(s.entries)
		s.entries = append(s.entries, e)
	})
}

// connect finds who depends on whom, shares out the time for patterns and picks
// the fields that are shown.
func (s *Schema) connect() {
	s.shape.dependents = make([][]int, len(s.entries))
	patterns := 0
	for i, e := range s.entries {
		patterns += e.countPatterns()
		for _, c := range e.conditions {
			if on, ok := s.shape.index[c.name]; ok {
				s.shape.dependents[on] = append(s.shape.dependents[on], i)
			}
		}
	}
	for _, e := range s.entries {
		e.patternSteps = patternSteps(patterns)
	}
	s.pickFields()
}

// pickFields lists the fields that are shown.
func (s *Schema) pickFields() {
	s.fields = make([]*Field, 0, len(s.entries))
	for _, e := range s.entries {
		if e.shown {
			s.fields = append(s.fields, e.field)
		}
	}
}

// Empty reports whether no field is registered yet.
func (s *Schema) Empty() bool { return len(s.fields) == 0 }

// Fields returns the fields in document order. Categories, null entries and
// Kibana's extract_full_html are not fields. The caller must not change them.
func (s *Schema) Fields() []*Field { return s.fields }

// Field returns the field of that name, or nil.
func (s *Schema) Field(name string) *Field {
	if e := s.entry(name); e != nil && e.shown {
		return e.field
	}
	return nil
}

// entry returns the member of that name, shown or not, or nil.
func (s *Schema) entry(name string) *entry {
	if i, ok := s.shape.index[name]; ok {
		return s.entries[i]
	}
	return nil
}

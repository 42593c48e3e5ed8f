package schema

import "strings"

// VerdictAs returns what the service says of the document once it runs a source
// whose own registered schema is given (connectors_sdk/source.py, BaseDataSource).
// The source's types win, and what an optional empty field gets from its default
// becomes its value; then every field of the source must be in the document;
// everything else is taken from the document as usual.
func (s *Schema) VerdictAs(source *Schema) Verdict {
	if v := s.Evaluate().Verdict(); v.Stage == StageConstruct {
		return v
	}
	as, bad := s.runAs(source)
	if bad != nil {
		return stopped(StageConstruct, *bad)
	}
	if missing := source.missingIn(s); len(missing) > 0 {
		return missingVerdict(missing)
	}
	return as.Evaluate().Verdict()
}

// runAs returns the document as a source reads it, or the first value that its
// types can't take.
func (s *Schema) runAs(source *Schema) (*Schema, *Problem) {
	c := *s
	c.entries = make([]*entry, len(s.entries))
	for i, e := range s.entries {
		c.entries[i] = e
		if own := source.entry(e.field.Name); own != nil {
			c.entries[i] = e.retyped(own.kind)
		}
		if p, bad := c.entries[i].conversionProblem(); bad {
			return nil, &p
		}
	}
	return &c, nil
}

// retyped returns the entry with its effective value converted once more.
func (e *entry) retyped(kind Value) *entry {
	c := &entry{
		field: e.field, raw: e.raw, changed: e.changed, bare: e.bare, shown: e.shown, kind: e.kind,
		validations: e.validations, conditions: e.conditions, conditionsErr: e.conditionsErr,
		patternSteps: e.patternSteps, loaded: e.loaded,
	}
	stored, err := convert(e.effective, kind)
	if err != nil {
		c.loaded = loaded{err: err, empty: e.empty}
		return c
	}
	c.stored, c.effective, c.empty = stored, stored, stored.Empty()
	if !e.field.Required && c.empty {
		c.effective = e.def
	}
	return c
}

// missingIn returns the names of the fields that the document lacks.
func (s *Schema) missingIn(document *Schema) []string {
	var missing []string
	for _, e := range s.entries {
		if document.entry(e.field.Name) == nil {
			missing = append(missing, e.field.Name)
		}
	}
	return missing
}

// missingVerdict is what the service says of missing fields, without naming them
// in a certain order; here it is the schema's.
func missingVerdict(names []string) Verdict {
	v := Verdict{
		Stage:   StageFields,
		Message: "Connector has missing configuration fields: " + strings.Join(names, ", "),
	}
	for _, name := range names {
		v.Problems = append(v.Problems, Problem{Field: name, Kind: KindMissing, Message: v.Message})
	}
	return v
}

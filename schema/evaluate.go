package schema

import "slices"

// State is what the connector service would make of one field.
type State struct {
	Field     *Field
	Stored    Value // converted
	Effective Value // Stored, or the converted default of an optional empty field
	Empty     bool  // of Stored
	// Err is set when the value or the default can't be converted: then the
	// service can't load the document at all.
	Err *Problem
	// Active: every dependency is met, so the field is checked and shown.
	Active bool
	// Unmet is the dependency that hides the field, nil when Active.
	Unmet *Dependency
	// Unknown is the name of a field that a dependency names and the schema
	// lacks ("" when there is none, or when an earlier entry was unmet).
	Unknown string
}

// Evaluation is a schema with every value converted and every dependency judged.
// It never changes. Evaluating is cheap: values are converted when the schema is
// parsed, and the rules of a field run when somebody first asks for its problems.
type Evaluation struct {
	schema *Schema
	gates  []gate // beside the schema's entries
}

// Evaluate converts every field and judges every dependency.
func (s *Schema) Evaluate() *Evaluation {
	e := &Evaluation{schema: s, gates: make([]gate, len(s.entries))}
	for i, entry := range s.entries {
		e.gates[i] = s.judge(entry)
	}
	return e
}

// Schema returns the schema that was evaluated.
func (e *Evaluation) Schema() *Schema { return e.schema }

// With returns the evaluation of the schema with another stored value of one
// field. It gives what e.Schema().With(...).Evaluate() would, but judges only the
// fields that depend on the changed one.
func (e *Evaluation) With(name string, v Value) *Evaluation {
	i, ok := e.schema.shape.index[name]
	if !ok {
		return e
	}
	s := e.schema.With(map[string]Value{name: v})
	c := &Evaluation{schema: s, gates: slices.Clone(e.gates)}
	c.gates[i] = s.judge(s.entries[i])
	for _, dependent := range s.shape.dependents[i] {
		c.gates[dependent] = s.judge(s.entries[dependent])
	}
	return c
}

// State returns the state of a field; the zero State for an unknown name.
func (e *Evaluation) State(name string) State {
	i, ok := e.schema.shape.index[name]
	if !ok {
		return State{}
	}
	return e.state(i)
}

// States returns the states of all fields in document order.
func (e *Evaluation) States() []State {
	states := make([]State, 0, len(e.schema.fields))
	for i, entry := range e.schema.entries {
		if entry.shown {
			states = append(states, e.state(i))
		}
	}
	return states
}

// state returns the state of one entry.
func (e *Evaluation) state(i int) State {
	entry, g := e.schema.entries[i], e.gates[i]
	s := State{
		Field: entry.field, Stored: entry.stored, Effective: entry.effective,
		Empty: entry.empty, Active: g.active, Unknown: g.unknown,
	}
	if p, bad := entry.conversionProblem(); bad {
		s.Err = &p
	}
	if g.unmet {
		s.Unmet = &entry.conditions[g.at].dependency
	}
	return s
}

// Problems returns what the service would say of this field alone: its failed
// conversion (also when hidden), else nothing when it isn't active, else
// required and the rules.
func (e *Evaluation) Problems(name string) []Problem {
	i, ok := e.schema.shape.index[name]
	if !ok {
		return nil
	}
	entry := e.schema.entries[i]
	if p, bad := entry.conversionProblem(); bad {
		return []Problem{p}
	}
	problems, _ := e.check(i)
	return slices.Clone(problems)
}

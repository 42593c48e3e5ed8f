package schema

import (
	"fmt"

	"connwiz/schema/internal/python"
)

// condition is one entry of depends_on as the service would walk it.
type condition struct {
	name string
	// nameless: the field's name is no text, so that no field can have it.
	nameless bool
	value    Value
	// before is raised when the condition is reached; after, only once the named
	// field was found.
	before, after *python.Exception
	dependency    Dependency
}

// newConditions reads depends_on. The exception is raised before any condition
// is looked at.
func newConditions(v Value) ([]condition, *python.Exception) {
	switch v.kind {
	case KindNull:
		return nil, nil
	case KindList, KindText, KindObject:
	default:
		return nil, python.TypeError("object of type '%s' has no len()", pythonType(v))
	}
	items := iterated(v)
	conditions := make([]condition, len(items))
	for i, item := range items {
		conditions[i] = newCondition(item)
	}
	return conditions, nil
}

// newCondition reads one entry of depends_on.
func newCondition(item Value) condition {
	field, err := subscript(item, "field")
	if err != nil {
		return condition{before: err}
	}
	if unhashable := hashError(field); unhashable != nil {
		return condition{before: unhashable}
	}
	value, err := subscript(item, "value")
	return condition{
		name: pythonStr(field), nameless: field.kind != KindText, value: value, after: err,
		dependency: Dependency{Field: pythonStr(field), Value: value},
	}
}

// iterated returns what a Python loop over a list, a text or a dict yields.
func iterated(v Value) []Value {
	switch v.kind {
	case KindList:
		return v.Items()
	case KindText:
		var chars []Value
		for _, r := range v.text() {
			chars = append(chars, Text(string(r)))
		}
		return chars
	case KindObject:
		keys := make([]Value, len(v.keys()))
		for i, key := range v.keys() {
			keys[i] = Text(key)
		}
		return keys
	default:
		return nil
	}
}

// subscript returns v[key] for a text key.
func subscript(v Value, key string) (Value, *python.Exception) {
	switch v.kind {
	case KindObject:
		if item, ok := v.member(key); ok {
			return item, nil
		}
		return Value{}, python.KeyError(key)
	case KindText:
		return Value{}, python.TypeError("string indices must be integers, not 'str'")
	case KindList:
		return Value{}, python.TypeError("list indices must be integers or slices, not str")
	default:
		return Value{}, python.TypeError("'%s' object is not subscriptable", pythonType(v))
	}
}

// hashError is what Python raises for a value that can't be a key.
func hashError(v Value) *python.Exception {
	switch {
	case v.kind == KindList && v.isTuple():
		for _, item := range v.Items() {
			if err := hashError(item); err != nil {
				return err
			}
		}
		return nil
	case v.kind == KindList || v.kind == KindObject:
		return python.TypeError("unhashable type: '%s'", pythonType(v))
	default:
		return nil
	}
}

// gate is how far an entry gets with its conditions.
type gate struct {
	active bool
	// at is the condition that decided; meaningless when active.
	at      int
	unmet   bool
	unknown string
	raised  *python.Exception
}

// judge walks the conditions of an entry until the first that isn't met.
func (s *Schema) judge(e *entry) gate {
	if e.conditionsErr != nil {
		return gate{raised: e.conditionsErr}
	}
	for i, c := range e.conditions {
		if c.before != nil {
			return gate{at: i, raised: c.before}
		}
		on := s.entry(c.name)
		switch {
		case on == nil || c.nameless:
			return gate{at: i, unknown: c.name, raised: unknownField(e.field.Label, c.name)}
		case c.after != nil:
			return gate{at: i, raised: c.after}
		case !on.effective.Equal(c.value):
			return gate{at: i, unmet: true}
		}
	}
	return gate{active: true}
}

// dependencyError is the service's own class for a condition on no field.
const dependencyError = "ConfigurableFieldDependencyError"

func unknownField(label, name string) *python.Exception {
	return &python.Exception{Class: dependencyError, Text: fmt.Sprintf(
		"'%s' depends on configuration '%s', but it does not exist.", label, name)}
}

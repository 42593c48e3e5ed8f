package schema

import (
	"fmt"
	"strings"

	"connwiz/schema/internal/python"
)

// judgment is what the service says of one entry that is active.
type judgment struct {
	problems []Problem
	raised   bool
}

// judged checks the entry on first use: patterns can be slow, and copies of a
// schema share the entries that they have in common.
func (e *entry) judged() judgment {
	e.once.Do(func() {
		if e.field.Required && e.empty {
			e.judgment.problems = []Problem{{
				Field: e.field.Name, Kind: KindRequired,
				Message: fmt.Sprintf("'%s' cannot be empty.", e.field.Label),
			}}
			return
		}
		c := checker{entry: e}
		if err := c.run(); err != nil {
			e.judgment = judgment{problems: []Problem{e.raise(KindRuleError, err)}, raised: true}
			return
		}
		e.judgment.problems = c.problems
	})
	return e.judgment
}

// checker runs the rules of one entry (connectors_sdk/source.py, Field.validate)
// and collects what fails.
type checker struct {
	*entry
	problems []Problem
	length   int // of all messages
}

// maxMessages is how much text one field collects before the rest is left out. A
// message for each item of a list, each with all choices, could fill the memory.
const maxMessages = 256 << 10

// fail collects a message of the service's, as long as there is room for it.
func (c *checker) fail(kind ProblemKind, format string, args ...any) {
	if c.full() {
		return
	}
	message := fmt.Sprintf(format, args...)
	c.problems = append(c.problems, Problem{Field: c.field.Name, Kind: kind, Message: message})
	c.length += len(message)
}

// full reports whether no more messages are collected.
func (c *checker) full() bool { return c.length > maxMessages }

// run goes through the rules in order. Every rule must have both keys, also one
// of an unknown type, which checks nothing.
func (c *checker) run() *python.Exception {
	if c.validations.kind != KindNull && !isIterable(c.validations) {
		return python.TypeError("'%s' object is not iterable", pythonType(c.validations))
	}
	for _, rule := range iterated(c.validations) {
		kind, err := subscript(rule, "type")
		if err != nil {
			return err
		}
		constraint, err := subscript(rule, "constraint")
		if err != nil {
			return err
		}
		if err := c.apply(ProblemKind(readText(kind)), constraint); err != nil {
			return err
		}
	}
	return nil
}

// apply runs one rule.
func (c *checker) apply(kind ProblemKind, constraint Value) *python.Exception {
	switch kind {
	case KindLessThan:
		return c.bound(kind, "<", "less", constraint)
	case KindGreaterThan:
		return c.bound(kind, ">", "greater", constraint)
	case KindListType:
		c.listType(constraint)
		return nil
	case KindIncludedIn:
		return c.includedIn(constraint)
	case KindRegex:
		return c.regex(constraint)
	default:
		return nil
	}
}

// bound checks less_than and greater_than.
func (c *checker) bound(kind ProblemKind, operator, word string, constraint Value) *python.Exception {
	ok, err := ordered(operator, c.effective, constraint)
	if err == nil && !ok {
		c.fail(kind, "'%s' value '%s' should be %s than %s.", c.field.Label, c.effective, word, constraint)
	}
	return err
}

// listType checks the kind of every item. Booleans are whole numbers to Python.
func (c *checker) listType(constraint Value) {
	if c.effective.kind != KindList || c.effective.isTuple() {
		c.fail(KindListType, "Cannot list_type validate '%s' because its value '%s' is not a list.",
			c.field.Label, c.effective)
		return
	}
	for _, item := range c.effective.Items() {
		bad := false
		switch readText(constraint) {
		case "str":
			bad = item.kind != KindText
		case "int":
			bad = item.kind != KindInt && item.kind != KindBool
		}
		if bad {
			c.fail(KindListType, "'%s' list value '%s' should be of type %s.", c.field.Label, item, constraint)
		}
		if c.full() {
			break
		}
	}
}

// includedIn checks the value, or each item of a list.
func (c *checker) includedIn(constraint Value) *python.Exception {
	items := []Value{c.effective}
	if c.effective.kind == KindList {
		items = c.effective.Items()
	}
	in, choices := membership(constraint), ""
	for _, item := range items {
		ok, err := in(item)
		if err != nil {
			return err
		}
		if ok {
			continue
		}
		if choices == "" {
			choices = joined(constraint)
		}
		c.fail(KindIncludedIn, "'%s' list value '%s' should be one of %s.", c.field.Label, item, choices)
		if c.full() {
			break
		}
	}
	return nil
}

// joined writes what a loop over the value yields, separated by commas.
func joined(v Value) string {
	var texts []string
	for _, item := range iterated(v) {
		texts = append(texts, pythonStr(item))
	}
	return strings.Join(texts, ", ")
}

package schema

import (
	"errors"

	"connwiz/schema/internal/pyregex"
	"connwiz/schema/internal/python"
)

// The work that the patterns of one document may cost together, in steps of the
// matcher. All of it takes some 20 ms, so that a verdict never keeps anybody
// waiting; every pattern gets the same share, however many there are, so that a
// verdict doesn't depend on the order of fields.
const (
	allPatternSteps   = 500_000
	leastPatternSteps = 2_000
)

// patternSteps returns the share of each pattern.
func patternSteps(patterns int) int {
	return max(allPatternSteps/max(patterns, 1), leastPatternSteps)
}

// countPatterns returns how many regex rules the entry has.
func (e *entry) countPatterns() int {
	n := 0
	for _, v := range e.field.Validations {
		if v.Type == string(KindRegex) {
			n++
		}
	}
	return n
}

// regex checks that the whole value matches a Python pattern.
func (c *checker) regex(constraint Value) *python.Exception {
	if c.effective.kind != KindText {
		c.fail(KindRegex, "Cannot regex validate '%s' because '%s' is not a string.", c.field.Label, c.effective)
		return nil
	}
	pattern, err := compilePattern(constraint)
	if isUnsupported(err) {
		c.fail(KindRegexTimeout, "'%s' can't be checked here by the regex %s: %s; whether it passes is unknown.",
			c.field.Label, constraint, err.Text)
		return nil
	}
	if err != nil {
		return err
	}
	switch pattern.FullMatch(c.effective.text(), c.patternSteps) {
	case pyregex.Differs:
		c.fail(KindRegex, "'%s' value '%s' failed regex check %s.", c.field.Label, c.effective, constraint)
	case pyregex.Unknown:
		c.fail(KindRegexTimeout, "'%s' took too long in regex check %s: whether it passes is unknown.",
			c.field.Label, constraint)
	}
	return nil
}

// isUnsupported reports whether Python would compile a pattern, unlike pyregex: the
// exception has no class then.
func isUnsupported(err *python.Exception) bool { return err != nil && err.Class == "" }

// compilePattern compiles a constraint, with Python's exceptions for those that
// are no patterns.
func compilePattern(constraint Value) (*pyregex.Pattern, *python.Exception) {
	if err := hashError(constraint); err != nil {
		return nil, err // Python looks the pattern up in a cache first
	}
	if constraint.kind != KindText {
		return nil, python.TypeError("first argument must be string or compiled pattern")
	}
	pattern, err := pyregex.Compile(constraint.text())
	var bad *pyregex.Error
	if errors.As(err, &bad) && bad.Unsupported {
		return nil, &python.Exception{Text: bad.Text}
	}
	if bad != nil {
		return nil, &python.Exception{Class: bad.Class, Text: bad.Text}
	}
	return pattern, nil
}

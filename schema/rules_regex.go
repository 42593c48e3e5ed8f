package schema

import (
	"regexp"

	"connwiz/schema/internal/python"
)

// patternSteps shares out the work that the patterns of one document may cost.
func patternSteps(patterns int) int { return 1_000_000 / max(patterns, 1) }

// countPatterns returns how many regex rules the entry has.
func (e *entry) countPatterns() int {
	n := 0
	for _, rule := range readObjects(e.validations) {
		if kind, _ := rule.member("type"); readText(kind) == string(KindRegex) {
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
	re, err := regexp.Compile(`\A(?:` + readText(constraint) + `)\z`)
	if err != nil {
		return &python.Exception{Class: "error", Text: "bad pattern"}
	}
	if !re.MatchString(c.effective.text()) {
		c.fail(KindRegex, "'%s' value '%s' failed regex check %s.", c.field.Label, c.effective, constraint)
	}
	return nil
}

package schema

import "slices"

// maxTried is how many values of a field are tried against its rules.
const maxTried = 100

// choices checks that a field with a handful of values has one that passes all of
// its rules.
func (l *linter) choices(e *entry) {
	all := e.candidates()
	if len(all) == 0 || len(all) > maxTried || e.bare {
		return
	}
	for _, v := range all {
		if e.mayPass(v, len(all)) {
			return
		}
	}
	l.find(e, SeverityError, "rule_impossible", "no value passes all of the rules")
}

// mayPass reports whether a value, one of so many that are tried, passes the rules
// of the entry, or takes too long for an answer. One that can't be converted is a
// finding of its own.
func (e *entry) mayPass(v Value, tried int) bool {
	with := e.with(v)
	with.patternSteps = max(e.patternSteps/tried, leastPatternSteps)
	return with.err != nil || !slices.ContainsFunc(with.judged().problems, func(p Problem) bool {
		return p.Kind != KindRegexTimeout
	})
}

// candidates are all values that can pass, where there are but a few of them: the
// choices of included_in, or on and off. Only a field that has rules gets any, and
// a dropdown has options instead.
func (e *entry) candidates() []Value {
	f := e.field
	if len(f.Validations) == 0 || f.Display == DisplayDropdown && len(f.Options) > 0 {
		return nil
	}
	t := locate(e.kind.Reveal())
	for _, rule := range f.Validations {
		if rule.Type != string(KindIncludedIn) || rule.Constraint.kind != KindList || t == TypeFloat {
			continue
		}
		var all []Value
		for _, v := range rule.Constraint.Items() {
			if _, err := convertTo(v, t); err == nil && !v.Empty() && v.kind != KindObject {
				all = append(all, v)
			}
		}
		return all
	}
	if t == TypeBool {
		return []Value{Bool(true), Bool(false)}
	}
	return nil
}

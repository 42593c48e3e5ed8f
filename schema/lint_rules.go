package schema

import (
	"math/big"
	"slices"
)

// rules checks that the rules of a field can be run and met.
func (l *linter) rules(e *entry) {
	if e.validations.kind != KindNull && !isIterable(e.validations) {
		l.find(e, SeverityError, "validations_malformed", "validations is not a list")
		return
	}
	sound := true
	for _, rule := range iterated(e.validations) {
		kind, err := subscript(rule, "type")
		constraint, err2 := subscript(rule, "constraint")
		if err == nil {
			err = err2
		}
		if err != nil {
			l.find(e, SeverityError, "validations_malformed",
				"a rule needs both type and constraint: %s %s", err.Class, err.Text)
			return
		}
		sound = l.rule(e, ProblemKind(readText(kind)), constraint) && sound
	}
	if sound {
		l.bounds(e)
		l.choices(e)
		l.defaults(e)
	}
}

// rule checks one rule; false when no value can pass it.
func (l *linter) rule(e *entry, kind ProblemKind, constraint Value) bool {
	t := locate(e.kind.Reveal())
	unfit := ""
	switch kind {
	case KindLessThan, KindGreaterThan:
		unfit = unfitBound(t, constraint)
	case KindListType:
		unfit = unfitListType(t, constraint)
		if text := readText(constraint); text != "str" && text != "int" {
			l.find(e, SeverityWarning, "rule_unknown", "list_type knows only str and int: this rule checks no item")
		}
	case KindIncludedIn:
		unfit = unfitChoices(t, constraint)
	case KindRegex:
		if t != TypeStr && t != "" {
			unfit = "a pattern fits only text"
		}
		if _, err := compilePattern(constraint); err != nil && !isUnsupported(err) {
			l.find(e, SeverityError, "regex_invalid", "the pattern can't be compiled: %s", err.Text)
			return false
		}
	default:
		l.find(e, SeverityWarning, "rule_unknown", "a rule of the type %q checks nothing", string(kind))
	}
	if unfit != "" {
		l.find(e, SeverityError, "rule_impossible", "no value passes the rule %s: %s", kind, unfit)
	}
	return unfit == ""
}

// unfitBound says why a bound doesn't fit the type.
func unfitBound(t Type, constraint Value) string {
	switch {
	case t == TypeStr && constraint.kind != KindText:
		return "text and " + pythonType(constraint) + " can't be compared"
	case (t == TypeInt || t == TypeFloat || t == TypeBool) && !isNumber(constraint):
		return "a number and " + pythonType(constraint) + " can't be compared"
	case t == TypeList && constraint.kind != KindList:
		return "a list and " + pythonType(constraint) + " can't be compared"
	default:
		return ""
	}
}

// unfitListType says why no list passes.
func unfitListType(t Type, constraint Value) string {
	switch {
	case t != TypeList && t != "":
		return "the field is no list"
	case t == TypeList && readText(constraint) == "int":
		return "items that come from text are never numbers"
	default:
		return ""
	}
}

// unfitChoices says why nothing is among the choices.
func unfitChoices(t Type, constraint Value) string {
	if !isIterable(constraint) {
		return pythonType(constraint) + " holds no choices"
	}
	fits := func(choice Value) bool {
		switch t {
		case TypeStr, TypeList:
			return choice.kind == KindText
		case TypeInt, TypeFloat, TypeBool:
			return isNumber(choice)
		default:
			return true
		}
	}
	if constraint.kind == KindText && (t == TypeStr || t == TypeList) {
		return ""
	}
	if len(iterated(constraint)) == 0 {
		return "there are no choices"
	}
	if !slices.ContainsFunc(iterated(constraint), fits) {
		return "none of the choices is of the type " + string(t)
	}
	return ""
}

// bounds checks that there is a number between the bounds, and that an optional
// number is not compared while it is nothing.
func (l *linter) bounds(e *entry) {
	t := locate(e.kind.Reveal())
	if t != TypeInt && t != TypeFloat {
		return
	}
	var low, high *Value
	for _, v := range e.field.Validations {
		switch ProblemKind(v.Type) {
		case KindGreaterThan:
			if higher, _ := ordered(">", v.Constraint, valueOr(low, v.Constraint)); low == nil || higher {
				low = &v.Constraint
			}
		case KindLessThan:
			if lower, _ := ordered("<", v.Constraint, valueOr(high, v.Constraint)); high == nil || lower {
				high = &v.Constraint
			}
		}
	}
	if low != nil && high != nil && nothingBetween(*low, *high, t) {
		l.find(e, SeverityError, "rule_impossible", "no number is greater than %s and less than %s", *low, *high)
	}
	if (low != nil || high != nil) && !e.field.Required && e.field.Default.Empty() {
		l.find(e, SeverityError, "bound_of_nothing",
			"left empty, this optional number without a default stops the check of the whole document")
	}
}

func valueOr(v *Value, fallback Value) Value {
	if v == nil {
		return fallback
	}
	return *v
}

// nothingBetween reports whether no number of the type lies strictly between.
func nothingBetween(low, high Value, t Type) bool {
	if isNaN(low) || isNaN(high) {
		return true
	}
	from, to := exact(low), exact(high)
	if t == TypeFloat || from.IsInf() || to.IsInf() {
		return from.Cmp(to) >= 0
	}
	next, _ := from.Int(nil) // towards zero
	for new(big.Float).SetInt(next).Cmp(from) <= 0 {
		next.Add(next, big.NewInt(1))
	}
	return new(big.Float).SetInt(next).Cmp(to) >= 0
}

// defaults checks that what the field has when nobody touches it passes its own
// rules, and that a dropdown offers something that does.
func (l *linter) defaults(e *entry) {
	f := e.field
	if e.err != nil || f.Display == DisplayDropdown && !l.someOptionPasses(e) {
		return
	}
	if f.Required {
		return
	}
	untouched := e.with(Text(""))
	if j := untouched.judged(); len(j.problems) > 0 && !j.raised {
		code, text := "default_invalid", "the default breaks the field's own rules: %s"
		if f.Default.Empty() {
			code, text = "empty_invalid", "the optional field can't be left empty: %s"
		}
		l.find(e, SeverityWarning, code, text, j.problems[0].Message)
	}
}

// someOptionPasses checks the options of a dropdown against the rules.
func (l *linter) someOptionPasses(e *entry) bool {
	for _, o := range e.field.Options {
		if e.mayPass(o.Value, len(e.field.Options)) {
			return true
		}
	}
	if len(e.field.Options) > 0 {
		l.find(e, SeverityError, "rule_impossible", "none of the options passes the rules")
	}
	return len(e.field.Options) == 0
}

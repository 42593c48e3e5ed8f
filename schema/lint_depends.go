package schema

import (
	"slices"
	"strings"
)

// dependencies checks that the conditions of a field can be met.
func (l *linter) dependencies(e *entry) {
	if e.conditionsErr != nil {
		l.find(e, SeverityError, "depends_on_malformed", "depends_on is not a list: %s", e.conditionsErr.Text)
		return
	}
	unreachable := false
	for i, c := range e.conditions {
		malformed := c.before
		if malformed == nil {
			malformed = c.after
		}
		switch on := l.schema.entry(c.name); {
		case malformed != nil:
			l.find(e, SeverityError, "depends_on_malformed", "a condition is malformed: %s", malformed.Text)
			return
		case on == nil || c.nameless:
			l.find(e, SeverityError, "dependency_unknown",
				"a condition is on %s, which doesn't exist: the whole document is refused", c.name)
			return
		case isCategory(on):
			l.find(e, SeverityError, "dependency_unknown", "a condition is on %s, which is a category", c.name)
			unreachable = true
		case !reachable(on, c.value):
			l.find(e, SeverityError, "dependency_impossible",
				"%s can never be %s", c.name, pythonRepr(c.value))
			unreachable = true
		case contradicts(e.conditions[:i], c):
			l.find(e, SeverityError, "dependency_contradiction",
				"%s can't have two values at once: all conditions must hold", c.name)
			unreachable = true
		case refused(on, c.value):
			l.find(e, SeverityWarning, "dependency_refused",
				"the service refuses a configuration in which %s is %s", c.name, pythonRepr(c.value))
		}
	}
	if unreachable {
		l.unreachable(e, "the field is never shown")
	}
}

// unreachable says that a field is never shown, once.
func (l *linter) unreachable(e *entry, format string, args ...any) {
	l.hidden[e] = true
	l.find(e, SeverityError, "unreachable", format, args...)
}

// behindUnreachable finds fields that wait for a value which nobody can enter,
// since the field to enter it in is never shown.
func (l *linter) behindUnreachable() {
	for found := true; found; {
		found = false
		for _, e := range l.schema.entries {
			for _, c := range e.conditions {
				on := l.schema.entry(c.name)
				if l.hidden[e] || on == nil || !l.hidden[on] || on.effective.Equal(c.value) {
					continue
				}
				l.unreachable(e, "the field is never shown: %s, which it depends on, never is either", c.name)
				found = true
			}
		}
	}
}

// alternatives reports whether two fields are never shown together.
func alternatives(a, b *entry) bool {
	return slices.ContainsFunc(b.conditions, func(c condition) bool { return contradicts(a.conditions, c) })
}

// contradicts reports whether an earlier condition asks for another value of the
// same field.
func contradicts(earlier []condition, c condition) bool {
	return slices.ContainsFunc(earlier, func(o condition) bool {
		return o.name == c.name && !o.value.Equal(c.value)
	})
}

// reachable reports whether the effective value of a field can ever equal v.
func reachable(on *entry, v Value) bool {
	f := on.field
	t := locate(on.kind.Reveal())
	if t == "" {
		return true // not converted, so anything goes
	}
	if v.isNullOrBlank() && !f.Required && !f.Default.Empty() {
		return false // the default stands in for it
	}
	if v.kind == KindNull {
		return t != TypeStr && t != TypeList
	}
	if f.Display == DisplayDropdown && len(f.Options) > 0 && !v.isNullOrBlank() {
		return slices.ContainsFunc(f.Options, func(o Option) bool {
			converted, err := convertTo(o.Value, t)
			return err == nil && converted.Equal(v)
		})
	}
	switch t {
	case TypeStr:
		return v.kind == KindText
	case TypeBool:
		return v.Equal(Bool(true)) || v.Equal(Bool(false))
	case TypeInt:
		whole, err := convertInt(v)
		return isNumber(v) && err == nil && whole.Equal(v)
	case TypeFloat:
		return isNumber(v)
	default:
		return v.kind == KindList
	}
}

// refused reports whether a field that is always checked breaks its own rules when
// its value is v. To wait for a field that isn't set yet is no mistake.
func refused(on *entry, v Value) bool {
	if len(on.conditions) > 0 || on.bare || v.Empty() || v.kind == KindObject {
		return false
	}
	return !on.mayPass(v, maxTried)
}

// cycles finds fields that depend on each other: once hidden, none of them can be
// brought back.
func (l *linter) cycles() {
	state := make([]int, len(l.schema.entries)) // 0 new, 1 on the path, 2 done
	var path []string
	var visit func(i int)
	visit = func(i int) {
		e := l.schema.entries[i]
		state[i] = 1
		path = append(path, e.field.Name)
		for _, c := range e.conditions {
			on, ok := l.schema.shape.index[c.name]
			switch {
			case !ok:
			case state[on] == 0:
				visit(on)
			case state[on] == 1:
				from := slices.Index(path, c.name)
				l.find(e, SeverityWarning, "cycle", "the conditions go in a circle: %s",
					strings.Join(append(slices.Clone(path[from:]), c.name), " → "))
			}
		}
		path = path[:len(path)-1]
		state[i] = 2
	}
	for i := range l.schema.entries {
		if state[i] == 0 {
			visit(i)
		}
	}
}

package schema

import (
	"slices"
	"strings"
)

// options checks that a dropdown can be used, and that what it offers is taken.
func (l *linter) options(e *entry) {
	f := e.field
	if f.Display != DisplayDropdown {
		return
	}
	if len(f.Options) == 0 {
		l.find(e, SeverityError, "options_missing", "a dropdown without options can't be used")
		return
	}
	values, labels := map[string]bool{}, map[string]bool{}
	for _, o := range f.Options {
		value := o.Value
		if converted, err := convertTo(o.Value, f.optionType()); err == nil {
			value = converted
		}
		text := pythonRepr(value)
		switch {
		case values[text]:
			l.find(e, SeverityWarning, "option_duplicate", "several options have the value %s", text)
		case labels[o.Label]:
			l.find(e, SeverityWarning, "option_duplicate", "several options are called %q", o.Label)
		}
		values[text], labels[o.Label] = true, true
		l.option(e, o)
	}
	if f.misses(f.Default) {
		l.find(e, SeverityWarning, "default_no_option", "the default is none of the options")
	}
	if f.misses(f.Value) {
		l.find(e, SeverityWarning, "value_no_option", "the value is none of the options")
	}
}

// misses reports whether a value that isn't empty is none of the options.
func (f *Field) misses(v Value) bool {
	converted, err := convertTo(v, f.Type)
	return err == nil && !converted.Empty() && !f.offers(converted)
}

// option checks one option.
func (l *linter) option(e *entry, o Option) {
	converted, err := convertTo(o.Value, e.field.optionType())
	if err != nil {
		l.find(e, SeverityError, "option_unconvertible",
			"the option %q can't become the type %s", o.Label, e.kind)
		return
	}
	if e.field.Type == TypeBool && isFalseText(o.Value) && pythonTruth(converted) {
		l.find(e, SeverityError, "option_unconvertible",
			"the option %q is a text, which the service takes for true", o.Label)
	}
}

// isFalseText reports whether a text means false to people.
func isFalseText(v Value) bool {
	return slices.Contains([]string{"false", "0", "no", "off"}, strings.ToLower(readText(v)))
}

// offers reports whether each part of a value is an option.
func (f *Field) offers(v Value) bool {
	if v.kind != KindList {
		return f.hasOption(v)
	}
	for _, item := range v.Items() {
		if !f.hasOption(item) {
			return false
		}
	}
	return true
}

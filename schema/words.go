package schema

import "strconv"

// Words says in a few words what the field takes: "whole number", "one of 3
// options".
func (f *Field) Words() string {
	if f.Display == DisplayDropdown && len(f.Options) > 0 {
		if n := len(f.Options); n > 1 {
			return "one of " + strconv.Itoa(n) + " options"
		}
		return "one of 1 option"
	}
	switch f.Type {
	case TypeInt:
		return "whole number"
	case TypeFloat:
		return "number"
	case TypeBool:
		return "on or off"
	case TypeList:
		return "list, separated by commas or lines"
	default:
		return "text"
	}
}

// Words says in a few words what the rule asks for: "less than 100". An unknown
// rule is its type.
func (v Validation) Words() string {
	c := v.Constraint.String()
	switch v.Type {
	case "less_than":
		return "less than " + c
	case "greater_than":
		return "greater than " + c
	case "regex":
		return "must match " + c
	case "included_in":
		return "one of " + c
	case "list_type":
		return "items of type " + c
	default:
		return v.Type
	}
}

// ValueWords writes a value of the field as a person would say it: on and off for
// switches, the label of an option.
func (f *Field) ValueWords(v Value) string {
	if on, ok := v.Bool(); ok && f.Type == TypeBool {
		if on {
			return "on"
		}
		return "off"
	}
	for _, o := range f.Options {
		if o.Value.Equal(v) {
			return o.Label
		}
	}
	return v.String()
}

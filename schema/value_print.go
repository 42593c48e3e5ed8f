package schema

import (
	"fmt"
	"log/slog"
)

// Every way of printing a value is listed here, so that none is left to the
// defaults of the packages that print.
var (
	_ fmt.Formatter  = Value{}
	_ fmt.Stringer   = Value{}
	_ fmt.GoStringer = Value{}
	_ slog.LogValuer = Value{}
)

// String returns the value as Python's str() would write it ("True", "None",
// "1.0", "['a']"), or [Redacted].
func (v Value) String() string {
	if v.concealed() {
		return Redacted
	}
	return v.Reveal()
}

// Reveal returns Python's str() of the value, secrets included.
func (v Value) Reveal() string { return pythonStr(v) }

// GoString returns the same as String, marked as a value.
func (v Value) GoString() string { return "schema.Value(" + v.String() + ")" }

// Format prints the same as String for every verb; only %q and %#v dress it.
func (v Value) Format(s fmt.State, verb rune) { formatText(s, verb, v.String(), v.GoString) }

// LogValue returns the same as String.
func (v Value) LogValue() slog.Value { return slog.StringValue(v.String()) }

// MarshalText returns the same as String. Encoders that know no other interface
// use it.
func (v Value) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// MarshalYAML returns the value as Go's own types, or "redacted" for a secret.
func (v Value) MarshalYAML() (any, error) {
	if v.concealed() {
		return redactedJSON, nil
	}
	switch v.kind {
	case KindBool:
		return v.truth, nil
	case KindInt:
		if v.whole().IsInt64() {
			return v.whole().Int64(), nil
		}
		return v.whole().String(), nil
	case KindFloat:
		return v.in().float, nil
	case KindText:
		return v.text(), nil
	case KindList:
		return v.Items(), nil
	case KindObject:
		m := make(map[string]Value, len(v.keys()))
		for i, key := range v.keys() {
			m[key] = v.Items()[i]
		}
		return m, nil
	default:
		return nil, nil //nolint:nilnil // null is a value here
	}
}

// formatText prints text with the width and flags of the verb, whatever the verb
// is: none may reach the fields of the value.
func formatText(s fmt.State, verb rune, text string, goString func() string) {
	switch {
	case verb == 'v' && s.Flag('#'):
		fmt.Fprint(s, goString())
	case verb == 'q':
		fmt.Fprintf(s, fmt.FormatString(s, 'q'), text)
	default:
		fmt.Fprintf(s, fmt.FormatString(s, 's'), text)
	}
}

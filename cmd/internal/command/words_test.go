package command

import (
	"slices"
	"testing"
)

func TestSplitWords(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"":                       nil,
		"  pass  show db ":       {"pass", "show", "db"},
		"a 'b c' d":              {"a", "b c", "d"},
		`a "b c" d`:              {"a", "b c", "d"},
		`a b\ c`:                 {"a", "b c"},
		`a 'b\c' "d\e" "f\"g\\"`: {"a", `b\c`, `d\e`, `f"g\`},
		`a''b"c"`:                {"abc"},
		`'' ""`:                  {"", ""},
		"$HOME ~ *.x":            {"$HOME", "~", "*.x"},
		"'a | b' \"c > d\" \\;":  {"a | b", "c > d", ";"},
		"漢 'é\nx'":               {"漢", "é\nx"},
	} {
		got, err := splitWords(line)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", line, got, err, want)
		}
	}
	for _, line := range []string{"a 'b", `a "b`, `a \`, "a | b", "a; b", "a > b", "a && b", "a `b`", "a < b"} {
		if got, err := splitWords(line); err == nil {
			t.Errorf("%s gave %q", line, got)
		}
	}
}

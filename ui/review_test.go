package ui

import (
	"strings"
	"testing"
)

func TestAReviewTellsTextsOfManyLinesApart(t *testing.T) {
	t.Parallel()
	lines := strings.TrimSuffix(strings.Repeat("same\n", 30), "\n")
	for name, c := range map[string]struct{ from, to, was, is string }{
		"a line more":          {lines, lines + "\nnew", "30 lines", "31 lines, number 31: new"},
		"a line less":          {lines + "\nold", lines, "31 lines, number 31: old", "30 lines"},
		"a line changed":       {"a\nb\nc", "a\nX\nc", "3 lines, number 2: b", "3 lines, number 2: X"},
		"a line emptied":       {"a\nb", "a\n", "2 lines, number 2: b", "2 lines, number 2: (empty)"},
		"one line becomes two": {"a", "a\nb", "1 line", "2 lines, number 2: b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if was, is := changedLine(c.from, c.to); was != c.was || is != c.is {
				t.Errorf("got %q → %q, want %q → %q", was, is, c.was, c.is)
			}
		})
	}
}

func TestAReviewShowsWhichLineOfATextIsChanged(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected",
		`{"note": {"label": "Note", "display": "textarea", "value": "`+strings.Repeat(`same\n`, 30)+`last"}}`))
	x.typed("!").press("ctrl+s").sees("31 lines, number 31: last → 31 lines, number 31: last!")
}

func TestAWarningOfAReviewNamesItsField(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", `{
		"on": {"label": "Use TLS", "type": "bool", "display": "toggle", "value": "false", "order": 1},
		"host": {"label": "Host", "value": "a", "order": 2}}`))
	x.press("tab").typed("b").press("ctrl+s").sees("! Use TLS: stored as text", "Host  a → ab")
}

func TestSavingAnywayIsTakenBackByTheSameKey(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", `{"host": {"label": "Host", "value": "a", "required": true},
		"port": {"label": "Port", "type": "int", "value": 5, "validations": [{"type": "less_than", "constraint": 10}]}}`))
	x.press("tab").typed("0").press("ctrl+s").sees("! save anyway", "Enter to the problem")
	x.press("!").sees("! don't", "Enter save anyway").press("!").sees("! save anyway", "Enter to the problem")
}

package schema

import (
	"strings"
	"testing"
)

// entered is what becomes of a text or a choice in a field.
type entered struct {
	name       string
	field      Field
	text       string
	sent       string // as JSON
	problems   string // kinds, separated by blanks
	warnings   string
	unsendable bool
}

func (c entered) check(t *testing.T, in Input) {
	t.Helper()
	if got := kinds(in.Problems); got != c.problems {
		t.Errorf("problems %q, want %q", got, c.problems)
	}
	if got := kinds(in.Warnings); got != c.warnings {
		t.Errorf("warnings %q, want %q", got, c.warnings)
	}
	if in.Convertible == c.unsendable {
		t.Errorf("convertible: %t", in.Convertible)
	}
	if got := string(in.Value.RevealJSON()); in.Convertible && got != c.sent {
		t.Errorf("sent %s, want %s", got, c.sent)
	}
}

func kinds(problems []Problem) string {
	var texts []string
	for _, p := range problems {
		texts = append(texts, string(p.Kind))
	}
	return strings.Join(texts, " ")
}

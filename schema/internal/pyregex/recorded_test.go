package pyregex

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"testing"
)

// TestRecordedMatches holds random patterns and texts against what re.fullmatch
// of Python 3.11 said of them.
func TestRecordedMatches(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/python.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	count := 0
	for ; lines.Scan(); count++ {
		var c struct{ Pattern, Text, Result string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatalf("line %d: %v", count+1, err)
		}
		if got := outcome(c.Pattern, c.Text); got != c.Result {
			t.Errorf("%q on %q: got %s, want %s", c.Pattern, c.Text, got, c.Result)
		}
	}
	if err := lines.Err(); err != nil || count < 1000 {
		t.Errorf("%d lines, %v", count, err)
	}
}

// outcome says in words what becomes of a pattern and a text.
func outcome(pattern, text string) string {
	p, err := Compile(pattern)
	var bad *Error
	if errors.As(err, &bad) {
		return bad.Class + ": " + bad.Text
	}
	switch p.FullMatch(text, enough) {
	case Matches:
		return "matches"
	case Differs:
		return "differs"
	default:
		return "unknown"
	}
}

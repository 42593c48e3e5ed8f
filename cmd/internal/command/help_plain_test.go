package command

import (
	"os"
	"strings"
	"testing"
)

// TestTheManualsSetUpIsARecordedOne looks for every line of the conversation in the
// one that line mode's own test has.
func TestTheManualsSetUpIsARecordedOne(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../../ui/testdata/line-setup.txt")
	if err != nil {
		t.Fatal(err)
	}
	rest := strings.Split(string(raw), "\n")
	said, dots := 0, true
	for _, line := range strings.Split(strings.TrimSpace(plainSetup), "\n")[1:] {
		line = strings.TrimSpace(line)
		if line == "..." {
			dots = true
			continue
		}
		at := 0
		for at < len(rest) && strings.TrimSpace(rest[at]) != line {
			at++
		}
		if at == len(rest) || at > 0 && !dots {
			t.Fatalf("%q is not what comes then", line)
		}
		rest, dots = rest[at+1:], false
		said++
	}
	if said < 30 {
		t.Errorf("only %d lines are told", said)
	}
}

package main

import (
	"strings"
	"testing"
)

func TestTheTableMarksWhatMissesItsBudget(t *testing.T) {
	t.Parallel()
	cell, line, peer := subject{name: "connwiz cell", ours: true}, subject{name: "connwiz line", ours: true}, subject{name: "huh v1"}
	table := newTable([]subject{cell, line, peer})
	table.set(rowKey, cell, 11)
	table.set(rowKey, line, 110)
	table.set(rowKey, peer, 161)
	table.set(rowIdleBytes, cell, 0.3)
	table.set(rowWakeUps, line, 333)
	var out strings.Builder
	if err := table.print(&out); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for row := range strings.Lines(out.String()) {
		if len(row) > 32 {
			got[strings.TrimSpace(row[:32])] = strings.Join(strings.Fields(row[32:]), " ")
		}
	}
	for row, want := range map[string]string{
		"80x24, 18 fields": "connwiz cell connwiz line budget huh v1",
		rowKey:             "! 11 110 110 / 10 161",
		rowIdleBytes:       "! 0.30 – 0 –",
		rowWakeUps:         "– 333 –",
		rowRSS:             "– – 25 –",
	} {
		if got[row] != want {
			t.Errorf("%s: %q, want %q\n%s", row, got[row], want, out.String())
		}
	}
}

func TestATerminalAnswersWhatItIsAsked(t *testing.T) {
	t.Parallel()
	if got := string(answers([]byte("\x1b]11;?\x1b\\\x1b[6n"))); got != "\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[1;1R" {
		t.Errorf("answered %q", got)
	}
	if got := answers([]byte("\x1b[Htext\x1b[2K")); got != nil {
		t.Errorf("answered %q to drawing", got)
	}
}

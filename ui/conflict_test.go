package ui

import (
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// contested opens the question about a host that another writer changed.
func contested(t *testing.T) *wizard {
	t.Helper()
	x := start(t, "orders", 80, 24, one("connected", with(everyKind, "host", `"h"`)))
	x.typed("-mine").press("ctrl+s")
	x.put(with(everyKind, "host", `"THEIRS"`))
	return x.press("enter").sees("Somebody else changed these fields", "THEIRS")
}

func TestEscOnAConflictSendsNothingAndAsksAgain(t *testing.T) {
	t.Parallel()
	x := contested(t).press("esc").sees("h-mine", "Review changes")
	if got := x.puts(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
	x.press("ctrl+s", "enter").sees("Somebody else changed these fields").press("m", "enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 || got[0] != `{"values":{"host":"h-mine"}}` {
		t.Errorf("sent %q", got)
	}
}

func TestAChangeDuringTheQuestionIsAskedAboutToo(t *testing.T) {
	t.Parallel()
	x := contested(t)
	x.put(with(everyKind, "host", `"THEIRS-2"`))
	x.press("m", "enter").sees("Somebody else changed these fields", "THEIRS-2")
	if got := x.puts(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}

func TestWhereNothingIsLeftToSendNoSuccessIsTold(t *testing.T) {
	t.Parallel()
	hidden := strings.Replace(with(everyKind, "host", `"h"`), `"order": 1,`, `"order": 1, "depends_on": [{"field": "tls", "value": true}],`, 1)
	for name, c := range map[string]struct {
		configuration string
		choice        string
	}{
		"theirs was taken":          {with(everyKind, "host", `"THEIRS"`), "t"},
		"the field is gone":         {`{"port": {"label": "Port", "type": "int", "value": 1}}`, "m"},
		"the field is hidden now":   {hidden, "m"},
		"the configuration is gone": {`{}`, "m"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, "orders", 80, 24, one("connected", with(everyKind, "host", `"h"`)))
			x.typed("-mine").press("ctrl+s")
			x.put(c.configuration)
			x.press("enter", c.choice, "enter").sees("Nothing was sent").misses("Configuration updated")
			if got := x.puts(); len(got) != 0 {
				t.Errorf("sent %q", got)
			}
		})
	}
}

func TestLeavingWithAWriteOnItsWayDoesNotCallItUnsent(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(everyKind, "host", `"h"`)))
	x.press("tab", "tab").typed("s3cr3t").press("ctrl+s")
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.press("enter").sees("may have been saved").press("ctrl+c")
	if o := x.m.Outcome(); !x.quit || len(o.Lines) != 1 || !strings.Contains(o.Lines[0], "it may have been saved") {
		t.Errorf("quit %v, outcome %+v", x.quit, o)
	}
}

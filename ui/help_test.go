package ui

import (
	"strings"
	"testing"

	"connwiz/client/emulator"

	tea "github.com/charmbracelet/bubbletea"
)

func TestHelpIsAboutTheScreenUnderIt(t *testing.T) {
	t.Parallel()
	const formOnly = "bring the loaded value back"
	for _, c := range []struct {
		name  string
		reach func(t *testing.T) *wizard
		says  []string
	}{
		{"the list", func(t *testing.T) *wizard { return start(t, "", 80, 24, one("connected", everyKind)) },
			[]string{"These are the connectors of es.example:9200", "Enter", "configure"}},
		{"the wait for a schema", func(t *testing.T) *wizard { return start(t, "orders", 80, 24, one("created", "{}")) },
			[]string{"has no fields until", "connwiz doctor orders", "ask now"}},
		{"the review", func(t *testing.T) *wizard {
			return start(t, "orders", 80, 24, one("connected", everyKind)).typed("h").press("ctrl+s")
		}, []string{"all that will be sent", "submit"}},
		{"the watch", func(t *testing.T) *wizard {
			return start(t, "orders", 80, 24, one("connected", unmarked)).typed("h").press("ctrl+s", "enter").sees("Configuration updated")
		}, []string{"The values are saved.", "connwiz wait orders", "stop watching"}},
		{"a save that failed", func(t *testing.T) *wizard {
			x := start(t, "orders", 80, 24, one("connected", unmarked)).typed("h")
			x.faults.Add(emulator.Fault{Match: writes, Status: 500})
			return x.press("ctrl+s", "enter")
		}, []string{"This try failed", "try again"}},
		{"a conflict", func(t *testing.T) *wizard {
			x := start(t, "orders", 80, 24, one("connected", unmarked)).typed("mine")
			x.put(strings.Replace(unmarked, `"value": "h"`, `"value": "theirs"`, 1))
			return x.press("ctrl+s", "enter").sees("Somebody else changed")
		}, []string{"Choose for each field", "keep mine", "take theirs"}},
		{"the search for a field", func(t *testing.T) *wizard {
			return start(t, "orders", 80, 24, one("connected", everyKind)).press("ctrl+f")
		}, []string{"names and labels of all fields"}},
		{"a question", func(t *testing.T) *wizard {
			return start(t, "orders", 80, 24, one("connected", everyKind)).typed("h").press("esc")
		}, []string{"leave the program", "go back"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := c.reach(t)
			x.press("f1").sees(c.says...).misses(formOnly)
			if !strings.HasPrefix(x.screen(), "Help") {
				t.Errorf("F1 opens no help:\n%s", x.screen())
			}
			if x.press("f1"); strings.HasPrefix(x.screen(), "Help") {
				t.Errorf("F1 doesn't close it again:\n%s", x.screen())
			}
		})
	}
}

func TestHelpStopsNothing(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", unmarked)).typed("h").press("ctrl+s", "enter").sees("Configuration updated")
	x.press("f1").sees("The values are saved.")
	x.setStatus("connected", "")
	x.tick()
	x.press("esc").sees("connected")
	x.press("?").sees("Help").press("esc").misses("Help")
	x.press("ctrl+c")
	if o := x.m.Outcome(); len(o.Lines) == 0 || !strings.Contains(o.Lines[0], "Configuration updated") {
		t.Errorf("outcome %+v", o)
	}
}

func TestAnAnswerThatComesUnderHelpArrives(t *testing.T) {
	t.Parallel()
	x := prepare(t, "orders", 80, 24, one("connected", unmarked))
	cmd := x.m.Init()
	x.m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	x.m.Update(tea.KeyMsg{Type: tea.KeyF1})
	x.sees("Help")
	x.run(cmd)
	x.sees("Host").misses("Help")
}

func TestAQuestionMarkIsTextWhereTextIsTyped(t *testing.T) {
	t.Parallel()
	start(t, "", 80, 24, one("connected", everyKind)).typed("?").sees("Filter: ?").misses("Help")
}

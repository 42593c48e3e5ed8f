//go:build unix

package main

import (
	"os/exec"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// stands waits until the terminal's own cursor shows behind a text on its row.
func (s *seat) stands(behind string) {
	s.t.Helper()
	s.WaitUntil("the cursor behind "+behind, func(string) bool {
		x, y, visible := s.Cursor()
		row := s.Lines()[y]
		// Cells are letters here: nothing wide is typed.
		return visible && strings.HasSuffix(string([]rune(row + strings.Repeat(" ", x))[:x]), behind)
	})
}

// hidden waits until the terminal's own cursor doesn't show.
func (s *seat) hidden() {
	s.t.Helper()
	s.WaitUntil("no cursor", func(string) bool { _, _, visible := s.Cursor(); return !visible })
}

func TestJourneyOfTheCursor(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	s := g.start(screentest.Options{Silent: true, Shell: true})
	s.does("we", "1 connector")
	s.stands("Filter: we")
	s.does(screentest.Enter, "Review changes")
	s.stands("db.example.com")
	s.does("-new", "1 change")
	s.stands("db.example.com-new")
	s.Press(screentest.Left, screentest.Left)
	s.stands("db.example.com-n")
	s.toPassword()
	s.does("typed", "2 changes")
	s.stands("•••••")
	s.does(screentest.Tab, "▸ Encrypted")
	s.hidden()
	s.does(screentest.CtrlF, "Find:")
	s.stands("Find: ")
	s.does(screentest.Esc, "▸ Encrypted")
	s.hidden()
	s.does(screentest.CtrlS, "Enter sends 2 values")
	s.hidden()
	s.Press(screentest.CtrlC)
	s.does(screentest.CtrlC, "left with 2 changes unsent")
	s.leaves(130)
}

func TestJourneyOfTheCursorOnTheNormalScreen(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	s := sit(t, exec.Command("sh", "-c", "seq 1 22; exec connwiz edit shop password"), screentest.Options{Silent: true, Shell: true, Env: g.env()})
	s.WaitFor("kept unless you type a new one")
	s.does("typed", "•••••")
	s.stands("•••••")
	s.does(screentest.Enter, "Enter sends 1 value to shop")
	s.hidden()
	s.does(screentest.Esc, "•••••")
	s.stands("•••••")
	s.Press(screentest.CtrlC)
	s.does(screentest.CtrlC, "left with 1 change unsent")
	s.leaves(130)
}

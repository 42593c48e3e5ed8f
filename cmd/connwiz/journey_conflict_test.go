//go:build unix

package main

import (
	"testing"

	"connwiz/ui/terminal/screentest"
)

func TestJourneyThroughAConflict(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		choose []string
		wrote  map[string]any
	}{
		"mine stands":        {[]string{"m", "m"}, map[string]any{"host": "mine.example.com", "password": "typed-here"}},
		"theirs stands":      {[]string{"t", "m"}, map[string]any{"password": "typed-here"}},
		"one of each way up": {[]string{screentest.Down, "t", "m"}, map[string]any{"host": "mine.example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.configure()
			s.Press(screentest.CtrlU)
			s.Send("mine.example.com")
			s.WaitFor("mine.example.com")
			s.Press(screentest.Tab, screentest.Tab, screentest.Tab)
			s.does("typed-here", "2 changes")
			s.does(screentest.CtrlS, "Enter sends 2 values")
			g.store("connected", with(t, filled(t), map[string]any{"host": "theirs.example.com", "password": "stored-by-another"}))
			s.submits()
			s.WaitFor("Somebody else changed these fields")
			for _, side := range []string{"db.example.com", "theirs.example.com", "mine.example.com", "another secret", "the secret typed here"} {
				s.WaitFor(side)
			}
			g.wrote()
			s.Press(test.choose...)
			s.WaitFor("Enter goes on with these choices")
			g.serve()
			s.does(screentest.Enter, "connected: the connector service accepted it")
			s.Press(screentest.Enter)
			s.leaves(0)
			s.hides("typed-here", "stored-by-another", "hunter2-stored")
			g.wrote(test.wrote)
		})
	}
}

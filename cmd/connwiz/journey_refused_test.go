//go:build unix

package main

import (
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

func TestJourneyWithASecretThatTheServiceRefusesAndQuotes(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t)).serve()
	s := g.configure()
	s.toPassword()
	s.does("wrong", "1 change")
	s.does(screentest.CtrlS, "set → replaced")
	s.submits()
	s.WaitFor("The service reports: Could not sign in: the server refused password")
	s.WaitFor("(redacted)")
	s.does(screentest.Enter, "nothing changed")
	s.WaitFor("The service reports: Could not sign in")
	s.Press(backspaces(len("wrong"))...)
	s.does("right-one", "1 change")
	s.does(screentest.CtrlS, "Enter sends 1 value")
	s.submits()
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	s.leaves(0)
	s.hides("wrong", "right-one", "hunter2-stored")
	g.wrote(map[string]any{"password": "wrong"}, map[string]any{"password": "right-one"})
}

func TestJourneyBackToTheFieldThatTheServiceNames(t *testing.T) {
	t.Parallel()
	strict := strings.Replace(filled(t), `"label":"Password","order":4,`,
		`"label":"Password","order":4,"validations":[{"type":"regex","constraint":"[a-z]+-[0-9]+"}],`, 1)
	g := raise(t, "connected", with(t, strict, map[string]any{"password": "stored-1"})).serve()
	s := g.configure()
	s.toPassword()
	s.does("no_match_at_all", "1 change")
	s.does(screentest.CtrlS, "! saves anyway")
	s.does("!", "Enter saves 1 value although the service will refuse")
	s.submits()
	s.WaitFor("The service reports: Field validation errors")
	s.WaitFor("'Password' value '(redacted)'")
	s.does(screentest.Enter, "The service said: 'Password' value '(redacted)'")
	s.WaitFor("▸ Password")
	s.Press(backspaces(len("no_match_at_all"))...)
	s.does("fine-2", "1 change")
	s.does(screentest.CtrlS, "Enter sends 1 value to shop")
	s.submits()
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	s.leaves(0)
	s.hides("no_match_at_all", "stored-1", "fine-2")
	g.wrote(map[string]any{"password": "no_match_at_all"}, map[string]any{"password": "fine-2"})
}

func TestJourneyLeftWithARefusalSaysSo(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t)).serve()
	s := g.configure()
	s.toPassword()
	s.does("wrong", "1 change")
	s.does(screentest.CtrlS, "Enter sends 1 value")
	s.submits()
	s.WaitFor("(redacted)")
	s.Press(screentest.Esc)
	s.leaves(8)
	s.WaitFor("shop: Configuration updated; the service refused it")
	s.WaitFor("(redacted)")
	s.hides("wrong")
}

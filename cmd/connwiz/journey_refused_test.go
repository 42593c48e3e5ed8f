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
	toPassword(s)
	s.Send("wrong")
	s.WaitFor("1 change")
	s.Press(screentest.CtrlS)
	s.WaitFor("set → replaced")
	submit(s)
	s.WaitFor("The service reports: Could not sign in: the server refused password")
	s.WaitFor("(redacted)")
	s.Press(screentest.Enter)
	s.WaitFor("nothing changed")
	s.WaitFor("The service reports: Could not sign in")
	s.Press(backspaces(len("wrong"))...)
	s.Send("right-one")
	s.WaitFor("1 change")
	s.Press(screentest.CtrlS)
	s.WaitFor("Enter sends 1 value")
	submit(s)
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	left(t, s, 0)
	unseen(t, s, "wrong", "right-one", "hunter2-stored")
	g.wrote(map[string]any{"password": "wrong"}, map[string]any{"password": "right-one"})
}

func TestJourneyBackToTheFieldThatTheServiceNames(t *testing.T) {
	t.Parallel()
	strict := strings.Replace(filled(t), `"label":"Password","order":4,`,
		`"label":"Password","order":4,"validations":[{"type":"regex","constraint":"[a-z]+-[0-9]+"}],`, 1)
	g := raise(t, "connected", with(t, strict, map[string]any{"password": "stored-1"})).serve()
	s := g.configure()
	toPassword(s)
	s.Send("no_match_at_all")
	s.WaitFor("1 change")
	s.Press(screentest.CtrlS)
	s.WaitFor("! saves anyway")
	s.Press("!")
	s.WaitFor("Enter saves 1 value although the service will refuse")
	submit(s)
	s.WaitFor("The service reports: Field validation errors")
	s.WaitFor("'Password' value '(redacted)'")
	s.Press(screentest.Enter)
	s.WaitFor("The service said: 'Password' value '(redacted)'")
	s.WaitFor("▸ Password")
	s.Press(backspaces(len("no_match_at_all"))...)
	s.Send("fine-2")
	s.WaitFor("1 change")
	s.Press(screentest.CtrlS)
	s.WaitFor("Enter sends 1 value to shop")
	submit(s)
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	left(t, s, 0)
	unseen(t, s, "no_match_at_all", "stored-1", "fine-2")
	g.wrote(map[string]any{"password": "no_match_at_all"}, map[string]any{"password": "fine-2"})
}

func TestJourneyLeftWithARefusalSaysSo(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t)).serve()
	s := g.configure()
	toPassword(s)
	s.Send("wrong")
	s.WaitFor("1 change")
	s.Press(screentest.CtrlS)
	s.WaitFor("Enter sends 1 value")
	submit(s)
	s.WaitFor("(redacted)")
	s.Press(screentest.Esc)
	left(t, s, 8)
	s.WaitFor("shop: Configuration updated; the service refused it")
	s.WaitFor("(redacted)")
	unseen(t, s, "wrong")
}

//go:build unix

package main

import (
	"os/exec"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

func TestJourneyOfASingleSecretStaysOnTheNormalScreen(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t)).serve()
	s := sit(t, exec.Command("sh", "-c", "echo what stood here before; exec connwiz edit shop password"),
		screentest.Options{Silent: true, Shell: true, Env: g.env()})
	s.WaitFor("kept unless you type a new one")
	s.does("typed-here", "••••")
	s.does(screentest.Enter, "Enter sends 1 value to shop")
	s.WaitFor("what stood here before")
	s.submits()
	s.leaves(0) // by itself: the line below is proof enough
	s.says("what stood here before")
	s.says("shop: Configuration updated; connected")
	s.hides("typed-here", "hunter2-stored")
	if strings.Contains(s.Log(), "\x1b[?1049h") {
		t.Error("the alternate screen was used")
	}
	g.wrote(map[string]any{"password": "typed-here"})
	if n := g.gets(); n != 2 {
		t.Errorf("%d reads of the document, want 2", n)
	}
}

func TestJourneyOfASingleSecretThatIsGivenUpWritesNothing(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]struct {
		presses []string
		code    int
	}{
		"untouched, with Esc":    {[]string{screentest.Esc}, 0},
		"untouched, with Ctrl+C": {[]string{screentest.CtrlC}, 130},
		"typed, with Ctrl+C":     {[]string{"typed-here", screentest.CtrlC, screentest.CtrlC}, 130},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.start(screentest.Options{Silent: true, Shell: true}, "edit", theShop, "password")
			s.WaitFor("kept unless you type a new one")
			s.Press(keys.presses...)
			s.leaves(keys.code)
			s.hides("typed-here", "hunter2-stored")
			g.wrote()
		})
	}
}

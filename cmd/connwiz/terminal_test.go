//go:build unix

package main

import (
	"bytes"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

func TestNothingIsAskedOfTheTerminalWithoutTheWizard(t *testing.T) {
	t.Parallel()
	for _, line := range []string{"--version", "version", "--help", "list --help", "list", "completion bash", "--bogus"} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			s := screentest.Start(t, exec.Command("connwiz", strings.Fields(line)...), screentest.Options{Silent: true, Height: 60, Width: 80})
			s.Exit()
			if log := s.Log(); bytes.ContainsRune([]byte(log), 0x1b) {
				t.Errorf("an escape byte was printed: %q", log)
			}
		})
	}
}

func TestDemoShowsTheWizardAndGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	s := screentest.Start(t, exec.Command("connwiz", "demo"), screentest.Options{Silent: true})
	s.WaitFor("postgres")
	if !s.Alternate() {
		t.Error("the wizard doesn't use the alternate screen")
	}
	s.Press(screentest.CtrlC)
	if code := s.Exit(); code != 130 {
		t.Errorf("exit code %d after Ctrl+C, want 130", code)
	}
	if s.Alternate() {
		t.Error("the alternate screen was left on")
	}
}

func TestWizardSaysWhenThereIsNothingToConnectTo(t *testing.T) {
	t.Parallel()
	s := screentest.Start(t, exec.Command("connwiz"), screentest.Options{Silent: true})
	if code := s.Exit(); code != 2 {
		t.Errorf("exit code %d, want 2", code)
	}
	if log := s.Log(); !strings.Contains(log, "connwiz demo") {
		t.Errorf("no hint on the screen: %q", log)
	}
}

func TestWizardAsksLineByLineWhereItIsWantedOrAllThereIs(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]struct {
		env  string
		flag string
	}{"a dumb terminal": {"TERM=dumb", ""}, "ACCESSIBLE": {"ACCESSIBLE=1", ""}, "--plain": {"X=x", "--plain"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("connwiz", strings.Fields("demo "+o.flag)...)
			s := screentest.Start(t, cmd, screentest.Options{Silent: true, Env: []string{o.env}})
			s.WaitFor("Connector:")
			s.Press(screentest.CtrlC)
			if code := s.Exit(); code != 130 {
				t.Errorf("exit code %d after Ctrl+C, want 130", code)
			}
			if strings.ContainsRune(s.Log(), 0x1b) {
				t.Errorf("an escape byte was printed: %q", s.Log())
			}
		})
	}
}

func TestEditAsksForOneFieldOnTheNormalScreen(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t)).serve()
	s := g.start(screentest.Options{Silent: true, Shell: true}, "edit", theShop, "password", "--confirm")
	s.WaitFor("Password")
	if s.Alternate() {
		t.Error("the alternate screen is used")
	}
	s.Send("CANARY0typed")
	s.Press(screentest.Enter)
	s.WaitFor("once more")
	s.Send("CANARY0typed")
	s.Press(screentest.Enter)
	s.WaitFor("set → replaced")
	s.submits()
	s.WaitFor("connected")
	s.Press(screentest.Enter)
	s.leaves(0)
	s.hides("CANARY0typed", "hunter2-stored")
	g.wrote(map[string]any{"password": "CANARY0typed"})
	if n := g.gets(); n != 2 {
		t.Errorf("%d reads of the document, want 2", n)
	}
}

func TestEditNamesTheNearestFields(t *testing.T) {
	t.Parallel()
	for _, flag := range []string{"--ascii", "--plain"} {
		t.Run(flag, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.start(screentest.Options{Silent: true, Width: 100}, "edit", theShop, "passwrd", flag)
			if code := s.Exit(); code != 4 {
				t.Errorf("exit code %d, want 4", code)
			}
			for _, said := range []string{"the nearest is password", "hint: see its fields: connwiz show shop"} {
				if !strings.Contains(s.Log(), said) {
					t.Errorf("%q was not said: %q", said, s.Log())
				}
			}
		})
	}
}

func TestConfigureOpensTheFormOfOneConnector(t *testing.T) {
	t.Parallel()
	es := emulator.New(emulator.Options{})
	if err := es.Seed(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(es)
	t.Cleanup(server.Close)
	tests := map[string]struct {
		id, shows, key string
		code           int
	}{
		"Ctrl+C leaves":                   {"orders-postgres", "Host", screentest.CtrlC, 130},
		"Esc leaves an untouched form":    {"orders-postgres", "Host", screentest.Esc, 0},
		"Esc leaves an unknown connector": {"nope", "not found", screentest.Esc, 4},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("connwiz", "configure", test.id, "--url", server.URL)
			s := screentest.Start(t, cmd, screentest.Options{Silent: true})
			s.WaitFor(test.shows)
			s.Press(test.key)
			if code := s.Exit(); code != test.code {
				t.Errorf("exit code %d, want %d: %q", code, test.code, s.Log())
			}
		})
	}
}

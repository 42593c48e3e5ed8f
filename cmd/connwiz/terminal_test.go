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

func TestWizardRefusesADumbTerminal(t *testing.T) {
	t.Parallel()
	s := screentest.Start(t, exec.Command("connwiz", "demo"), screentest.Options{Silent: true, Env: []string{"TERM=dumb"}})
	if code := s.Exit(); code != 2 {
		t.Errorf("exit code %d, want 2", code)
	}
	if log := s.Log(); strings.ContainsRune(log, 0x1b) || !strings.Contains(log, "TERM") {
		t.Errorf("printed %q", log)
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

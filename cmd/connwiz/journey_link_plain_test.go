//go:build unix

package main

import (
	"errors"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// TestJourneyInLineModeThatEndsAnywhere takes the link away at every kind of question:
// the terminal echoes again, what was typed is kept, secrets are nowhere.
func TestJourneyInLineModeThatEndsAnywhere(t *testing.T) {
	t.Parallel()
	configure := []string{"configure", theShop, "--plain"}
	for _, p := range []struct {
		name    string
		args    []string
		answers []string
		shows   string
		kept    bool
	}{
		{"the list", []string{"--plain"}, nil, "Connector: ", false},
		{"a field", configure, []string{"db.example.com-new"}, "Port", true},
		{"a secret", configure, []string{"db.example.com-new", "", ""}, "Password, hidden", true},
		{"the last question", configure, []string{"db.example.com-new", "", "", "typed-here", "!review"}, "y or n: ", true},
		{"watching", configure, []string{"db.example.com-new", "!review", "y"}, "Enter stops waiting", false},
		{"one secret", []string{"edit", theShop, "password", "--plain"}, nil, "Password, hidden", false},
		{"one secret again", []string{"edit", theShop, "password", "--plain", "--confirm"}, []string{"typed-here"}, "once more", false},
	} {
		for _, end := range []struct {
			name string
			code int
			does func(*seat)
		}{
			{"hung up", 129, func(s *seat) { s.Signal(syscall.SIGHUP) }},
			{"stopped, continued and terminated", 143, func(s *seat) {
				s.Signal(syscall.SIGSTOP)
				s.Signal(syscall.SIGCONT)
				s.Signal(syscall.SIGTERM)
			}},
			{"whose terminal is closed", 129, nil},
		} {
			t.Run(p.name+" "+end.name, func(t *testing.T) {
				t.Parallel()
				g := raise(t, "connected", filled(t))
				env := g.env()
				home := strings.TrimPrefix(env[slices.IndexFunc(env, func(s string) bool { return strings.HasPrefix(s, "HOME=") })], "HOME=")
				s := sit(t, exec.Command("connwiz", p.args...), screentest.Options{Silent: true, Shell: end.does != nil, Env: env})
				s.answers(p.answers...)
				s.WaitFor(strings.TrimSpace(p.shows))
				group := s.group()
				if end.does == nil {
					s.HangUp()
				} else {
					end.does(s)
					s.leaves(end.code)
				}
				if code := s.Exit(); code != end.code {
					t.Errorf("exit code %d, want %d\n%s", code, end.code, s.Dump())
				}
				if err := syscall.Kill(-group, 0); !errors.Is(err, syscall.ESRCH) {
					t.Errorf("something still runs: %v", err)
				}
				if kept := holds(t, home, "db.example.com-new"); kept != p.kept {
					t.Errorf("a draft was kept: %v, want %v", kept, p.kept)
				}
				if holds(t, home, "typed-here") {
					t.Error("a secret was kept")
				}
				s.hides("typed-here", "hunter2-stored")
			})
		}
	}
}

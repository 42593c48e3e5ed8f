//go:build unix

package main

import (
	"os/exec"
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
		for _, end := range []loss{
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
				s := sit(t, exec.Command("connwiz", p.args...), screentest.Options{Silent: true, Shell: end.does != nil, Env: env})
				s.answers(p.answers...)
				s.WaitFor(strings.TrimSpace(p.shows))
				s.loses(end, homeOf(env), p.kept)
			})
		}
	}
}

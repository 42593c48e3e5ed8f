//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

// place is a screen of the wizard at which a link may be lost.
type place struct {
	name  string
	args  []string
	ready func(*journey)        // before the wizard starts
	leads func(*journey, *seat) // to the screen
	shows string                // a text of the screen, drawn in one style
	kept  bool                  // something was typed that a draft must keep
}

// places are all screens. What is typed is "-new" in a field and "typed-here" in a
// secret.
func places() []place {
	configure := []string{"configure", theShop}
	nothing := func(*journey, *seat) {}
	typed := func(_ *journey, s *seat) { s.does("-new", "1 change") }
	then := func(key, brings string) func(*journey, *seat) {
		return func(g *journey, s *seat) {
			typed(g, s)
			s.does(key, brings)
		}
	}
	submitted := func(meanwhile func(*journey)) func(*journey, *seat) {
		return func(g *journey, s *seat) {
			then(screentest.CtrlS, "Enter sends 1 value")(g, s)
			meanwhile(g)
			s.submits()
		}
	}
	return []place{
		{name: "the list", args: nil, leads: nothing, shows: "Web shop"},
		{name: "loading", args: configure, leads: nothing, shows: "Reading shop",
			ready: func(g *journey) { g.link.Add(emulator.Fault{Hang: true}) }},
		{name: "waiting for the schema", args: configure, leads: nothing, shows: "Waiting for the connector service",
			ready: func(g *journey) { g.store("created", "{}") }},
		{name: "the form", args: configure, leads: typed, shows: "1 change", kept: true},
		{name: "a secret", args: configure, shows: "••••", kept: true, leads: func(g *journey, s *seat) {
			typed(g, s)
			s.toPassword()
			s.does("typed-here", "2 changes")
		}},
		{name: "the review", args: configure, leads: then(screentest.CtrlS, "Enter sends 1 value"), shows: "Enter sends 1 value", kept: true},
		{name: "submitting", args: configure, shows: "Sending 1 value", kept: true,
			leads: submitted(func(g *journey) { g.link.Add(during(emulator.Fault{Hang: true}, isWrite)) })},
		{name: "a conflict", args: configure, shows: "Somebody else changed", kept: true, leads: submitted(func(g *journey) {
			g.store("connected", with(g.t, filled(g.t), map[string]any{"host": "theirs.example.com"}))
		})},
		{name: "watching", args: configure, shows: "Configuration updated", leads: submitted(func(*journey) {})},
		{name: "a question", args: configure, leads: then(screentest.Esc, "Leave this form?"), shows: "Leave this form?", kept: true},
		{name: "finding", args: configure, leads: then(screentest.CtrlF, "Find a field"), shows: "Find a field", kept: true},
		{name: "help", args: configure, leads: then(screentest.F1, "Help"), shows: "Help", kept: true},
		{name: "the set-up", args: []string{"setup"}, leads: nothing, shows: "Go on"},
		{name: "a form of the set-up", args: []string{"setup"}, shows: "Use an existing connector", leads: func(_ *journey, s *seat) {
			s.WaitFor("Go on")
			s.submits() // A deed of the set-up takes no Enter at once, either.
		}},
		{name: "one field", args: []string{"edit", theShop, "password"}, shows: "••••",
			leads: func(_ *journey, s *seat) { s.does("typed-here", "••••") }},
		{name: "one field again", args: []string{"edit", theShop, "password", "--confirm"}, shows: "once more",
			leads: func(_ *journey, s *seat) {
				s.does("typed-here", "••••")
				s.does(screentest.Enter, "once more")
			}},
	}
}

// visit starts the wizard and leads it to the place. home is where drafts are kept.
func (p place) visit(t *testing.T, looked bool) (g *journey, s *seat, home string) {
	t.Helper()
	g = raise(t, "connected", filled(t))
	if p.ready != nil {
		p.ready(g)
	}
	env := g.env()
	home = homeOf(env)
	s = sit(t, exec.Command("connwiz", p.args...), screentest.Options{Silent: true, Shell: looked, Env: env})
	if p.kept || p.name == "watching" {
		s.WaitFor("Review changes")
	}
	if p.args != nil && p.args[0] == "edit" {
		s.WaitFor("kept unless you type a new one")
	}
	p.leads(g, s)
	s.WaitFor(p.shows)
	return g, s, home
}

// homeOf is the HOME of an environment.
func homeOf(env []string) string {
	i := slices.IndexFunc(env, func(pair string) bool { return strings.HasPrefix(pair, "HOME=") })
	return strings.TrimPrefix(env[i], "HOME=")
}

// loss is a way in which a link is lost, and the exit code that it leads to.
type loss struct {
	name string
	code int
	does func(*seat) // nil: its terminal is closed
}

// loses loses the link: the exit code says so, a draft is kept or not, secrets are
// nowhere and nothing goes on running.
func (s *seat) loses(l loss, home string, kept bool) {
	s.t.Helper()
	group := s.group()
	if l.does == nil {
		s.HangUp()
	} else {
		l.does(s)
		s.leaves(l.code)
	}
	if code := s.Exit(); code != l.code {
		s.t.Errorf("exit code %d, want %d\n%s", code, l.code, s.Dump())
	}
	if err := syscall.Kill(-group, 0); !errors.Is(err, syscall.ESRCH) {
		s.t.Errorf("something still runs: %v", err)
	}
	if got := holds(s.t, home, "db.example.com-new"); got != kept {
		s.t.Errorf("a draft was kept: %v, want %v", got, kept)
	}
	if holds(s.t, home, "typed-here") {
		s.t.Error("a secret was kept")
	}
	s.hides("typed-here", "hunter2-stored")
}

// group is the process group of what runs in the terminal.
func (s *seat) group() int {
	s.t.Helper()
	group, err := syscall.Getpgid(s.Pid())
	if err != nil {
		s.t.Fatal(err)
	}
	return group
}

// TestJourneyThatEndsAnywhere takes the link away at every screen, in every way: the
// exit code says so, the terminal is as it was, what was typed is kept, secrets are
// nowhere and nothing goes on running.
func TestJourneyThatEndsAnywhere(t *testing.T) {
	t.Parallel()
	for _, p := range places() {
		for _, end := range []loss{
			{"hung up", 129, func(s *seat) { s.Signal(syscall.SIGHUP) }},
			{"stopped, continued and terminated", 143, func(s *seat) {
				s.Settle()
				s.Signal(syscall.SIGSTOP)
				s.Mark()
				s.Signal(syscall.SIGCONT)
				s.WaitLog(p.shows) // drawn anew
				s.Signal(syscall.SIGTERM)
			}},
			{"whose terminal is closed", 129, nil},
		} {
			t.Run(p.name+" "+end.name, func(t *testing.T) {
				t.Parallel()
				g, s, home := p.visit(t, end.does != nil)
				s.loses(end, home, p.kept)
				if p.kept {
					g.wrote()
				}
			})
		}
	}
}

// holds reports whether a text is in any file below a folder.
func holds(t *testing.T, folder, text string) (found bool) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		found = found || strings.Contains(string(raw), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"connwiz/ui/terminal/screentest"
)

func TestJourneyEndedByASignal(t *testing.T) {
	t.Parallel()
	for signal, code := range map[syscall.Signal]int{syscall.SIGTERM: 143, syscall.SIGHUP: 129, syscall.SIGINT: 130} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.configure()
			s.toPassword()
			s.does("typed-here", "1 change")
			s.Signal(signal)
			s.leaves(code)
			s.WaitFor("shop: left with 1 change unsent")
			s.hides("typed-here")
			g.wrote()
		})
	}
}

func TestJourneyWhoseTerminalGoesAway(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	s := g.start(screentest.Options{Silent: true}, "configure", theShop)
	s.WaitFor("Review changes")
	s.does("-new", "1 change")
	s.HangUp()
	if code := s.Exit(); code != 129 {
		t.Errorf("exit code %d, want 129", code)
	}
	g.wrote()
}

func TestJourneyLeftWithCtrlC(t *testing.T) {
	t.Parallel()
	t.Run("with nothing changed it ends at once", func(t *testing.T) {
		t.Parallel()
		s := raise(t, "connected", filled(t)).configure()
		s.Press(screentest.CtrlC)
		s.leaves(130)
	})
	t.Run("with a typed secret it ends at the second press", func(t *testing.T) {
		t.Parallel()
		g := raise(t, "connected", filled(t))
		s := g.configure()
		s.toPassword()
		s.does("typed-here", "1 change")
		s.does(screentest.CtrlC, "Typed but not sent: ")
		s.WaitFor("Ctrl+C again leaves")
		s.Press("x")
		s.WaitGone("Ctrl+C again leaves")
		s.does(screentest.CtrlC, "Ctrl+C again leaves")
		s.Press(screentest.CtrlC)
		s.leaves(130)
		s.WaitFor("shop: left with 1 change unsent")
		s.hides("typed-here")
		g.wrote()
	})
}

func TestJourneyLeftWithEscAsksWhenSomethingIsChanged(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	s := g.configure()
	s.does("-new", "1 change")
	s.does(screentest.Esc, "Leave this form?")
	s.Press(screentest.Enter)
	s.Settle()
	s.Press(screentest.Esc)
	s.WaitFor("db.example.com-new")
	s.does(screentest.Esc, "Leave this form?")
	s.Press("y")
	s.leaves(130)
	s.WaitFor("shop: left with 1 change unsent")
	g.wrote()
}

// shell starts an interactive shell, which is what stops and continues jobs, and
// the form in it.
func (g *journey) shell() *seat {
	g.t.Helper()
	s := sit(g.t, exec.Command("sh", "-i"), screentest.Options{Silent: true, Env: append(g.env(), "PS1=ready> ", "ENV=")})
	s.WaitFor("ready>")
	s.does("connwiz configure shop\n", "Review changes")
	return s
}

func TestJourneySuspendedAndContinued(t *testing.T) {
	t.Parallel()
	s := raise(t, "connected", filled(t)).shell()
	s.does("-new", "db.example.com-new")
	s.Press(screentest.CtrlZ)
	s.WaitUntil("the normal screen", func(string) bool { return !s.Alternate() })
	s.WaitFor("Stopped")
	s.does("stty -a; echo said\n", "\nsaid")
	for _, mode := range []string{"icanon", "isig", "echo", "opost", "icrnl"} {
		if !slices.Contains(strings.Fields(s.Screen()), mode) {
			t.Errorf("no %s while suspended\n%s", mode, s.Dump())
		}
	}
	s.Send("fg\n")
	s.WaitUntil("the alternate screen", func(string) bool { return s.Alternate() })
	s.WaitFor("db.example.com-new")
	s.does("er", "db.example.com-newer")
	s.does(screentest.CtrlC, "left with 1 change unsent")
	s.Send("exit $?\n")
	if code := s.Exit(); code != 130 {
		t.Errorf("exit code %d, want 130\n%s", code, s.Dump())
	}
}

func TestJourneyStoppedFromOutside(t *testing.T) {
	t.Parallel()
	s := raise(t, "connected", filled(t)).configure()
	s.does("-new", "db.example.com-new")
	s.Signal(syscall.SIGSTOP)
	s.Send("er")
	s.Signal(syscall.SIGCONT)
	s.WaitFor("db.example.com-newer")
	s.Press(screentest.CtrlC)
	s.leaves(130)
}

// Nobody can act on SIGSTOP, and the shell that notices it takes the terminal's
// modes back: what is typed after fg would be echoed.
func TestJourneyStoppedFromOutsideUnderAShellStaysMasked(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("needs bash, which sets the modes of the terminal back when a job stops")
	}
	g := raise(t, "connected", filled(t))
	name := filepath.Join(t.TempDir(), "pid")
	s := sit(t, exec.Command(bash, "--norc", "-i"), screentest.Options{Silent: true, Env: append(g.env(), "PS1=ready> ", "PID="+name)})
	s.WaitFor("ready>")
	s.does(`sh -c 'echo $$ >"$PID"; exec connwiz configure shop'`+"\n", "Review changes")
	s.toPassword()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	s.WaitFor("Stopped")
	s.Send("fg\n")
	s.WaitFor("▸ Password")
	s.Settle()
	s.does("typed-here", "••••••••••")
	s.Press(screentest.CtrlC)
	s.does(screentest.CtrlC, "left with 1 change unsent")
	s.Send("exit $?\n")
	if code := s.Exit(); code != 130 {
		t.Errorf("exit code %d, want 130\n%s", code, s.Dump())
	}
	s.hides("typed-here", "hunter2-stored")
}

//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/ui/terminal/screentest"

	"github.com/creack/pty"
)

// frozen is the wizard on a terminal that nobody reads any more.
type frozen struct {
	master *os.File
	cmd    *exec.Cmd
	ended  chan struct{}
	home   string
}

// freeze opens a form whose frame is larger than what a pseudo terminal keeps, types
// into it, and stops reading in the middle of a frame.
func freeze(t *testing.T) *frozen {
	t.Helper()
	fields := make([]string, 90)
	for i := range fields {
		fields[i] = fmt.Sprintf(`"f%d": {"label": "Field %d", "order": %d, "required": false, "value": %q}`, i, i, i, strings.Repeat("long ", 60))
	}
	g := raise(t, "connected", "{"+strings.Join(fields, ",")+"}")
	f := &frozen{cmd: exec.Command("connwiz", "configure", theShop), ended: make(chan struct{})}
	env := g.env()
	f.home = homeOf(env)
	f.cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "LANG=C.UTF-8"), env...)
	var err error
	if f.master, err = pty.StartWithSize(f.cmd, &pty.Winsize{Rows: 100, Cols: 400}); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(f.ended)
		_ = f.cmd.Wait()
	}()
	t.Cleanup(func() {
		_ = f.cmd.Process.Kill()
		<-f.ended
		_ = f.master.Close()
	})
	f.reads(t, "Review changes")
	f.types(t, "typed before")
	f.reads(t, "1 change")
	f.types(t, screentest.CtrlL)
	// A frame is one write, so with its first byte the program is stuck in it.
	screentest.WaitUnread(t, f.master)
	return f
}

// reads reads what is drawn until a text comes.
func (f *frozen) reads(t *testing.T, text string) {
	t.Helper()
	var all bytes.Buffer
	part := make([]byte, 4096)
	for !strings.Contains(all.String(), text) {
		n, err := f.master.Read(part)
		if err != nil {
			t.Fatalf("%q never came: %v", text, err)
		}
		all.Write(part[:n])
	}
}

func (f *frozen) types(t *testing.T, keys string) {
	t.Helper()
	if _, err := f.master.WriteString(keys); err != nil {
		t.Fatal(err)
	}
}

func TestJourneyOnATerminalThatFreezes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ends func(*testing.T, *frozen)
		code int
	}{
		{"and gets Ctrl+C", func(t *testing.T, f *frozen) {
			t.Helper()
			f.types(t, screentest.CtrlC)
		}, 130},
		{"and is hung up", func(_ *testing.T, f *frozen) { _ = f.cmd.Process.Signal(syscall.SIGHUP) }, 129},
		{"and is terminated", func(_ *testing.T, f *frozen) { _ = f.cmd.Process.Signal(syscall.SIGTERM) }, 143},
		{"and is closed", func(_ *testing.T, f *frozen) { _ = f.master.Close() }, 129},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := freeze(t)
			c.ends(t, f)
			select {
			case <-f.ended:
			case <-time.After(time.Minute):
				t.Fatal("the program does not end")
			}
			if code := f.cmd.ProcessState.ExitCode(); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			if !holds(t, f.home, "typed before") {
				t.Error("what was typed is lost")
			}
		})
	}
}

func TestJourneyOnATerminalOfUnknownAbilities(t *testing.T) {
	t.Parallel()
	for term, screen := range map[string]bool{"dumb": false, "": false, "unknown": false, "no-such-terminal": true, "vt100": true} {
		t.Run("TERM="+term, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.start(screentest.Options{Silent: true, Shell: true, Env: []string{"TERM=" + term}}, "configure", theShop)
			s.WaitFor("Host")
			s.Settle()
			if s.Alternate() != screen {
				t.Errorf("drawn on a screen: %v, want %v\n%s", !screen, screen, s.Dump())
			}
			if !screen && strings.Contains(s.Log(), "\x1b") {
				t.Errorf("an escape sequence was sent: %q", s.Log())
			}
			s.Press(screentest.CtrlC)
			s.leaves(130)
		})
	}
}

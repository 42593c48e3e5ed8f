//go:build unix

package terminal_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/ui/terminal"
	"connwiz/ui/terminal/screentest"

	"github.com/creack/pty"
)

func TestAnIdleProgramWritesNothing(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{})
	s.WaitFor("size: 80x24")
	s.Settle()
	s.Mark()
	s.Press("\x1b[1;3R") // F3 with Alt, which the echo shows
	s.WaitFor("keys: ")
	s.Settle()
	s.Mark()
	s.Settle()
	if s.Bytes() != 0 {
		t.Errorf("wrote %q", s.Log())
	}
}

func TestTheScreenFollowsTheWindow(t *testing.T) {
	t.Parallel()
	for _, role := range []string{"cell", "line", "inline"} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			s := start(t, role, screentest.Options{})
			s.WaitFor("size: 80x24")
			s.Resize(50, 10)
			s.WaitFor("size: 50x10")
			s.Resize(120, 40)
			s.WaitFor("size: 120x40")
			s.Press("a", "b")
			s.WaitFor("keys: a b")
			if got := strings.Count(s.Screen(), "keys:"); role != "inline" && got != 1 {
				t.Errorf("the frame is there %d times:\n%s", got, s.Dump())
			}
		})
	}
}

func TestCtrlLDrawsAnew(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{})
	s.WaitFor("size: 80x24")
	s.Settle()
	_, _ = io.WriteString(s.Display, "\x1b[5;5Hsomebody else's message")
	s.WaitFor("message")
	s.Press(screentest.CtrlL)
	s.WaitGone("message")
	s.WaitFor("keys: ctrl+l")
}

func TestTheCursorIsWhereTheModelHoldsIt(t *testing.T) {
	t.Parallel()
	s := start(t, "cell cursor", screentest.Options{Shell: true})
	s.WaitFor("keys:")
	s.Press("a")
	s.WaitFor("keys: a")
	s.Settle()
	if x, y, visible := s.Cursor(); x != len("keys: a") || y != 0 || !visible {
		t.Errorf("the cursor is at %d, %d, visible %v", x, y, visible)
	}
	s.Press("q")
	if faults := s.Left(); len(faults) > 0 {
		t.Errorf("the terminal is left with: %q", faults)
	}
}

func TestAnInlineProgramLeavesItsLastFrame(t *testing.T) {
	t.Parallel()
	s := start(t, "inline", screentest.Options{Shell: true})
	s.WaitFor("keys:")
	if s.Alternate() {
		t.Error("it is on the alternate screen")
	}
	s.Press("a", "q")
	if code := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if faults := s.Left(); len(faults) > 0 {
		t.Errorf("the terminal is left with: %q", faults)
	}
	before, _, _ := strings.Cut(s.Log(), "speed")
	if !strings.HasPrefix(before, "\x1b[?2004h\x1b[?25l\rkeys:\r\nsize: 80x24") {
		t.Errorf("wrote %q", before)
	}
	if got := s.Lines()[:3]; got[0] != "keys: a q" || got[1] != "size: 80x24" || !strings.HasPrefix(got[2], "[modes]") {
		t.Errorf("the screen is %q", got)
	}
}

func TestABurstOfKeysIsShownWhole(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{Width: 400, Height: 10})
	s.WaitFor("size: 400x10")
	s.Send(strings.Repeat(screentest.Down, 60) + "z")
	s.WaitFor("keys:" + strings.Repeat(" down", 60) + " z")
}

func TestSynchronizedOutputIsForTerminalsKnownToTakeIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		env  string
		want bool
	}{
		{"TERM=xterm-256color", false},
		{"TERM=xterm-kitty", true},
		{"TERM=foot-extra", true},
		{"TERM=alacritty", true},
		{"TERM=footloose", false},
		{"TERM=tmux-256color", false},
		{"TERM=linux", false},
		{"TERM=xterm-256color TERM_PROGRAM=WezTerm", true},
		{"TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", false},
		{"TERM=screen-256color TERM_PROGRAM=WezTerm TMUX=/run/tmux", false},
		{"", false},
	} {
		getenv := func(name string) string {
			for _, pair := range strings.Fields(c.env) {
				if value, ok := strings.CutPrefix(pair, name+"="); ok {
					return value
				}
			}
			return ""
		}
		if got := terminal.Synchronizes(getenv); got != c.want {
			t.Errorf("%s: %v", c.env, got)
		}
	}
}

// hung is a program on a terminal that nobody reads.
type hung struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	ended  chan struct{}
}

// hang starts a program whose first frame is larger than what a pseudo terminal
// keeps for a slow reader, and waits until it has begun to write.
func hang(t *testing.T, role string) *hung {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	h := &hung{t: t, cmd: exec.Command(exe), ended: make(chan struct{})}
	h.cmd.Env = append(os.Environ(), roleVariable+"="+role)
	if h.master, err = pty.StartWithSize(h.cmd, &pty.Winsize{Rows: 100, Cols: 400}); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(h.ended)
		_ = h.cmd.Wait()
	}()
	t.Cleanup(func() {
		_ = h.cmd.Process.Kill()
		<-h.ended
		_ = h.master.Close()
	})
	// The frame is one write, so with its first byte the program is stuck in it.
	screentest.WaitUnread(t, h.master)
	return h
}

func TestATerminalThatTakesNothingKeepsNoProgramFromEnding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		end  func(*hung)
		code int
	}{
		{"on Ctrl+C", func(h *hung) { _, _ = h.master.WriteString(screentest.CtrlC) }, 0},
		{"on SIGTERM", func(h *hung) { _ = h.cmd.Process.Signal(syscall.SIGTERM) }, 143},
		{"on SIGHUP", func(h *hung) { _ = h.cmd.Process.Signal(syscall.SIGHUP) }, 129},
		{"when it panics", func(h *hung) { _, _ = h.master.WriteString("U") }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := hang(t, "cell flood")
			c.end(h)
			select {
			case <-h.ended:
			case <-time.After(time.Minute):
				t.Fatal("the program does not end")
			}
			if code := h.cmd.ProcessState.ExitCode(); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			rest, _ := io.ReadAll(h.master) // Ends with EIO.
			if !strings.Contains(string(rest), "\x1b[?2004l\x1b[?1049l\x1b[?25h") {
				t.Errorf("the screen was not given back, the end is %q", rest[max(0, len(rest)-200):])
			}
		})
	}
}

func TestAProgramGoesOnWhenTheTerminalTakesItsOutputAgain(t *testing.T) {
	t.Parallel()
	h := hang(t, "cell flood")
	for _, key := range []string{"a", "b", "q"} {
		_, _ = h.master.WriteString(key)
	}
	all, _ := io.ReadAll(h.master)
	<-h.ended
	if code := h.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if !strings.HasSuffix(string(all), "\x1b[?25h") {
		t.Errorf("the end is %q", all[max(0, len(all)-200):])
	}
}

// wakeUps counts how often the threads of a process have gone to sleep by
// themselves, which is how often they were woken.
func wakeUps(b *testing.B, pid int) (n int) {
	b.Helper()
	tasks, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		b.Skip("needs Linux: ", err)
	}
	for _, task := range tasks {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%s/status", pid, task.Name()))
		_, rest, _ := strings.Cut(string(status), "\nvoluntary_ctxt_switches:")
		var count int
		_, _ = fmt.Sscan(rest, &count)
		n += count
	}
	return n
}

func BenchmarkIdleSecond(b *testing.B) {
	for _, renderer := range []string{"cell", "line"} {
		b.Run(renderer, func(b *testing.B) {
			s := start(b, renderer, screentest.Options{})
			s.WaitFor("size: 80x24")
			s.Settle()
			s.Mark()
			before := wakeUps(b, s.Pid())
			for b.Loop() {
				time.Sleep(time.Second)
			}
			b.ReportMetric(float64(wakeUps(b, s.Pid())-before)/float64(b.N), "wakeups/op")
			b.ReportMetric(float64(s.Bytes())/float64(b.N), "sent-B/op")
		})
	}
}

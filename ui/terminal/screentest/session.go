package screentest

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// Options say how a command is started.
type Options struct {
	// Width and Height of the terminal; zero is 80x24.
	Width, Height int
	// Silent makes a terminal that never answers a question.
	Silent bool
	// Env is added to the environment ("NAME=value").
	Env []string
}

// Session is a command that runs in a pseudo terminal.
type Session struct {
	*Screen
	cmd    *exec.Cmd
	tty    *os.File
	exited chan struct{}
	code   int
	read   chan struct{} // closed when all output was read
}

// Start runs a command in a pseudo terminal of its own until the test ends. Without
// cmd.Env it gets the environment of the test without what says something about
// the test's own terminal.
func Start(t testing.TB, cmd *exec.Cmd, o Options) *Session {
	t.Helper()
	if o.Width == 0 {
		o.Width, o.Height = 80, 24
	}
	if cmd.Env == nil {
		cmd.Env = environment()
	}
	cmd.Env = append(cmd.Env, o.Env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(o.Height), Cols: uint16(o.Width)}) //nolint:gosec // Tests choose sane sizes.
	if err != nil {
		t.Fatalf("start %s in a terminal: %v", cmd.Path, err)
	}
	var replies io.Writer = tty
	if o.Silent {
		replies = io.Discard
	}
	s := &Session{
		Screen: newScreen(t, o.Width, o.Height, replies), cmd: cmd, tty: tty,
		exited: make(chan struct{}), read: make(chan struct{}),
	}
	go s.readAll()
	go s.wait()
	t.Cleanup(s.end)
	return s
}

// environment is that of the test, but of an ordinary terminal that speaks UTF-8.
func environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		switch name {
		case "CI", "NO_COLOR", "COLORTERM", "COLORFGBG", "TMUX", "STY", "ACCESSIBLE", "LC_ALL", "LC_CTYPE":
			return true
		}
		return strings.HasPrefix(name, "ELASTICSEARCH_") || strings.HasPrefix(name, "KIBANA_") || strings.HasPrefix(name, "CONNWIZ_")
	})
	return append(env, "TERM=xterm-256color", "LANG=C.UTF-8")
}

func (s *Session) readAll() {
	defer close(s.read)
	_, _ = io.Copy(s.Screen, s.tty) // Ends with EIO when the last process closed it.
}

func (s *Session) wait() {
	defer close(s.exited)
	err := s.cmd.Wait()
	s.code = s.cmd.ProcessState.ExitCode()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		s.code = -1
	}
}

// end stops the command if the test left it running.
func (s *Session) end() {
	_ = s.cmd.Process.Kill()
	<-s.exited
	_ = s.tty.Close()
	<-s.read
}

// Press sends keys, each as a press of its own: an Enter among them arrives alone,
// as a person's does.
func (s *Session) Press(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		if k == Enter || k == Esc {
			time.Sleep(alone)
		}
		s.Send(k)
		if k == Enter {
			time.Sleep(alone)
		}
		if k == Esc {
			time.Sleep(escapes)
		}
	}
}

const (
	// alone is the pause around a press of Enter, longer than a burst's breath.
	alone = 40 * time.Millisecond
	// escapes is the pause after a press of Esc, longer than an escape sequence
	// may take.
	escapes = 130 * time.Millisecond
)

// Send writes bytes in one piece, as typed ahead on a slow link or pasted without
// brackets.
func (s *Session) Send(keys string) {
	s.t.Helper()
	if _, err := s.tty.WriteString(keys); err != nil {
		s.fail("send keys: " + err.Error())
	}
}

// Paste sends text as a bracketed paste.
func (s *Session) Paste(text string) {
	s.t.Helper()
	s.Send(bracketed(text))
}

// Resize changes the size of the terminal, which tells the command.
func (s *Session) Resize(width, height int) {
	s.t.Helper()
	s.resize(width, height)
	if err := pty.Setsize(s.tty, &pty.Winsize{Rows: uint16(height), Cols: uint16(width)}); err != nil { //nolint:gosec // As in Start.
		s.fail("resize: " + err.Error())
	}
}

// Signal sends a signal to the command.
func (s *Session) Signal(sig os.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.fail("signal: " + err.Error())
	}
}

// Pid is the command's process id.
func (s *Session) Pid() int { return s.cmd.Process.Pid }

// TTY is the master end of the terminal, through which its modes can be read.
func (s *Session) TTY() *os.File { return s.tty }

// Slave opens the terminal's other end, which keeps it and its modes alive after the
// command. The caller closes it.
func (s *Session) Slave() *os.File {
	s.t.Helper()
	f, err := os.OpenFile(s.name, os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		s.fail("open the terminal again: " + err.Error())
	}
	return f
}

// HangUp takes the terminal away, as a lost link does.
func (s *Session) HangUp() { _ = s.tty.Close() }

// Exit waits for the command to end and returns its exit code, -1 if a signal ended
// it. What it wrote last is on the screen then.
func (s *Session) Exit() int {
	s.t.Helper()
	code := s.ExitCode()
	s.await(s.read)
	return code
}

// ExitCode is Exit without waiting for the last output: others may still have the
// terminal open.
func (s *Session) ExitCode() int {
	s.t.Helper()
	s.await(s.exited)
	return s.code
}

func (s *Session) await(c <-chan struct{}) {
	s.t.Helper()
	select {
	case <-c:
	case <-time.After(patience):
		s.fail("the command does not end")
	}
}

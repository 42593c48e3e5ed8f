//go:build unix

package screentest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Options say how a command is started.
type Options struct {
	// Width and Height of the terminal; zero is 80x24.
	Width, Height int
	// Silent makes a terminal that never answers a question.
	Silent bool
	// Env is added to the environment ("NAME=value").
	Env []string
	// Shell makes the shell look at the terminal when the command has ended (see
	// [Session.Left]).
	Shell bool
}

// Session is a command that runs in a pseudo terminal.
type Session struct {
	*Display
	cmd    *exec.Cmd
	tty    *os.File
	exited chan struct{}
	code   int
	read   chan struct{} // closed when all output was read
	let    *os.File      // closed to let the shell end
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
	let, err := throughShell(cmd, o.Shell)
	if err != nil {
		t.Fatalf("start %s: %v", cmd.Path, err)
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: uint16(o.Height), Cols: uint16(o.Width)}) //nolint:gosec // Tests choose sane sizes.
	_ = cmd.ExtraFiles[0].Close()
	if err != nil {
		t.Fatalf("start %s in a terminal: %v", cmd.Path, err)
	}
	tty, err = pollable(tty)
	if err != nil {
		t.Fatalf("read the terminal: %v", err)
	}
	var replies io.Writer = tty
	if o.Silent {
		replies = io.Discard
	}
	s := &Session{
		Display: newDisplay(t, o.Width, o.Height, replies), cmd: cmd, tty: tty,
		exited: make(chan struct{}), read: make(chan struct{}), let: let,
	}
	go s.readAll()
	go s.wait()
	t.Cleanup(s.end)
	return s
}

// pollable returns the same terminal as a file that can be closed while it is read,
// as hanging up needs it. Asking a file for its descriptor has made it one that
// can't.
func pollable(tty *os.File) (*os.File, error) {
	defer tty.Close()
	fd, err := unix.Dup(int(tty.Fd()))
	if err != nil {
		return nil, fmt.Errorf("duplicate: %w", err)
	}
	unix.CloseOnExec(fd)
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, fmt.Errorf("set non-blocking: %w", err)
	}
	return os.NewFile(uintptr(fd), tty.Name()), nil
}

// environment is that of the test, but of an ordinary terminal that speaks UTF-8.
func environment() []string {
	env := slices.DeleteFunc(os.Environ(), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		switch name {
		case "CI", "NO_COLOR", "COLORTERM", "COLORFGBG", "TMUX", "STY", "ACCESSIBLE", "LANGUAGE",
			"TERM_PROGRAM", "COLUMNS", "LINES", "ENV", "BASH_ENV", "PS1":
			return true
		}
		for _, prefix := range []string{"ELASTICSEARCH_", "KIBANA_", "CONNWIZ_", "LC_", "CLICOLOR"} {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
		return false
	})
	return append(env, "TERM=xterm-256color", "LANG=C.UTF-8")
}

func (s *Session) readAll() {
	defer close(s.read)
	_, _ = io.Copy(untilEnded{s}, s.tty) // Ends with EIO when the last process closed it.
	_ = s.let.Close()
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
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	<-s.exited
	_ = s.tty.Close()
	<-s.read
}

// Press sends keys, each as a press of its own: an Enter among them arrives alone,
// as a person's does. What the command makes of a key depends on when it reads, and
// on what it asks then, so that it is waited for: pauses alone would be too short on a
// busy machine.
func (s *Session) Press(keys ...string) {
	s.t.Helper()
	for _, k := range keys {
		lone := k == Enter || k == Esc
		s.rest()
		if lone {
			time.Sleep(alone)
		}
		s.Send(k)
		if lone {
			s.rest()
			time.Sleep(pauseBehind(k))
		}
	}
}

// pauseBehind is how long to wait before the next key.
func pauseBehind(key string) time.Duration {
	if key == Esc {
		return escapes
	}
	return alone
}

// Settle waits until the command has dealt with everything that was sent, and nothing
// was written for a while.
func (s *Session) Settle() {
	s.t.Helper()
	s.rest()
	s.Display.Settle()
	s.rest()
}

// rest waits until the command has read what was sent and runs no more. A command that
// reads nothing, or that never rests, is the test's business.
func (s *Session) rest() {
	for deadline, twice := time.Now().Add(patience/6), 0; twice < 2 && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		n, err := unread(s.cmd.Process.Pid)
		if err != nil {
			return
		}
		rests, err := resting(s.cmd.Process.Pid)
		if err != nil {
			return
		}
		if twice++; n > 0 || !rests {
			twice = 0
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
	if err := setSize(s.tty, width, height); err != nil {
		s.fail("resize: " + err.Error())
	}
}

// setSize goes through the raw connection, since asking for the descriptor would undo
// what pollable did.
func setSize(tty *os.File, width, height int) error {
	conn, err := tty.SyscallConn()
	if err != nil {
		return fmt.Errorf("reach the terminal: %w", err)
	}
	var failure error
	err = conn.Control(func(fd uintptr) {
		failure = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Row: uint16(height), Col: uint16(width)}) //nolint:gosec // As in Start.
	})
	return errors.Join(err, failure)
}

// Signal sends a signal to the command.
func (s *Session) Signal(sig syscall.Signal) {
	s.t.Helper()
	if err := syscall.Kill(s.Pid(), sig); err != nil {
		s.fail("signal: " + err.Error())
	}
}

// Pid is the process of the command.
func (s *Session) Pid() int {
	s.t.Helper()
	pid, err := onlyChild(s.cmd.Process.Pid)
	if err != nil {
		s.fail("find the command: " + err.Error())
	}
	return pid
}

// HangUp takes the terminal away, as a lost link does.
func (s *Session) HangUp() { _ = s.tty.Close() }

// Exit waits for the command to end and returns its exit code, 128 and the signal
// if one ended it. What it wrote last is on the screen then.
func (s *Session) Exit() int {
	s.t.Helper()
	s.await(s.exited)
	s.await(s.read)
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

//go:build unix

package screentest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// A command is started from a shell, as it is at work. The shell leads the session,
// and stays until all output was read: Linux throws away what a terminal has not
// passed on yet when the leader of its session ends (pty_flush_buffer), so that the
// last line of a program on a busy machine would now and then be missing.
//
// Signals of the terminal are for the command; trapped by ":" they neither end the
// shell nor are they ignored in the command.
const (
	start = `trap : TERM HUP INT QUIT; "$@" 3<&-; code=$?; `
	look  = `echo "` + modesMark + `"; stty -a; `
	ended = `printf '\006'; read -r _ <&3; exit $code`
)

const (
	// modesMark stands before the modes.
	modesMark = "[modes]"
	// endMark is what the shell writes last. It is one byte, so that no read
	// gets half of it, and one that nothing else writes.
	endMark = "\x06"
)

// throughShell makes a shell start the command, and look at the terminal after it if
// asked. The shell ends when the returned file is closed.
func throughShell(cmd *exec.Cmd, looks bool) (*os.File, error) {
	held, let, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("make a pipe: %w", err)
	}
	script := start + ended
	if looks {
		script = start + look + ended
	}
	path, err := exec.LookPath(cmd.Path)
	if err != nil {
		return nil, errors.Join(err, held.Close(), let.Close())
	}
	cmd.Args = append([]string{"sh", "-c", script, "sh", path}, cmd.Args[1:]...)
	cmd.Path, cmd.ExtraFiles, cmd.Err = "/bin/sh", []*os.File{held}, nil
	return let, nil
}

// untilEnded shows what is written, and lets the shell end when its mark comes.
type untilEnded struct{ s *Session }

func (u untilEnded) Write(p []byte) (int, error) {
	shown, _, over := bytes.Cut(p, []byte(endMark))
	_, err := u.s.Display.Write(shown)
	if over {
		_ = u.s.let.Close()
	}
	return len(p), err
}

// Left tells what is wrong with the terminal a command has left, nothing if it was
// given back as it was. The session must have been started with Shell, and have
// ended.
func (s *Session) Left() (faults []string) {
	s.t.Helper()
	s.Exit()
	log := s.Log()
	before, modes, found := strings.Cut(log, modesMark)
	if !found {
		s.fail("the shell did not come back")
	}
	words := strings.FieldsFunc(modes, func(r rune) bool { return strings.ContainsRune(" ;\r\n", r) })
	for _, mode := range []string{"echo", "icanon", "isig", "opost", "icrnl"} {
		if !slices.Contains(words, mode) {
			faults = append(faults, "no "+mode)
		}
	}
	if s.Alternate() {
		faults = append(faults, "alternate screen")
	}
	if _, _, visible := s.Cursor(); !visible {
		faults = append(faults, "no cursor")
	}
	for _, mode := range []int{1000, 1002, 1003, 1004, 2004} {
		on, off := fmt.Sprintf("\x1b[?%dh", mode), fmt.Sprintf("\x1b[?%dl", mode)
		if strings.LastIndex(before, on) > strings.LastIndex(before, off) {
			faults = append(faults, fmt.Sprintf("mode %d", mode))
		}
	}
	return faults
}

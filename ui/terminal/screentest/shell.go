//go:build unix

package screentest

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// script starts its arguments as a command and shows the modes of the terminal
// after it. Signals are for the command; trapped by ":" they neither end the shell
// nor are they ignored in the command.
const script = `trap : TERM HUP INT QUIT; "$@"; code=$?; echo "` + modesMark + `"; stty -a; exit $code`

// modesMark stands before the modes.
const modesMark = "[modes]"

func throughShell(cmd *exec.Cmd) {
	args := append([]string{"sh", "-c", script, "sh", cmd.Path}, cmd.Args[1:]...)
	cmd.Path, cmd.Args = "/bin/sh", args
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

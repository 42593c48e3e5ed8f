package screentest

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// onlyChild returns the one process that a process has started.
func onlyChild(pid int) (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		return 0, fmt.Errorf("list the children of %d: %w", pid, err)
	}
	child, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("children of %d: %w", pid, err)
	}
	return child, nil
}

// unread is how many bytes wait for who reads the terminal of a process. Only that end
// of it can be asked.
func unread(pid int) (int, error) {
	tty, err := os.OpenFile(fmt.Sprintf("/proc/%d/fd/0", pid), os.O_RDONLY|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		return 0, fmt.Errorf("open the command's terminal: %w", err)
	}
	defer tty.Close()
	n, err := unix.IoctlGetInt(int(tty.Fd()), unix.TIOCINQ)
	if err != nil {
		return 0, fmt.Errorf("ask what is unread: %w", err)
	}
	return n, nil
}

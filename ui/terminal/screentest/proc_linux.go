package screentest

import (
	"bytes"
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

// resting reports whether no thread of a process and of those that it has started runs
// or wants to: everything that they were sent is dealt with, but for what waits for
// time to pass or for somebody else.
func resting(pid int) (bool, error) {
	tasks, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		return false, fmt.Errorf("list the threads of %d: %w", pid, err)
	}
	for _, task := range tasks {
		of := fmt.Sprintf("/proc/%d/task/%s/", pid, task.Name())
		stat, err := os.ReadFile(of + "stat")
		if err != nil {
			continue // It has ended meanwhile.
		}
		// The state stands behind the name, which may hold anything, brackets too.
		_, state, _ := strings.Cut(string(stat[bytes.LastIndexByte(stat, ')')+1:]), " ")
		if strings.HasPrefix(state, "R") || strings.HasPrefix(state, "D") {
			return false, nil
		}
		children, _ := os.ReadFile(of + "children")
		for _, child := range strings.Fields(string(children)) {
			n, err := strconv.Atoi(child)
			if err != nil {
				return false, fmt.Errorf("children of %d: %w", pid, err)
			}
			if rests, err := resting(n); err == nil && !rests {
				return false, nil
			}
		}
	}
	return true, nil
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

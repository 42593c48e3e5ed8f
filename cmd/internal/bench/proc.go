package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// wakeUps counts how often any thread of a process was given a processor so far.
// Only Linux tells.
func wakeUps(pid int) (int, error) {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil || len(files) == 0 {
		return 0, fmt.Errorf("no schedstat of process %d: %w", pid, err)
	}
	sum := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return 0, fmt.Errorf("read wake-ups: %w", err)
		}
		words := strings.Fields(string(raw))
		n, err := strconv.Atoi(words[len(words)-1])
		if err != nil {
			return 0, fmt.Errorf("read wake-ups: %w", err)
		}
		sum += n
	}
	return sum, nil
}

// residentKB is the most memory that a process had at once so far, in kB.
func residentKB(pid int) (int, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, fmt.Errorf("read memory: %w", err)
	}
	_, after, _ := strings.Cut(string(raw), "VmHWM:")
	words := strings.Fields(after)
	if len(words) == 0 {
		return 0, fmt.Errorf("no memory of process %d", pid)
	}
	return strconv.Atoi(words[0])
}

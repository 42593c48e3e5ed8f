//go:build unix && !linux

package screentest

import (
	"errors"
	"fmt"
)

// onlyChild needs Linux's /proc.
func onlyChild(pid int) (int, error) {
	return 0, fmt.Errorf("children of %d: %w", pid, errors.ErrUnsupported)
}

// unread needs Linux's /proc.
func unread(int) (int, error) { return 0, errors.ErrUnsupported }

// resting needs Linux's /proc.
func resting(int) (bool, error) { return false, errors.ErrUnsupported }

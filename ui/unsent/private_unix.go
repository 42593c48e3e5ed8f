//go:build unix

package unsent

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// private refuses a file that is not this user's alone.
func private(info fs.FileInfo) error {
	if mode := info.Mode().Perm(); mode&^0o600 != 0 {
		return fmt.Errorf("others may have changed or read it (mode %#o instead of 0600)", mode)
	}
	return own(info)
}

// guardedDir refuses a folder in which others can put files or take some away.
func guardedDir(info fs.FileInfo) error {
	if mode := info.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("others can write to its folder (mode %#o): chmod 700", mode)
	}
	return own(info)
}

func own(info fs.FileInfo) error {
	if s, ok := info.Sys().(*syscall.Stat_t); ok && int(s.Uid) != os.Geteuid() {
		return fmt.Errorf("it belongs to another user (uid %d)", s.Uid)
	}
	return nil
}

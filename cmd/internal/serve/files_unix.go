//go:build unix

package serve

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// guarded refuses a file that somebody else can change. Root can anyway.
func guarded(info fs.FileInfo) error {
	if mode := info.Mode().Perm(); mode&0o022 != 0 {
		return fmt.Errorf("others can write to it (mode %#o): chmod go-w", mode)
	}
	if s, ok := info.Sys().(*syscall.Stat_t); ok && s.Uid != 0 && int(s.Uid) != os.Geteuid() {
		return fmt.Errorf("it belongs to another user (uid %d)", s.Uid)
	}
	return nil
}

// private refuses a file that somebody else can read, too.
func private(info fs.FileInfo) error {
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return fmt.Errorf("others can read it (mode %#o): chmod 600", mode)
	}
	return guarded(info)
}

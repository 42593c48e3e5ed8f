//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package serviceconfig

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks a folder until it is closed. busy says that somebody else has it;
// neither says that it can't be locked.
func tryLock(folder *os.File) (held, busy bool) {
	for {
		err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			return err == nil, errors.Is(err, syscall.EWOULDBLOCK)
		}
	}
}

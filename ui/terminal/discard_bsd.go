//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// discard throws away what the terminal was sent and has not taken, which also
// wakes a write that waits for room.
func discard(out *os.File) {
	const writes = 2 // FWRITE: what was written, not what is to be read
	_ = unix.IoctlSetPointerInt(int(out.Fd()), unix.TIOCFLUSH, writes)
}

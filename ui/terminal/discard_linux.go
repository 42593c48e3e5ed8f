package terminal

import (
	"os"

	"golang.org/x/sys/unix"
)

// discard throws away what the terminal was sent and has not taken. The system
// then doesn't wake a write that waits for room, but it does when output is
// stopped and started.
func discard(out *os.File) {
	fd := int(out.Fd())
	_ = unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCOFLUSH)
	_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOOFF)
	_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOON)
}

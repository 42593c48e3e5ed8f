//go:build unix

package screentest

import (
	"errors"
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// WaitUnread waits until a program has written something to a terminal that the test
// holds the other end of and does not read.
func WaitUnread(t testing.TB, master *os.File) {
	t.Helper()
	ready := []unix.PollFd{{Fd: int32(master.Fd()), Events: unix.POLLIN}} //nolint:gosec // Descriptors are small.
	for deadline := time.Now().Add(patience); ; {
		// Any signal ends this call early, and Go's own scheduler sends them.
		n, err := unix.Poll(ready, int(max(0, time.Until(deadline).Milliseconds())))
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			t.Fatalf("wait for the terminal: %v", err)
		case n == 0:
			t.Fatal("nothing was written to the terminal")
		case ready[0].Revents&unix.POLLIN == 0:
			t.Fatal("the terminal was closed before anything was written to it")
		default:
			return
		}
	}
}

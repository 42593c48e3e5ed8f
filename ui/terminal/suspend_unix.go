//go:build unix

package terminal

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// CanSuspend says whether [Terminal.SuspendCommand] does anything.
const CanSuspend = true

// orphanPause is how long to wait for a stop that doesn't come: the system ignores
// the request of a program whose shell is gone, and nothing would wake it.
const orphanPause = 250 * time.Millisecond

// stopSelf stops the whole job, as the terminal's own Ctrl+Z would, and returns
// when it is continued.
func stopSelf() error {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
		return fmt.Errorf("suspend: %w", err)
	}
	select {
	case <-continued:
	case <-time.After(orphanPause):
	}
	return nil
}

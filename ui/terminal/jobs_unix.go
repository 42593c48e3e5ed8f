//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"
)

// notifyContinued delivers a signal whenever the program goes on after a stop. The
// request to stop is left to the system: a program in Go that has once caught it
// can't be stopped by it any more.
func notifyContinued(c chan<- os.Signal) { signal.Notify(c, syscall.SIGCONT) }

// notifyResize delivers a signal whenever the size of the window changes.
func notifyResize(c chan<- os.Signal) { signal.Notify(c, syscall.SIGWINCH) }

package terminal

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Signals delivers the signals that end the program, until the context is done. The
// program ends itself in the ordinary way and exits with [ExitCode]. Once the
// context is done a signal ends the program at once again, so that a program that
// hangs on its way out can still be ended.
func Signals(ctx context.Context) <-chan os.Signal {
	c := make(chan os.Signal, 1)
	// SIGQUIT too, since Go would print every goroutine over a raw terminal; and
	// SIGHUP, since it would end the program at once, nothing saved.
	signal.Notify(c, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	context.AfterFunc(ctx, func() { signal.Stop(c) })
	return c
}

// ExitCode returns the exit code of a program that a signal ended: 128 and the
// signal's number, as shells have it.
func ExitCode(sig os.Signal) int {
	if n, ok := sig.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return 1
}

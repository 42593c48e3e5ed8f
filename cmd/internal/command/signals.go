package command

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// signalError is the end of a command by a signal.
type signalError struct {
	signal syscall.Signal
	during error // what the command failed with then; may be nil
}

// Unwrap returns what the command failed with.
func (e signalError) Unwrap() error { return e.during }

// Error says what happened in words that fit any command.
func (e signalError) Error() string {
	switch e.signal {
	case syscall.SIGTERM:
		return "terminated"
	case syscall.SIGHUP:
		return "hung up"
	default:
		return "cancelled"
	}
}

// code is 128 plus the signal's number, as shells count.
func (e signalError) code() int { return exitSignal + int(e.signal) }

// withSignals returns a context that the first SIGINT, SIGTERM or SIGHUP ends
// with a signalError as its cause. The second one kills as usual, should the
// command hang. They come from the given channel, or to the process.
func withSignals(parent context.Context, given <-chan os.Signal) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	arrived, stop := given, func() {}
	if given == nil {
		own := make(chan os.Signal, 1)
		signal.Notify(own, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
		arrived, stop = own, func() { signal.Stop(own) }
	}
	go func() {
		select {
		case s := <-arrived:
			stop()
			number, _ := s.(syscall.Signal)
			cancel(signalError{signal: number})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		stop()
		cancel(nil)
	}
}

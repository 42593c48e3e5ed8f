package plain

import (
	"errors"
	"io"
	"os"
	"syscall"

	"golang.org/x/term"
)

// orHungUp returns err, or the hang-up that it means. A terminal that is gone fails
// every read and write, or looks like the end of the input; the signal that says so
// may come later, or to another process.
func (p *Prompter) orHungUp(err error) error {
	switch {
	case p.mute == nil:
	case errors.Is(err, syscall.EIO), errors.Is(err, io.EOF) && p.gone != nil && p.gone():
		return &SignalError{syscall.SIGHUP}
	}
	return err
}

// goneOf tells whether a terminal hung up: it has no modes any more.
func goneOf(tty *os.File) func() bool {
	return func() bool {
		_, err := term.GetState(int(tty.Fd()))
		return err != nil
	}
}

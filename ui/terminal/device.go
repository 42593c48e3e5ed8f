package terminal

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// device is where a [Terminal] is: at this machine, or on the other side of a
// connection.
type device interface {
	// output is what is drawn on.
	output() io.Writer
	// raw takes the terminal's own editing away and returns what gives it back.
	raw() (restore func() error, err error)
	// size is that of the window, zero or less where it isn't known.
	size() (width, height int)
	// discard throws away what was written and not taken.
	discard()
	// changes brings a value whenever the window may have another size; nil where
	// the system tells that by a signal.
	changes() <-chan struct{}
}

// console is a terminal of this machine.
type console struct{ in, out *os.File }

func (c console) output() io.Writer        { return c.out }
func (c console) discard()                 { discard(c.out) }
func (c console) changes() <-chan struct{} { return resizes() }

func (c console) size() (width, height int) {
	width, height, err := term.GetSize(int(c.out.Fd()))
	if err != nil {
		return 0, 0
	}
	return width, height
}

func (c console) raw() (restore func() error, err error) {
	fd := int(c.in.Fd())
	saved, err := term.MakeRaw(fd)
	if err != nil {
		return nil, fmt.Errorf("put the terminal into raw mode: %w", err)
	}
	hush, err := speak(c.out)
	if err != nil {
		return nil, errors.Join(err, term.Restore(fd, saved))
	}
	return func() error {
		if err := errors.Join(hush(), term.Restore(fd, saved)); err != nil {
			return fmt.Errorf("restore the terminal: %w", err)
		}
		return nil
	}, nil
}

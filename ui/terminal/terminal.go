package terminal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// ErrNotTerminal means that input or output is not a terminal.
var ErrNotTerminal = errors.New("not a terminal")

// IsTerminal reports whether both ends are terminals.
func IsTerminal(in, out *os.File) bool {
	return term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// Terminal is a terminal in raw mode.
type Terminal struct {
	device device
	input  *Input
	net    *containment // of a [Link]; nil: a panic ends the process

	mu      sync.Mutex
	restore func() error // gives the mode back; nil while it is given back
	done    bool
	// program is what runs on the terminal, if it runs as a [Program].
	program *Program
}

// Open puts the terminal into raw mode and starts reading it. Whoever opens it
// defers [Terminal.Restore].
func Open(in, out *os.File) (*Terminal, error) {
	if !term.IsTerminal(int(in.Fd())) {
		return nil, fmt.Errorf("standard input: %w", ErrNotTerminal)
	}
	if !term.IsTerminal(int(out.Fd())) {
		return nil, fmt.Errorf("standard output: %w", ErrNotTerminal)
	}
	return open(&Terminal{device: console{in, out}}, in)
}

// open puts a terminal into raw mode and starts reading what is typed on it.
func open(t *Terminal, in io.Reader) (*Terminal, error) {
	if err := t.raw(); err != nil {
		return nil, err
	}
	var err error
	if t.input, err = newInput(in, t.net); err != nil {
		return nil, errors.Join(err, t.cooked())
	}
	return t, nil
}

// Input is what Bubble Tea reads.
func (t *Terminal) Input() *Input { return t.input }

// Output is what Bubble Tea draws on.
func (t *Terminal) Output() io.Writer { return t.device.output() }

// CanSuspend says whether [Terminal.SuspendCommand] does anything on this
// terminal: a server can't be stopped for one of its sessions.
func (t *Terminal) CanSuspend() bool { return CanSuspend && !t.linked() }

// linked reports whether the terminal is a [Link].
func (t *Terminal) linked() bool { return t.net != nil }

// Ended is closed when the terminal is gone.
func (t *Terminal) Ended() <-chan struct{} { return t.input.Ended() }

// Size returns the size of the window, clamped.
func (t *Terminal) Size() (width, height int) {
	return ClampSize(t.device.size())
}

// Restore gives the terminal back as it was found. It may be called more than
// once, and from any goroutine.
func (t *Terminal) Restore() error {
	_ = t.input.Close()
	return t.release()
}

// release gives back the mode of the terminal for good.
func (t *Terminal) release() error {
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	return t.cooked()
}

// Rescue is for the ways out on which the program could not clean up: a panic in a
// goroutine of ours, or a program that doesn't react. It gives the screen and the
// mode back, but goes on reading, since a program that lost its keyboard would
// choose an end of its own. Where the drawing is Bubble Tea's, alternate says
// whether it had the alternate screen: leaving that where it isn't on moves the
// cursor.
func (t *Terminal) Rescue(alternate bool) error {
	if p := t.employer(); p != nil && p.painter != nil {
		p.painter.close() // It knows what is on.
		return t.release()
	}
	reset := "\x1b[0m\x1b[?2004l"
	if alternate {
		reset += "\x1b[?1049l"
	}
	_, err := io.WriteString(t.Output(), reset+"\x1b[?25h")
	if err != nil {
		err = fmt.Errorf("reset the terminal: %w", err)
	}
	return errors.Join(err, t.release())
}

// employ says which program runs on the terminal, nil for none.
func (t *Terminal) employ(p *Program) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.program = p
}

// employer returns the program that runs on the terminal.
func (t *Terminal) employer() *Program {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.program
}

// raw puts the terminal into raw mode, unless it is or was given back for good.
func (t *Terminal) raw() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.restore != nil || t.done {
		return nil
	}
	restore, err := t.device.raw()
	if err != nil {
		return err
	}
	t.restore = restore
	return nil
}

// cooked puts the terminal back into the mode it was found in.
func (t *Terminal) cooked() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.restore == nil {
		return nil
	}
	if err := t.restore(); err != nil {
		return err
	}
	t.restore = nil
	return nil
}

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
	tty   *os.File
	out   *os.File
	input *Input

	mu    sync.Mutex
	saved *term.State // the mode to give back; nil while it is given back
	done  bool
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
	t := &Terminal{tty: in, out: out}
	if err := t.raw(); err != nil {
		return nil, err
	}
	var err error
	if t.input, err = NewInput(in); err != nil {
		return nil, errors.Join(err, t.cooked())
	}
	return t, nil
}

// Input is what Bubble Tea reads.
func (t *Terminal) Input() *Input { return t.input }

// Output is what Bubble Tea draws on.
func (t *Terminal) Output() *os.File { return t.out }

// Ended is closed when the terminal is gone.
func (t *Terminal) Ended() <-chan struct{} { return t.input.Ended() }

// Size returns the size of the window, clamped.
func (t *Terminal) Size() (width, height int) {
	width, height, err := term.GetSize(int(t.out.Fd()))
	if err != nil {
		width, height = 0, 0
	}
	return ClampSize(width, height)
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
	_, err := io.WriteString(t.out, reset+"\x1b[?25h")
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
	if t.saved != nil || t.done {
		return nil
	}
	saved, err := term.MakeRaw(int(t.tty.Fd()))
	if err != nil {
		return fmt.Errorf("put the terminal into raw mode: %w", err)
	}
	t.saved = saved
	return nil
}

// cooked puts the terminal back into the mode it was found in.
func (t *Terminal) cooked() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.saved == nil {
		return nil
	}
	if err := term.Restore(int(t.tty.Fd()), t.saved); err != nil {
		return fmt.Errorf("restore the terminal: %w", err)
	}
	t.saved = nil
	return nil
}

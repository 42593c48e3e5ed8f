package plain

import (
	"errors"
	"fmt"
	"os"
)

var (
	// ErrNoTerminal refuses to read a secret where its echo can't be switched off.
	ErrNoTerminal = errors.New("secrets can't be typed here: the input is no terminal")
	// ErrBack is the answer "<": back to the question before.
	ErrBack = errors.New("back to the question before")
)

// errLull says that nothing came within the time that was given.
var errLull = errors.New("nothing was typed")

// RefusedError is input of which nothing was taken. The question is still open:
// it can be asked again after the reason was said.
type RefusedError struct{ Reason string }

// Error returns the reason, a whole sentence for the person.
func (e *RefusedError) Error() string { return e.Reason }

// LinesError refuses one line with which more lines came at once.
type LinesError struct{ Lines int }

// Error says what came.
func (e *LinesError) Error() string {
	return fmt.Sprintf("%d lines came at once where one was asked for: nothing was taken", e.Lines)
}

// refused is a [RefusedError] with a formatted reason.
func refused(format string, args ...any) error {
	return &RefusedError{Reason: fmt.Sprintf(format, args...)}
}

// SignalError is a question that was interrupted by a signal, or by its key while
// a secret was being typed.
type SignalError struct{ Signal os.Signal }

// Error names the signal.
func (e *SignalError) Error() string { return "ended by signal: " + e.Signal.String() }

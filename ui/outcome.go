package ui

import (
	"fmt"
	"strings"
)

// Outcome is what stays of a run: lines for the normal screen and the exit code
// of the command line contract.
type Outcome struct {
	Lines []string
	Code  int
	// Err is set when the wizard ended because of a failure rather than by a
	// person's choice; the command line turns it into text, hint and exit code.
	Err error
}

// The exit codes that the wizard itself can end with.
const (
	codeDone      = 0
	codeNoVerdict = 8
	codeCancelled = 130
)

// unsent is what leaving now would not send.
type unsent struct {
	id      string
	changes int
	secrets []string
}

// warning is the sentence before typed secrets are dropped.
func (u unsent) warning() string {
	return fmt.Sprintf("Typed but not sent: %s. Ctrl+C again leaves without it.", strings.Join(u.secrets, ", "))
}

// cancelled is the outcome of Ctrl+C.
func cancelled(u unsent) Outcome {
	o := left(u)
	o.Code = codeCancelled
	return o
}

// left is the outcome of going back out of the first screen: a cancellation only
// when changes stay behind.
func left(u unsent) Outcome {
	if u.changes == 0 {
		return Outcome{Code: codeDone}
	}
	return Outcome{Code: codeCancelled, Lines: []string{u.line()}}
}

// none reports whether there is nothing in it.
func (o Outcome) none() bool { return o.Code == 0 && o.Err == nil && len(o.Lines) == 0 }

// line tells on the normal screen what was not sent.
func (u unsent) line() string {
	return fmt.Sprintf("%s: left with %s unsent", u.id, count(u.changes, "change"))
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

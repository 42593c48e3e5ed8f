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

// leftover is what leaving now would not send.
type leftover struct {
	id      string
	changes int
	secrets []string
	kept    bool // what can be on disk is kept there
}

// warning is the sentence before typed secrets are dropped.
func (u leftover) warning() string {
	return fmt.Sprintf("Typed but not sent: %s. Ctrl+C again leaves without it.", strings.Join(u.secrets, ", "))
}

// cancelled is the outcome of Ctrl+C.
func cancelled(u leftover) Outcome {
	o := left(u)
	o.Code = codeCancelled
	return o
}

// left is the outcome of going back out of the first screen: a cancellation only
// when changes stay behind.
func left(u leftover) Outcome {
	if u.changes == 0 {
		return Outcome{Code: codeDone}
	}
	return Outcome{Code: codeCancelled, Lines: []string{u.line()}}
}

// none reports whether there is nothing in it.
func (o Outcome) none() bool { return o.Code == 0 && o.Err == nil && len(o.Lines) == 0 }

// line tells on the normal screen what was not sent.
func (u leftover) line() string {
	line := fmt.Sprintf("%s: left with %s unsent", u.id, count(u.changes, "change"))
	switch {
	case !u.kept:
	case len(u.secrets) == 0:
		line += ", kept as a draft"
	case len(u.secrets) < u.changes:
		line += ", kept as a draft but for " + strings.Join(u.secrets, ", ")
	}
	return line
}

// count writes a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

// The exit codes of the contract.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInvalid     = 3
	exitNotFound    = 4
	exitConflict    = 5
	exitNotAllowed  = 6
	exitUnreachable = 7
	exitNoVerdict   = 8 // saved, but refused by the service, or without its verdict
	exitDifferent   = 9
	exitSignal      = 128
	exitCancelled   = 130
)

// failure is an error as a person or a script sees it.
type failure struct {
	exit    int
	Code    string         `json:"code"`
	Message string         `json:"message"`
	Hint    string         `json:"hint"`
	Fields  []fieldFailure `json:"fields"`
}

// fieldFailure is what is wrong with one field.
type fieldFailure struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// report shows err on the error stream and returns its exit code. It is the one
// place where an error becomes text.
func (a *app) report(cmd *cobra.Command, err error) int {
	var quiet exitError
	if errors.As(err, &quiet) {
		a.flushNotices() // the result stands elsewhere
		return quiet.code
	}
	a.remember(cmd) // what is refused before it begins has hints, too
	f := a.clean(explain(usageLine(cmd), err))
	f.Hint = a.hinted(f.Hint)
	if g := a.streams.guest; g != nil {
		g.log.Warn("command failed", "code", f.Code)
	}
	if a.global.output.structured() {
		// An error of writing an error has nowhere to go.
		_ = a.global.output.write(a.streams.Err, struct {
			Error failure `json:"error"`
		}{f})
		return f.exit
	}
	fmt.Fprintf(a.streams.Err, "connwiz: %s\n", text.Clean(f.Message))
	for _, field := range f.Fields {
		fmt.Fprintf(a.streams.Err, "connwiz: %s: %s\n", text.Clean(field.Field), text.Clean(field.Message))
	}
	if f.Hint != "" {
		fmt.Fprintf(a.streams.Err, "connwiz: hint: %s\n", text.Clean(f.Hint))
	}
	return f.exit
}

// hinted is a hint as whoever reads it can follow it.
func (a *app) hinted(hint string) string {
	if a.streams.guest != nil {
		return guestHint(hint)
	}
	return a.located(hint)
}

// clean takes the secrets that this command was given out of a failure: what a
// server says may quote them.
func (a *app) clean(f failure) failure {
	f.Message, f.Hint = a.secrets.Redact(f.Message), a.secrets.Redact(f.Hint)
	for i := range f.Fields {
		f.Fields[i].Message = a.secrets.Redact(f.Fields[i].Message)
	}
	return f
}

// explain finds out what err means to somebody who typed the command line path.
func explain(path string, err error) failure {
	f := failure{exit: exitFailed, Code: "failed", Message: err.Error(), Fields: []fieldFailure{}}
	var (
		told     *toldError
		usage    *usageError
		settings *profile.Error
		missing  *missingError
		request  *client.Error
		signal   signalError
	)
	switch {
	case errors.As(err, &signal):
		f.exit, f.Code = signal.code(), strings.ReplaceAll(signal.Error(), " ", "_")
		f.Hint = "run it again: " + path
		if errors.As(err, &told) && told.Hint != "" {
			f.Hint = told.Hint
		}
		if errors.As(err, &request) && request.Sent {
			f.Hint = doubtHint(request)
		}
	case errors.As(err, &told):
		return told.failure
	case errors.As(err, &request) && request.Sent:
		f.exit, f.Code, _ = react(request)
		f.Hint = doubtHint(request)
	case errors.Is(err, context.Canceled):
		f.exit, f.Code, f.Message = exitCancelled, "cancelled", "cancelled"
	case errors.As(err, &usage):
		f.exit, f.Code, f.Hint = exitUsage, "usage", usage.hint
	case errors.As(err, &settings):
		f.exit, f.Code, f.Hint = exitUsage, "usage", settings.Hint
	case errors.As(err, &missing):
		f.exit, f.Code, f.Hint = exitNotFound, "not_found", missing.hint
	case errors.As(err, &request):
		f.exit, f.Code, f.Hint = react(request)
	case errors.Is(err, syscall.ENOSPC):
		f.Hint = "make room, or send the output elsewhere"
	default:
		f.Hint = "see what happened: " + path + " --debug --log-file connwiz.log"
	}
	return f
}

// react tells what a person can do about a failed request.
func react(e *client.Error) (exit int, code, hint string) {
	switch e.Reaction {
	case client.NotFound:
		return exitNotFound, "not_found", "see which connectors there are: connwiz list"
	case client.NotAllowed:
		return exitNotAllowed, "not_allowed", credentialsHint(e)
	case client.Conflict:
		return exitConflict, "conflict", "nothing was written; look at what is stored now: " + about("show", e.Target)
	case client.Rejected:
		return exitInvalid, "invalid", rejectedHint(e)
	case client.Unreachable:
		return exitUnreachable, "unreachable", unreachableHint(e)
	default:
		return exitFailed, "failed", troubleHint(e)
	}
}

// isMissing reports whether a server said that something isn't there.
func isMissing(err error) bool {
	var e *client.Error
	return errors.As(err, &e) && e.Reaction == client.NotFound
}

// about is a command line about one connector.
func about(command, id string) string {
	if id == "" {
		return "connwiz list"
	}
	return "connwiz " + command + " " + shellArg(id)
}

// doubtHint is what to do after a write that got no answer.
func doubtHint(e *client.Error) string {
	return "the request was sent, but no answer came: it may have been saved; look: " + about("show", e.Target)
}

// shellArg writes an id as an argument that a shell and cobra take as one.
func shellArg(id string) string {
	const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:@%+,"
	quoted := id
	if id == "" || strings.Trim(id, safe) != "" {
		quoted = "'" + strings.ReplaceAll(id, "'", `'\''`) + "'"
	}
	if strings.HasPrefix(id, "-") {
		return "-- " + quoted
	}
	return quoted
}

// withoutPath drops the path from a file error: our own text names it already.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

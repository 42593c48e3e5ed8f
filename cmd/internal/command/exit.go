package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

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
		return quiet.code
	}
	f := explain(cmd, err)
	if a.global.output.structured() {
		// An error of writing an error has nowhere to go.
		_ = a.global.output.write(a.streams.Err, struct {
			Error failure `json:"error"`
		}{f})
		return f.exit
	}
	fmt.Fprintf(a.streams.Err, "connwiz: %s\n", text.Clean(f.Message))
	if f.Hint != "" {
		fmt.Fprintf(a.streams.Err, "connwiz: hint: %s\n", text.Clean(f.Hint))
	}
	return f.exit
}

// explain finds out what err means.
func explain(cmd *cobra.Command, err error) failure {
	f := failure{exit: exitFailed, Code: "failed", Message: err.Error(), Fields: []fieldFailure{}}
	var (
		usage    *usageError
		settings *profile.Error
		missing  *missingError
		request  *client.Error
		signal   signalError
	)
	switch {
	case errors.As(err, &signal):
		f.exit, f.Code = signal.code(), strings.ReplaceAll(signal.Error(), " ", "_")
		f.Hint = "run it again: " + cmd.CommandPath()
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
	default:
		f.Hint = logHint(cmd)
	}
	return f
}

// react tells what a person can do about a failed request.
func react(e *client.Error) (exit int, code, hint string) {
	switch e.Reaction {
	case client.NotFound:
		return exitNotFound, "not_found", "see which connectors there are: connwiz list"
	case client.NotAllowed:
		return exitNotAllowed, "not_allowed", credentialsHint(e.Status)
	case client.Conflict:
		return exitConflict, "conflict", "nothing was written; look at what is stored now: " + about("show", e.Target)
	case client.Rejected:
		return exitInvalid, "invalid", "see what is wrong: " + about("check", e.Target)
	case client.Unreachable:
		return exitUnreachable, "unreachable",
			"check the address (--url or ELASTICSEARCH_URL; --ca-cert FILE for a private CA), then: connwiz list"
	default:
		return exitFailed, "failed", "see what was asked: connwiz list --debug --log-file connwiz.log"
	}
}

// credentialsHint tells unknown credentials from ones with too few rights.
func credentialsHint(status int) string {
	if status == 403 {
		return "this user or key may not do that; give one with the cluster privilege manage_connector: connwiz list --api-key-file FILE"
	}
	return "Elasticsearch doesn't know these credentials; set ELASTICSEARCH_API_KEY, or: connwiz list --api-key-file FILE"
}

// about is a command line about one connector.
func about(command, id string) string {
	if id == "" {
		return "connwiz list"
	}
	return "connwiz " + command + " " + shellArg(id)
}

// logHint is what is left to say when nothing better is known.
func logHint(cmd *cobra.Command) string {
	return "see what happened: " + cmd.CommandPath() + " --debug --log-file connwiz.log"
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

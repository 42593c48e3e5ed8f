package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/text"
)

// request is the one that a change is sent with.
type request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Body   body   `json:"body"`
}

// body prints its secrets as "redacted".
type body struct {
	Values map[string]schema.Value `json:"values"`
}

// planned is the result of a dry run.
type planned struct {
	ID       string    `json:"connector_id"`
	Changes  []change  `json:"changes"`
	Request  *request  `json:"request"`
	Warnings []problem `json:"warnings"`
}

// saved is the result of set.
type saved struct {
	ID       string        `json:"connector_id"`
	Changes  []change      `json:"changes"`
	Warnings []problem     `json:"warnings"`
	Result   client.Result `json:"result"`
	Status   string        `json:"status"`
	Error    *string       `json:"error"`
}

// runOne changes one connector.
func (o *setOptions) runOne(ctx context.Context, js *jobs, id string) error {
	j := js.plan(ctx, id)
	defer j.wipe()
	if j.err != nil {
		if !o.dryRun {
			js.refused(j)
		}
		return j.err
	}
	if o.dryRun {
		return o.showPlan(js, j)
	}
	js.send(ctx, j)
	j.wipe() // whatever follows needs the secrets no more
	js.inputs.wipe()
	if j.err != nil {
		return j.err
	}
	if err := o.saySent(j); err != nil {
		return fmt.Errorf("connector %q: saved, but the result can't be shown: %w", id, err)
	}
	if o.wait {
		js.await(ctx, j, o.within)
	}
	if err := o.sayVerdict(js, j); err != nil {
		return err
	}
	return o.code(ctx, j)
}

// code is the exit code as an error. Being asked to leave is a code of its own,
// but Ctrl+C in a wait only leaves the wait.
func (o *setOptions) code(ctx context.Context, j *job) error {
	var s signalError
	switch {
	case j.verdict.exit == exitDone:
		return nil
	case errors.As(context.Cause(ctx), &s) && s.signal != syscall.SIGINT:
		return ctx.Err()
	}
	return exitError{j.verdict.exit}
}

// saySent tells people what was sent, before the wait.
func (o *setOptions) saySent(j *job) error {
	for _, w := range j.left {
		o.warn(w.Field + ": " + w.Message)
	}
	if o.global.output.structured() {
		return nil
	}
	said := text.Clean(j.id) + ": Configuration updated\n"
	if j.result == client.Noop {
		said = text.Clean(j.id) + ": nothing to change\n"
	}
	if len(j.Changes) > 0 {
		said += changesTable(j.Changes, o.streams.Width)
	}
	_, err := io.WriteString(o.streams.Out, said)
	return err
}

// sayVerdict tells how it went on.
func (o *setOptions) sayVerdict(js *jobs, j *job) error {
	if o.global.output.structured() {
		if j.verdict.silence != "" {
			o.note(js.outcome(j)) // the result has no place for it
		}
		return o.global.output.write(o.streams.Out, js.done(j))
	}
	if !o.wait {
		return nil
	}
	_, err := fmt.Fprintf(o.streams.Out, "%s: %s\n", text.Clean(j.id), text.Clean(js.outcome(j)))
	if j.verdict.exit != exitDone {
		o.hint("look at it again: " + about("check", j.id))
	}
	return err
}

// outcome is the service's verdict in words.
func (js *jobs) outcome(j *job) string {
	switch {
	case j.verdict.message != "":
		return "the service refused it: " + js.redact(j)(j.verdict.message)
	case j.verdict.silence != "":
		return js.redact(j)(j.verdict.silence)
	default:
		return string(j.verdict.status)
	}
}

// done is the result for programs. Every save makes the connector "configured",
// and an error that is older than the save is no verdict on it.
func (js *jobs) done(j *job) saved {
	r := saved{ID: j.id, Changes: j.Changes, Warnings: j.left, Result: j.result, Status: string(client.Configured)}
	message := j.verdict.message
	switch {
	case j.verdict.status != "":
		r.Status = string(j.verdict.status)
	case j.result == client.Noop:
		r.Status = string(j.found.Status)
		if j.found.Status == client.Failed {
			message = j.found.Error
		}
	}
	if message != "" {
		r.Error = orNull(js.redact(j)(message))
	}
	return r
}

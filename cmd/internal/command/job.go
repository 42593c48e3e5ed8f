package command

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui"
)

// writer is what changing a connector asks of the cluster.
type writer interface {
	getter
	summarizer
	UpdateValuesOnce(ctx context.Context, id string, values map[string]schema.Value) (client.Result, error)
}

// jobs is how connectors are changed: the same for each of them.
type jobs struct {
	*app
	cluster writer
	record  *auditor
	inputs  *inputs
	asIs    bool // send no value, which makes a valid connector "configured"
	force   bool
}

// job is the change of one connector.
type job struct {
	id       string
	draft    *draft.Draft
	found    client.Summary // when it was read
	Changes  []change
	Warnings []problem
	left     []problem     // the warnings as they read once it is saved
	result   client.Result // "" before it is sent
	verdict  verdict
	err      error
}

// plan reads a connector and works out what would change. The job is never nil.
func (js *jobs) plan(ctx context.Context, id string) *job {
	j := &job{id: id, Changes: []change{}, Warnings: []problem{}, left: []problem{}}
	c, err := js.cluster.Get(ctx, id)
	if err != nil {
		j.err = err
		return j
	}
	j.found, j.draft = c.Summary, draft.New(c.Configuration)
	if js.asIs {
		j.err = js.checkAsIs(j)
		return j
	}
	if j.err = js.inputs.apply(ctx, id, j.draft); j.err == nil {
		js.describe(j)
		j.err = js.gate(j)
	}
	return j
}

// refused records a change that a check of ours has stopped.
func (js *jobs) refused(j *job) {
	if explain("", j.err).exit == exitInvalid {
		js.record.saved(ui.Save{Connector: j.id, Fields: j.fields(), Err: j.err})
	}
}

// checkAsIs refuses to submit what the service wouldn't take.
func (js *jobs) checkAsIs(j *job) error {
	if j.draft.Schema().Empty() {
		return noFields(j.id)
	}
	v := j.draft.Verdict()
	if v.Valid || js.force {
		return nil
	}
	return js.invalid(j, "it can't be submitted as it is", v.Problems, "see what is wrong: "+about("check", j.id))
}

// gate refuses what must not be sent.
func (js *jobs) gate(j *job) error {
	p, err := j.draft.Payload(js.force)
	p.Wipe()
	var blocked *draft.BlockedError
	if !errors.As(err, &blocked) {
		return err
	}
	hint := "see what the field takes: " + about("show", j.id)
	switch {
	case len(blocked.Unconvertible) > 0:
		hint += " " + shellArg(blocked.Unconvertible[0])
	case len(blocked.Problems) > 0:
		hint = "--force sends it all the same; " + hint + " " + shellArg(blocked.Problems[0].Field)
	}
	return js.invalid(j, blocked.Error(), blocked.Problems, hint)
}

// invalid is the error of values that are not valid.
func (js *jobs) invalid(j *job, what string, problems []schema.Problem, hint string) error {
	f := failure{
		exit: exitInvalid, Code: "invalid", Message: fmt.Sprintf("connector %q: %s", j.id, what), Hint: hint,
		Fields: []fieldFailure{},
	}
	for _, p := range newProblems(problems, js.redactOwn(j)) {
		f.Fields = append(f.Fields, fieldFailure{p.Field, p.Message})
	}
	return &toldError{f}
}

// redactOwn takes secrets out of what connwiz says, see [ownRedactor].
func (js *jobs) redactOwn(j *job) func(string) string {
	own := ownRedactor(j.draft.Schema())
	return func(message string) string { return js.secrets.Redact(own(message)) }
}

// redact takes this connector's secrets out of a message of the server's, and those
// that were given.
func (js *jobs) redact(j *job) func(string) string {
	stored := redactor(j.draft.Schema())
	return func(message string) string { return js.secrets.Redact(stored(message)) }
}

// describe says what the draft would change, and what there is to say about it.
func (js *jobs) describe(j *job) {
	j.Changes = newChanges(j.draft.Changes())
	js.veilChanges(j.Changes)
	own := slices.Concat(hidden(j.draft), js.inputs.retold(j.draft))
	j.Warnings = newProblems(slices.Concat(own, j.draft.Warnings()), js.redactOwn(j))
	j.left = newProblems(slices.Concat(own, j.draft.WarningsOnceSaved()), js.redactOwn(j))
}

// wipe forgets the secrets that were entered.
func (j *job) wipe() {
	if j.draft != nil {
		j.draft.Wipe()
	}
}

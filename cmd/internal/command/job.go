package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui"
)

// writer is what changing a connector asks of the cluster.
type writer interface {
	getter
	summarizer
	UpdateValues(ctx context.Context, id string, values map[string]schema.Value) (client.Result, error)
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
	result   client.Result // "" before it is sent
	verdict  verdict
	err      error
}

// plan reads a connector and works out what would change. The job is never nil.
func (js *jobs) plan(ctx context.Context, id string) *job {
	j := &job{id: id, Changes: []change{}, Warnings: []problem{}}
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
	for _, p := range newProblems(problems, js.redact(j)) {
		f.Fields = append(f.Fields, fieldFailure{p.Field, p.Message})
	}
	return &toldError{f}
}

// redact takes this connector's secrets out of a message, and those that were
// given.
func (js *jobs) redact(j *job) func(string) string {
	stored := redactor(j.draft.Schema())
	return func(message string) string { return js.secrets.Redact(stored(message)) }
}

// describe says what the draft would change, and what there is to say about it.
func (js *jobs) describe(j *job) {
	j.Changes = newChanges(j.draft.Changes())
	j.Warnings = newProblems(append(hidden(j.draft), j.draft.Warnings()...), js.redact(j))
}

// send reads the connector again, so that nothing is overwritten blindly, and
// sends what is still a change.
func (js *jobs) send(ctx context.Context, j *job) {
	var payload draft.Payload
	payload, j.err = js.prepare(ctx, j)
	defer payload.Wipe()
	if j.err == nil && len(payload.Values) == 0 && !js.asIs {
		j.result = client.Noop
	} else if j.err == nil {
		j.result, j.err = js.cluster.UpdateValues(ctx, j.id, payload.Values)
	}
	js.record.saved(ui.Save{Connector: j.id, Fields: j.fields(), Result: j.result, Err: j.err})
}

// fields lists what would change.
func (j *job) fields() []string {
	var names []string
	for _, c := range j.Changes {
		names = append(names, c.Field)
	}
	return names
}

// prepare returns what is to be sent. Nothing is read again for a change of
// nothing.
func (js *jobs) prepare(ctx context.Context, j *job) (draft.Payload, error) {
	if len(j.Changes) == 0 && !js.asIs {
		return draft.Payload{}, nil
	}
	c, err := js.cluster.Get(ctx, j.id)
	if err != nil {
		return draft.Payload{}, err
	}
	fresh, conflicts := j.draft.Rebase(c.Configuration)
	j.draft.Wipe()
	j.found, j.draft = c.Summary, fresh
	if len(conflicts) > 0 {
		return draft.Payload{}, conflicting(j.id, conflicts)
	}
	if js.asIs {
		return draft.Payload{Values: map[string]schema.Value{}}, js.checkAsIs(j)
	}
	js.describe(j)
	if err := js.gate(j); err != nil {
		return draft.Payload{}, err
	}
	return j.draft.Payload(js.force)
}

// conflicting tells that another writer changed the same.
func conflicting(id string, conflicts []draft.Conflict) error {
	f := failure{
		exit: exitConflict, Code: "conflict", Hint: "nothing was written; look at what is stored now: " + about("show", id),
		Fields: []fieldFailure{},
	}
	var names []string
	for _, c := range conflicts {
		names = append(names, c.Name)
		what := "another value is stored now"
		switch {
		case c.Gone:
			what = "the field is gone"
		case c.Reshaped:
			what = "the rules of the field have changed"
		}
		f.Fields = append(f.Fields, fieldFailure{c.Name, what})
	}
	f.Message = fmt.Sprintf("connector %q: changed by another writer meanwhile: %s", id, strings.Join(names, ", "))
	return &toldError{f}
}

// wipe forgets the secrets that were entered.
func (j *job) wipe() {
	if j.draft != nil {
		j.draft.Wipe()
	}
}

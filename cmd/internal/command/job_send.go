package command

import (
	"context"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui"
)

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

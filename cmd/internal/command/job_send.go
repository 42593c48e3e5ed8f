package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui"
)

// mostTries is how often a change is sent whose answer is lost each time.
const mostTries = 3

// send reads the connector again, so that nothing is overwritten blindly, and
// sends what is still a change. Where the answer is lost it looks what is stored
// before it sends again: the change may be there, and another writer after it.
func (js *jobs) send(ctx context.Context, j *job) {
	js.attempt(ctx, j)
	planned, warnings, left := j.Changes, j.Warnings, j.left
	for try := 1; try < mostTries && inDoubt(j.err) && js.rest(ctx, try); try++ {
		doubt := j.err
		js.attempt(ctx, j)
		switch {
		case unread(j.err):
			j.err = doubt // which says more
		case j.err == nil:
			j.result = client.Updated // if not by this attempt, by the one before
		}
	}
	j.Changes, j.Warnings, j.left = planned, warnings, left
	if j.result == client.Noop {
		for i := range j.left {
			j.left[i].Message = strings.TrimPrefix(j.left[i].Message, "saved, but ") // it wasn't
		}
	}
	js.record.saved(ui.Save{Connector: j.id, Fields: j.fields(), Result: j.result, Err: j.err})
}

// rest waits a moment after a lost answer, and reports whether to go on.
func (js *jobs) rest(ctx context.Context, tries int) bool {
	pause := js.streams.Pace.First
	if pause <= 0 {
		pause = 250 * time.Millisecond
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(pause << tries):
		return true
	}
}

// attempt reads the connector again and sends what is still a change, once.
func (js *jobs) attempt(ctx context.Context, j *job) {
	var payload draft.Payload
	payload, j.err = js.prepare(ctx, j)
	defer payload.Wipe()
	if j.err == nil && len(payload.Values) == 0 && !js.asIs {
		j.result = client.Noop
	} else if j.err == nil {
		j.result, j.err = js.cluster.UpdateValuesOnce(ctx, j.id, payload.Values)
	}
}

// inDoubt reports whether a write went out and its answer was lost. After a time-out
// nobody waits for another one.
func inDoubt(err error) bool {
	var request *client.Error
	return errors.As(err, &request) && request.Sent && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled)
}

// unread reports whether a look at what is stored failed.
func unread(err error) bool {
	var request *client.Error
	return errors.As(err, &request) && !request.Sent && request.Reaction != client.Rejected
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

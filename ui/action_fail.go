package ui

import (
	"errors"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/schema"
)

// failed places what Kibana said beside the fields that it names. An id that is
// taken is a matter of its field.
func (j *actionJob) failed(e *env, err error) (notice, []schema.Problem) {
	n := actionFailure(e, err)
	var ce *client.Error
	var there *gotThereError
	switch {
	case errors.As(err, &there):
		return j.createdBefore(n, there.id)
	case !errors.As(err, &ce):
		return n, nil
	}
	fresh := j.form.Existing() == nil
	if ce.Sent {
		j.doubt = &doubt{j.note(), j.form.Edits()}
	}
	if fresh && ce.Reaction == client.Conflict {
		id := j.form.ID()
		j.form.Taken(id)
		n.title, n.detail = "The id "+id+" is taken", "A connector in this space or in another has it. Nothing was created."
		n.advice = "Enter goes back to the id."
		return n, takenID()
	}
	if kibana.TakesNoID(err) {
		j.form.LeaveID()
		n.title, n.detail = "This Kibana takes no id of one's own", "Versions since 8.8 do. Nothing was created."
		n.advice = "Trying again lets Kibana make one up."
		return n, nil
	}
	var placed []schema.Problem
	var words []string
	for _, p := range j.form.Type().Problems(err) {
		if f := j.form.Schema().Field(p.Field); f != nil && j.form.Active(p.Field) {
			placed = append(placed, p)
			words = append(words, f.Label+": "+p.Message)
		}
	}
	if len(placed) > 0 {
		n.title, n.detail = "Kibana refused these values", strings.Join(words, "; ")
		n.advice = "Nothing was written. Enter goes back to the form."
	}
	return n, placed
}

// createdBefore tells of a creation that had got there unseen; after that another try
// is meant.
func (j *actionJob) createdBefore(n notice, id string) (notice, []schema.Problem) {
	j.doubt = nil
	j.knows(id)
	j.form.Taken(id)
	n.title, n.advice = "It was created before", "Trying again creates another one. To change that one, leave this form and edit it."
	if j.form.ID() == id {
		n.advice = "To change that one, leave this form and edit it; for another one choose another id."
		return n, takenID()
	}
	return n, nil
}

// takenID is the problem of an id that is in use.
func takenID() []schema.Problem {
	return []schema.Problem{{Field: string(kibana.InID), Message: "'ID' is taken: choose another."}}
}

// lost tells where to look for a write in doubt.
func (j *actionJob) lost() string {
	if c := j.form.Existing(); c != nil {
		return c.ID + ": left while saving: it may have been saved; look: connwiz action show " + c.ID
	}
	return j.id() + ": left while it was created: it may be there; look: connwiz action list"
}

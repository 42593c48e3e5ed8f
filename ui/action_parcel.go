package ui

import (
	"context"
	"errors"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/ui/unsent"
)

// actionParcel creates an action connector or replaces one.
type actionParcel struct {
	id       string // "" leaves it to Kibana
	create   bool
	request  kibana.Request
	fields   []string
	job      *actionJob // whose kept draft goes with the write
	finished bool       // nothing is left to be sent
	note     unsent.InFlight
}

// pack takes the whole connector.
func (j *actionJob) pack(force bool) (parcel, error) {
	r, err := j.form.Request(force)
	if err != nil {
		return nil, err
	}
	changes := j.form.Changes()
	p := &actionParcel{id: j.form.ID(), create: true, request: r, job: j, finished: j.made != nil, note: j.note()}
	if c := j.form.Existing(); c != nil {
		p.id, p.create, p.finished = c.ID, false, len(changes) == 0
	}
	for _, c := range changes {
		p.fields = append(p.fields, c.Field.Name)
	}
	return p, nil
}

func (p *actionParcel) names() []string { return p.fields }
func (p *actionParcel) empty() bool     { return p.finished }
func (p *actionParcel) wipe()           { p.request.Wipe() }

// repeatable: a creation makes another connector, and an update may have been
// followed by somebody else's, of which nothing can be told apart.
func (p *actionParcel) repeatable() bool { return false }

// secrets are all that the connector has.
func (p *actionParcel) secrets() []schema.Value {
	var out []schema.Value
	for _, m := range p.request.Secrets {
		out = append(out, m.Value)
	}
	return out
}

// send makes the request. What it carries is noted on disk meanwhile, without secrets,
// so that a lost answer can be looked up. What was kept on disk of the edits is not
// wanted any more once it has arrived.
func (p *actionParcel) send(ctx context.Context, e *env) (receipt, error) {
	write := func() (*kibana.Connector, error) { return e.actions.Update(ctx, p.id, p.request) }
	if p.create {
		write = func() (*kibana.Connector, error) { return e.actions.Create(ctx, p.id, p.request) }
	}
	if e.drafts != nil { // What can't be written down must not keep anybody from saving.
		_ = e.drafts.SaveInFlight(p.job.cluster(), p.job.subject(), p.note)
	}
	made, err := write()
	if err == nil && made.ID == "" {
		err = &client.Error{Reaction: client.Trouble, Op: "write action connector", Target: p.id, Reason: "the answer names no id", Sent: true}
	}
	var ce *client.Error
	if e.drafts != nil && !(errors.As(err, &ce) && ce.Sent) {
		_ = e.drafts.DropInFlight(p.job.cluster(), p.job.subject())
	}
	if err != nil {
		return receipt{id: p.id}, err
	}
	if e.drafts != nil {
		_ = p.job.drop(e.drafts, "") // a draft too many is offered and can be dropped
	}
	return receipt{id: made.ID, result: client.Updated, made: made}, nil
}

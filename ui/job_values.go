package ui

import (
	"context"
	"errors"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// valuesParcel is an update of a connector's values.
type valuesParcel struct {
	id      string
	payload draft.Payload
	// noted is a copy of the edits, for the note on disk; nil where none is kept.
	noted *draft.Draft
}

func (p *valuesParcel) names() []string { return p.payload.Names }
func (p *valuesParcel) empty() bool     { return len(p.payload.Values) == 0 }

// repeatable: values are set, whatever they were.
func (p *valuesParcel) repeatable() bool { return true }

func (p *valuesParcel) wipe() {
	p.payload.Wipe()
	if p.noted != nil {
		p.noted.Wipe()
	}
}

// secrets are the sensitive values.
func (p *valuesParcel) secrets() []schema.Value {
	var out []schema.Value
	for _, v := range p.payload.Values {
		if v.Sensitive() {
			out = append(out, v)
		}
	}
	return out
}

// send sends the values. What they are is noted on disk meanwhile, without
// secrets, so that a lost answer can be looked up.
func (p *valuesParcel) send(ctx context.Context, e *env) (receipt, error) {
	drafts := e.drafts
	if p.noted == nil {
		drafts = nil
	}
	// What can't be written down must not keep anybody from saving.
	if drafts != nil {
		_ = drafts.SaveInFlight(e.host, p.id, unsent.Noted(p.noted, p.payload.Names, p.payload.Values))
	}
	r, err := e.cluster.UpdateValuesOnce(ctx, p.id, p.payload.Values)
	var ce *client.Error
	if drafts != nil && !(errors.As(err, &ce) && ce.Sent) {
		_ = drafts.DropInFlight(e.host, p.id)
	}
	if drafts != nil && err == nil {
		_ = drafts.Drop(e.host, p.id)
	}
	return receipt{id: p.id, result: r}, err
}

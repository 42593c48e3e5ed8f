package ui

import (
	"context"
	"fmt"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// connectorJob is the job of configuring a connector of Elasticsearch.
type connectorJob struct {
	conn   client.Summary
	draft  *draft.Draft
	single bool // one field is edited alone
}

func (j *connectorJob) edits() editing   { return j.draft }
func (j *connectorJob) id() string       { return j.conn.ID }
func (j *connectorJob) scripted() string { return "connwiz set " + j.conn.ID }

// head names the connector, its service type and its status.
func (j *connectorJob) head() header {
	return header{title: titleOf(j.conn), detail: j.conn.ServiceType, status: statusWord(j.conn.Status)}
}

// trouble is the service's error, without the values of sensitive fields.
func (j *connectorJob) trouble() string {
	if j.conn.Status != client.Failed || j.conn.Error == "" {
		return ""
	}
	return j.draft.Schema().RedactQuoted(j.conn.Error)
}

// greeting is empty: a connector can be changed piece by piece.
func (j *connectorJob) greeting() []string { return nil }

// phrases speak of values that are sent and of the service that takes them.
func (j *connectorJob) phrases() phrases {
	n := count(len(j.draft.Changes()), "value")
	return phrases{
		judge:    "the service will refuse",
		speaker:  "The service",
		whole:    "What you didn't change isn't sent.",
		stuck:    "It must be mended: the value can't be sent at all.",
		promise:  fmt.Sprintf("Enter sends %s to %s, and nothing else:", n, j.conn.ID),
		question: fmt.Sprintf("Send %s to %s, and nothing else?", n, j.conn.ID),
		reading:  "Reading the connector again before writing",
		sending:  "Sending " + n,
	}
}

// asItIs: the connector waits for its configuration and is valid as registered.
func (j *connectorJob) asItIs() bool {
	return j.conn.Status == client.NeedsConfiguration && !j.draft.Dirty() && j.draft.Verdict().Valid
}

// sendable reports whether every change can be converted.
func (j *connectorJob) sendable() bool {
	_, err := j.draft.Payload(true)
	return err == nil
}

// preview and cautions are empty: only the changes are sent.
func (j *connectorJob) preview() []string  { return nil }
func (j *connectorJob) cautions() []string { return nil }

// reread reads the document again, so that nothing is overwritten blindly. What was
// noted on disk of a write without an answer has served then.
func (j *connectorJob) reread(ctx context.Context, e *env) (carry, error) {
	c, err := e.cluster.Get(ctx, j.conn.ID)
	if err != nil {
		return nil, err
	}
	if e.drafts != nil && !j.single {
		_ = e.drafts.DropInFlight(e.host, j.conn.ID)
	}
	return func(e *env) (job, []draft.Conflict, error) {
		e.knows(c.Configuration)
		next, conflicts := j.onto(c)
		return next, conflicts, nil
	}, nil
}

// onto carries the edits over to a document.
func (j *connectorJob) onto(c *client.Connector) (*connectorJob, []draft.Conflict) {
	d, conflicts := j.draft.Rebase(c.Configuration)
	return &connectorJob{conn: c.Summary, draft: d, single: j.single}, conflicts
}

// pack takes the changes only.
func (j *connectorJob) pack(force bool) (parcel, error) {
	p, err := j.draft.Payload(force)
	if err != nil {
		return nil, err
	}
	if p.Values == nil {
		p.Values = map[string]schema.Value{}
	}
	out := &valuesParcel{id: j.conn.ID, payload: p}
	if !j.single {
		// The form goes on living while the values are on their way.
		out.noted, _ = j.draft.Rebase(j.draft.Schema())
	}
	return out, nil
}

// reached compares what was to be sent with what is stored.
func (j *connectorJob) reached(wanted parcel) bool {
	p, ok := wanted.(*valuesParcel)
	return ok && landed(p.payload, j.draft.Schema())
}

// failed says what the cluster answered; it never names a field.
func (j *connectorJob) failed(e *env, err error) (notice, []schema.Problem) {
	return submitFailure(e, err), nil
}

// lost tells where to look for a write in doubt.
func (j *connectorJob) lost() string {
	return j.conn.ID + ": left while saving: it may have been saved; look: connwiz show " + j.conn.ID
}

// stored takes the changes for stored: they are no changes any more, a secret
// among them is an untouched one.
func (j *connectorJob) stored(receipt) job {
	payload, err := j.draft.Payload(true)
	if err != nil {
		return j
	}
	defer payload.Wipe()
	d, _ := j.draft.Rebase(j.draft.Schema().With(payload.Values))
	for _, name := range payload.Names {
		d.Restore(name)
	}
	return &connectorJob{conn: j.conn, draft: d, single: j.single}
}

// follow watches for the verdict of the service.
func (j *connectorJob) follow(r receipt) screen { return newWatch(j, r.result) }

func (j *connectorJob) followLine(f *lineForm, r receipt) (lineStep, error) {
	return f.watch(j, r.result)
}

// copied has the same edits.
func (j *connectorJob) copied() job {
	d, _ := j.draft.Rebase(j.draft.Schema())
	return &connectorJob{conn: j.conn, draft: d, single: j.single}
}

// recall looks for a kept draft and for a save without an answer.
func (j *connectorJob) recall(_ context.Context, e *env) keptRead {
	return recallConnector(e, j.conn.ID, j.draft.Schema())
}

func (j *connectorJob) keep(s *unsent.Store, host string) error {
	return s.Save(host, j.conn.ID, j.draft)
}

func (j *connectorJob) drop(s *unsent.Store, host string) error { return s.Drop(host, j.conn.ID) }

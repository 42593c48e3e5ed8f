package setup

import (
	"context"
	"fmt"
	"time"

	"connwiz/client"
)

// Look is what one poll of a connector saw, while a service is waited for.
type Look struct {
	At        time.Time
	Connector client.Summary
	// Fields is how many fields the registered schema has.
	Fields int
}

// Look polls a connector once. The error is a *[client.Error].
func (g *Guide) Look(ctx context.Context, id string) (Look, error) {
	// The schema comes with the status needs_configuration, in one write; so the
	// configuration is asked for only then (connectors/protocol/connectors.py).
	s, err := g.o.Client.Summary(ctx, id)
	l := Look{At: g.o.Now(), Connector: s}
	if err != nil || s.Status == client.Created {
		return l, err
	}
	c, err := g.o.Client.Get(ctx, id)
	if err != nil {
		return l, err
	}
	return Look{At: g.o.Now(), Connector: c.Summary, Fields: len(c.Configuration.Fields())}, nil
}

// Waiting follows a connector until a service has registered its schema. It is
// pure: the caller polls with [Guide.Look] every few seconds and tells it what was
// seen. Its zero value is not usable: see [Guide.Wait].
type Waiting struct {
	began    time.Time
	patience time.Duration
	last     Look
}

// Wait begins to wait.
func (g *Guide) Wait() *Waiting { return &Waiting{began: g.o.Now(), patience: g.o.Patience} }

// Progress is how the wait stands.
type Progress struct {
	// Arrived is true when the schema is there.
	Arrived bool
	Elapsed time.Duration
	// LastSeen is the service's last check-in, zero when there was none.
	LastSeen time.Time
	// Sentence is what is true: "no connector service has checked in yet".
	Sentence string
	// Reasons are what to check when nothing comes, the likeliest first; empty in
	// the first seconds.
	Reasons []string
}

// patience is how long nothing needs a reason: the service looks every 30 s, and
// takes some seconds to start.
const patience = 45 * time.Second

// Observe takes what was seen and says how the wait stands.
func (w *Waiting) Observe(l Look) Progress {
	w.last = l
	return waitFor(l, w.began, w.patience)
}

// Unanswered says how the wait stands after a poll that failed at a time.
func (w *Waiting) Unanswered(err error, at time.Time) Progress {
	return Progress{
		Elapsed: at.Sub(w.began), LastSeen: w.last.Connector.LastSeen,
		Sentence: "the cluster doesn't answer, asking again: " + err.Error(),
	}
}

// waitFor judges one look at a connector; a zero beginning is long ago.
func waitFor(l Look, began time.Time, patience time.Duration) Progress {
	p := Progress{Elapsed: l.At.Sub(began), LastSeen: l.Connector.LastSeen, Arrived: l.Fields > 0}
	switch {
	case began.IsZero():
		p.Elapsed = 0
	case p.Elapsed < patience && !p.Arrived:
		p.Sentence = seenSentence(l)
		return p
	}
	p.Sentence = seenSentence(l)
	if !p.Arrived {
		p.Reasons = reasons(l)
	}
	return p
}

func seenSentence(l Look) string {
	seen := l.Connector.LastSeen
	switch {
	case l.Fields > 0:
		return "the schema is registered, " + count(l.Fields, "field")
	case l.Connector.Native && seen.IsZero():
		return "Elastic's connector service has not registered the schema yet"
	case seen.IsZero():
		return "no connector service has checked in yet"
	case !alive(l.Connector, l.At):
		return fmt.Sprintf("the connector service last checked in %s ago, and has registered no schema", roughly(l.At.Sub(seen)))
	}
	return fmt.Sprintf("the connector service checked in %s ago, and has registered no schema yet", roughly(l.At.Sub(seen)))
}

// roughly is a duration that a person can take in.
func roughly(d time.Duration) string {
	switch {
	case d < time.Minute:
		return max(d, 0).Round(time.Second).String()
	case d < time.Hour:
		return count(int(d/time.Minute), "minute")
	case d < 48*time.Hour:
		return count(int(d/time.Hour), "hour")
	}
	return count(int(d/(24*time.Hour)), "day")
}

// reasons are why nothing may come, which the service says only in its own log
// (connectors/services/job_scheduling.py, connectors/config.py).
func reasons(l Look) []string {
	kind := l.Connector.ServiceType
	switch {
	case kind == "":
		return []string{"the connector has no service type, so no service takes it"}
	case l.Connector.Native:
		return []string{
			"Elastic runs no connectors any more since 9.0, except as agents: make the connector self-managed",
			"the schema can be registered from a file: connwiz register ID --schema FILE",
		}
	case l.Connector.LastSeen.IsZero():
		return []string{
			"the connector service isn't running: its window or log shows whether it is",
			"it runs with another config.yml, or was not restarted since the file was changed",
			"elasticsearch.host in config.yml is another cluster, or can't be reached from where the service runs",
			"the credentials in config.yml are wrong: the service's log says 401 or 403",
			fmt.Sprintf("config.yml doesn't list connector_id %s with service_type %s", l.Connector.ID, kind),
		}
	}
	return []string{
		fmt.Sprintf("the service doesn't know service type %s: it is of another version, or the type is misspelt", kind),
		"the entry in config.yml has another service_type than the connector",
		"the service may not write: its key lacks rights on the indices of connectors",
	}
}

package setup

import (
	"context"
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
func (g *Guide) Look(ctx context.Context, id string) (Look, error) { return Look{}, errPending }

// Waiting follows a connector until a service has registered its schema. It is
// pure: the caller polls with [Guide.Look] every few seconds and tells it what was
// seen. Its zero value is not usable: see [Guide.Wait].
type Waiting struct {
	began time.Time
	last  Look
}

// Wait begins to wait.
func (g *Guide) Wait() *Waiting { return &Waiting{began: g.o.Now()} }

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

// Observe takes what was seen and says how the wait stands.
func (w *Waiting) Observe(l Look) Progress { return Progress{} }

// Unanswered says how the wait stands after a poll that failed at a time.
func (w *Waiting) Unanswered(err error, at time.Time) Progress { return Progress{} }

package ui

import (
	"context"
	"time"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/text"
	"connwiz/ui/theme"
	"connwiz/ui/unsent"

	tea "github.com/charmbracelet/bubbletea"
)

// Cluster is what the wizard asks of Elasticsearch.
type Cluster interface {
	All(ctx context.Context, f client.Filter, each func(client.Page)) ([]client.Summary, error)
	Get(ctx context.Context, id string) (*client.Connector, error)
	Summary(ctx context.Context, id string) (client.Summary, error)
	UpdateValuesOnce(ctx context.Context, id string, values map[string]schema.Value) (client.Result, error)
}

// env is what every screen may use.
type env struct {
	ctx     context.Context
	cluster Cluster
	actions Actions // nil where no Kibana is known
	host    string
	version string
	theme   theme.Theme
	now     func() time.Time
	pace    Pace
	saved   func(Save)
	drafts  *unsent.Store
	secrets *text.Redactor
	// readOnly: nothing can be saved, whatever is typed.
	readOnly bool
	// fixed is set when the program was started for one connector: then the
	// picker is not below the form.
	fixed bool
	// setup is what a guided set-up begins with; nil offers none.
	setup *SetupOptions
	// inline draws on the normal screen, no taller than needed.
	inline bool
	// ownCursor: the terminal's own cursor shows where the next character goes.
	ownCursor bool
	// notice is a sentence shown once in place of the footer.
	notice string
	size   size
	gen    int
}

// Pace is how often the wizard asks the cluster while it waits.
type Pace struct {
	// First and Most bound the pause between two polls, which doubles.
	First, Most time.Duration
	// Service is the connector service's own interval: a first error is final
	// only after one more of it.
	Service time.Duration
	// Settle is how long a screen must have stood before Enter on it submits.
	Settle time.Duration
}

// humanPace is the pace against a real service.
func humanPace() Pace {
	return Pace{First: 500 * time.Millisecond, Most: 2 * time.Second, Service: 30 * time.Second,
		Settle: 300 * time.Millisecond}
}

// clean makes untrusted text safe to draw on one line: known secrets redacted,
// control and bidi characters neutralised.
func (e *env) clean(s string) string { return e.secrets.Clean(s) }

// generation returns a new number for a request whose answer may come too late.
func (e *env) generation() int {
	e.gen++
	return e.gen
}

// after sends msg when the pause is over.
func after(pause time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(pause, func(time.Time) tea.Msg { return msg })
}

// knows feeds every secret of a schema to the redactor, unless they are withheld from
// the person at the screen: there what is typed in the open is drawn too, and a right
// guess would be redacted. The client takes them out of what the server says.
func (e *env) knows(s *schema.Schema) {
	if s.Withheld() {
		return
	}
	for _, f := range s.Fields() {
		if masked(f) {
			e.secrets.AddValue(f.Value.AsSensitive())
		}
	}
}

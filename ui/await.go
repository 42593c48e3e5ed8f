package ui

import (
	"time"

	"connwiz/client"
	"connwiz/schema/draft"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// awaitSchema waits until the connector service has registered the schema of a
// new connector, and then opens the form by itself.
type awaitSchema struct {
	conn   client.Summary
	gen    int
	since  time.Time
	failed *notice // of the last question, cleared by the next answer
}

// newAwaitSchema waits for the schema of c.
func newAwaitSchema(c client.Summary) *awaitSchema { return &awaitSchema{conn: c} }

// start begins to ask.
func (a *awaitSchema) start(e *env) tea.Cmd {
	if a.since.IsZero() {
		a.since = e.now()
	}
	a.gen = e.generation()
	return after(e.pace.Most, ticked{a.gen})
}

// head names the connector.
func (a *awaitSchema) head(*env) header {
	return header{title: titleOf(a.conn), detail: a.conn.ServiceType, status: statusWord(a.conn.Status)}
}

// handle asks for the status, then for the document once it has a schema.
func (a *awaitSchema) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case ticked:
		if msg.gen == a.gen {
			return do(readSummary(e, e.ctx, a.gen, a.conn.ID))
		}
	case summaryRead:
		if msg.gen == a.gen {
			return a.summary(e, msg)
		}
	case connectorRead:
		if msg.gen == a.gen {
			return a.document(e, msg)
		}
	case tea.KeyMsg:
		switch {
		case key.Matches(msg, keys().back):
			return action{move: back}
		case key.Matches(msg, keys().retry):
			a.gen = e.generation()
			return do(readSummary(e, e.ctx, a.gen, a.conn.ID))
		}
	}
	return action{}
}

// summary looks whether the service was there.
func (a *awaitSchema) summary(e *env, msg summaryRead) action {
	a.failed = nil
	if msg.err != nil {
		n := failure(e, msg.err)
		a.failed = &n
		return do(after(e.pace.Most, ticked{a.gen}))
	}
	a.conn = msg.summary
	if msg.summary.Status == client.Created {
		return do(after(e.pace.Most, ticked{a.gen}))
	}
	return do(readConnector(e, e.ctx, a.gen, a.conn.ID))
}

// document opens the form when there is something to fill in.
func (a *awaitSchema) document(e *env, msg connectorRead) action {
	if msg.err != nil {
		return a.summary(e, summaryRead{gen: msg.gen, err: msg.err})
	}
	a.conn = msg.conn.Summary
	if msg.conn.Configuration.Empty() {
		return do(after(e.pace.Most, ticked{a.gen}))
	}
	e.knows(msg.conn.Configuration)
	return action{move: replace, next: newForm(msg.conn.Summary, draft.New(msg.conn.Configuration))}
}

// draw tells what is waited for and what to check when nothing comes.
func (a *awaitSchema) draw(e *env, s size) []string {
	w := s.w - 1
	lines := []string{e.theme.Heading.Render(e.cut("Waiting for the connector service", w))}
	lines = append(lines, paragraphs(e, w, "The service registers this connector's fields when it first sees it; the form opens by itself then.")...)
	if a.failed != nil {
		return append(lines, a.failed.draw(e, size{s.w, s.h - len(lines)})...)
	}
	lines = append(lines, "")
	lines = append(lines, paragraphs(e, w, "Last check-in: "+ago(a.conn.LastSeen, e.now())+".")...)
	checks := []string{"", "If nothing comes, check that",
		"- the connector service is running and reaches this cluster;",
		"- its config.yml lists connector_id " + a.conn.ID + ";"}
	if a.conn.ServiceType == "" {
		checks = append(checks, "- the connector has a service type: it has none.")
	} else {
		checks = append(checks, "- and service_type "+a.conn.ServiceType+", spelled like that.")
	}
	return append(lines, paragraphs(e, w, checks...)...)
}

// bindings are what can be done meanwhile.
func (a *awaitSchema) bindings() []key.Binding {
	k := keys()
	return []key.Binding{as(k.retry, "ask now"), k.back, k.help, k.leave}
}

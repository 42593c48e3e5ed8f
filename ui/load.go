package ui

import (
	tea "github.com/charmbracelet/bubbletea"

	"connwiz/client"
	"connwiz/schema/draft"
)

// load reads a connector and opens what fits its state: the form, or the wait
// for its schema.
type load struct {
	reading
	id   string
	open func(*env, *client.Connector) action // what to do with the document
	conn *client.Connector                    // read, while the kept draft is looked for
}

// newLoad reads the connector of that id.
func newLoad(id string) *load { return &load{id: id, open: openForm} }

// start asks for the document.
func (l *load) start(e *env) tea.Cmd {
	ctx := l.begin(e)
	return readConnector(e, ctx, l.gen, l.id)
}

// head names the connector by what is known of it.
func (l *load) head(*env) header { return header{title: l.id} }

// handle waits for the document.
func (l *load) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case connectorRead:
		if msg.gen == l.gen {
			return l.read(e, msg)
		}
	case keptRead:
		if msg.gen == l.gen {
			return l.openWith(e, msg)
		}
	case tea.KeyMsg:
		return l.key(e, msg, l.start)
	}
	return action{}
}

// read opens the next screen.
func (l *load) read(e *env, msg connectorRead) action {
	if msg.err != nil && e.fixed && final(msg.err) {
		return action{move: quit, outcome: Outcome{Code: 1, Err: msg.err}}
	}
	if msg.err != nil {
		return l.fail(failure(e, msg.err))
	}
	e.knows(msg.conn.Configuration)
	l.conn = msg.conn
	if e.drafts == nil || e.inline {
		return l.open(e, msg.conn)
	}
	return do(readKept(e, l.ctx, l.gen, &connectorJob{conn: msg.conn.Summary, draft: draft.New(msg.conn.Configuration)}))
}

// openWith opens the form, with what was kept of the last time on top of it.
func (l *load) openWith(e *env, k keptRead) action {
	a := l.open(e, l.conn)
	f, ok := a.next.(*form)
	if !ok {
		return a
	}
	f.note = k.landing
	if k.found {
		f.undecided = true
		a.then = newOffer(k)
	}
	return a
}

// openForm opens the form, or the wait for the schema.
func openForm(_ *env, c *client.Connector) action {
	if c.Configuration.Empty() {
		return action{move: replace, next: newAwaitSchema(c.Summary)}
	}
	f := newForm(c.Summary, draft.New(c.Configuration))
	f.sayError(c.Error)
	return action{move: replace, next: f}
}

// draw shows that the document is on its way, or why it isn't.
func (l *load) draw(e *env, s size) []string { return l.drawFrom(e, s, l.id, e.host) }

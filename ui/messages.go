package ui

import (
	"context"

	"connwiz/client"

	tea "github.com/charmbracelet/bubbletea"
)

// The facts that commands bring back. Each carries the generation of the screen
// that asked, so that a late answer to an earlier question is dropped.
type (
	pageListed struct {
		gen     int
		results []client.Summary
		total   int
	}
	listEnded struct {
		gen  int
		err  error
		none bool // there is no connector at all
	}
	connectorRead struct {
		gen  int
		conn *client.Connector
		err  error
	}
	summaryRead struct {
		gen     int
		summary client.Summary
		err     error
	}
	readAnew struct {
		gen   int
		carry carry
		err   error
	}
	written struct {
		gen     int
		receipt receipt
		err     error
	}
	ticked struct{ gen int }
)

// readConnector fetches a connector with its configuration.
func readConnector(e *env, ctx context.Context, gen int, id string) tea.Cmd {
	cluster := e.cluster
	return func() tea.Msg {
		c, err := cluster.Get(ctx, id)
		return connectorRead{gen, c, err}
	}
}

// readSummary fetches a connector without its configuration.
func readSummary(e *env, ctx context.Context, gen int, id string) tea.Cmd {
	cluster := e.cluster
	return func() tea.Msg {
		s, err := cluster.Summary(ctx, id)
		return summaryRead{gen, s, err}
	}
}

// tell reports a write to whoever keeps account of them.
func tell(e *env, s Save) tea.Cmd {
	if e.saved == nil {
		return nil
	}
	saved := e.saved
	return func() tea.Msg {
		saved(s)
		return nil
	}
}

// readAgain reads what is stored now, before a write.
func readAgain(e *env, ctx context.Context, gen int, j job) tea.Cmd {
	return func() tea.Msg {
		c, err := j.reread(ctx, e)
		return readAnew{gen, c, err}
	}
}

// sendParcel makes the one request that changes anything.
func sendParcel(e *env, ctx context.Context, gen int, p parcel) tea.Cmd {
	return func() tea.Msg {
		r, err := p.send(ctx, e)
		return written{gen, r, err}
	}
}

// accountOf is the account of a write.
func accountOf(j job, p parcel, r receipt, err error) Save {
	id := r.id
	if id == "" {
		id = j.id()
	}
	return Save{Connector: id, Fields: p.names(), Result: r.result, Err: err}
}

package ui

import (
	"context"
	"errors"

	"connwiz/client"
	"connwiz/schema/draft"

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
		gen int
		err error
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
	valuesSent struct {
		gen    int
		result client.Result
		err    error
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

// sendValues sends the one request that changes anything. What it carries is noted
// on disk meanwhile, without secrets, so that a lost answer can be looked up.
func sendValues(e *env, ctx context.Context, gen int, f *form, p draft.Payload) tea.Cmd {
	id, single := f.conn.ID, f.only != nil
	// The command works on a copy: the form goes on living meanwhile.
	snapshot, _ := f.draft.Rebase(f.draft.Schema())
	cluster, drafts, host := e.cluster, e.drafts, e.host
	if drafts == nil || single {
		drafts = nil
	}
	return func() tea.Msg {
		defer snapshot.Wipe()
		// What can't be written down must not keep anybody from saving.
		if drafts != nil {
			_ = drafts.SaveInFlight(host, id, snapshot, p)
		}
		r, err := cluster.UpdateValues(ctx, id, p.Values)
		var ce *client.Error
		if drafts != nil && !(errors.As(err, &ce) && ce.Sent) {
			_ = drafts.DropInFlight(host, id)
		}
		if drafts != nil && err == nil {
			_ = drafts.Drop(host, id)
		}
		return valuesSent{gen, r, err}
	}
}

package ui

import (
	"context"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// reading is what every screen has in common that reads a connector before it opens
// its form: it can be left, and tried again when it failed.
type reading struct {
	gen    int
	ctx    context.Context // of all that this reading asks for
	cancel context.CancelFunc
	failed *notice
}

// begin makes ready for a request, whose answer carries the generation.
func (r *reading) begin(e *env) context.Context {
	r.ctx, r.cancel = context.WithCancel(e.ctx)
	r.gen, r.failed = e.generation(), nil
	return r.ctx
}

// fail shows why nothing was read.
func (r *reading) fail(n notice) action {
	r.failed = &n
	return action{}
}

// key leaves, or tries again what failed.
func (r *reading) key(e *env, k tea.KeyMsg, start func(*env) tea.Cmd) action {
	switch {
	case key.Matches(k, keys().back):
		r.cancel()
		return action{move: back, outcome: unread(e, r.failed)}
	case r.failed != nil && key.Matches(k, r.failed.retry):
		return do(start(e))
	}
	return action{}
}

// unread is what stays of a connector that could not be read, when the program was
// started for it.
func unread(e *env, failed *notice) Outcome {
	if failed == nil || !e.fixed {
		return Outcome{}
	}
	return Outcome{Code: 1, Err: failed.err}
}

// drawFrom shows that a connector is on its way from a place, or why it isn't.
func (r *reading) drawFrom(e *env, s size, id, place string) []string {
	if r.failed != nil {
		return r.failed.draw(e, s)
	}
	return paragraphs(e, s.w-1, "Reading "+id+" from "+place+e.theme.Glyphs.Ellipsis)
}

// bindings are what can be done meanwhile.
func (r *reading) bindings() []key.Binding {
	if r.failed != nil {
		return []key.Binding{r.failed.retry, keys().back, keys().leave}
	}
	return []key.Binding{keys().back, keys().leave}
}

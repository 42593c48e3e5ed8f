package ui

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// forewarning says before anything is typed what a change asks for: whoever hasn't
// the secrets at hand had better not begin.
type forewarning struct {
	job   job
	words []string
	next  screen // what lies on the form after it, if anything
	lines int
	view  scroller
}

// start has nothing to do.
func (w *forewarning) start(*env) tea.Cmd { return nil }

// head names the connector.
func (w *forewarning) head(*env) header {
	h := w.job.head()
	h.status = "before you change it"
	return h
}

// handle goes on to the form, or back out of it.
func (w *forewarning) handle(e *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	room := max(1, e.size.h-3)
	switch {
	case !ok || k.Paste:
		return action{}
	case k.Type == tea.KeyEnter && w.next != nil:
		return action{move: replace, next: w.next}
	case k.Type == tea.KeyEnter:
		return action{move: back}
	case k.Type == tea.KeyEsc:
		return action{move: back, result: leaveConfirmed{untouched: true}}
	default:
		w.view.key(k, w.lines, room)
	}
	return action{}
}

// draw shows the words.
func (w *forewarning) draw(e *env, s size) []string {
	lines := paragraphs(e, s.w-1, w.words...)
	w.lines = len(lines)
	return w.view.window(e, lines, s.h)
}

// bindings go on or back.
func (w *forewarning) bindings() []key.Binding {
	k := keys()
	return []key.Binding{as(k.enter, "to the form"), k.back, k.leave}
}

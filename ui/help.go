package ui

import (
	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// help shows an explanation whole, and the keys of the form.
type help struct {
	topics []string
	lines  []string
	view   scroller
}

// keyColumn is the width of the key names on the help screen.
const keyColumn = 20

// newHelp shows topics first, then every key.
func newHelp(_ *env, topics []string) *help { return &help{topics: topics} }

// start has nothing to do.
func (h *help) start(*env) tea.Cmd { return nil }

// head names the screen.
func (h *help) head(*env) header { return header{title: "Help"} }

// handle scrolls and leaves.
func (h *help) handle(e *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return action{}
	}
	room := max(1, e.size.h-3)
	switch k.Type {
	case tea.KeyEsc, tea.KeyF1, tea.KeyEnter, tea.KeyCtrlG:
		return action{move: back}
	case tea.KeyDown:
		h.view.by(1, len(h.lines), room)
	case tea.KeyUp:
		h.view.by(-1, len(h.lines), room)
	case tea.KeyPgDown, tea.KeySpace:
		h.view.by(room, len(h.lines), room)
	case tea.KeyPgUp:
		h.view.by(-room, len(h.lines), room)
	}
	return action{}
}

// draw wraps everything to the width.
func (h *help) draw(e *env, s size) []string {
	lines := paragraphs(e, s.w-1, h.topics...)
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	for _, k := range keys().explained() {
		names := text.PadRight(k.names(), keyColumn)
		for i, line := range text.Wrap(k.says, max(12, s.w-1-keyColumn)) {
			if i > 0 {
				names = text.PadRight("", keyColumn)
			}
			lines = append(lines, e.cut(names+line, s.w-1))
		}
	}
	h.lines = lines
	return h.view.window(e, lines, s.h)
}

// bindings are the keys of the help screen.
func (h *help) bindings() []key.Binding {
	k := keys()
	return []key.Binding{as(k.pageDown, "more"), k.back}
}

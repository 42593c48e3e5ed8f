package ui

import (
	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// help explains the screen under it: what it is about, and the keys that work
// there.
type help struct {
	topics []string
	rows   []helpRow
	lines  []string
	whole  bool // everything is in sight
	view   scroller
}

// helpRow is a line of keys with what they do.
type helpRow struct{ names, says string }

// keyColumn is the width of the key names on the help screen.
const keyColumn = 20

// newHelp shows topics first, then every key of the form.
func newHelp(_ *env, topics []string) *help {
	h := &help{topics: topics}
	for _, k := range keys().explained() {
		h.rows = append(h.rows, helpRow{k.names(), k.says})
	}
	return h
}

// helped is a screen that says what it is about.
type helped interface{ helpAbout(*env) []string }

// helpOn explains a screen: its own words, the keys of its footer, and those that
// work everywhere.
func helpOn(e *env, s screen) *help {
	h := &help{}
	if s, ok := s.(helped); ok {
		h.topics = s.helpAbout(e)
	}
	k := keys()
	all := s.bindings()
	if s, ok := s.(interface{ helpKeys() []key.Binding }); ok {
		all = append(all, s.helpKeys()...)
	}
	seen := map[string]bool{k.help.Help().Key: true}
	for _, b := range append(all, as(k.leave, "leave the program"), as(k.suspend, "suspend; fg comes back"),
		as(k.redraw, "draw the screen anew")) {
		if name := b.Help().Key; b.Enabled() && !seen[name] {
			seen[name] = true
			h.rows = append(h.rows, helpRow{name, b.Help().Desc})
		}
	}
	return h
}

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
	case tea.KeySpace:
		h.view.by(room, len(h.lines), room)
	default:
		h.view.key(k, len(h.lines), room)
	}
	return action{}
}

// draw wraps everything to the width.
func (h *help) draw(e *env, s size) []string {
	lines := paragraphs(e, s.w-1, h.topics...)
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	for _, row := range h.rows {
		names := text.PadRight(row.names, keyColumn)
		for i, line := range text.Wrap(row.says, max(12, s.w-1-keyColumn)) {
			if i > 0 {
				names = text.PadRight("", keyColumn)
			}
			lines = append(lines, e.cut(names+line, s.w-1))
		}
	}
	h.lines, h.whole = lines, len(lines) <= s.h
	return h.view.window(e, lines, s.h)
}

// owns says that help opens no help on itself.
func (h *help) owns(tea.KeyMsg) bool { return true }

// bindings are the keys of the help screen.
func (h *help) bindings() []key.Binding {
	k := keys()
	if h.whole {
		return []key.Binding{k.back}
	}
	return []key.Binding{as(k.pageDown, "more"), k.back}
}

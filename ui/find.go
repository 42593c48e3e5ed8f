package ui

import (
	"strings"

	"connwiz/schema/draft"
	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// find searches the fields of a form by name or label, hidden ones too.
type find struct {
	draft editing
	query *editor
	hits  []draft.Field
	at    int
	view  scroller
}

// newFind lists all fields.
func newFind(d editing) *find {
	f := &find{draft: d, query: newEditor("", false)}
	f.search()
	return f
}

// start has nothing to do.
func (f *find) start(*env) tea.Cmd { return nil }

// head names the screen.
func (f *find) head(*env) header { return header{title: "Find a field"} }

// handle types the query, moves and chooses.
func (f *find) handle(_ *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	if !ok {
		return action{}
	}
	switch k.Type {
	case tea.KeyEsc:
		return action{move: back}
	case tea.KeyEnter:
		if len(f.hits) > 0 {
			return action{move: back, result: fieldFound{name: f.hits[f.at].Name}}
		}
	case tea.KeyUp, tea.KeyShiftTab:
		f.at = max(0, f.at-1)
	case tea.KeyDown, tea.KeyTab:
		f.at = max(0, min(len(f.hits)-1, f.at+1))
	case tea.KeyRunes, tea.KeySpace:
		f.query.insert(k.Runes)
		f.search()
	default:
		if f.query.handle(k) {
			f.search()
		}
	}
	return action{}
}

// search keeps the fields whose name or label has the query.
func (f *find) search() {
	query := strings.ToLower(f.query.text())
	f.hits, f.at = nil, 0
	for _, s := range f.draft.Schema().Sections() {
		for _, field := range s.Fields {
			if !strings.Contains(strings.ToLower(field.Name), query) &&
				!strings.Contains(strings.ToLower(field.Label), query) {
				continue
			}
			if v, ok := f.draft.Field(field.Name); ok {
				f.hits = append(f.hits, v)
			}
		}
	}
}

// draw shows the query line and the hits.
func (f *find) draw(e *env, s size) []string {
	lines := []string{findPrompt + f.query.draw(e, f.room(s), 1, false)[0]}
	if len(f.hits) == 0 {
		return append(lines, e.theme.Muted.Render("  No field has that in its name or label."))
	}
	rows := max(1, s.h-1)
	label := f.labelWidth(s.w - 1)
	top := f.view.show(f.at, 1, len(f.hits), rows)
	for i := top; i < min(len(f.hits), top+rows); i++ {
		lines = append(lines, f.drawHit(e, i, label, s.w-1))
	}
	return lines
}

// findPrompt stands before the query.
const findPrompt = "Find: "

// room is how many cells the query has.
func (f *find) room(s size) int { return max(1, s.w-len(findPrompt)-2) }

// caret is in the query.
func (f *find) caret(e *env, s size) (spot, bool) {
	at := f.query.caret(e, f.room(s), 1, false)
	at.x += len(findPrompt)
	return at, true
}

// labelWidth gives labels what they need, at most half of the window.
func (f *find) labelWidth(w int) int {
	widest := 0
	for _, v := range f.hits {
		if widest = max(widest, text.Width(text.Clean(v.Label))); widest >= w/2 {
			return w / 2
		}
	}
	return widest
}

// drawHit draws one field with its name, and why it is hidden.
func (f *find) drawHit(e *env, i, label, w int) string {
	v := f.hits[i]
	rest := v.Name
	if why := hiddenWhy(f.draft, v); why != "" {
		rest += "  (" + why + ")"
	}
	rest = e.theme.Muted.Render(e.cut(e.clean(rest), w-2-label-2))
	name := text.Column(e.cut(e.clean(v.Label), label), label)
	if i == f.at {
		return e.theme.FocusLabel.Render(e.theme.Glyphs.Marker+" "+name) + "  " + rest
	}
	return "  " + e.theme.Label.Render(name) + "  " + rest
}

// owns says that letters are what is searched for.
func (f *find) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes }

// bindings are the keys of the search.
func (f *find) bindings() []key.Binding {
	k := keys()
	if len(f.hits) == 0 {
		return []key.Binding{k.back, k.help}
	}
	return []key.Binding{as(k.enter, "go there"), as(k.next, "next"), k.back, k.help}
}

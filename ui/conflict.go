package ui

import (
	"connwiz/schema"
	"connwiz/schema/draft"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// conflict asks, field by field, whose value shall stand when another writer
// changed what is being edited here.
type conflict struct {
	job       job
	draft     editing
	conflicts []draft.Conflict
	choice    []side
	at        int
	view      scroller
}

// side is one of the three values of a conflict.
type side int

const (
	undecided side = iota
	mine
	theirs
)

// resolved hands back the job when every field is decided.
type resolved struct{ job job }

// unresolved tells that no choice was made.
type unresolved struct{}

// newConflict asks about the conflicts of a job that was carried over.
func newConflict(j job, conflicts []draft.Conflict) *conflict {
	return &conflict{job: j, draft: j.edits(), conflicts: conflicts, choice: make([]side, len(conflicts))}
}

// start has nothing to do.
func (c *conflict) start(*env) tea.Cmd { return nil }

// head names the connector.
func (c *conflict) head(*env) header {
	h := c.job.head()
	h.status = "changed elsewhere"
	return h
}

// handle decides field by field.
func (c *conflict) handle(_ *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	if !ok || k.Paste {
		return action{}
	}
	switch {
	case key.Matches(k, keys().back):
		c.draft.Wipe()
		return action{move: back, result: unresolved{}}
	case k.Type == tea.KeyUp, k.Type == tea.KeyShiftTab:
		c.at = max(0, c.at-1)
	case k.Type == tea.KeyDown, k.Type == tea.KeyTab:
		c.at = min(len(c.conflicts)-1, c.at+1)
	case k.String() == "m":
		c.decide(mine)
	case k.String() == "t":
		c.decide(theirs)
	case k.Type == tea.KeyEnter && c.open() < 0:
		c.settle()
		return action{move: back, result: resolved{c.job}}
	case k.Type == tea.KeyEnter:
		c.at = c.open()
	}
	return action{}
}

// decide notes a choice and goes to the next undecided field.
func (c *conflict) decide(s side) {
	if c.conflicts[c.at].Gone {
		s = theirs
	}
	c.choice[c.at] = s
	if i := c.open(); i >= 0 {
		c.at = i
	}
}

// open is the first undecided field, -1 when there is none.
func (c *conflict) open() int {
	for i, s := range c.choice {
		if s == undecided {
			return i
		}
	}
	return -1
}

// settle gives way to the server's value where it was chosen.
func (c *conflict) settle() {
	for i, s := range c.choice {
		if s == theirs {
			c.draft.Restore(c.conflicts[i].Name)
		}
	}
}

// draw shows the three values of each field.
func (c *conflict) draw(e *env, s size) []string {
	w := s.w - 1
	lines := paragraphs(e, w, "Somebody else changed these fields since they were read. Nothing was written yet.")
	from := len(lines)
	for i, x := range c.conflicts {
		if i == c.at {
			from = len(lines)
		}
		lines = append(lines, c.drawConflict(e, i, x, w)...)
	}
	if c.open() < 0 {
		lines = append(lines, "", "Enter goes on with these choices.")
	}
	top := c.view.show(from, 4, len(lines), s.h)
	return lines[top:min(len(lines), top+s.h)]
}

// drawConflict shows one field.
func (c *conflict) drawConflict(e *env, i int, x draft.Conflict, w int) []string {
	marker := "  "
	label := x.Name
	if f := c.draft.Schema().Field(x.Name); f != nil {
		label = f.Label
	}
	label = e.cut(e.clean(label), w-2)
	if i == c.at {
		marker = e.theme.Marker.Render(e.theme.Glyphs.Marker) + " "
		label = e.theme.FocusLabel.Render(label)
	}
	lines := []string{marker + label}
	row := func(s side, name, value string) {
		box := "[ ] "
		if s != undecided && c.choice[i] == s {
			box = "[x] "
		} else if s == undecided {
			box = "    "
		}
		lines = append(lines, "    "+e.cut(box+name+e.clean(value), w-4))
	}
	row(undecided, "when read:  ", sideWord(x.Base, "a secret"))
	row(theirs, "t theirs:   ", theirsWord(x))
	row(mine, "m mine:     ", sideWord(x.Mine, "the secret typed here"))
	return lines
}

// theirsWord is the server's side in words.
func theirsWord(x draft.Conflict) string {
	switch {
	case x.Gone:
		return "the field is gone"
	case x.Reshaped:
		return sideWord(x.Theirs, "the stored secret") + " (and its rules changed)"
	default:
		return sideWord(x.Theirs, "another secret")
	}
}

// sideWord is a value in words; secret stands for one that is set.
func sideWord(v schema.Value, secret string) string {
	switch {
	case v.Kind() == schema.KindNull, v.Reveal() == "":
		return draft.NotSet.String()
	case v.Sensitive():
		return secret
	default:
		return firstLine(v.String())
	}
}

// bindings are the keys of the choice.
func (c *conflict) bindings() []key.Binding {
	b := func(k, d string) key.Binding { return key.NewBinding(key.WithKeys(k), key.WithHelp(k, d)) }
	k := keys()
	if c.open() >= 0 {
		k.enter.SetEnabled(false)
	}
	return []key.Binding{b("m", "keep mine"), b("t", "take theirs"), as(k.enter, "go on"), as(k.back, "to the form"), k.help, k.leave}
}

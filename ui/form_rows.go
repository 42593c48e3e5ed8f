package ui

import (
	"connwiz/schema"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// rowKind is what a row of the form is.
type rowKind int

const (
	fieldRow rowKind = iota
	headingRow
	reviewRow
)

// row is one row of the form. Its name is the field's, or for a heading the
// section's key with a mark that no field has.
type row struct {
	kind    rowKind
	name    string
	title   string
	section schema.Section
}

// headingName keeps the names of headings apart from those of fields.
const headingName = "\x00heading:"

// layOut makes the rows of the fields that are active now.
func (f *form) layOut() {
	f.rows = f.rows[:0]
	if f.only != nil {
		field := f.draft.Schema().Field(f.only.name)
		f.rows = append(f.rows, row{kind: fieldRow, name: field.Name, title: field.Label})
		return
	}
	for _, s := range f.draft.Schema().Sections() {
		active := f.activeOf(s)
		if len(active) == 0 {
			continue
		}
		if s.Title != "" {
			f.rows = append(f.rows, row{kind: headingRow, name: headingName + s.Key, title: s.Title, section: s})
		}
		if s.Folded && !f.unfolded[s.Key] {
			continue
		}
		for _, field := range active {
			f.rows = append(f.rows, row{kind: fieldRow, name: field.Name, title: field.Label, section: s})
		}
	}
	f.rows = append(f.rows, row{kind: reviewRow, name: headingName + "review"})
}

// activeOf returns the active fields of a section.
func (f *form) activeOf(s schema.Section) []*schema.Field {
	var out []*schema.Field
	for _, field := range s.Fields {
		if f.draft.Active(field.Name) {
			out = append(out, field)
		}
	}
	return out
}

// indexOf finds a row by name, -1 when it isn't shown.
func (f *form) indexOf(name string) int {
	for i, r := range f.rows {
		if r.name == name {
			return i
		}
	}
	return -1
}

// focusable reports whether a row takes the focus: headings only where they fold.
func (r row) focusable() bool { return r.kind != headingRow || r.section.Folded }

// focus moves the focus to a row.
func (f *form) focus(i int) {
	if f.control != nil {
		if note := f.control.blur(f.draft); note != "" {
			f.note = note
		}
	}
	for i > 0 && !f.rows[i].focusable() {
		i--
	}
	for i < len(f.rows)-1 && !f.rows[i].focusable() {
		i++
	}
	f.at, f.control = i, nil
	if f.rows[i].kind == fieldRow {
		f.control = controlFor(f.draft, f.rows[i].name)
	}
}

// refocus makes the control anew after the field was changed around it.
func (f *form) refocus() {
	if f.control != nil {
		f.control.blur(f.draft) // It may hold a secret; what there is to say of it is old.
	}
	f.control = nil
	f.focus(f.at)
}

// step moves the focus by rows, over headings that don't fold.
func (f *form) step(by int) {
	i := f.at + by
	for i >= 0 && i < len(f.rows) && !f.rows[i].focusable() {
		i += by
	}
	if i >= 0 && i < len(f.rows) {
		f.focus(i)
	}
}

// travel handles the keys that move the focus.
func (f *form) travel(e *env, msg tea.KeyMsg) bool {
	page := max(1, f.bodyHeight(e)-1)
	switch {
	case f.rows[f.at].kind == headingRow && (msg.Type == tea.KeyEnter || msg.Type == tea.KeySpace ||
		msg.Type == tea.KeyLeft || msg.Type == tea.KeyRight):
		f.fold(f.rows[f.at].section.Key)
	case f.rows[f.at].kind == reviewRow && msg.Type == tea.KeyEnter:
		return false
	case key.Matches(msg, f.keys.next, f.keys.enter), newLine(msg):
		f.step(1)
	case key.Matches(msg, f.keys.prev):
		f.step(-1)
	case key.Matches(msg, f.keys.pageDown):
		f.focus(min(len(f.rows)-1, f.at+page))
	case key.Matches(msg, f.keys.pageUp):
		f.focus(max(0, f.at-page))
	case key.Matches(msg, f.keys.first):
		f.focus(0)
	case key.Matches(msg, f.keys.last):
		f.focus(len(f.rows) - 1)
	default:
		return false
	}
	return true
}

// fold opens or closes a section.
func (f *form) fold(section string) {
	f.unfolded[section] = !f.unfolded[section]
	f.layOut()
}

// reach focuses a field, opening its section; false when the field isn't shown.
func (f *form) reach(name string) bool {
	for _, s := range f.draft.Schema().Sections() {
		for _, field := range s.Fields {
			if field.Name == name && s.Folded {
				f.unfolded[s.Key] = true
			}
		}
	}
	f.layOut()
	i := f.indexOf(name)
	if i < 0 {
		v, ok := f.draft.Field(name)
		if why := hiddenWhy(f.draft, v); ok && why != "" {
			f.note = v.Label + " is hidden: " + why
		}
		if ok && v.Unmet != nil {
			i = f.indexOf(v.Unmet.Field) // The field that decides is the place to be.
		}
		if i >= 0 {
			note := f.note
			f.focus(i)
			f.note = note
		}
		f.at = min(f.at, len(f.rows)-1)
		return false
	}
	f.focus(i)
	return true
}

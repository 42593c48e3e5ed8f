package ui

import (
	"connwiz/schema"
	"connwiz/schema/draft"

	tea "github.com/charmbracelet/bubbletea"
)

// maxAreaLines is how many lines of a text area are shown at once.
const maxAreaLines = 6

// textControl edits text and numbers of one line, and text areas.
type textControl struct {
	field *schema.Field
	ed    *editor
}

// newTextControl starts with the text that the field has now.
func newTextControl(d editing, f *schema.Field) *textControl {
	v, _ := d.Field(f.Name)
	// A stored text of several lines is edited as such even where the schema
	// asks for one line: joining the lines would change it unasked.
	many := !f.OneLine() || pastedLines([]rune(v.Text)) > 1
	return &textControl{field: f, ed: newEditor(v.Text, many)}
}

// handle types, moves and deletes.
func (c *textControl) handle(d editing, msg tea.KeyMsg) bool {
	switch {
	case msg.Type == tea.KeyRunes && !msg.Alt, msg.Type == tea.KeySpace && !msg.Alt:
		c.ed.insert(msg.Runes)
	case newLine(msg) && c.ed.many:
		c.ed.insert([]rune{'\n'})
	case msg.Type == tea.KeyRunes, msg.Type == tea.KeySpace:
		return true // A rune with Alt is a key sequence torn apart by a slow link.
	case !c.ed.handle(msg):
		return false
	}
	d.SetText(c.field.Name, c.ed.text())
	return true
}

// paste inserts the text whole, or nothing of it.
func (c *textControl) paste(d editing, pasted []rune) string {
	if !c.ed.insert(pasted) {
		return severalLines(pastedLines(pasted))
	}
	d.SetText(c.field.Name, c.ed.text())
	return ""
}

// draw shows the editor, or what emptiness means while it is empty.
func (c *textControl) draw(e *env, d editing, w, h int) []string {
	if len(c.ed.buf) > 0 {
		return c.ed.draw(e, w, h, false)
	}
	v, _ := d.Field(c.field.Name)
	hint := c.field.Placeholder
	if note := defaultNote(v); note != "" {
		hint = "empty" + note
	}
	if v.State == draft.Cleared {
		hint = "will be cleared" + defaultNote(v)
	}
	if hint == "" {
		return []string{e.here(" ")}
	}
	return []string{e.here(" ") + " " + e.theme.Placeholder.Render(e.cut("("+e.clean(hint)+")", w-3))}
}

// caret is where the editor has it.
func (c *textControl) caret(e *env, w, h int) spot { return c.ed.caret(e, w, h, false) }

// place is which line the cursor is on.
func (c *textControl) place(shown int) (at, of int) { return c.ed.place(shown) }

// height grows with the text up to maxAreaLines.
func (c *textControl) height() int {
	if !c.ed.many {
		return 1
	}
	return min(max(2, c.ed.lines()), maxAreaLines)
}

// blur has nothing to say: the draft holds the text.
func (c *textControl) blur(editing) string {
	c.ed.wipe()
	return ""
}

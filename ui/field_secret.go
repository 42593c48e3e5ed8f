package ui

import (
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// secretControl edits a sensitive field of any display. A stored secret is never
// shown, nor its length; what is typed here is masked and is revealed by a key
// until the field loses focus.
type secretControl struct {
	field    *schema.Field
	ed       *editor
	revealed bool
	stored   bool // what is revealed is what is stored: nothing was typed yet
}

// newSecretControl starts with the replacement typed before, if any.
func newSecretControl(d editing, f *schema.Field) *secretControl {
	return &secretControl{field: f, ed: newSecretEditor(d.Secret(f.Name).Reveal(), !f.OneLine())}
}

// handle types into the replacement; the first key of an untouched secret starts
// one, deleting back to nothing leaves it untouched.
func (c *secretControl) handle(d editing, msg tea.KeyMsg) bool {
	switch {
	case !isText(msg) && key.Matches(msg, keys().reveal):
		c.reveal(d)
		return true
	case msg.Type == tea.KeyRunes && !msg.Alt, msg.Type == tea.KeySpace && !msg.Alt:
		c.ed.insert(msg.Runes)
		clear(msg.Runes)
	case newLine(msg) && c.ed.many:
		c.ed.insert([]rune{'\n'})
	case msg.Type == tea.KeyRunes, msg.Type == tea.KeySpace:
		return true // A rune with Alt is a key sequence torn apart by a slow link.
	case !c.ed.handle(msg):
		return false
	}
	c.store(d)
	return true
}

// reveal shows or hides what was typed. What is stored is shown only of a field
// that its schema doesn't call a secret.
func (c *secretControl) reveal(d editing) {
	v, _ := d.Field(c.field.Name)
	c.revealed = !c.revealed
	switch {
	case c.stored:
		c.ed.wipe()
		c.stored = false
	case c.revealed && len(c.ed.buf) == 0 && !c.field.Sensitive && v.State == draft.Set:
		c.ed, c.stored = newEditor(v.Text, !c.field.OneLine()), true
	}
}

// revealWord is what the key that reveals does now, "" where there is nothing to show
// or hide.
func (c *secretControl) revealWord(d editing) string {
	v, _ := d.Field(c.field.Name)
	switch {
	case c.revealed && len(c.ed.buf) > 0:
		return "hide"
	case len(c.ed.buf) > 0, !c.field.Sensitive && v.State == draft.Set:
		return "reveal"
	}
	return ""
}

// paste takes the text whole, or nothing of it.
func (c *secretControl) paste(d editing, pasted []rune) string {
	defer clear(pasted)
	if !c.ed.insert(pasted) {
		return severalLines(pastedLines(pasted))
	}
	c.store(d)
	return ""
}

// store hands the draft the text; the draft keeps a copy of its own.
func (c *secretControl) store(d editing) {
	c.stored = false
	typed := schema.NewSecret(c.ed.bytes())
	d.SetSecret(c.field.Name, typed)
	typed.Wipe()
}

// draw shows the mask, the revealed text, or the state while nothing is typed.
func (c *secretControl) draw(e *env, d editing, w, h int) []string {
	if len(c.ed.buf) > 0 {
		return c.ed.draw(e, w, h, !c.revealed)
	}
	v, _ := d.Field(c.field.Name)
	return []string{e.here(" ") + " " + e.theme.Muted.Render(secretState(d, v))}
}

// caret is where the editor has it, behind as many signs as characters are masked.
func (c *secretControl) caret(e *env, w, h int) spot { return c.ed.caret(e, w, h, !c.revealed) }

// place is which line the cursor is on.
func (c *secretControl) place(shown int) (at, of int) { return c.ed.place(shown) }

// height grows with the typed text, masked or not.
func (c *secretControl) height() int {
	if !c.ed.many || len(c.ed.buf) == 0 {
		return 1
	}
	return min(c.ed.lines(), maxAreaLines)
}

// blur clears the buffer and says how much was typed, since a mask can't be read
// over.
func (c *secretControl) blur(d editing) string {
	typed := len(c.ed.buf) > 0 && !c.stored
	c.ed.wipe()
	c.revealed = false
	if !typed {
		return ""
	}
	return fmt.Sprintf("%s: %s typed", c.field.Label, secretSize(d, c.field.Name))
}

// secretState is a secret's state in words.
func secretState(d editing, f draft.Field) string {
	switch {
	case f.State == draft.Replaced && f.Field.Value.Empty():
		return "set, " + secretSize(d, f.Name) // There was nothing to replace.
	case f.State == draft.Replaced:
		return "replaced, " + secretSize(d, f.Name)
	case f.State == draft.Cleared:
		return "will be cleared"
	case f.State == draft.Set:
		return "set"
	default:
		return unsetWord(d, f.Name)
	}
}

// secretSize counts what was typed.
func secretSize(d editing, name string) string {
	chars, lines := d.SecretSize(name)
	if lines > 1 {
		return count(chars, "character") + ", " + count(lines, "line")
	}
	return count(chars, "character")
}

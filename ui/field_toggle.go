package ui

import (
	"connwiz/schema"
	"connwiz/schema/draft"

	tea "github.com/charmbracelet/bubbletea"
)

// toggleControl edits a boolean with three states: not set, on, off.
type toggleControl struct{ name string }

// handle switches; from not set, Left chooses off and the other keys on.
func (c *toggleControl) handle(d editing, msg tea.KeyMsg) bool {
	if msg.Alt {
		return false
	}
	switch msg.Type {
	case tea.KeySpace, tea.KeyRight:
		c.turn(d, true)
	case tea.KeyLeft:
		c.turn(d, false)
	case tea.KeyRunes:
		return msg.String() != "?" // Text means nothing to a switch, and must not reach the form.
	default:
		return false
	}
	return true
}

// turn flips the switch, or sets it from not set.
func (c *toggleControl) turn(d editing, fromNotSet bool) {
	v, _ := d.Field(c.name)
	on, known := v.Value.Bool()
	if !known {
		on = !fromNotSet
	}
	d.Choose(c.name, schema.Bool(!on))
}

// paste is refused: a pasted blank must not switch anything.
func (c *toggleControl) paste(editing, []rune) string {
	return "This is a switch: press Space to change it."
}

// draw shows the state in words.
func (c *toggleControl) draw(e *env, d editing, w, _ int) []string {
	v, _ := d.Field(c.name)
	return []string{e.theme.Cursor.Render(toggleWord(v)) + e.theme.Muted.Render("  Space changes it")}
}

// height is one line.
func (c *toggleControl) height() int { return 1 }

// blur has nothing to give up.
func (c *toggleControl) blur(editing) string { return "" }

// toggleWord is a boolean's state in a word.
func toggleWord(f draft.Field) string {
	on, known := f.Value.Bool()
	switch {
	case !known:
		return "not set"
	case on:
		return "on"
	default:
		return "off"
	}
}

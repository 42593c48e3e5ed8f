package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"

	tea "github.com/charmbracelet/bubbletea"
)

// maxOptionLines is how many options an open dropdown shows at once.
const maxOptionLines = 7

// dropdown chooses one of a field's options. Nothing is chosen beforehand.
type dropdown struct {
	field  *schema.Field
	open   bool
	at     int // the option that is pointed at while open
	view   scroller
	typing string // letters typed to jump to an option
}

// newDropdown is closed.
func newDropdown(f *schema.Field) *dropdown { return &dropdown{field: f} }

// handle opens, moves and chooses.
func (c *dropdown) handle(d editing, msg tea.KeyMsg) bool {
	if msg.Alt {
		return msg.Type == tea.KeyRunes
	}
	if c.open {
		return c.handleOpen(d, msg)
	}
	switch msg.Type {
	case tea.KeyEnter:
		c.open, c.at, c.typing = true, max(0, c.chosen(d)), ""
	case tea.KeyRight, tea.KeySpace:
		c.step(d, 1)
	case tea.KeyLeft:
		c.step(d, -1)
	case tea.KeyRunes:
		if msg.String() == "?" {
			return false
		}
		c.open, c.at, c.typing = true, max(0, c.chosen(d)), ""
		c.jump(string(msg.Runes))
	default:
		return false
	}
	return true
}

// handleOpen takes every key but those that leave the program.
func (c *dropdown) handleOpen(d editing, msg tea.KeyMsg) bool {
	if newLine(msg) {
		msg.Type = tea.KeyEnter // Typed ahead on a slow link, the choice is meant all the same.
	}
	switch msg.Type {
	case tea.KeyUp, tea.KeyShiftTab:
		c.at = max(0, c.at-1)
	case tea.KeyDown, tea.KeyTab:
		c.at = min(len(c.field.Options)-1, c.at+1)
	case tea.KeyPgUp:
		c.at = max(0, c.at-maxOptionLines)
	case tea.KeyPgDown:
		c.at = min(len(c.field.Options)-1, c.at+maxOptionLines)
	case tea.KeyHome:
		c.at = 0
	case tea.KeyEnd:
		c.at = len(c.field.Options) - 1
	case tea.KeySpace:
		if c.typing != "" && optionCalled(c.field, c.typing+" ", 0) >= 0 {
			c.jump(" ") // It is a part of the name that is being typed.
			return true
		}
		c.choose(d)
	case tea.KeyEnter:
		c.choose(d)
	case tea.KeyEsc:
		c.open = false
	case tea.KeyBackspace:
		c.typing = ""
	case tea.KeyRunes:
		c.jump(string(msg.Runes))
	default:
		return false
	}
	return true
}

// choose takes the option that is pointed at.
func (c *dropdown) choose(d editing) {
	d.Choose(c.field.Name, c.field.Options[c.at].Value)
	c.open = false
}

// jump points at the option that is called as was typed. What no option is called
// begins anew with the last letters, behind the option of now: so a letter pressed
// again and again goes through all that begin with it.
func (c *dropdown) jump(typed string) {
	typed = strings.ToLower(typed)
	c.typing += typed
	i := optionCalled(c.field, c.typing, 0)
	if i < 0 {
		c.typing = typed
		i = optionCalled(c.field, c.typing, c.at+1)
	}
	if i < 0 {
		c.typing = ""
		return
	}
	c.at = i
}

// place is which option is pointed at. One of the lines shows the value.
func (c *dropdown) place(shown int) (at, of int) {
	if of = len(c.field.Options); !c.open || of < shown {
		return 0, 0
	}
	return c.at + 1, of
}

// step changes the choice without opening; from nothing chosen Right takes the
// first and Left the last.
func (c *dropdown) step(d editing, by int) {
	n := len(c.field.Options)
	at := c.chosen(d)
	switch {
	case at < 0 && by > 0:
		at = 0
	case at < 0:
		at = n - 1
	default:
		at = (at + by + n) % n
	}
	d.Choose(c.field.Name, c.field.Options[at].Value)
}

// chosen is the index of the current option, -1 when the value is none of them.
func (c *dropdown) chosen(d editing) int {
	v, _ := d.Field(c.field.Name)
	return optionOf(v)
}

// paste is refused: options are chosen, not typed.
func (c *dropdown) paste(editing, []rune) string {
	return "This is a list: press Enter to open it."
}

// draw shows the choice, and the options under it while open.
func (c *dropdown) draw(e *env, d editing, w, h int) []string {
	v, _ := d.Field(c.field.Name)
	label := e.cut(e.clean(optionWord(v)), w-2)
	lines := []string{e.theme.Cursor.Render(label) + " " + e.theme.Muted.Render(e.theme.Glyphs.List)}
	if !c.open || h < 2 {
		return lines
	}
	rows := min(h-1, maxOptionLines, len(c.field.Options))
	top := c.view.show(c.at, 1, len(c.field.Options), rows)
	for i := top; i < min(top+rows, len(c.field.Options)); i++ {
		label := e.cut(e.clean(optionName(c.field, i)), w-2)
		if i == c.at {
			lines = append(lines, e.theme.Marker.Render(e.theme.Glyphs.Marker+" "+label))
			continue
		}
		lines = append(lines, "  "+label)
	}
	return lines
}

// height counts the open options.
func (c *dropdown) height() int {
	if !c.open {
		return 1
	}
	return 1 + min(len(c.field.Options), maxOptionLines)
}

// blur closes the list.
func (c *dropdown) blur(editing) string {
	c.open = false
	return ""
}

// optionOf is the index of the option that equals the field's value, or -1.
func optionOf(f draft.Field) int {
	for i, o := range f.Options {
		if o.Value.Equal(f.Value) {
			return i
		}
	}
	return -1
}

// optionWord is a dropdown's value in words.
func optionWord(f draft.Field) string {
	if i := optionOf(f); i >= 0 {
		return optionName(f.Field, i)
	}
	if f.State == draft.NotSet || f.State == draft.Cleared {
		return "not set"
	}
	return "unknown value: " + f.Value.String()
}

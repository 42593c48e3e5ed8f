package ui

import (
	"connwiz/schema"
	"connwiz/ui/terminal"

	tea "github.com/charmbracelet/bubbletea"
)

// control is the focused field's way of being edited; there is one file per
// kind. A control writes into the draft at every key, so that nothing typed can
// be lost with it.
type control interface {
	// handle reacts to a key and reports whether it meant something here; what
	// it did not take moves in the form.
	handle(editing, tea.KeyMsg) (taken bool)
	// paste takes pasted text; note is a sentence for the person, if any.
	paste(d editing, text []rune) (note string)
	// draw shows the control in w cells and at most h lines; the first line
	// stands beside the label.
	draw(e *env, d editing, w, h int) []string
	// height is the number of lines wanted beside and under the label.
	height() int
	// blur gives up what the control holds; note is said once, if any.
	blur(editing) (note string)
}

// placed is a control that can be larger than the lines in which it is shown: it tells
// which of its lines or options the cursor is on, from 1, and of how many; of none
// where all are in sight.
type placed interface {
	place(shown int) (at, of int)
}

// controlFor makes the control for a field: secrets first, since masking goes
// before every display, then by display.
func controlFor(d editing, name string) control {
	f := d.Schema().Field(name)
	switch {
	case masked(f):
		return newSecretControl(d, f)
	case f.Display == schema.DisplayToggle:
		return &toggleControl{name: name}
	case f.Display == schema.DisplayDropdown && len(f.Options) > 0:
		return newDropdown(f)
	default:
		return newTextControl(d, f)
	}
}

// isText reports whether a message is text that came at once, a paste or a burst of
// keys, and no key of ours. To be compared with keys it would be made into a string,
// and it may be a secret.
func isText(msg tea.KeyMsg) bool {
	return msg.Type == tea.KeyRunes && (msg.Paste || len(msg.Runes) > 1)
}

// newLine reports whether a key is an Enter, alone or in a burst of others.
func newLine(msg tea.KeyMsg) bool {
	return (msg.Type == tea.KeyEnter || msg.String() == terminal.BurstEnter) && !msg.Alt
}

// severalLines is what a one-line field says to several lines.
func severalLines(n int) string {
	return count(n, "line") + " pasted into a field that takes one: nothing was taken. Paste a single line."
}

// pastedLines counts the lines of pasted text, a last line break not counted.
func pastedLines(text []rune) int {
	text = normalised(text)
	n := 1
	for i, r := range text {
		if r == '\n' && i < len(text)-1 {
			n++
		}
	}
	return n
}

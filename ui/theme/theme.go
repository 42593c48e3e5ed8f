// Package theme says how things look: one token per meaning, in the sixteen
// colours that every terminal has and its owner chose, where it is known on what.
//
// Ordinary text has the terminal's own foreground, so that it is readable on any
// background. Colour never carries a meaning alone: wherever a token has one,
// the text or a glyph says the same. Without colour the attributes (bold, faint,
// reverse) stay, since NO_COLOR is about colour.
package theme

import (
	"io"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// Theme is a set of styles named by what they mean, and the glyphs beside them.
type Theme struct {
	// Text is ordinary text, Muted what explains it.
	Text, Muted lipgloss.Style
	// Label names a field, FocusLabel the focused one, Marker points at it, and
	// Required marks a field that must be filled in.
	Label, FocusLabel, Marker, Required lipgloss.Style
	// Value is what is in a field, Placeholder what could be, Secret the state of a
	// secret, and Changed what was changed and not sent yet.
	Value, Placeholder, Secret, Changed lipgloss.Style
	// Cursor is the choice that keys change, and the cell where typing goes where
	// the terminal's own cursor is hidden.
	Cursor lipgloss.Style
	// Error, Warning and Success colour a sentence that says which it is.
	Error, Warning, Success lipgloss.Style
	// Heading is a section's title, Header the title of the window, and Key a
	// key in the footer.
	Heading, Header, Key lipgloss.Style
	// StatusOK, StatusWarn and StatusError colour the status of a connector.
	StatusOK, StatusWarn, StatusError lipgloss.Style

	// Glyphs are the signs that say without colour what the styles say with it.
	Glyphs Glyphs
}

// Options choose a theme. The zero value is without colour.
type Options struct {
	// Renderer makes the styles; every session of a server needs its own. Nil
	// stands for one that knows attributes and asks no terminal anything.
	Renderer *lipgloss.Renderer
	// Color allows the sixteen colours, Dark says on which background, and Guessed that
	// nobody told: then only colours are used that can be read on both, for which the
	// terminal must have Many, the 256 of xterm.
	Color, Dark, Guessed, Many bool
	// ASCII keeps the glyphs to ASCII.
	ASCII bool
	// Console is for Linux' own console, where faint text is drawn in a grey that
	// can't be read: nothing is faint there.
	Console bool
}

// NewRenderer returns a renderer that never asks a terminal anything: the answer
// could take seconds and would arrive among the keys.
func NewRenderer(p termenv.Profile, dark bool) *lipgloss.Renderer {
	r := lipgloss.NewRenderer(io.Discard)
	r.SetColorProfile(p)
	r.SetHasDarkBackground(dark)
	return r
}

// New returns the theme for these options.
func New(o Options) Theme {
	r := o.Renderer
	if r == nil {
		r = NewRenderer(termenv.ANSI, o.Dark)
	}
	c := choose(o)
	plain := r.NewStyle()
	bold := plain.Bold(true)
	faint := plain.Faint(!o.Console)
	warning := paint(plain.Bold(o.Color && c.warning == ""), c.warning)
	return Theme{
		Text: plain, Muted: faint,
		Label: plain, FocusLabel: paint(bold, c.accent), Marker: paint(bold, c.accent), Required: warning,
		Value: plain, Placeholder: faint, Secret: faint, Changed: warning,
		Cursor: plain.Reverse(true),
		Error:  paint(plain, c.failure), Warning: warning, Success: paint(plain, c.success),
		Heading: bold, Header: bold, Key: bold,
		StatusOK: paint(plain, c.success), StatusWarn: warning, StatusError: paint(bold, c.failure),
		Glyphs: glyphs(o.ASCII),
	}
}

// paint colours a style; no colour leaves it as it is.
func paint(s lipgloss.Style, c lipgloss.Color) lipgloss.Style {
	if c == "" {
		return s
	}
	return s.Foreground(c)
}

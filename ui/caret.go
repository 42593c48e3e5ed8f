package ui

import "connwiz/ui/text"

// spot is a cell of an area of the terminal, counted from its upper left corner.
type spot struct{ x, y int }

// typist is a screen on which text can be typed: it says where the next character
// goes. Input methods open their window there, and screen magnifiers and readers
// look there. It is asked like draw, and answers for what draw makes of the same
// size; ok is false while nothing is typed into.
type typist interface {
	caret(*env, size) (at spot, ok bool)
}

// typed is a control into which text is typed. The spot is one of what draw makes
// of the same room.
type typed interface {
	caret(e *env, w, h int) spot
}

// CursorAt is where the terminal's own cursor belongs in View, see
// [connwiz/ui/terminal.CursorHolder].
func (m *Model) CursorAt() (x, y int, ok bool) {
	s, typing := m.top().(typist)
	if !typing || m.env.size.w == 0 || m.done {
		return 0, 0, false
	}
	top, room := bodyOf(m.env)
	at, ok := s.caret(m.env, room)
	if !ok || at.y < 0 || at.y >= room.h || top+at.y >= m.env.size.h {
		return 0, 0, false
	}
	return min(at.x, max(0, room.w-2)), top + at.y, true
}

// here draws the cell that the next character goes to. Where the terminal's own
// cursor stands there, it is drawn like any other: a reversed cell under a block
// would be turned back.
func (e *env) here(cell string) string {
	if e.ownCursor {
		return e.theme.Value.Render(cell)
	}
	return e.theme.Cursor.Render(cell)
}

// caret is where draw shows the cursor.
func (ed *editor) caret(e *env, w, h int, masked bool) spot {
	lines, row := ed.split()
	left := leftOf(e, lines[row], ed.at-ed.lineStart(), w, masked)
	return spot{text.Width(left), row - topOf(row, len(lines), h)}
}

package ui

import (
	"strings"

	"connwiz/ui/text"
)

// draw shows the editor in w cells and at most h lines, the place of the cursor
// always in sight. With a mask every character is drawn as that glyph. Only the lines in sight are looked at closely, so that a long text
// costs no more than a short one.
func (ed *editor) draw(e *env, w, h int, masked bool) []string {
	lines, row := ed.split()
	top := topOf(row, len(lines), h)
	out := make([]string, 0, h)
	for i := top; i < min(top+h, len(lines)); i++ {
		at := -1
		if i == row {
			at = ed.at - ed.lineStart()
		}
		out = append(out, drawLine(e, lines[i], at, w, masked))
	}
	return out
}

// topOf is the first of h lines in sight, so that the cursor's row is one of them.
func topOf(row, lines, h int) int { return max(0, min(row-h/2, lines-h)) }

// split cuts the buffer into its lines and tells which one has the cursor.
func (ed *editor) split() (lines [][]rune, row int) {
	start := 0
	for i, r := range ed.buf {
		if i == ed.at {
			row = len(lines)
		}
		if r == '\n' {
			lines = append(lines, ed.buf[start:i])
			start = i + 1
		}
	}
	if ed.at == len(ed.buf) {
		row = len(lines)
	}
	return append(lines, ed.buf[start:]), row
}

// drawLine draws one line with the cursor at rune index at (-1: none), scrolled
// sideways so that the cursor is in the w cells; a cut side shows an ellipsis.
func drawLine(e *env, line []rune, at, w int, masked bool) string {
	show := shown(e, masked)
	if at < 0 {
		return e.theme.Value.Render(e.cut(show(line[:min(len(line), 4*w)]), w))
	}
	left := leftOf(e, line, at, w, masked)
	cursor, rest := " ", ""
	if at < len(line) {
		n := graphemeAt(line[at:])
		cursor = show(line[at : at+n])
		if cursor == "" {
			cursor = " "
		}
		room := w - text.Width(left) - text.Width(cursor)
		rest = e.cut(show(line[at+n:min(len(line), at+n+4*w)]), max(0, room))
	}
	var b strings.Builder
	b.WriteString(e.theme.Value.Render(left))
	b.WriteString(e.here(cursor))
	b.WriteString(e.theme.Value.Render(rest))
	return b.String()
}

// shown makes of text what is drawn of it.
func shown(e *env, masked bool) func([]rune) string {
	if masked {
		return func(r []rune) string { return mask(r, e.theme.Glyphs.Mask) }
	}
	return func(r []rune) string { return text.Clean(string(r)) }
}

// leftOf is what is drawn of a line before the cursor at rune index at; a cut start
// shows an ellipsis.
func leftOf(e *env, line []rune, at, w int, masked bool) string {
	show := shown(e, masked)
	from := windowStart(line, at, w, show)
	if from > 0 {
		return e.theme.Glyphs.Ellipsis + show(line[from:at])
	}
	return show(line[:at])
}

// windowStart finds the first rune to show so that everything from it to the
// cursor fits. It steps by a third of the width so that typing at the end of a
// long line doesn't move the whole line at every key.
func windowStart(line []rune, at, w int, show func([]rune) string) int {
	from := max(0, at-2*w)
	for from < at && text.Width(show(line[from:at]))+2 > w {
		from += max(1, min(w/3, at-from))
	}
	return from
}

// mask hides every character of a line behind one glyph.
func mask(line []rune, glyph string) string { return strings.Repeat(glyph, len(line)) }

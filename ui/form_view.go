package ui

import (
	"fmt"
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
)

// paneHeight is the height of the help pane: two lines, one on low screens.
func paneHeight(e *env) int {
	if e.size.h >= tall {
		return 2
	}
	return 1
}

// bodyHeight is the room for rows in the window of now.
func (f *form) bodyHeight(e *env) int {
	h := e.size.h - 2
	if e.tall() {
		h -= 2
	}
	return max(1, h-paneHeight(e))
}

// draw shows the rows that fit, and the help pane under them.
func (f *form) draw(e *env, s size) []string {
	pane := paneHeight(e)
	lines := f.drawError(e, s.w-1)
	room := f.rowsRoom(e, s, len(lines))
	lines = append(lines, f.drawRows(e, room)...)
	for len(lines) < s.h-pane && !e.inline {
		lines = append(lines, "")
	}
	return append(lines, f.pane(e, s.w-1, pane, f.beyond(room))...)
}

// rowsRoom is the room for rows in the body, below some lines.
func (f *form) rowsRoom(e *env, s size, below int) size {
	h := s.h - paneHeight(e) - below
	if e.tall() {
		h--
	}
	return size{s.w, max(1, h)}
}

// caret is where the focused field has it.
func (f *form) caret(e *env, s size) (spot, bool) {
	c, ok := f.control.(typed)
	if !ok {
		return spot{}, false
	}
	below := len(f.drawError(e, s.w-1))
	room := f.rowsRoom(e, s, below)
	top, extra := f.scrolled(room.h)
	label := f.labelWidth(s.w)
	v, _ := f.draft.Field(f.rows[f.at].name)
	at := c.caret(e, f.valueRoom(e, v, label, s.w), 1+extra)
	at.x += indentOf(label)
	at.y += f.at - top
	inSight := at.y >= 0 && at.y < room.h
	at.y += below
	return at, inSight
}

// drawError shows on one line what the service reports of the connector; F1 shows
// it whole.
func (f *form) drawError(e *env, w int) []string {
	trouble := f.job.trouble()
	if trouble == "" {
		return nil
	}
	words := e.clean(trouble)
	return []string{e.theme.Error.Render(e.cut(e.theme.Glyphs.Cross+" "+f.job.phrases().speaker+" reports: "+words, w))}
}

// drawRows draws only what is in sight, so that a form of thousands of fields
// costs no more than one that fits.
func (f *form) drawRows(e *env, s size) []string {
	top, extra := f.scrolled(s.h)
	label := f.labelWidth(s.w)
	var lines []string
	for i, line := 0, 0; i < len(f.rows) && line < top+s.h; i++ {
		height := 1
		if i == f.at {
			height += extra
		}
		if line+height > top {
			drawn := f.drawRow(e, i, label, size{s.w, height})
			skip := max(0, top-line)
			lines = append(lines, drawn[min(skip, len(drawn)):]...)
		}
		line += height
	}
	return lines[:min(len(lines), s.h)]
}

// scrolled is the first of h lines in sight, and how many lines the focused row has
// more than one.
func (f *form) scrolled(h int) (top, extra int) {
	if f.control != nil {
		extra = min(f.control.height(), h) - 1
	}
	return f.view.show(f.at, 1+extra, len(f.rows)+extra, h), extra
}

// beyond says how many rows there are above and below those in sight. Where there is
// little room only one of them is said: the way on, or else the way back.
func (f *form) beyond(s size) string {
	top, extra := f.scrolled(s.h)
	below := len(f.rows) + extra - top - s.h
	var parts []string
	if top > 0 && (below <= 0 || s.w >= 60) {
		parts = append(parts, fmt.Sprintf("%d above", top))
	}
	if below > 0 {
		parts = append(parts, fmt.Sprintf("%d below", below))
	}
	return strings.Join(parts, ", ")
}

// indentOf is where values begin: behind the marker, the label and a blank.
func indentOf(label int) int { return 2 + label + 1 }

// valueRoom is how many cells the focused field has for its control. The sign of a
// problem must not cover what is typed.
func (f *form) valueRoom(e *env, v draft.Field, label, w int) int {
	room := w - 1 - indentOf(label)
	if f.problemOf(v) != "" {
		room -= 2 + text.Width(e.theme.Glyphs.Cross)
	}
	return max(4, room)
}

// labelWidth gives labels what they need, at most two fifths of the window.
func (f *form) labelWidth(w int) int {
	widest := 8
	most := max(8, w*2/5)
	for _, r := range f.rows {
		if r.kind == fieldRow && widest < most {
			widest = max(widest, min(most, text.Width(text.Truncate(text.Clean(r.title), most))+2))
		}
	}
	return widest
}

// drawRow draws one row with what belongs to it.
func (f *form) drawRow(e *env, i, label int, s size) []string {
	r, focused := f.rows[i], i == f.at
	switch r.kind {
	case headingRow:
		return []string{f.drawHeading(e, r, focused, s.w)}
	case reviewRow:
		return []string{f.drawReviewRow(e, focused)}
	}
	v, _ := f.draft.Field(r.name)
	name := drawLabel(e, v.Field, label)
	if focused {
		// One style for both: each change of style costs bytes at every key.
		name = e.theme.FocusLabel.Render(e.theme.Glyphs.Marker + " " + name)
	} else {
		name = f.drawMark(e, v) + e.theme.Label.Render(name)
	}
	room := max(4, s.w-1-indentOf(label))
	if !focused {
		return []string{name + " " + f.drawValue(e, v, room)}
	}
	drawn := f.control.draw(e, f.draft, f.valueRoom(e, v, label, s.w), s.h)
	lines := []string{name + " " + f.withProblem(e, v, drawn[0], room)}
	for _, line := range drawn[1:] {
		lines = append(lines, f.drawPlace(e, label, len(lines), len(drawn))+line)
	}
	for len(lines) < s.h {
		lines = append(lines, "")
	}
	return lines
}

// drawPlace is what stands below the label, before a line of the focused control: in
// its first one where the cursor is, if not everything is in sight, else nothing.
func (f *form) drawPlace(e *env, label, line, shown int) string {
	indent := strings.Repeat(" ", indentOf(label))
	c, ok := f.control.(placed)
	if !ok || line != 1 {
		return indent
	}
	at, of := c.place(shown)
	if of == 0 {
		return indent
	}
	format := "%d of %d"
	if len(fmt.Sprintf(format, of, of)) > label {
		format = "%d/%d"
	}
	words := fmt.Sprintf(format, at, of)
	if len(words) > label {
		return indent
	}
	return "  " + e.theme.Muted.Render(words) + indent[2+len(words):]
}

// drawMark marks the changed rows with a glyph of their own.
func (f *form) drawMark(e *env, v draft.Field) string {
	switch v.State {
	case draft.Changed, draft.Replaced, draft.Cleared:
		return e.theme.Changed.Render(e.theme.Glyphs.Changed) + " "
	default:
		return "  "
	}
}

// drawLabel pads or cuts the label to its column; a required field carries a
// mark that never is cut off.
func drawLabel(e *env, f *schema.Field, w int) string {
	mark := ""
	if f.Required {
		mark = " " + e.theme.Glyphs.Required
	}
	return text.Column(e.cut(text.Clean(f.Label), w-text.Width(mark))+mark, w)
}

// drawHeading draws a section's title, with its fold where it has one.
func (f *form) drawHeading(e *env, r row, focused bool, w int) string {
	mark := "  "
	if focused {
		mark = e.theme.Marker.Render(e.theme.Glyphs.Marker) + " "
	}
	title := e.cut(e.clean(r.title), w-20)
	if !r.section.Folded {
		return mark + e.theme.Heading.Render(title)
	}
	glyph, hint := e.theme.Glyphs.Folded, " ("+count(len(f.activeOf(r.section)), "field")+")"
	if f.unfolded[r.section.Key] {
		glyph, hint = e.theme.Glyphs.Open, ""
	}
	return mark + e.theme.Heading.Render(glyph+" "+title) + e.theme.Muted.Render(hint)
}

// drawReviewRow draws the last row.
func (f *form) drawReviewRow(e *env, focused bool) string {
	n := len(f.draft.Changes())
	label := "Review changes"
	hint := " (nothing changed)"
	if n > 0 {
		hint = " (" + count(n, "change") + ")"
	}
	if focused {
		return e.theme.Marker.Render(e.theme.Glyphs.Marker) + " " + e.theme.FocusLabel.Render(label) + e.theme.Muted.Render(hint)
	}
	return "  " + e.theme.Label.Render(label) + e.theme.Muted.Render(hint)
}

// bindings are the footer of the form.
func (f *form) bindings() []key.Binding {
	if f.only != nil {
		return f.only.bindings(f)
	}
	k := f.keys
	switch c := f.control.(type) {
	case *dropdown:
		if c.open {
			return []key.Binding{as(k.enter, "choose"), as(k.next, "next"), as(k.back, "close"), k.leave}
		}
		return f.withKeys(as(k.enter, "open"))
	case *secretControl:
		if word := c.revealWord(f.draft); word != "" {
			return f.withKeys(as(k.reveal, word))
		}
	case nil:
		return f.rowBindings()
	}
	return []key.Binding{as(k.next, "next"), k.review, k.help, k.find, as(k.clear, "clear"), k.back, k.leave}
}

// withKeys is the footer that begins with a key of what has the focus.
func (f *form) withKeys(first key.Binding) []key.Binding {
	k := f.keys
	return []key.Binding{first, as(k.next, "next"), k.review, k.help, k.find, k.back, k.leave}
}

// rowBindings are the footer while no field has the focus.
func (f *form) rowBindings() []key.Binding {
	r := f.rows[f.at]
	word := "open"
	switch {
	case r.kind == reviewRow:
		word = "review"
	case f.unfolded[r.section.Key]:
		word = "close"
	}
	return f.withKeys(as(f.keys.enter, word))
}

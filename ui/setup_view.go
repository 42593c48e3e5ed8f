package ui

import (
	"fmt"
	"strings"

	"connwiz/schema/draft"
	"connwiz/ui/text"
)

// draw shows the rail and the page, beside each other where there is room.
func (g *guided) draw(e *env, s size) []string {
	_, area := g.pageArea(s)
	body := g.drawPage(e, area)
	if !g.railed(s) {
		return append([]string{g.drawRailLine(e, s.w-1)}, body...)
	}
	rail := g.drawRail(e)
	lines := make([]string, 0, max(len(rail), len(body)))
	for i := range max(len(rail), len(body)) {
		left, right := strings.Repeat(" ", railWidth), ""
		if i < len(rail) {
			left = rail[i]
		}
		if i < len(body) {
			right = body[i]
		}
		lines = append(lines, strings.TrimRight(left+right, " "))
	}
	return lines
}

// pageArea is the part of the body that the page has, and where it begins.
func (g *guided) pageArea(s size) (at spot, area size) {
	if g.railed(s) {
		return spot{railWidth, 0}, size{s.w - railWidth, s.h}
	}
	return spot{0, 1}, size{s.w, max(1, s.h-1)}
}

// caret is where the focused question has it.
func (g *guided) caret(e *env, s size) (spot, bool) {
	c, ok := g.control.(typed)
	if !ok || g.working != nil {
		return spot{}, false
	}
	from, area := g.pageArea(s)
	lines, row, height := g.drawBody(e, area.w-1, area.h)
	room := max(1, area.h-len(g.pane(e, area.w-1)))
	label := questionWidth(g.page.questions(), area.w-1)
	at := c.caret(e, max(4, area.w-1-indentOf(label)), min(g.control.height(), max(2, area.h-3)))
	at.y += row - g.scrolledTo(row, height, len(lines), room)
	inSight := at.y >= 0 && at.y < room
	return spot{from.x + indentOf(label) + at.x, from.y + at.y}, inSight
}

// drawPage shows the page, scrolled so that the focused row is in sight, and a line
// of help under it.
func (g *guided) drawPage(e *env, s size) []string {
	w := s.w - 1
	if g.working != nil {
		return append([]string{e.theme.Heading.Render(e.cut(g.page.heading, w))}, say(w, g.working.busy+e.theme.Glyphs.Ellipsis)...)
	}
	pane := g.pane(e, w)
	room := max(1, s.h-len(pane))
	lines, from, height := g.drawBody(e, w, s.h)
	top := g.scrolledTo(from, height, len(lines), room)
	out := append(make([]string, 0, s.h), lines[top:min(len(lines), top+room)]...)
	if more := len(lines) - top - room; more > 0 && room > 1 {
		out[room-1] = e.theme.Muted.Render(e.cut(fmt.Sprintf("%s %s: PgDn", e.theme.Glyphs.Ellipsis, count(more+1, "more line")), w))
	}
	for len(out) < room && len(pane) > 0 && !e.inline {
		out = append(out, "")
	}
	return append(out, pane...)
}

// scrolledTo is the first line in sight of a page of so many lines: the focused row
// is in sight, unless the person reads.
func (g *guided) scrolledTo(from, height, total, room int) int {
	view := g.view
	if g.free {
		return max(0, min(view.top, total-room))
	}
	return view.show(from, height, total, room)
}

// measure is what drawing would come to: how many lines the page has, how many are in
// sight, and whether the focused row is among those.
func (g *guided) measure(e *env) (total, room int, seen bool) {
	_, body := bodyOf(e)
	_, area := g.pageArea(body)
	lines, from, height := g.drawBody(e, area.w-1, area.h)
	room = max(1, area.h-len(g.pane(e, area.w-1)))
	top := g.scrolledTo(from, height, len(lines), room)
	last := top + room
	if len(lines) > last && room > 1 {
		last-- // There it says that more follows.
	}
	return len(lines), room, from >= top && from+height <= last
}

// drawBody draws everything that the page has; from and height are where the
// focused row is.
func (g *guided) drawBody(e *env, w, h int) (lines []string, from, height int) {
	airy := h >= tall-4
	air := func() {
		if airy && len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, "")
		}
	}
	if g.railed(size{w + 1 + railWidth, h}) || airy || !strings.EqualFold(g.page.heading, stepWord(g.tour.at)) {
		lines = append(lines, e.theme.Heading.Render(e.cut(g.page.heading, w)))
	}
	if g.page.about != "" && airy {
		lines = append(lines, mutedAll(e, say(w, g.page.about))...)
		air()
	}
	lines = append(lines, drawRemarks(e, w, g.page.lines)...)
	lines = append(lines, g.drawSecret(e, w)...)
	air()
	fields := g.page.questions()
	label := questionWidth(fields, w)
	for i, f := range fields {
		drawn := g.drawQuestion(e, f, i, label, size{w, max(2, h-3)})
		if i == g.focus {
			from, height = len(lines), len(drawn)
		}
		lines = append(lines, drawn...)
	}
	lines = append(lines, drawRemarks(e, w, g.page.notes)...)
	air()
	for i, c := range g.page.choices {
		if i+len(fields) == g.focus {
			from, height = len(lines), 1
		}
		lines = append(lines, g.drawChoice(e, c, i+len(fields) == g.focus, w))
	}
	if g.page.foot != "" {
		air()
		lines = append(lines, mutedAll(e, paragraphs(e, w, g.page.foot))...)
	}
	return lines, from, height
}

// drawSecret shows a key that a person asked to see. It passes the choke point, but
// not the part of it that would take it out again.
func (g *guided) drawSecret(e *env, w int) []string {
	if g.page.secret.Empty() {
		return nil
	}
	return append([]string{"", "The key, encoded:"}, text.Wrap(text.Clean(string(g.page.secret.Reveal())), w)...)
}

// questionWidth gives the labels what they need.
func questionWidth(fields []draft.Field, w int) int {
	widest := 8
	for _, f := range fields {
		widest = max(widest, min(text.Width(f.Label)+2, w*2/5))
	}
	return widest
}

// drawQuestion draws a question with its answer, or with its control where it has
// the focus.
func (g *guided) drawQuestion(e *env, f draft.Field, i, label int, s size) []string {
	name := drawLabel(e, f.Field, label)
	room := max(4, s.w-indentOf(label))
	if i != g.focus || g.control == nil {
		word, plain := valueWord(g.page.fields, f)
		style := e.theme.Muted
		if plain {
			style = e.theme.Value
		}
		return []string{"  " + e.theme.Label.Render(name) + " " + style.Render(e.cut(e.clean(word), room))}
	}
	drawn := g.control.draw(e, g.page.fields, room, min(g.control.height(), s.h))
	lines := []string{e.theme.FocusLabel.Render(e.theme.Glyphs.Marker+" "+name) + " " + drawn[0]}
	for _, line := range drawn[1:] {
		lines = append(lines, strings.Repeat(" ", indentOf(label))+line)
	}
	return lines
}

// drawChoice draws a way on.
func (g *guided) drawChoice(e *env, c choice, focused bool, w int) string {
	label := c.label
	if c.about != "" {
		label += " " + e.clean(c.about)
	}
	label = e.cut(text.Clean(label), w-2)
	if focused {
		return e.theme.FocusLabel.Render(e.theme.Glyphs.Marker + " " + label)
	}
	return "  " + e.theme.Label.Render(label)
}

// pane explains the focused row on one line.
func (g *guided) pane(e *env, w int) []string {
	words := e.clean(g.note)
	if words == "" && g.focus < len(g.rows) {
		words = text.Clean(g.hint(g.rows[g.focus]))
	}
	if words == "" {
		return nil
	}
	lines := text.Wrap(words, w)
	limit := 1
	if e.tall() {
		limit = 2
	}
	if len(lines) > limit {
		lines = lines[:limit]
		lines[limit-1] = e.cut(lines[limit-1]+" "+e.theme.Glyphs.Ellipsis, w-3) + " F1"
	}
	return mutedAll(e, lines)
}

// hint is what there is to say about a row.
func (g *guided) hint(r guidedRow) string {
	if r.field == "" {
		return g.page.choices[r.choice].help
	}
	f, _ := g.page.fields.Field(r.field)
	return f.Tooltip
}

// mutedAll draws lines as an aside.
func mutedAll(e *env, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = e.theme.Muted.Render(line)
	}
	return out
}

// drawRemarks draws what a page says, a glyph before what is good or bad.
func drawRemarks(e *env, w int, all []remark) []string {
	var lines []string
	for _, r := range all {
		lines = append(lines, drawRemark(e, w, r)...)
	}
	return lines
}

// drawRemark wraps one remark behind its glyph.
func drawRemark(e *env, w int, r remark) []string {
	if r.tone == verbatim {
		return drawVerbatim(e, w, r.text)
	}
	glyph, style := r.tone.look(e)
	indent := text.Width(glyph)
	var lines []string
	for i, line := range text.Wrap(e.clean(r.text), max(4, w-indent)) {
		if i == 0 {
			line = glyph + line
		} else {
			line = strings.Repeat(" ", indent) + line
		}
		lines = append(lines, style.Render(line))
	}
	return lines
}

// look is the glyph and the style of a tone.
func (t tone) look(e *env) (glyph string, style styler) {
	gl := e.theme.Glyphs
	switch t {
	case good:
		return gl.Check + " ", e.theme.Success
	case warning:
		return gl.Warn + " ", e.theme.Warning
	case bad:
		return gl.Cross + " ", e.theme.Error
	case item:
		return "  " + gl.Bullet + " ", e.theme.Text
	case aside:
		return "", e.theme.Muted
	default:
		return "", e.theme.Text
	}
}

// drawVerbatim draws what is to be copied, every line as it is; one that is too long
// goes on in the next, as a terminal's own wrapping would.
func drawVerbatim(e *env, w int, s string) []string {
	var lines []string
	for _, line := range e.secrets.CleanLines(s) {
		lines = append(lines, text.Wrap(line, w)...)
	}
	return lines
}

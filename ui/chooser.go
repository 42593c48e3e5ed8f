package ui

import (
	"strings"

	"connwiz/ui/text"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// choiceRow is one row of a chooser: what it is called, what is said beside it, and
// what it stands for.
type choiceRow struct {
	key                 string // tells it from the others
	label, kind, remark string
	search              string // what the filter looks in, "" for what is shown
	dim                 bool   // it can be looked at, not chosen
}

// chooser is a list whose rows typing filters.
type chooser struct {
	rows  []choiceRow
	hits  []int
	query *editor
	at    int
	view  scroller
	noun  string
}

// newChooser is an empty list of nouns.
func newChooser(noun string) *chooser { return &chooser{query: newEditor("", false), noun: noun} }

// show takes rows, keeping the focus on the row that has it.
func (c *chooser) show(rows []choiceRow) {
	focused := ""
	if i := c.focused(); i >= 0 {
		focused = c.rows[i].key
	}
	for i := range rows {
		if rows[i].search == "" {
			rows[i].search = strings.Join([]string{rows[i].label, rows[i].kind, rows[i].remark}, "\n")
		}
		rows[i].search = strings.ToLower(rows[i].search)
	}
	c.rows = rows
	c.filter()
	for i, hit := range c.hits {
		if focused != "" && rows[hit].key == focused {
			c.at = i
		}
	}
}

// focused is the index of the row under the marker, -1 when there is none.
func (c *chooser) focused() int {
	if c.at >= len(c.hits) {
		return -1
	}
	return c.hits[c.at]
}

// filter keeps the rows that have every word of the query.
func (c *chooser) filter() {
	words := strings.Fields(strings.ToLower(c.query.text()))
	c.hits = c.hits[:0]
	for i := range c.rows {
		if hasAll(c.rows[i].search, words) {
			c.hits = append(c.hits, i)
		}
	}
	c.at = max(0, min(c.at, len(c.hits)-1))
}

// filtered reports whether a filter is typed.
func (c *chooser) filtered() bool { return len(c.query.buf) > 0 }

// handle types into the filter and moves; false for keys that mean something else.
func (c *chooser) handle(k tea.KeyMsg, page int) bool {
	last := max(0, len(c.hits)-1)
	switch {
	case k.Type == tea.KeyEsc && c.filtered():
		c.query.wipe()
		c.filter()
	case k.Type == tea.KeyEsc, k.Type == tea.KeyEnter && !k.Paste:
		return false
	case k.Type == tea.KeyUp, k.Type == tea.KeyShiftTab:
		c.at = max(0, c.at-1)
	case k.Type == tea.KeyDown, k.Type == tea.KeyTab:
		c.at = min(last, c.at+1)
	case k.Type == tea.KeyPgDown:
		c.at = min(last, c.at+page)
	case k.Type == tea.KeyPgUp:
		c.at = max(0, c.at-page)
	case k.Type == tea.KeyRunes && !k.Alt, k.Type == tea.KeySpace:
		c.query.insert(k.Runes)
		c.filter()
	default:
		if !c.query.handle(k) {
			return false
		}
		c.filter()
	}
	return true
}

// escape is what Esc does: it clears a filter before it leaves the list.
func (c *chooser) escape() key.Binding {
	if c.filtered() {
		return as(keys().back, clearsFilter)
	}
	return keys().back
}

// noneBindings are the footer where the filter leaves nothing to choose.
func (c *chooser) noneBindings() []key.Binding {
	return []key.Binding{c.escape(), keys().help, keys().leave}
}

// tally says how many rows the filter leaves.
func (c *chooser) tally() string {
	if len(c.hits) == len(c.rows) {
		return count(len(c.rows), c.noun)
	}
	return strings.Replace(count(len(c.hits), "match"), "matchs", "matches", 1) + " of " + count(len(c.rows), c.noun)
}

// draw shows the filter and the rows in sight.
func (c *chooser) draw(e *env, s size) []string {
	lines := []string{drawFilter(e, c.query, c.tally(), s.w-1)}
	if len(c.hits) == 0 {
		return append(lines, paragraphs(e, s.w-1, "Nothing has that. Esc clears the filter.")...)
	}
	rows := max(1, s.h-1)
	cols := c.columns(s.w - 1)
	top := c.view.show(c.at, 1, len(c.hits), rows)
	for i := top; i < min(len(c.hits), top+rows); i++ {
		lines = append(lines, c.drawRow(e, i, cols))
	}
	return lines
}

// caret is in the filter.
func (c *chooser) caret(e *env, s size) spot { return filterCaret(e, c.query, c.tally(), s.w-1) }

// columns are the widths of label, kind and remark; kind and remark share one where
// the window is narrow.
func (c *chooser) columns(w int) [3]int {
	switch {
	case w >= 76:
		return [3]int{w - 2 - 24 - 24, 24, 24}
	case w >= 56:
		return [3]int{w - 2 - 16 - 20, 16, 20}
	default:
		return [3]int{w - 2 - 19, 0, 19}
	}
}

// drawRow draws one row.
func (c *chooser) drawRow(e *env, i int, cols [3]int) string {
	r := c.rows[c.hits[i]]
	marker, style := "  ", styler(e.theme.Text)
	switch {
	case i == c.at:
		marker, style = e.theme.Marker.Render(e.theme.Glyphs.Marker)+" ", e.theme.FocusLabel
	case r.dim:
		style = e.theme.Muted
	}
	cell := func(s string, w int) string {
		if w == 0 {
			return ""
		}
		return text.Column(e.cut(e.clean(s), w-1), w)
	}
	if r.kind == "" && r.remark == "" {
		return marker + style.Render(e.cut(e.clean(r.label), cols[0]+cols[1]+cols[2]))
	}
	line := marker + style.Render(cell(r.label, cols[0]))
	if r.remark == "" {
		return line + e.theme.Muted.Render(strings.TrimRight(cell(r.kind, max(cols[1], cols[2])), " "))
	}
	if cols[1] > 0 {
		line += e.theme.Muted.Render(cell(r.kind, cols[1]))
	}
	return line + e.theme.Warning.Render(strings.TrimRight(cell(r.remark, cols[2]), " "))
}

package ui

import (
	"strings"

	"connwiz/client"
	"connwiz/ui/text"
)

// draw shows the filter and the rows in sight.
func (p *picker) draw(e *env, s size) []string {
	if p.failed != nil {
		return p.failed.draw(e, s)
	}
	lines := []string{drawFilter(e, p.query, p.tally(e), s.w-1)}
	if len(p.hits) == 0 {
		lines = append(lines, paragraphs(e, s.w-1, p.nothing(e))...)
	}
	rows := max(1, s.h-len(lines))
	cols := p.columns(s.w - 1)
	top := p.view.show(p.at, 1, p.last()+1, rows)
	for i := top; i < min(p.last()+1, top+rows); i++ {
		lines = append(lines, p.drawRow(e, i, cols))
	}
	return lines
}

// caret is in the filter.
func (p *picker) caret(e *env, s size) (spot, bool) {
	if p.failed != nil {
		return spot{}, false
	}
	return filterCaret(e, p.query, p.tally(e), s.w-1), true
}

// tally says how many connectors the filter leaves.
func (p *picker) tally(e *env) string {
	tally := count(len(p.hits), "connector")
	if len(p.hits) != len(p.all) {
		tally = count(len(p.hits), "match") + " of " + count(len(p.all), "connector")
	}
	if !p.done {
		tally += e.theme.Glyphs.Ellipsis
	}
	return strings.ReplaceAll(tally, "matchs", "matches")
}

// nothing says why no row is shown.
func (p *picker) nothing(e *env) string {
	switch {
	case !p.done:
		return "Reading the connectors of " + e.host + e.theme.Glyphs.Ellipsis
	case len(p.all) == 0 && p.setup:
		return "No connector exists on this cluster yet."
	case len(p.all) == 0:
		return "No connector exists on this cluster yet. Create one in Kibana or with the connector API, then come back; connwiz demo shows the wizard without a cluster."
	default:
		return "No connector has that. Esc clears the filter."
	}
}

// measure takes the widths of the longest name and service type. They are of all
// connectors: columns that moved with the filter would be hard to follow.
func (p *picker) measure() {
	p.widest.name, p.widest.kind = 0, 0
	for _, c := range p.all {
		p.widest.name = max(p.widest.name, text.Width(text.Clean(p.label(c))))
		p.widest.kind = max(p.widest.kind, text.Width(text.Clean(c.ServiceType)))
	}
}

// columns are the widths of name, service type, status and last seen; the last ones go
// where the window is narrow. Names and types take what the longest of them needs, as
// far as there is room; names take what is left by the others.
func (p *picker) columns(w int) [4]int {
	kind, status, seen := 16, 21, 0
	switch {
	case w >= 76:
		kind, seen = 20, 13
	case w < 56:
		return [4]int{w - 2 - 20, 0, 20, 0}
	}
	kind = max(8, min(kind, p.widest.kind+2))
	return [4]int{max(24, min(w-2-kind-status-seen, p.widest.name+2)), kind, status, seen}
}

// drawRow draws one connector.
func (p *picker) drawRow(e *env, i int, cols [4]int) string {
	if i == len(p.hits) {
		return drawSetupRow(e, i == p.at)
	}
	c := p.all[p.hits[i]]
	marker, style := "  ", styler(e.theme.Text)
	if i == p.at {
		marker, style = e.theme.Marker.Render(e.theme.Glyphs.Marker)+" ", e.theme.FocusLabel
	}
	cell := func(s string, w int) string {
		if w == 0 {
			return ""
		}
		return text.Column(e.cut(e.clean(s), w-1), w)
	}
	line := marker + style.Render(cell(p.label(c), cols[0])) + e.theme.Muted.Render(cell(c.ServiceType, cols[1]))
	line += p.statusStyle(e, c.Status).Render(strings.TrimRight(cell(statusWord(c.Status), cols[2]), " "))
	if cols[3] > 0 {
		pad := cols[2] - text.Width(statusWord(c.Status))
		line += strings.Repeat(" ", max(1, pad)) + e.theme.Muted.Render(ago(c.LastSeen, e.now()))
	}
	return line
}

// statusStyle colours a status; the word says the same.
func (p *picker) statusStyle(e *env, s client.Status) styler {
	switch s {
	case client.Connected:
		return e.theme.Success
	case client.Failed:
		return e.theme.Error
	case client.NeedsConfiguration, client.Created:
		return e.theme.Warning
	default:
		return e.theme.Text
	}
}

package ui

import (
	"strconv"
	"strings"

	"connwiz/client/setup"
	"connwiz/ui/text"
	"connwiz/ui/theme"
)

// railWidth is the width of the rail with the gap behind it.
const railWidth = 18

// railed reports whether there is room for the rail beside the page.
func (g *guided) railed(s size) bool { return s.w >= 72 && s.h >= 12 && !g.page.wide }

// mark is the glyph of a step: done, here, to be done, or not wanted.
func (g *guided) mark(e *env, step setup.Step) string {
	gl := e.theme.Glyphs
	standing := g.tour.trip.fact(step).Standing
	switch {
	case step == g.tour.at:
		return gl.Marker
	case g.tour.trip.skipped[step]:
		return "-"
	case g.tour.trip.survey.Taken.IsZero():
		return todo(gl)
	case standing == setup.Done:
		return gl.Check
	case standing.Settled():
		return "-"
	case g.tour.trip.fact(step).Err != nil:
		return gl.Warn
	}
	return todo(gl)
}

// todo marks a step that is to be done. In ASCII the dot of other places is the
// hyphen, which stands for what is left out here.
func todo(gl theme.Glyphs) string {
	if gl.Dot == "-" {
		return "."
	}
	return gl.Dot
}

// drawRail draws the steps from top to bottom.
func (g *guided) drawRail(e *env) []string {
	var lines []string
	marks := text.Width(e.theme.Glyphs.Check)
	for _, step := range setup.Steps() {
		mark := text.PadRight(g.mark(e, step), marks)
		label := strconv.Itoa(int(step)+1) + " " + stepWord(step)
		if step == g.tour.at {
			lines = append(lines, e.theme.FocusLabel.Render(text.Fit(mark+" "+label, railWidth-1))+" ")
			continue
		}
		lines = append(lines, g.markStyle(e, step).Render(mark)+" "+e.theme.Muted.Render(text.Fit(label, railWidth-2-marks))+" ")
	}
	return lines
}

// markStyle colours a glyph; the glyph says the same.
func (g *guided) markStyle(e *env, step setup.Step) styler {
	switch g.mark(e, step) {
	case e.theme.Glyphs.Check:
		return e.theme.Success
	case e.theme.Glyphs.Warn:
		return e.theme.Warning
	}
	return e.theme.Muted
}

// drawRailLine is the rail on one line, for narrow and low windows.
func (g *guided) drawRailLine(e *env, w int) string {
	words := stepOf(g.tour.at)
	var marks strings.Builder
	for _, step := range setup.Steps() {
		mark := g.mark(e, step)
		if text.Width(mark) > 1 {
			mark = "+" // Here one cell has to do.
		}
		marks.WriteString(mark)
	}
	line := e.theme.FocusLabel.Render(e.cut(words, w))
	if text.Width(words)+2+text.Width(marks.String()) <= w {
		line += "  " + e.theme.Muted.Render(marks.String())
	}
	return line
}

// legend explains the glyphs of the rail.
func (g *guided) legend() string {
	gl := g.tour.trip.e.theme.Glyphs
	return gl.Check + " done, " + gl.Marker + " here, " + todo(gl) + " to be done, - skipped or not needed, " + gl.Warn + " could not be looked at."
}

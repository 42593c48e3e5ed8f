package command

import (
	"strings"

	"connwiz/ui/text"
)

// gap is what stands between two columns.
const gap = "  "

// narrowest is how far a column may shrink.
const narrowest = 6

// table is a list of rows of cleaned text, the headings first.
type table [][]string

// render lays the table out in lines of at most width cells; 0 is as wide as
// needed. The widest columns give way first, those to keep never do: an id that
// was cut can't be typed.
func (t table) render(width int, keep ...int) string { return t.cutBy(text.Ellipsis, width, keep...) }

// lay lays a table out for the terminal, cut with a sign that it has.
func (a *app) lay(t table, keep ...int) string {
	sign := text.Ellipsis
	if look, err := a.look(); err == nil && look.ASCII {
		sign = "..."
	}
	return t.cutBy(sign, a.streams.Width, keep...)
}

// cutBy is render with a sign for what is cut.
func (t table) cutBy(sign string, width int, keep ...int) string {
	widths := t.widths()
	if width > 0 {
		shrink(widths, width, keep...)
	}
	var b strings.Builder
	for _, row := range t {
		line := make([]string, len(row))
		for i, cell := range row {
			line[i] = text.PadRight(text.TruncateTail(cell, widths[i], sign), widths[i])
		}
		b.WriteString(strings.TrimRight(strings.Join(line, gap), " ") + "\n")
	}
	return b.String()
}

// widths returns what each column would like.
func (t table) widths() []int {
	var widths []int
	for _, row := range t {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], text.Width(cell))
		}
	}
	return widths
}

// total is the width of a line.
func total(widths []int) int {
	sum := len(gap) * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

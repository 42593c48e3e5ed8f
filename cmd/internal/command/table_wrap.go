package command

import (
	"slices"
	"strings"

	"connwiz/ui/text"
)

// widestColumn is how many cells a column may take that isn't the last one: a
// single huge name must not push everything else out of sight.
const widestColumn = 32

// wrap lays the table out as render does, but breaks what is too long for its
// column instead of cutting it. With a width of 0 nothing is broken: what is too
// long stands out of its column.
func (t table) wrap(width int) string {
	widths := t.widths()
	for i := range widths[:max(0, len(widths)-1)] {
		widths[i] = min(widths[i], widestColumn)
	}
	if width > 0 {
		shrink(widths, width)
	}
	var b strings.Builder
	for _, row := range t {
		for _, line := range wrapRow(row, widths, width > 0) {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.String()
}

// shrink makes the widest columns give way until a line of all fits.
func shrink(widths []int, width int, keep ...int) {
	for total(widths) > width {
		widest := -1
		for i, w := range widths {
			if !slices.Contains(keep, i) && w > narrowest && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// wrapRow breaks the cells of a row into lines beside each other.
func wrapRow(r []string, widths []int, broken bool) []string {
	if !broken {
		padded := make([]string, len(r))
		for i, cell := range r {
			padded[i] = text.PadRight(cell, widths[i])
		}
		return []string{strings.Join(padded, gap)}
	}
	columns, height := make([][]string, len(r)), 1
	for i, cell := range r {
		columns[i] = text.Wrap(cell, widths[i])
		height = max(height, len(columns[i]))
	}
	lines := make([]string, height)
	for at := range lines {
		parts := make([]string, len(r))
		for i, column := range columns {
			part := ""
			if at < len(column) {
				part = column[at]
			}
			parts[i] = text.PadRight(part, widths[i])
		}
		lines[at] = strings.Join(parts, gap)
	}
	return lines
}

// stack lays the rows out one under another, for windows too narrow for columns:
// the first two cells on a line, the others indented under it.
func (t table) stack(width int) string {
	var b strings.Builder
	for _, row := range t {
		indent := ""
		for i, cell := range append([]string{strings.Join(row[:min(2, len(row))], gap)}, row[min(2, len(row)):]...) {
			if cell == "" {
				continue
			}
			if i > 0 {
				indent = gap
			}
			for _, line := range text.Wrap(cell, width-len(indent)) {
				b.WriteString(indent + line + "\n")
			}
		}
	}
	return b.String()
}

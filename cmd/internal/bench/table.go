package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// table holds the numbers by row and subject.
type table struct {
	subjects []subject
	cells    map[string]map[string]float64
}

func newTable(all []subject) *table { return &table{all, map[string]map[string]float64{}} }

func (t *table) set(row string, s subject, value float64) {
	if t.cells[row] == nil {
		t.cells[row] = map[string]float64{}
	}
	t.cells[row][s.name] = value
}

// budget is the most that a row may come to; cell is that of the renderer that
// sends changed cells only, which is the usual one, where it differs.
type budget struct {
	row  string
	most float64
	cell float64
}

// unlimited marks rows that are only told.
const unlimited = -1

// budgets are all rows in the order of the table.
func budgets() []budget {
	return []budget{
		{row: rowVersion, most: 20}, {row: rowFrame, most: 60}, {row: rowSilent, most: 60}, {row: rowFrameBytes, most: unlimited},
		{row: rowForm, most: unlimited}, {row: rowFormBytes, most: 1300, cell: 700},
		{row: rowKey, most: 110, cell: 10}, {row: rowFirstKey, most: unlimited}, {row: rowMove, most: 250, cell: 60},
		{row: rowLatency, most: unlimited}, {row: rowIdleBytes, most: 0}, {row: rowWakeUps, most: unlimited},
		{row: rowRSS, most: 25}, {row: rowSize, most: 16}, {row: rowView, most: 0.5}, {row: rowView2000, most: 2},
		{row: rowKey18, most: unlimited}, {row: rowKey2000, most: unlimited}, {row: rowPicker, most: 2}, {row: rowPaste, most: 10},
		{row: rowCheck, most: unlimited},
	}
}

// of returns the budget for the renderer of a subject.
func (b budget) of(s subject) float64 {
	if b.cell > 0 && !strings.HasSuffix(s.name, " line") {
		return b.cell
	}
	return b.most
}

// words says the budget; the one of the cell renderer comes second.
func (b budget) words() string {
	switch {
	case b.most == unlimited:
		return ""
	case b.cell > 0:
		return fmt.Sprintf("%s / %s", number(b.most), number(b.cell))
	default:
		return number(b.most)
	}
}

// print writes the table; "!" marks what misses its budget.
func (t *table) print(out io.Writer) error {
	lines := [][]string{t.line("80x24, 18 fields", "budget", func(s subject) string { return s.name })}
	for _, b := range budgets() {
		lines = append(lines, t.line(b.row, b.words(), func(s subject) string { return t.cell(b, s) }))
	}
	widths := make([]int, len(lines[0]))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, line := range lines {
		fmt.Fprintf(out, "%-*s", widths[0], line[0])
		for i, cell := range line[1:] {
			fmt.Fprintf(out, "  %*s", widths[i+1], cell)
		}
		fmt.Fprintln(out)
	}
	_, err := fmt.Fprintln(out, "\n! misses its budget. Of two budgets the first is for --renderer line.")
	return err
}

// line is one line of the table: ours, the budget, the peers.
func (t *table) line(row, budget string, cell func(subject) string) []string {
	line := []string{row}
	for _, s := range t.subjects {
		if s.ours {
			line = append(line, cell(s))
		}
	}
	line = append(line, budget)
	for _, s := range t.subjects {
		if !s.ours {
			line = append(line, cell(s))
		}
	}
	return line
}

func (t *table) cell(b budget, s subject) string {
	value, measured := t.cells[b.row][s.name]
	switch {
	case !measured:
		return "–"
	case s.ours && b.of(s) != unlimited && value > b.of(s):
		return "! " + number(value)
	default:
		return number(value)
	}
}

// number writes three digits, and no more than are there.
func number(v float64) string {
	switch {
	case v == float64(int(v)) || v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}

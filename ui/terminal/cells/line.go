package cells

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is one column of one row: a grapheme cluster, or "" where the cluster to the
// left is wider than one column.
type cell struct {
	text  string
	style style
}

// blank is what an erased cell holds.
var blank = cell{text: " "}

// line is one row of a frame without the blanks at its end.
type line struct {
	source string // what it was read from, and the style there
	before style
	after  style // the style at its end, in which the next line goes on
	cells  []cell
	// odd says that terminals disagree about the width of something in it.
	odd bool
}

// at returns the cell in a column.
func (l *line) at(x int) cell {
	if x < len(l.cells) {
		return l.cells[x]
	}
	return blank
}

// equal reports whether both look the same.
func (l *line) equal(other *line) bool {
	if len(l.cells) != len(other.cells) {
		return false
	}
	for x, c := range l.cells {
		if c != other.cells[x] {
			return false
		}
	}
	return true
}

// read reads a line that begins in a style and is cut at a width.
func read(source string, before style, width int) line {
	l := line{source: source, before: before, after: before}
	l.cells = make([]cell, 0, min(len(source), width))
	for rest := source; len(rest) > 0; {
		rest = rest[l.next(rest, width):]
	}
	n := len(l.cells)
	for n > 0 && l.cells[n-1] == blank {
		n--
	}
	l.cells = l.cells[:n]
	return l
}

// next takes the next piece of the source and returns its length.
func (l *line) next(s string, width int) int {
	c := s[0]
	switch {
	case c == '\x1b':
		return l.sequence(s)
	case c == '\t':
		l.add(" ", 1, width)
		return 1
	case c < ' ' || c == 0x7f:
		return 1
	case c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf):
		l.add(s[:1], 1, width)
		return 1
	}
	if r, size := utf8.DecodeRuneInString(s); r == utf8.RuneError && size == 1 || unicode.IsControl(r) {
		return size
	}
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	l.add(cluster, ansi.StringWidth(cluster), width)
	return len(cluster)
}

// sequence takes an escape sequence.
func (l *line) sequence(s string) int {
	seq, _, n, _ := ansi.DecodeSequence(s, ansi.NormalState, nil)
	if params, ok := strings.CutPrefix(seq, "\x1b["); ok {
		if params, ok = strings.CutSuffix(params, "m"); ok {
			l.after = l.after.apply(params)
		}
	}
	return max(n, 1)
}

// add appends a cluster of some columns, if there is room for all of it.
func (l *line) add(cluster string, columns, width int) {
	n := len(l.cells)
	if n+columns > width {
		for ; n < width; n++ {
			l.cells = append(l.cells, blank)
		}
		return
	}
	if columns == 0 { // a mark that stands alone
		if n > 0 && l.cells[n-1].text != "" {
			l.cells[n-1].text += cluster
			l.odd = true
		}
		return
	}
	c := cell{text: cluster, style: l.after}
	if cluster == " " && !c.style.marks() {
		c = blank
	}
	l.odd = l.odd || !settled(cluster, columns)
	l.cells = append(l.cells, c)
	for range columns - 1 {
		l.cells = append(l.cells, cell{style: l.after})
	}
}

// settled reports whether terminals agree on the width of a cluster: one letter of
// one column, or one of the scripts that have always taken two.
func settled(cluster string, columns int) bool {
	r, size := utf8.DecodeRuneInString(cluster)
	if size != len(cluster) {
		return false
	}
	return columns == 1 || columns == 2 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

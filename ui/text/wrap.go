package text

import "strings"

// Wrap breaks plain text into lines of at most the given cells: at spaces where it
// can, inside a word that is longer than a line where it must, never inside a
// grapheme cluster. Line breaks in s are kept. A cluster that is wider than
// a whole line shows as "?". Style after wrapping, not before.
func Wrap(s string, cells int) []string {
	w := wrapper{cells: max(cells, 1)}
	for paragraph := range strings.SplitSeq(s, "\n") {
		w.paragraph(paragraph)
	}
	return w.lines
}

type wrapper struct {
	cells int
	lines []string
	line  strings.Builder
	used  int
}

func (w *wrapper) paragraph(s string) {
	for s != "" {
		gap := len(s) - len(strings.TrimLeft(s, " "))
		word, _, _ := strings.Cut(s[gap:], " ")
		w.word(gap, word)
		s = s[gap+len(word):]
	}
	w.flush()
}

// word places one word and the spaces before it. Spaces at a break vanish.
func (w *wrapper) word(gap int, word string) {
	width := Width(word)
	switch {
	case w.used+gap+width <= w.cells:
		w.put(strings.Repeat(" ", gap), gap)
		w.put(word, width)
		return
	case width > w.cells && w.used+gap < w.cells:
		// It breaks anyway, so it may as well begin here.
		w.put(strings.Repeat(" ", gap), gap)
	case w.used > 0:
		w.flush()
	}
	w.hard(word)
}

// hard places a word cluster by cluster.
func (w *wrapper) hard(word string) {
	for word != "" {
		cluster, width := first(word)
		word = word[len(cluster):]
		if width > w.cells {
			cluster, width = "?", 1
		}
		if w.used+width > w.cells {
			w.flush()
		}
		w.put(cluster, width)
	}
}

func (w *wrapper) put(s string, width int) {
	w.line.WriteString(s)
	w.used += width
}

func (w *wrapper) flush() {
	w.lines = append(w.lines, w.line.String())
	w.line.Reset()
	w.used = 0
}

// WrapWords breaks plain text into lines of at most the given cells, at spaces only: a
// word that is longer than a line, as an address may be, stays whole, so that it can
// be copied whole. Spaces at the beginning of s stand before every line; at the end of
// a line there are none.
func WrapWords(s string, cells int) []string {
	indent := s[:len(s)-len(strings.TrimLeft(s, " "))]
	var lines []string
	line, used := "", 0
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' }) {
		width := Width(word)
		switch {
		case line == "":
			line, used = indent+word, len(indent)+width
		case used+1+width <= cells:
			line, used = line+" "+word, used+1+width
		default:
			lines = append(lines, line)
			line, used = indent+word, len(indent)+width
		}
	}
	return append(lines, line)
}

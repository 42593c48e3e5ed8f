package serviceconfig

import (
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// splice puts text in the place of what is between two offsets.
type splice struct {
	from, to int
	text     string
	last     bool // at the end of the file: after others at the same place
}

// lines knows where the lines of a text begin.
type lines struct {
	text   string
	starts []int
	end    string // how lines end here
}

func newLines(text string) *lines {
	l := &lines{text: text, starts: []int{0}, end: "\n"}
	for i := range len(text) {
		if text[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	if strings.Contains(text, "\r\n") {
		l.end = "\r\n"
	}
	return l
}

// start is the offset of a line, of which the first is 1; beyond the last one it
// is the end.
func (l *lines) start(line int) int {
	if line > len(l.starts) {
		return len(l.text)
	}
	return l.starts[line-1]
}

// line returns a line without its end.
func (l *lines) line(n int) string {
	return strings.TrimRight(l.text[l.start(n):l.start(n+1)], "\r\n")
}

// offset is where a node begins; its column counts characters.
func (l *lines) offset(n *yaml.Node) int {
	at := l.start(n.Line)
	for range n.Column - 1 {
		_, size := utf8.DecodeRuneInString(l.text[at:])
		at += size
	}
	return min(at, len(l.text))
}

// after makes a splice that puts whole lines after a line.
func (l *lines) after(line int, added []string) splice {
	at := l.start(line + 1)
	text := strings.Join(added, l.end) + l.end
	if at > 0 && l.text[at-1] != '\n' { // the last line has no end
		text = l.end + strings.TrimSuffix(text, l.end)
	}
	return splice{from: at, to: at, text: text}
}

// lastOf returns the last line with content from one line on, before another.
func (l *lines) lastOf(from, before int) int {
	last := from
	for n := from; n < before && n <= len(l.starts); n++ {
		text := l.line(n)
		if marker(text) {
			break
		}
		if trimmed := strings.TrimSpace(text); trimmed != "" && trimmed[0] != '#' {
			last = n
		}
	}
	return last
}

// marker recognises the end of a document.
func marker(line string) bool {
	return line == "..." || line == "---" || strings.HasPrefix(line, "... ") || strings.HasPrefix(line, "--- ")
}

// indent is the white space at the beginning of a line.
func indent(line string) string { return line[:len(line)-len(strings.TrimLeft(line, " "))] }

// apply puts all splices in. Of two at one place the first comes first.
func apply(text string, splices []splice) string {
	sorted := slices.Clone(splices)
	slices.SortStableFunc(sorted, func(a, b splice) int {
		switch {
		case a.from != b.from || a.last == b.last:
			return a.from - b.from
		case a.last:
			return 1
		default:
			return -1
		}
	})
	var out strings.Builder
	at := 0
	for _, s := range sorted {
		out.WriteString(text[at:s.from])
		out.WriteString(s.text)
		at = s.to
	}
	out.WriteString(text[at:])
	return out.String()
}

// token returns the end of the scalar that begins at an offset, when it is on one
// line.
func token(text string, at int) (end int, ok bool) {
	rest := text[at:]
	if stop := strings.IndexAny(rest, "\r\n"); stop >= 0 {
		rest = rest[:stop]
	}
	switch {
	case rest == "":
		return at, true
	case rest[0] == '\'':
		for i := 1; i < len(rest); i++ {
			if rest[i] == '\'' {
				if i+1 < len(rest) && rest[i+1] == '\'' {
					i++
					continue
				}
				return at + i + 1, true
			}
		}
		return 0, false
	case rest[0] == '"':
		for i := 1; i < len(rest); i++ {
			switch rest[i] {
			case '\\':
				i++
			case '"':
				return at + i + 1, true
			}
		}
		return 0, false
	case strings.ContainsRune("|>&*!{[", rune(rest[0])):
		return 0, false
	}
	if stop := strings.Index(rest, " #"); stop >= 0 {
		rest = rest[:stop]
	}
	return at + len(strings.TrimRight(rest, " \t")), true
}

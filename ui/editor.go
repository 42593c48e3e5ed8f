package ui

import (
	"unicode"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"
)

// editor is the text buffer of one focused field: one line or many, shown or
// masked. It is our own since the library's inputs turn a pasted line break into
// a space, stop at line 99, have no mask for several lines and print what they
// hold with %+v. The buffer is cleared whenever it moves or is given up.
type editor struct {
	buf  []rune
	at   int // cursor, as an index into buf
	many bool
	// goal is the column that Up and Down aim for, -1 when unset.
	goal int
}

// newEditor holds text with the cursor at its end.
func newEditor(text string, many bool) *editor {
	r := []rune(text)
	return &editor{buf: r, at: len(r), many: many, goal: -1}
}

// newSecretEditor is newEditor for a secret, of which it makes no other copy.
func newSecretEditor(secret []byte, many bool) *editor {
	ed := &editor{buf: make([]rune, 0, utf8.RuneCount(secret)), many: many, goal: -1}
	for len(secret) > 0 {
		r, size := utf8.DecodeRune(secret)
		ed.buf = append(ed.buf, r)
		secret = secret[size:]
	}
	ed.at = len(ed.buf)
	return ed
}

// String hides the content from every printed form.
func (ed *editor) String() string { return "editor" }

// GoString hides the content from %#v.
func (ed *editor) GoString() string { return "editor" }

// text is the content.
func (ed *editor) text() string { return string(ed.buf) }

// bytes is the content in memory that the caller owns and can clear.
func (ed *editor) bytes() []byte {
	n := 0
	for _, r := range ed.buf {
		n += len(string(r))
	}
	out := make([]byte, 0, n)
	for _, r := range ed.buf {
		out = append(out, string(r)...)
	}
	return out
}

// wipe clears the content from memory.
func (ed *editor) wipe() {
	clear(ed.buf[:cap(ed.buf)])
	ed.buf, ed.at = nil, 0
}

// lines is the number of lines.
func (ed *editor) lines() int {
	n := 1
	for _, r := range ed.buf {
		if r == '\n' {
			n++
		}
	}
	return n
}

// place is the number of the cursor's line and that of all lines, where they are more
// than are shown.
func (ed *editor) place(shown int) (at, of int) {
	if of = ed.lines(); of <= shown {
		return 0, 0
	}
	for _, r := range ed.buf[:ed.at] {
		if r == '\n' {
			at++
		}
	}
	return at + 1, of
}

// insert puts text at the cursor. CR and CRLF become LF. When the editor holds
// one line and the text has several, nothing is taken and ok is false.
func (ed *editor) insert(text []rune) (ok bool) {
	text = normalised(text)
	defer clear(text)
	if !ed.many {
		if n := len(text); n > 0 && text[n-1] == '\n' {
			text = text[:n-1]
		}
		for _, r := range text {
			if r == '\n' {
				return false
			}
		}
	}
	ed.reserve(len(text))
	n := len(ed.buf)
	ed.buf = ed.buf[:n+len(text)]
	copy(ed.buf[ed.at+len(text):], ed.buf[ed.at:n])
	copy(ed.buf[ed.at:], text)
	ed.at += len(text)
	ed.goal = -1
	return true
}

// reserve makes room for n more runes; a buffer that is given up is cleared.
func (ed *editor) reserve(n int) {
	if len(ed.buf)+n <= cap(ed.buf) {
		return
	}
	grown := make([]rune, len(ed.buf), 2*len(ed.buf)+n+64)
	copy(grown, ed.buf)
	clear(ed.buf[:cap(ed.buf)])
	ed.buf = grown
}

// normalised drops control characters other than tab and line breaks and turns
// CR and CRLF into LF.
func normalised(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for i, r := range text {
		switch {
		case r == '\r':
			if i+1 == len(text) || text[i+1] != '\n' {
				out = append(out, '\n')
			}
		case r == '\n' || r == '\t' || !unicode.IsControl(r):
			out = append(out, r)
		}
	}
	return out
}

// delete removes buf[from:to].
func (ed *editor) delete(from, to int) {
	from, to = max(0, from), min(len(ed.buf), to)
	if from >= to {
		return
	}
	n := len(ed.buf) - (to - from)
	copy(ed.buf[from:], ed.buf[to:])
	clear(ed.buf[n:])
	ed.buf, ed.at, ed.goal = ed.buf[:n], from, -1
}

// handle reacts to an editing key and reports whether it was one. Up, Down and the
// keys of pages are taken only while there is a line to go to.
func (ed *editor) handle(msg tea.KeyMsg) (taken bool) {
	switch msg.String() {
	case "left":
		ed.move(ed.before())
	case "right":
		ed.move(ed.behind())
	case "home", "ctrl+a":
		ed.move(ed.lineStart())
	case "end", "ctrl+e":
		ed.move(ed.lineEnd())
	case "ctrl+left", "alt+left":
		ed.move(ed.wordStart())
	case "ctrl+right", "alt+right":
		ed.move(ed.wordEnd())
	case "backspace", "ctrl+h":
		ed.delete(ed.before(), ed.at)
	case "delete":
		ed.delete(ed.at, ed.behind())
	case "ctrl+w", "alt+backspace":
		ed.delete(ed.wordStart(), ed.at)
	case "ctrl+k":
		ed.delete(ed.at, ed.lineEnd())
	case "up":
		return ed.vertical(-1)
	case "down":
		return ed.vertical(1)
	case "pgup":
		return ed.page(-1)
	case "pgdown":
		return ed.page(1)
	default:
		return false
	}
	return true
}

package serve

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// mostLine is how long a line may become that a person edits.
const mostLine = 1 << 20

// The keys that edit a line, as terminals have them (termios(3), with Linux's
// defaults).
const (
	endKey    = 0x04 // Ctrl+D
	eraseKey  = 0x7f
	eraseKey2 = 0x08 // Ctrl+H
	killKey   = 0x15 // Ctrl+U
	wordKey   = 0x17 // Ctrl+W
	bell      = "\a"
)

// lineEdit makes lines out of keys.
type lineEdit struct {
	line  []byte // being edited
	ready []byte // finished, not read yet
	ended bool   // Ctrl+D on an empty line: the input ends after what is ready
	cr    bool   // the last key was CR: LF is a part of it
}

// press takes keys from a queue, up to the end of a line, and returns what the
// terminal shall show.
func (e *lineEdit) press(queue *[]byte) (shown []byte) {
	var out bytes.Buffer
	for len(*queue) > 0 && len(e.ready) == 0 && !e.ended {
		c := (*queue)[0]
		(*queue)[0] = 0
		*queue = (*queue)[1:]
		out.WriteString(e.key(c))
	}
	return out.Bytes()
}

// key takes one key and returns what it shows.
func (e *lineEdit) key(c byte) string {
	after := e.cr
	e.cr = c == '\r'
	switch {
	case c == '\n' && after:
		return ""
	case c == '\r' || c == '\n':
		e.finish('\n')
		return "\r\n"
	case c == endKey:
		e.ended = len(e.line) == 0
		e.finish()
		return ""
	case c == eraseKey || c == eraseKey2:
		_, size := utf8.DecodeLastRune(e.line)
		return e.erase(size)
	case c == killKey:
		return e.erase(len(e.line))
	case c == wordKey:
		kept := bytes.TrimRightFunc(bytes.TrimRightFunc(e.line, unicode.IsSpace), func(r rune) bool { return !unicode.IsSpace(r) })
		return e.erase(len(e.line) - len(kept))
	case len(e.line) >= mostLine:
		return bell
	}
	e.line = append(e.line, c)
	return echoed(c)
}

// echoed is how a typed byte looks: controls as ^X, so that they do nothing.
func echoed(c byte) string {
	if c < ' ' && c != '\t' {
		return "^" + string(rune(c+'@'))
	}
	return string([]byte{c})
}

// finish makes the line ready, with what ends it.
func (e *lineEdit) finish(end ...byte) {
	e.ready = append(append(e.ready, e.line...), end...)
	clear(e.line)
	e.line = nil
}

// erase takes the last bytes off the line and returns what takes them off the
// screen.
func (e *lineEdit) erase(n int) string {
	gone := e.line[len(e.line)-n:]
	width := uniseg.StringWidth(string(gone))
	for _, c := range gone {
		if c < ' ' && c != '\t' {
			width += 2 // shown as ^X
		}
	}
	clear(gone)
	e.line = e.line[:len(e.line)-n]
	return strings.Repeat("\b \b", width)
}

// rest gives up what was typed, edited or not.
func (e *lineEdit) rest() []byte {
	rest := append(e.ready, e.line...)
	e.ready, e.line = nil, nil
	return rest
}

// forget drops everything.
func (e *lineEdit) forget() {
	clear(e.line)
	clear(e.ready)
	*e = lineEdit{}
}

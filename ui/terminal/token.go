package terminal

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// kind sorts the pieces of input.
type kind int

const (
	junk       kind = iota // dropped: broken bytes, replies, mouse and focus reports
	letter                 // one printable character
	enter                  // CR, LF or CRLF
	tab                    // HT
	key                    // any other key: a control character or a sequence
	pasteStart             // the brackets of a paste
	pasteEnd
)

// token is one piece of input with the bytes it came as.
type token struct {
	kind  kind
	bytes []byte
}

const (
	esc = 0x1b
	bel = 0x07
	// longest is how many bytes a control sequence of a key or a report can have.
	longest = 64
	// consoleKey and mouseX10 are how many bytes follow ESC [ [ and ESC [ M.
	consoleKey = 1
	mouseX10   = 3
)

// next reads one token from the start of b, which is not empty. With ok false more
// bytes are needed to tell what it is.
func next(b []byte) (t token, ok bool) {
	switch c := b[0]; {
	case c == esc:
		return nextEscape(b)
	case c == '\r' && len(b) > 1 && b[1] == '\n':
		return token{enter, b[:2]}, true
	case c == '\r' || c == '\n':
		return token{enter, b[:1]}, true
	case c == '\t':
		return token{tab, b[:1]}, true
	case c < ' ' || c == 0x7f:
		return token{key, b[:1]}, true
	case c < utf8.RuneSelf:
		return token{letter, b[:1]}, true
	}
	return nextRune(b)
}

func nextRune(b []byte) (token, bool) {
	if !utf8.FullRune(b) {
		return token{}, false
	}
	r, size := utf8.DecodeRune(b)
	if r == utf8.RuneError && size == 1 || unicode.IsControl(r) {
		return token{junk, b[:size]}, true
	}
	return token{letter, b[:size]}, true
}

// nextEscape reads what begins with ESC: a sequence, a character with Alt, or the
// Esc key.
func nextEscape(b []byte) (token, bool) {
	if len(b) < 2 {
		return token{}, false
	}
	switch b[1] {
	case '[':
		return nextCSI(b)
	case 'O':
		return nextSS3(b)
	case ']', 'P', 'X', '^', '_':
		return nextString(b)
	case esc:
		return nextDouble(b)
	}
	t, ok := next(b[1:]) // Alt
	switch {
	case !ok:
		return token{}, false
	case t.kind == junk:
		return token{junk, b[:1+len(t.bytes)]}, true
	case t.kind == enter:
		return token{key, b[:2]}, true
	}
	return token{key, b[:1+len(t.bytes)]}, true
}

// nextDouble reads ESC ESC: Alt with an arrow key in some terminals, the Esc key
// and another sequence otherwise.
func nextDouble(b []byte) (token, bool) {
	if len(b) < 3 {
		return token{}, false
	}
	if b[2] != '[' && b[2] != 'O' {
		return token{key, b[:1]}, true
	}
	t, ok := nextEscape(b[1:])
	if !ok {
		return token{}, false
	}
	if t.kind != key {
		return token{key, b[:1]}, true
	}
	return token{key, b[:1+len(t.bytes)]}, true
}

// nextCSI reads ESC [, parameters, intermediates and a final byte.
func nextCSI(b []byte) (token, bool) {
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case i == 2 && c == '[': // a function key of the Linux console
			return nextFixed(b, key, consoleKey)
		case i == 2 && c == 'M': // a mouse report in the oldest form
			return nextFixed(b, junk, mouseX10)
		case c == '$' && isNumber(b[2:i]): // a shifted key of rxvt
			return token{key, b[:i+1]}, true
		case c >= 0x40 && c <= 0x7e:
			return token{sortCSI(b[:i+1]), b[:i+1]}, true
		case c < 0x20 || c > 0x7e || i >= longest:
			return token{junk, b[:i]}, true // torn for good
		}
	}
	return token{}, false
}

// nextFixed reads ESC [, a character and n more, none of which is a control.
func nextFixed(b []byte, k kind, n int) (token, bool) {
	for i := 3; i < 3+n; i++ {
		if i == len(b) {
			return token{}, false
		}
		if b[i] < ' ' {
			return token{junk, b[:i]}, true // torn for good
		}
	}
	return token{k, b[:3+n]}, true
}

// isNumber reports whether b is one number, or empty.
func isNumber(b []byte) bool {
	return len(bytes.Trim(b, "0123456789")) == 0
}

// nextSS3 reads ESC O, in old terminals a modifier, and a final byte.
func nextSS3(b []byte) (token, bool) {
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c >= '0' && c <= '9' || c == ';':
			if i >= longest {
				return token{junk, b[:i]}, true
			}
		case c >= 0x40 && c <= 0x7e:
			return token{key, b[:i+1]}, true
		default: // it was Alt+O
			return token{key, b[:2]}, true
		}
	}
	return token{}, false
}

// nextString reads OSC, DCS, SOS, PM and APC up to their end. No key sends one, so
// all of them are answers of the terminal.
func nextString(b []byte) (token, bool) {
	for i := 2; i < len(b); i++ {
		switch b[i] {
		case bel, 0x18, 0x1a: // BEL, or given up with CAN or SUB
			return token{junk, b[:i+1]}, true
		case esc:
			if i+1 == len(b) {
				return token{}, false
			}
			if b[i+1] == '\\' {
				return token{junk, b[:i+2]}, true
			}
			return token{junk, b[:i]}, true
		}
	}
	return token{}, false
}

var (
	pasteOpen  = []byte("\x1b[200~")
	pasteClose = []byte("\x1b[201~")
)

// sortCSI tells keys from what terminals report.
func sortCSI(seq []byte) kind {
	params, final := seq[2:len(seq)-1], seq[len(seq)-1]
	switch {
	case bytes.Equal(seq, pasteOpen):
		return pasteStart
	case bytes.Equal(seq, pasteClose):
		return pasteEnd
	case isReport(params, final):
		return junk
	}
	return key
}

// isReport recognises by their shape the answers to DA1, DA2, DSR, DECXCPR, DECRQM,
// DECREQTPARM, XTWINOPS and kitty's keyboard query, mouse and focus reports. The
// shape decides, not the time: an answer may come as late as it likes.
func isReport(params []byte, final byte) bool {
	private := len(params) > 0 && bytes.IndexByte([]byte("?<=>"), params[0]) >= 0
	switch final {
	case 'R':
		return private || isPosition(params)
	case 'c', 'n', 't', 'x', 'y': // bare, these are keys of rxvt
		return len(params) > 0
	case 'I', 'O':
		return len(params) == 0
	case 'M', 'm':
		return true
	}
	return private
}

// isPosition tells a cursor position (row;column) from F3 with modifiers, which
// xterm writes as 1;2 up to 1;16. In the first row and such a column a report is
// taken for the key, which does nothing here.
func isPosition(params []byte) bool {
	row, column, both := bytes.Cut(params, []byte(";"))
	if !both {
		return false
	}
	low := len(column) == 1 || len(column) == 2 && column[0] == '1' && column[1] <= '6'
	return string(row) != "1" || !low || string(column) == "1"
}

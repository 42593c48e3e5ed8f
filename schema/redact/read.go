package redact

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// reading is a text in plain letters: every escape undone, every backslash gone,
// and line breaks and tabs as the letters that escapes write them with. That no
// escape is kept makes reading a text twice, or one that was escaped twice, the
// same as reading it once.
type reading struct {
	letters []byte
	from    []int // where each letter begins in the text; nil: letters are the text
	to      []int // where it ends
}

// span is the part of the text that letters from to to came from.
func (r reading) span(from, to int) span {
	if r.from == nil {
		return span{from, to}
	}
	return span{r.from[from], r.to[to-1]}
}

// part is the part of the text that letters came from; of base64 with all that
// stands around it, whose letters tell of the secret too. What was found before
// isn't looked at again.
func (r reading) part(text string, from, to int, coded bool, found spans) span {
	if found.holds(r.span(to-1, to)) {
		return r.span(from, to)
	}
	for coded && from > 0 && r.isBase64(text, from-1) && !found.holds(r.span(from-1, from)) {
		from--
	}
	for coded && to < len(r.letters) && (r.isBase64(text, to) || r.letters[to] == '=') {
		to++
	}
	return r.span(from, to)
}

// isBase64 reports whether a letter is one of base64, and was written as one.
func (r reading) isBase64(text string, i int) bool {
	c, written := r.letters[i], text[r.span(i, i+1).from]
	return (isBase64(c) || c == ' ') && (written == c && c != ' ' || written == '+' || written == '%')
}

// escapes reports whether a text holds anything that a reading changes: almost no
// label does.
func escapes(text string) bool { return strings.ContainsAny(text, "\\%&+\n\r\t") }

// read reads a text. The letters are made in a buffer of their final size.
func read(text []byte) reading {
	// An escape is never shorter than what it stands for.
	r := reader{text: text, reading: reading{
		letters: make([]byte, 0, len(text)), from: make([]int, 0, len(text)), to: make([]int, 0, len(text)),
	}}
	for r.at < len(text) {
		r.next()
	}
	return r.reading
}

// reader makes a reading.
type reader struct {
	reading
	text    []byte
	at      int
	slashed int // where the backslashes before at begin, if escaped
	escaped bool
}

// next reads one letter, or one backslash.
func (r *reader) next() {
	start := r.at
	c, size := unwrap(r.text[r.at:])
	if c == '\\' {
		if !r.escaped {
			r.escaped, r.slashed = true, start
		}
		r.at += size
		return
	}
	if r.escaped && size == 1 && r.numbered(c) {
		r.escaped = false
		return
	}
	r.at += size
	if r.escaped && !isWordLetter(c) {
		start = r.slashed // the backslashes are there for this letter
	}
	r.escaped = false
	r.put(start, plainLetter(c))
}

// plainLetter is how a letter is read wherever it stands.
func plainLetter(c byte) byte {
	switch c {
	case '\n':
		return 'n'
	case '\r':
		return 'r'
	case '\t':
		return 't'
	case '+': // what a query makes of a blank
		return ' '
	}
	return c
}

// put notes letters that came from start to here.
func (r *reader) put(start int, letters ...byte) {
	for _, c := range letters {
		r.letters, r.from, r.to = append(r.letters, c), append(r.from, start), append(r.to, r.at)
	}
}

// numbered reads a character written by its number after a backslash: \x41 of
// Python, \u0041 of JSON, \U00000041 of Python. It leaves anything else alone.
func (r *reader) numbered(c byte) bool {
	digits := digitsAfter(c)
	if digits == 0 {
		return false
	}
	code, ok := hexNumber(r.text[r.at+1:], digits)
	if !ok {
		return false
	}
	r.at += 1 + digits
	switch {
	case c == 'x' && code >= utf8.RuneSelf:
		r.bytesOf(byte(code))
	case c == 'u' && utf16.IsSurrogate(code):
		r.pairOf(code)
	case code < utf8.RuneSelf && code == '\\':
		// One more backslash.
	case code < utf8.RuneSelf:
		r.put(r.slashed, plainLetter(byte(code)))
	default:
		r.put(r.slashed, utf8.AppendRune(nil, code)...)
	}
	return true
}

// digitsAfter is how many hexadecimal digits follow a letter behind a backslash.
func digitsAfter(c byte) int {
	switch c {
	case 'x':
		return 2
	case 'u':
		return 4
	case 'U':
		return 8
	default:
		return 0
	}
}

// bytesOf reads the rest of a character whose bytes are written one by one, as
// Python writes bytes; where that makes no character it was one by itself.
func (r *reader) bytesOf(first byte) {
	char := []byte{first}
	at := r.at
	for len(char) < utf8.UTFMax && !utf8.Valid(char) {
		rest := bytes.TrimLeft(r.text[at:], `\`)
		if len(rest) == len(r.text)-at || len(rest) < 3 || rest[0] != 'x' {
			break
		}
		code, ok := hexNumber(rest[1:], 2)
		if !ok {
			break
		}
		char = append(char, byte(code))
		at = len(r.text) - len(rest) + 3
	}
	if !utf8.Valid(char) {
		r.put(r.slashed, utf8.AppendRune(nil, rune(first))...)
		return
	}
	r.at = at
	r.put(r.slashed, char...)
}

// pairOf reads the second half of a surrogate pair.
func (r *reader) pairOf(high rune) {
	rest := bytes.TrimLeft(r.text[r.at:], `\`)
	if len(rest) > 4 && len(rest) < len(r.text)-r.at && rest[0] == 'u' {
		if low, ok := hexNumber(rest[1:], 4); ok && utf16.IsSurrogate(low) {
			r.at = len(r.text) - len(rest) + 5
			r.put(r.slashed, utf8.AppendRune(nil, utf16.DecodeRune(high, low))...)
			return
		}
	}
	r.put(r.slashed, utf8.AppendRune(nil, high)...)
}

// unwrap reads one byte that may be written as a URL or a web page does, however
// often that was done, and the length of what it read.
func unwrap(text []byte) (c byte, size int) {
	switch text[0] {
	case '%':
		at := 1
		for bytes.HasPrefix(text[at:], []byte("25")) {
			at += 2
		}
		if code, ok := hexNumber(text[at:], 2); ok {
			return byte(code), at + 2
		}
		return '%', at
	case '&':
		return entity(text)
	}
	return text[0], 1
}

// entity reads an entity of HTML for a character that pages escape.
func entity(text []byte) (c byte, size int) {
	at := 1
	for bytes.HasPrefix(text[at:], []byte("amp;")) {
		at += len("amp;")
	}
	for _, e := range []struct {
		name string
		c    byte
	}{{"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}} {
		if bytes.HasPrefix(text[at:], []byte(e.name)) {
			return e.c, at + len(e.name)
		}
	}
	if code, digits, ok := numberedEntity(text[at:]); ok {
		return code, at + digits
	}
	return '&', at
}

// numberedEntity reads what follows the ampersand of a letter that is written by its
// number, such as #39; or #x27;.
func numberedEntity(text []byte) (c byte, size int, ok bool) {
	const most = len("#x0000027;")
	text = text[:min(len(text), most)]
	end := bytes.IndexByte(text, ';')
	if end < 2 || text[0] != '#' {
		return 0, 0, false
	}
	digits, base := text[1:end], 10
	if digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || code >= utf8.RuneSelf {
		return 0, 0, false
	}
	return byte(code), end + 1, true
}

// hexNumber reads a number of so many hexadecimal digits.
func hexNumber(text []byte, digits int) (rune, bool) {
	if len(text) < digits {
		return 0, false
	}
	n := rune(0)
	for _, c := range text[:digits] {
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			n = n<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return n, true
}

func isWordLetter(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

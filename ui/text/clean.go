package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMarks is how many combining marks may follow one character. Real scripts
// need up to five; more is text made to climb over its neighbours.
const maxMarks = 8

// newlines brings every way to break a line to LF.
var newlines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// blanks brings every line break and tab to one space.
var blanks = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ")

// plain reports whether nothing in s needs a second look: printable ASCII is
// what almost every label and message is made of.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func cleanLine(s string, limit int) string {
	// A rune takes four bytes and a cluster few runes, so whatever lies beyond
	// this is cut anyway; looking at it would let a server make us slow.
	if most := limit * 64; len(s) > most {
		s = s[:most]
	}
	if !plain(s) {
		s = rewrite(blanks.Replace(s))
	}
	return Truncate(s, limit)
}

// rewrite replaces everything in s that has no place in a line.
func rewrite(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	prev, marks := ' ', 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		if unicode.In(r, unicode.Mn, unicode.Me) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case decorates(prev, r) || marks > maxMarks:
			// Left out: it changes the drawing only.
			i += size
			continue
		case printable(r) || joins(prev, r, next):
			b.WriteString(s[i : i+size])
		default:
			b.WriteString(escape(r))
		}
		prev = r
		i += size
	}
	return b.String()
}

func escape(r rune) string {
	switch {
	case r <= 0xff:
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// Shows reports whether r may stand as it is between its neighbours: it draws
// itself, or only chooses how they are drawn. [Clean] rewrites all others, which
// could drive a terminal, turn the direction of text or hide. Output that is no
// text for a terminal but may get onto one escapes them in its own way.
func Shows(prev, r, next rune) bool {
	return printable(r) || joins(prev, r, next) || decorates(prev, r)
}

// printable reports whether r shows as itself. Everything unassigned, private,
// control or formatting is out, bidi controls, byte-order marks, line and
// paragraph separators and tags among them, and so are the letters and marks
// that draw nothing.
func printable(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= ' ' && r != 0x7f
	}
	return unicode.IsGraphic(r) && !unicode.Is(invisible, r)
}

// invisible lists the characters that Unicode calls letters or marks and that
// nevertheless draw nothing (its Default_Ignorable_Code_Point property).
var invisible = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x034f, 0x034f, 1}, // combining grapheme joiner
		{0x115f, 0x1160, 1}, // Hangul fillers
		{0x17b4, 0x17b5, 1}, // Khmer inherent vowels
		{0x180b, 0x180f, 1}, // Mongolian selectors
		{0x3164, 0x3164, 1}, // Hangul filler
		{0xfe00, 0xfe0f, 1}, // variation selectors
		{0xffa0, 0xffa0, 1}, // half-width Hangul filler
	},
	R32: []unicode.Range32{
		{0xe0000, 0xe0fff, 1}, // tags, more variation selectors
	},
}

const (
	zwnj = 0x200c
	zwj  = 0x200d
)

// joins reports whether r is a joiner between two letters that it shapes, as
// Persian and the scripts of India need it. Beside ASCII it could only hide.
func joins(prev, r, next rune) bool {
	return (r == zwj || r == zwnj) && letter(prev) && letter(next)
}

func letter(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.L, unicode.M)
}

// decorates reports whether r only chooses how the symbol before it is drawn.
func decorates(prev, r rune) bool {
	switch {
	case r == 0xfe0e, r == 0xfe0f:
		return symbol(prev) || keycap(prev)
	case r == zwj:
		return symbol(prev)
	case r >= 0x1f3fb && r <= 0x1f3ff: // skin tones
		return symbol(prev)
	}
	return false
}

func symbol(r rune) bool {
	return r >= 0xa9 && unicode.In(r, unicode.So, unicode.Sk, unicode.Sm, unicode.Po)
}

// keycap reports whether r is one of the characters that emoji draws as keys.
func keycap(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

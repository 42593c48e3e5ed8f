// Package python says what Python's own functions say of texts and numbers, where
// the connector service leaves the word to them: repr(), int(), float(),
// str.strip(), str.capitalize(), and the texts of their exceptions.
package python

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Quote returns repr(s).
func Quote(s string) string {
	var b strings.Builder
	WriteQuoted(&b, s)
	return b.String()
}

// WriteQuoted writes repr(s): single quotes unless only double ones avoid an
// escape, and an escape for everything that Python calls unprintable.
func WriteQuoted(b *strings.Builder, s string) {
	quote := '\''
	if strings.ContainsRune(s, '\'') && !strings.ContainsRune(s, '"') {
		quote = '"'
	}
	b.WriteRune(quote)
	for _, r := range s {
		switch {
		case r == quote || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case IsPrint(r):
			b.WriteRune(r)
		default:
			writeEscape(b, r)
		}
	}
	b.WriteRune(quote)
}

// writeEscape writes the escape of an unprintable character.
func writeEscape(b *strings.Builder, r rune) {
	switch {
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case r < 0x100:
		fmt.Fprintf(b, `\x%02x`, r)
	case r < 0x10000:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
}

// FloatText returns repr(f): the shortest digits that read back as f, with an
// exponent only below 1e-4 and from 1e16 on.
func FloatText(f float64) string {
	switch {
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	}
	scientific := strconv.FormatFloat(f, 'e', -1, 64)
	_, exponent, _ := strings.Cut(scientific, "e")
	if e, _ := strconv.Atoi(exponent); f != 0 && (e < -4 || e >= 16) {
		return scientific
	}
	fixed := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(fixed, ".") {
		fixed += ".0"
	}
	return fixed
}

// Strip returns s.strip().
func Strip(s string) string { return strings.TrimFunc(s, IsSpace) }

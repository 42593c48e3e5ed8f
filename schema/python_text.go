package schema

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// The connector service puts values into its messages with Python's str(), and
// Python puts them into its own with repr(). Both are rebuilt here.

// pythonStr returns str(v), secrets included.
func pythonStr(v Value) string {
	if v.kind == KindText {
		return v.text()
	}
	return pythonRepr(v)
}

// pythonRepr returns repr(v), secrets included.
func pythonRepr(v Value) string {
	var b strings.Builder
	writeRepr(&b, v)
	return b.String()
}

// writeRepr writes repr(v).
func writeRepr(b *strings.Builder, v Value) {
	switch v.kind {
	case KindBool:
		if v.in().truth {
			b.WriteString("True")
		} else {
			b.WriteString("False")
		}
	case KindInt:
		b.WriteString(v.in().num.String())
	case KindFloat:
		b.WriteString(pythonFloat(v.in().float))
	case KindText:
		writeQuoted(b, v.text())
	case KindList, KindObject:
		writeItems(b, v)
	default:
		b.WriteString("None")
	}
}

// writeItems writes the repr of a list, a tuple or a dict.
func writeItems(b *strings.Builder, v Value) {
	brackets := "[]"
	switch {
	case v.kind == KindObject:
		brackets = "{}"
	case v.in().tuple:
		brackets = "()"
	}
	b.WriteByte(brackets[0])
	for i, item := range v.in().items {
		if i > 0 {
			b.WriteString(", ")
		}
		if v.kind == KindObject {
			writeQuoted(b, v.in().keys[i])
			b.WriteString(": ")
		}
		writeRepr(b, item)
	}
	b.WriteByte(brackets[1])
}

// writeQuoted writes the repr of a text: single quotes unless only double ones
// avoid an escape, and an escape for everything that Python calls unprintable.
func writeQuoted(b *strings.Builder, s string) {
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
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			fmt.Fprintf(b, `\U%08x`, r)
		}
	}
	b.WriteRune(quote)
}

// pythonFloat returns repr(f): the shortest digits that read back as f, with an
// exponent only below 1e-4 and from 1e16 on.
func pythonFloat(f float64) string {
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

// pythonType returns the name of the value's Python type, as error messages use it.
func pythonType(v Value) string {
	switch v.kind {
	case KindBool:
		return "bool"
	case KindInt:
		return "int"
	case KindFloat:
		return "float"
	case KindText:
		return "str"
	case KindList:
		if v.in().tuple {
			return "tuple"
		}
		return "list"
	case KindObject:
		return "dict"
	default:
		return "NoneType"
	}
}

// pythonTruth returns bool(v).
func pythonTruth(v Value) bool {
	switch v.kind {
	case KindBool:
		return v.in().truth
	case KindInt:
		return v.in().num.Sign() != 0
	case KindFloat:
		return v.in().float != 0
	case KindText:
		return v.textLen() > 0
	case KindList, KindObject:
		return len(v.in().items) > 0
	default:
		return false
	}
}

// isPythonSpace reports whether str.strip() removes r: Unicode's white space and
// the four separators of ASCII.
func isPythonSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f
}

// capitalized returns str.capitalize(): the first letter in title case, the rest
// in lower case.
func capitalized(s string) string {
	for i, r := range s {
		if i > 0 {
			return string(unicode.ToTitle([]rune(s)[0])) + strings.ToLower(s[i:])
		}
		_ = r
	}
	return strings.ToTitle(s)
}

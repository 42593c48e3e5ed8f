package python

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Capitalize returns s.capitalize(): the first letter in title case, the rest in
// lower case.
func Capitalize(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	var b strings.Builder
	b.WriteString(title(first))
	for i, r := range s[size:] {
		switch at := size + i; r {
		case 'İ':
			b.WriteString("i\u0307")
		case 'Σ':
			b.WriteRune(sigma(s[:at], s[at+len("Σ"):]))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// sigma returns the lower case of a capital sigma, which has a form of its own at
// the end of a word.
func sigma(before, after string) rune {
	before = strings.TrimRightFunc(before, ignoresCase)
	after = strings.TrimLeftFunc(after, ignoresCase)
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if isCased(last) && !isCased(next) {
		return 'ς'
	}
	return 'σ'
}

// isCased is the property Cased of Unicode.
func isCased(r rune) bool {
	return unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Lowercase, unicode.Other_Uppercase)
}

// ignoresCase is the property Case_Ignorable of Unicode.
func ignoresCase(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) ||
		strings.ContainsRune("'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a", r)
}

// titles are the characters whose title case is several characters, with it
// (SpecialCasing of Unicode).
const titles = " ßSs ŉʼN ǰJ\u030c ΐΙ\u0308\u0301 ΰΥ\u0308\u0301 ևԵւ ẖH\u0331 ẗT\u0308 ẘW\u030a ẙY\u030a ẚAʾ" +
	" ὐΥ\u0313 ὒΥ\u0313\u0300 ὔΥ\u0313\u0301 ὖΥ\u0313\u0342 \u1fb2\u1fba\u0345 \u1fb4\u0386\u0345 \u1fb6Α\u0342" +
	" \u1fb7Α\u0342\u0345 \u1fc2\u1fca\u0345 \u1fc4\u0389\u0345 \u1fc6Η\u0342 \u1fc7Η\u0342\u0345" +
	" \u1fd2Ι\u0308\u0300 \u1fd3Ι\u0308\u0301 \u1fd6Ι\u0342 \u1fd7Ι\u0308\u0342 \u1fe2Υ\u0308\u0300" +
	" \u1fe3Υ\u0308\u0301 \u1fe4Ρ\u0313 \u1fe6Υ\u0342 \u1fe7Υ\u0308\u0342 \u1ff2\u1ffa\u0345 \u1ff4\u038f\u0345" +
	" \u1ff6Ω\u0342 \u1ff7Ω\u0342\u0345 ﬀFf ﬁFi ﬂFl ﬃFfi ﬄFfl ﬅSt ﬆSt ﬓՄն ﬔՄե ﬕՄի ﬖՎն ﬗՄխ "

// title returns the title case of a character.
func title(r rune) string {
	if _, rest, ok := strings.Cut(titles, " "+string(r)); ok && r > unicode.MaxASCII {
		upper, _, _ := strings.Cut(rest, " ")
		return upper
	}
	return string(unicode.ToTitle(r))
}

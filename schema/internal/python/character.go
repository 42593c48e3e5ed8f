package python

import "unicode"

// The connector service runs on Python 3.10 or 3.11, whose newest characters are
// those of Unicode 14. Go knows later ones; to Python they are nothing at all.

// later reports whether a character was added to Unicode after version 14.
func later(r rune) bool { return r >= 0xcf3 && unicode.Is(added, r) }

// added are the characters that Unicode 15 added.
var added = &unicode.RangeTable{
	R16: []unicode.Range16{{0xcf3, 0xcf3, 1}, {0xece, 0xece, 1}},
	R32: []unicode.Range32{
		{0x10efd, 0x10eff, 1}, {0x1123f, 0x11241, 1}, {0x11b00, 0x11b09, 1}, {0x11f00, 0x11f59, 1},
		{0x1342f, 0x1342f, 1}, {0x13439, 0x13455, 1}, {0x1b132, 0x1b132, 1}, {0x1b155, 0x1b155, 1},
		{0x1d2c0, 0x1d2d3, 1}, {0x1df25, 0x1df2a, 1}, {0x1e030, 0x1e08f, 1}, {0x1e4d0, 0x1e4f9, 1},
		{0x1f6dc, 0x1f6dc, 1}, {0x1f774, 0x1f77f, 1}, {0x1f7d9, 0x1f7d9, 1}, {0x1fa75, 0x1fa77, 1},
		{0x1fa87, 0x1fa88, 1}, {0x1faad, 0x1faaf, 1}, {0x1fabb, 0x1fabf, 1}, {0x1face, 0x1facf, 1},
		{0x1fada, 0x1fadb, 1}, {0x1fae8, 0x1fae8, 1}, {0x1faf7, 0x1faf8, 1}, {0x2b739, 0x2b739, 1},
		{0x31350, 0x323af, 1},
	},
}

// IsPrint follows str.isprintable(): what repr() writes as it is.
func IsPrint(r rune) bool { return unicode.IsPrint(r) && !later(r) }

// IsLetter follows str.isalpha().
func IsLetter(r rune) bool { return unicode.IsLetter(r) && !later(r) }

// IsDecimal follows str.isdecimal(): the digits that numbers are written with.
func IsDecimal(r rune) bool { return unicode.Is(unicode.Nd, r) && !later(r) }

// IsAlphanumeric follows str.isalnum().
func IsAlphanumeric(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !later(r)
}

// IsSpace reports whether str.strip() removes r: Unicode's white space and the
// four separators of ASCII.
func IsSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// isNumberSpace reports whether int() and float() pass over r at the ends of a
// number. Unlike str.strip() they don't know the separators of ASCII.
func isNumberSpace(r rune) bool { return unicode.IsSpace(r) }

// IsIdentifier follows str.isidentifier().
func IsIdentifier(name string) bool {
	for i, r := range name {
		if !startsName(r) && (i == 0 || !continuesName(r)) {
			return false
		}
	}
	return name != ""
}

// startsName is the property XID_Start of Unicode, and the underscore.
func startsName(r rune) bool {
	if changesInNames(r) || later(r) || r == 0xe33 || r == 0xeb3 || r == 0xff9e || r == 0xff9f {
		return false
	}
	return r == '_' || unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Other_ID_Start) &&
		r != 0x309b && r != 0x309c
}

// continuesName is the property XID_Continue of Unicode, XID_Start aside.
func continuesName(r rune) bool {
	if changesInNames(r) || later(r) || r == 0x309b || r == 0x309c {
		return false
	}
	return unicode.IsLetter(r) ||
		unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)
}

// changesInNames reports whether r is a letter whose compatibility form has
// characters that no name may have.
func changesInNames(r rune) bool {
	switch {
	case r < 0x37a:
		return false
	case r >= 0xfe70 && r <= 0xfe7e:
		return r%2 == 0
	default:
		return r == 0x37a || r == 0x2e2f || r >= 0xfc5e && r <= 0xfc63 || r == 0xfdfa || r == 0xfdfb
	}
}

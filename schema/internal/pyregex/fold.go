package pyregex

import "unicode"

// lower returns the character's lower case, one for one.
func lower(r rune, ascii bool) rune {
	if r < 0x80 || ascii {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

// eachCase calls yield with every character that Python takes for the same one
// when case is ignored, itself first, until yield returns false.
func eachCase(r rune, ascii bool, yield func(rune) bool) {
	if !yield(r) {
		return
	}
	if ascii {
		if r < 0x80 && unicode.IsLetter(r) {
			yield(r ^ 0x20)
		}
		return
	}
	for o := unicode.SimpleFold(r); o != r; o = unicode.SimpleFold(o) {
		if !yield(o) {
			return
		}
	}
	for _, o := range moreCases(r) {
		if o != r && !yield(o) {
			return
		}
	}
}

// moreCases returns what Unicode's simple folding doesn't connect but Python
// does, because it goes by the upper and lower case of single characters.
func moreCases(r rune) []rune {
	switch r {
	case 'i', 'I', 0x130, 0x131: // with a dot above, without a dot
		return []rune{'i', 'I', 0x130, 0x131}
	case 0x390, 0x1fd3: // iota with dialytika and tonos
		return []rune{0x390, 0x1fd3}
	case 0x3b0, 0x1fe3: // upsilon with dialytika and tonos
		return []rune{0x3b0, 0x1fe3}
	case 0xfb05, 0xfb06: // ligatures of st
		return []rune{0xfb05, 0xfb06}
	default:
		return nil
	}
}

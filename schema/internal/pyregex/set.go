package pyregex

import (
	"slices"

	"connwiz/schema/internal/python"
)

// set is a set of characters as written in brackets, before any flags.
type set struct {
	negate  bool
	ranges  []charRange
	classes []rune // d D s S w W
}

// charRange is a range of characters, both ends included.
type charRange struct{ lo, hi rune }

// chars is a set with its flags applied: what one character is tested with.
type chars struct {
	set
	ignoreCase, ascii bool
}

// has reports whether the character is in the set.
func (c *chars) has(r rune) bool {
	if !c.ignoreCase {
		return (c.inRange(r) || c.inClass(r)) != c.negate
	}
	in := c.inClass(lower(r, c.ascii))
	if !in {
		eachCase(r, c.ascii, func(same rune) bool {
			in = c.inRange(same)
			return !in
		})
	}
	return in != c.negate
}

// inRange looks the character up among the sorted ranges.
func (c *chars) inRange(r rune) bool {
	if len(c.ranges) < 8 {
		for _, cr := range c.ranges {
			if cr.lo <= r && r <= cr.hi {
				return true
			}
		}
		return false
	}
	_, found := slices.BinarySearchFunc(c.ranges, r, func(cr charRange, r rune) int {
		switch {
		case cr.hi < r:
			return -1
		case cr.lo > r:
			return 1
		default:
			return 0
		}
	})
	return found
}

// inClass reports whether the character is in one of the classes.
func (c *chars) inClass(r rune) bool {
	for _, class := range c.classes {
		if isClass(class, r, c.ascii) {
			return true
		}
	}
	return false
}

// isClass tells whether the character belongs to \d, \s, \w or their opposites.
func isClass(class, r rune, ascii bool) bool {
	switch class {
	case 'd':
		return isDigit(r, ascii)
	case 'D':
		return !isDigit(r, ascii)
	case 's':
		return isSpace(r, ascii)
	case 'S':
		return !isSpace(r, ascii)
	case 'w':
		return isWord(r, ascii)
	default:
		return !isWord(r, ascii)
	}
}

func isDigit(r rune, ascii bool) bool {
	if r < 0x80 || ascii {
		return '0' <= r && r <= '9'
	}
	return python.IsDecimal(r)
}

// isSpace follows str.isspace(), which counts the ASCII separators; the ASCII
// flag takes them away.
func isSpace(r rune, ascii bool) bool {
	if ascii {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return python.IsSpace(r)
}

// isWord follows str.isalnum(), and the underscore.
func isWord(r rune, ascii bool) bool {
	if r < 0x80 || ascii {
		return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return python.IsAlphanumeric(r)
}

// sorted returns the ranges in order, those that touch joined.
func sorted(ranges []charRange) []charRange {
	ranges = slices.Clone(ranges)
	slices.SortFunc(ranges, func(a, b charRange) int { return int(a.lo) - int(b.lo) })
	joined := ranges[:0]
	for _, r := range ranges {
		if n := len(joined); n > 0 && r.lo <= joined[n-1].hi+1 {
			joined[n-1].hi = max(joined[n-1].hi, r.hi)
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

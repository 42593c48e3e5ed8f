package schema

import (
	"math"
	"math/big"
)

// Equal compares as Python does: true = 1 = 1.0, text never equals a number.
func (v Value) Equal(o Value) bool {
	if isNumber(v) && isNumber(o) {
		order, ordered := compareNumbers(v, o)
		return ordered && order == 0
	}
	if v.kind != o.kind {
		return false
	}
	switch v.kind {
	case KindText:
		return v.text() == o.text()
	case KindList:
		return v.in().tuple == o.in().tuple && equalItems(v.in().items, o.in().items, Value.Equal)
	case KindObject:
		return equalMembers(v, o, Value.Equal)
	default:
		return true // null
	}
}

// Identical reports whether both are the same JSON value: same kind, same
// content (true is not 1, 1 is not 1.0, 1.0 is 1.00). NaN is identical to
// itself, so that a value always is.
func (v Value) Identical(o Value) bool {
	if v.kind != o.kind {
		return false
	}
	switch v.kind {
	case KindFloat:
		return v.in().float == o.in().float || math.IsNaN(v.in().float) && math.IsNaN(o.in().float)
	case KindList:
		return equalItems(v.in().items, o.in().items, Value.Identical)
	case KindObject:
		return equalMembers(v, o, Value.Identical)
	default:
		return v.Equal(o)
	}
}

// equalItems compares two lists item by item.
func equalItems(a, b []Value, equal func(a, b Value) bool) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

// equalMembers compares two objects; the order of keys doesn't count.
func equalMembers(a, b Value, equal func(a, b Value) bool) bool {
	if len(a.in().keys) != len(b.in().keys) {
		return false
	}
	for i, key := range a.in().keys {
		other, ok := b.member(key)
		if !ok || !equal(a.in().items[i], other) {
			return false
		}
	}
	return true
}

// isNumber reports whether Python calculates with the value; booleans are whole
// numbers there.
func isNumber(v Value) bool {
	return v.kind == KindBool || v.kind == KindInt || v.kind == KindFloat
}

// compareNumbers returns -1, 0 or 1, exactly, whatever the sizes; ordered is
// false when a NaN is among them.
func compareNumbers(a, b Value) (order int, ordered bool) {
	if isNaN(a) || isNaN(b) {
		return 0, false
	}
	return exact(a).Cmp(exact(b)), true
}

// isNaN reports whether the value is the float that equals nothing.
func isNaN(v Value) bool { return v.kind == KindFloat && math.IsNaN(v.in().float) }

// exact returns a number that is no NaN without rounding it.
func exact(v Value) *big.Float {
	switch v.kind {
	case KindBool:
		if v.in().truth {
			return big.NewFloat(1)
		}
		return new(big.Float)
	case KindInt:
		return new(big.Float).SetInt(v.in().num) // as precise as the number is long
	default:
		return big.NewFloat(v.in().float)
	}
}

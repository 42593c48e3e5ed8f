package schema

import (
	"cmp"
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
		return v.isTuple() == o.isTuple() && equalItems(v.Items(), o.Items(), Value.Equal)
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
		return equalItems(v.Items(), o.Items(), Value.Identical)
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
	if len(a.keys()) != len(b.keys()) {
		return false
	}
	for i, key := range a.keys() {
		other, ok := b.member(key)
		if !ok || !equal(a.Items()[i], other) {
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
	if x, ok := floatOf(a); ok {
		if y, ok := floatOf(b); ok {
			return cmp.Compare(x, y), true
		}
	}
	return exact(a).Cmp(exact(b)), true
}

// floatOf returns a number as a float, and whether nothing of it is lost.
func floatOf(v Value) (f float64, same bool) {
	switch {
	case v.kind == KindBool && v.truth:
		return 1, true
	case v.kind == KindBool:
		return 0, true
	case v.kind == KindFloat:
		return v.in().float, true
	case v.in().num != nil:
		f, accuracy := new(big.Float).SetInt(v.in().num).Float64()
		return f, accuracy == big.Exact
	default:
		f = float64(v.in().small)
		return f, -maxSafe <= v.in().small && v.in().small <= maxSafe
	}
}

// isNaN reports whether the value is the float that equals nothing.
func isNaN(v Value) bool { return v.kind == KindFloat && math.IsNaN(v.in().float) }

// exact returns a number that is no NaN without rounding it.
func exact(v Value) *big.Float {
	switch v.kind {
	case KindBool:
		if v.truth {
			return big.NewFloat(1)
		}
		return new(big.Float)
	case KindInt:
		return new(big.Float).SetInt(v.whole()) // as precise as the number is long
	default:
		return big.NewFloat(v.in().float + 0) // minus zero is zero
	}
}

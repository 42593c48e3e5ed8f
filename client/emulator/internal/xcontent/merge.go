package xcontent

import (
	"strconv"
	"strings"
)

// Merge lays a partial document over an old one as the update API does: objects
// merge key by key, everything else (arrays and null too) replaces.
func Merge(old, patch *Node) *Node {
	if old.Kind() != KindObject || patch.Kind() != KindObject {
		return patch
	}
	for _, m := range patch.members {
		old = old.With(m.Name, Merge(old.Get(m.Name), m.Value))
	}
	return old
}

// Equal compares as the server does to find out that an update changes nothing:
// the order of keys is no difference, 1 and 1.0 are.
func Equal(a, b *Node) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case KindNumber:
		return sameNumber(a.text, b.text)
	case KindArray:
		return sameItems(a.items, b.items)
	case KindObject:
		return sameMembers(a, b)
	default:
		return a.Text() == b.Text()
	}
}

func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	const fraction = ".eE"
	if !strings.ContainsAny(a, fraction) || !strings.ContainsAny(b, fraction) {
		return false
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y
}

func sameItems(a, b []*Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func sameMembers(a, b *Node) bool {
	if len(a.members) != len(b.members) {
		return false
	}
	for _, m := range a.members {
		if !b.Has(m.Name) || !Equal(m.Value, b.Get(m.Name)) {
			return false
		}
	}
	return true
}

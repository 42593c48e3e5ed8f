package schema

import (
	"strings"

	"connwiz/schema/internal/python"
)

// isIterable reports whether Python can loop over the value.
func isIterable(v Value) bool {
	return v.kind == KindList || v.kind == KindText || v.kind == KindObject
}

// ordered returns a < b or a > b as Python does: numbers by value, texts by code
// points, lists by their first items that differ. Unlike things raise.
func ordered(operator string, a, b Value) (bool, *python.Exception) {
	less := operator == "<"
	switch {
	case isNumber(a) && isNumber(b):
		order, ok := compareNumbers(a, b)
		return ok && (less && order < 0 || !less && order > 0), nil
	case a.kind == KindText && b.kind == KindText:
		// UTF-8 sorts as code points do.
		order := strings.Compare(a.text(), b.text())
		return less && order < 0 || !less && order > 0, nil
	case a.kind == KindList && b.kind == KindList && a.in().tuple == b.in().tuple:
		return orderedItems(operator, a.in().items, b.in().items)
	default:
		return false, python.TypeError("'%s' not supported between instances of '%s' and '%s'",
			operator, pythonType(a), pythonType(b))
	}
}

// orderedItems compares two lists by their first items that differ, or else by
// their lengths.
func orderedItems(operator string, a, b []Value) (bool, *python.Exception) {
	for i := range min(len(a), len(b)) {
		if !a[i].Equal(b[i]) {
			return ordered(operator, a[i], b[i])
		}
	}
	if operator == "<" {
		return len(a) < len(b), nil
	}
	return len(a) > len(b), nil
}

// contains returns item in container, as Python does: a text contains its parts,
// an object its keys.
func contains(container, item Value) (bool, *python.Exception) {
	switch container.kind {
	case KindText:
		if item.kind != KindText {
			return false, python.TypeError("'in <string>' requires string as left operand, not %s", pythonType(item))
		}
		return strings.Contains(container.text(), item.text()), nil
	case KindObject:
		if err := hashError(item); err != nil {
			return false, err
		}
		if item.kind != KindText {
			return false, nil
		}
		_, ok := container.member(item.text())
		return ok, nil
	case KindList:
		for _, other := range container.in().items {
			if item.Equal(other) {
				return true, nil
			}
		}
		return false, nil
	default:
		return false, python.TypeError("argument of type '%s' is not iterable", pythonType(container))
	}
}

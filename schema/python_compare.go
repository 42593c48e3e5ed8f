package schema

import (
	"slices"
	"strconv"
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
	case a.kind == KindList && b.kind == KindList && a.isTuple() == b.isTuple():
		return orderedItems(operator, a.Items(), b.Items())
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

// membership returns the test "item in container", as Python makes it: a text
// contains its parts, an object its keys.
func membership(container Value) func(item Value) (bool, *python.Exception) {
	switch container.kind {
	case KindText:
		text := container.text()
		return func(item Value) (bool, *python.Exception) {
			if item.kind != KindText {
				return false, python.TypeError("'in <string>' requires string as left operand, not %s", pythonType(item))
			}
			return strings.Contains(text, item.text()), nil
		}
	case KindObject:
		return func(item Value) (bool, *python.Exception) {
			if err := hashError(item); err != nil || item.kind != KindText {
				return false, err
			}
			_, ok := container.member(item.text())
			return ok, nil
		}
	case KindList:
		return inList(container.Items())
	default:
		return func(Value) (bool, *python.Exception) {
			return false, python.TypeError("argument of type '%s' is not iterable", pythonType(container))
		}
	}
}

// inList looks items up by their identity instead of comparing each with each: a
// long list against many choices would take seconds.
func inList(items []Value) func(item Value) (bool, *python.Exception) {
	known := make(map[string]bool, len(items))
	for _, item := range items {
		if id, ok := identity(item); ok {
			known[id] = true
		}
	}
	return func(item Value) (bool, *python.Exception) {
		id, ok := identity(item)
		return ok && known[id], nil
	}
}

// identity returns a text that equal values share, and no others. There is none
// for NaN, which equals nothing.
func identity(v Value) (string, bool) {
	var b strings.Builder
	ok := writeIdentity(&b, v)
	return b.String(), ok
}

// writeIdentity writes the identity of a value; false when there is none.
func writeIdentity(b *strings.Builder, v Value) bool {
	b.WriteByte(' ')
	switch v.kind {
	case KindText:
		writeTextIdentity(b, v.text())
	case KindBool, KindInt, KindFloat:
		if isNaN(v) {
			return false
		}
		b.WriteString(exact(v).Text('p', 0))
	case KindList, KindObject:
		return writeItemsIdentity(b, v)
	default:
		b.WriteString("null")
	}
	return true
}

// writeTextIdentity writes a text after its length, so that nothing in it can be
// taken for what follows.
func writeTextIdentity(b *strings.Builder, text string) {
	b.WriteByte('"')
	b.WriteString(strconv.Itoa(len(text)))
	b.WriteByte(':')
	b.WriteString(text)
}

// writeItemsIdentity is writeIdentity for lists and objects, whose keys have no
// order.
func writeItemsIdentity(b *strings.Builder, v Value) bool {
	b.WriteString(pythonType(v))
	places := make([]int, len(v.Items()))
	for i := range places {
		places[i] = i
	}
	if keys := v.keys(); v.kind == KindObject {
		slices.SortFunc(places, func(a, b int) int { return strings.Compare(keys[a], keys[b]) })
	}
	for _, i := range places {
		if v.kind == KindObject {
			writeTextIdentity(b, v.keys()[i])
		}
		if !writeIdentity(b, v.Items()[i]) {
			return false
		}
	}
	b.WriteByte('.')
	return true
}

package schema

import (
	"strings"

	"connwiz/schema/internal/python"
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
		if v.truth {
			b.WriteString("True")
		} else {
			b.WriteString("False")
		}
	case KindInt:
		b.WriteString(v.whole().String())
	case KindFloat:
		b.WriteString(python.FloatText(v.in().float))
	case KindText:
		python.WriteQuoted(b, v.text())
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
	case v.isTuple():
		brackets = "()"
	}
	b.WriteByte(brackets[0])
	for i, item := range v.Items() {
		if i > 0 {
			b.WriteString(", ")
		}
		if v.kind == KindObject {
			python.WriteQuoted(b, v.keys()[i])
			b.WriteString(": ")
		}
		writeRepr(b, item)
	}
	b.WriteByte(brackets[1])
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
		if v.isTuple() {
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
		return v.truth
	case KindInt:
		return v.whole().Sign() != 0
	case KindFloat:
		return v.in().float != 0
	case KindText:
		return v.textLen() > 0
	case KindList, KindObject:
		return len(v.Items()) > 0
	default:
		return false
	}
}

package schema

import (
	"strings"

	"connwiz/schema/internal/python"
)

// convert turns a value into the type that the attribute names, as
// connectors_sdk/source.py does in Field._convert.
func convert(v, kind Value) (Value, *python.Exception) {
	if kind.kind != KindText {
		return Value{}, python.NoAttribute(pythonType(kind), "split")
	}
	converted, err := convertTo(v, locate(kind.text()))
	return converted.marked(v.sensitive), err
}

// locate finds the type by its name as pydoc.locate does, which skips empty
// parts and knows the module that the types are in. Any other name is no type.
func locate(name string) Type {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == '.' })
	if len(parts) == 2 && parts[0] == "builtins" {
		parts = parts[1:]
	}
	if len(parts) != 1 {
		return ""
	}
	switch t := Type(parts[0]); t {
	case TypeStr, TypeInt, TypeFloat, TypeBool, TypeList:
		return t
	default:
		return ""
	}
}

// convertTo converts to a known type; an unknown one converts nothing.
func convertTo(v Value, t Type) (Value, *python.Exception) {
	switch t {
	case TypeStr:
		return convertStr(v), nil
	case TypeInt:
		return convertInt(v)
	case TypeFloat:
		return convertFloat(v)
	case TypeBool:
		if v.kind == KindBool || v.isNullOrBlank() {
			return nullIfBlank(v), nil
		}
		return Bool(pythonTruth(v)), nil
	case TypeList:
		return convertList(v), nil
	default:
		return v, nil
	}
}

// nullIfBlank returns null for an empty text, which is what numbers and booleans
// make of it.
func nullIfBlank(v Value) Value {
	if v.isNullOrBlank() {
		return Null()
	}
	return v
}

func convertStr(v Value) Value {
	switch v.kind {
	case KindText:
		return v
	case KindNull:
		return Text("")
	default:
		return Text(pythonStr(v))
	}
}

// convertInt follows int(); booleans are whole numbers already and stay booleans.
func convertInt(v Value) (Value, *python.Exception) {
	switch v.kind {
	case KindInt, KindBool:
		return v, nil
	case KindFloat:
		n, err := python.Truncate(v.in().float)
		if err != nil {
			return Value{}, err
		}
		return BigInt(n), nil
	case KindList, KindObject:
		return Value{}, python.TypeError("int() argument must be a string, a bytes-like object "+
			"or a real number, not '%s'", pythonType(v))
	}
	if v.isNullOrBlank() {
		return Null(), nil
	}
	n, err := parseNumber(v, python.ParseInt)
	if err != nil {
		return Value{}, err
	}
	return BigInt(n), nil
}

// convertFloat follows float().
func convertFloat(v Value) (Value, *python.Exception) {
	switch v.kind {
	case KindFloat:
		return v, nil
	case KindInt, KindBool:
		f, err := python.Float(exact(v))
		if err != nil {
			return Value{}, err
		}
		return Float(f), nil
	case KindList, KindObject:
		return Value{}, python.TypeError("float() argument must be a string or a real number, not '%s'",
			pythonType(v))
	}
	if v.isNullOrBlank() {
		return Null(), nil
	}
	f, err := parseNumber(v, python.ParseFloat)
	if err != nil {
		return Value{}, err
	}
	return Float(f), nil
}

// convertList splits text on commas and wraps anything else in a list. Lists are
// kept as they are.
func convertList(v Value) Value {
	switch v.kind {
	case KindList:
		return v
	case KindNull:
		return List()
	case KindText:
		return List(splitItems(v.text(), ",")...)
	case KindObject:
		pairs := make([]Value, len(v.keys()))
		for i, key := range v.keys() {
			pairs[i] = pair(key, v.Items()[i])
		}
		return List(pairs...)
	default:
		return List(v)
	}
}

// splitItems splits at any of the separators, trims the items and drops those
// that are empty then.
func splitItems(text, separators string) []Value {
	var items []Value
	isSeparator := func(r rune) bool { return strings.ContainsRune(separators, r) }
	for _, item := range strings.FieldsFunc(text, isSeparator) {
		if item = python.Strip(item); item != "" {
			items = append(items, Text(item))
		}
	}
	return items
}

// parseNumber reads a number from text. The exception of a secret quotes the
// substitute instead.
func parseNumber[T any](v Value, parse func(string) (T, *python.Exception)) (T, *python.Exception) {
	n, err := parse(v.text())
	if err != nil && v.concealed() {
		return parse(Redacted)
	}
	return n, err
}

package schema

import (
	"math/big"

	"connwiz/schema/internal/python"
)

// Kind is the sort of a [Value], named as JSON names it, except that whole
// numbers and fractions differ as they do in Python.
type Kind int

// The kinds of value.
const (
	KindNull Kind = iota
	KindBool
	KindInt
	KindFloat
	KindText
	KindList
	KindObject
)

// Value is one value of a configuration, as the connector service sees it after
// reading the JSON: numbers are exact, object keys keep their order. A value
// that belongs to a sensitive field is marked as such from the raw document on
// and keeps the mark through every conversion. Unless it is empty, it prints as
// [Redacted] in every form but [Value.Reveal] and [Value.RevealJSON].
//
// The zero Value is null.
type Value struct {
	kind      Kind
	sensitive bool
	truth     bool // of a boolean
	// The content is behind two pointers because fmt can't call methods on the
	// unexported fields of a struct that holds a Value: it would print a content
	// stored here, and for some verbs what a pointer points to, but of a pointer to
	// a pointer only the address. Nil stands for an empty content.
	box **payload
}

// payload is the content of a value; which part counts depends on its kind.
type payload struct {
	small  int64    // a whole number, unless it is in num
	num    *big.Int // a whole number of any size
	float  float64
	text   string
	secret Secret   // instead of text, when the text came as a Secret
	items  []Value  // of a list, or the values of an object
	keys   []string // of an object, in order
	// tuple marks a pair that Python's dict.items() made. It is a list in JSON,
	// but prints and compares unlike one.
	tuple bool
}

// newValue returns a value with this content.
func newValue(kind Kind, content payload) Value {
	cell := &struct {
		at      *payload
		content payload
	}{content: content}
	cell.at = &cell.content
	return Value{kind: kind, box: &cell.at}
}

// in returns the content of a value that isn't empty.
func (v Value) in() *payload { return *v.box }

// Null returns the null value.
func Null() Value { return Value{} }

// Bool returns a boolean.
func Bool(b bool) Value { return Value{kind: KindBool, truth: b} }

// Int returns a whole number.
func Int(n int64) Value { return newValue(KindInt, payload{small: n}) }

// BigInt returns a whole number of any size. It takes over n.
func BigInt(n *big.Int) Value { return newValue(KindInt, payload{num: n}) }

// Float returns a fraction, which NaN and the infinities are too.
func Float(f float64) Value { return newValue(KindFloat, payload{float: f}) }

// Text returns a text.
func Text(s string) Value {
	if s == "" {
		return Value{kind: KindText}
	}
	return newValue(KindText, payload{text: s})
}

// List returns a list. It takes over items.
func List(items ...Value) Value {
	if len(items) == 0 {
		return Value{kind: KindList}
	}
	return newValue(KindList, payload{items: items})
}

// SecretText returns a text that is marked as a secret. It shares the bytes of s,
// so that wiping s empties the value too.
func SecretText(s Secret) Value {
	v := newValue(KindText, payload{secret: s})
	v.sensitive = true
	return v
}

// pair returns one item of Python's dict.items().
func pair(key string, v Value) Value {
	return newValue(KindList, payload{items: []Value{Text(key), v}, tuple: true})
}

// AsSensitive returns the value marked as a secret.
func (v Value) AsSensitive() Value { return v.marked(true) }

// marked returns the value with the mark added, or as it is. Items carry the
// mark too, because messages quote them one by one.
func (v Value) marked(sensitive bool) Value {
	if !sensitive || v.sensitive {
		return v
	}
	if items := v.Items(); len(items) > 0 {
		content := *v.in()
		content.items = make([]Value, len(items))
		for i, item := range items {
			content.items[i] = item.marked(true)
		}
		v = newValue(v.kind, content)
	}
	v.sensitive = true
	return v
}

// Sensitive reports whether the value is marked as a secret.
func (v Value) Sensitive() bool { return v.sensitive }

// Kind returns the sort of the value. It tells nothing about a secret but that.
func (v Value) Kind() Kind { return v.kind }

// Bool returns the truth value and whether v is a boolean.
func (v Value) Bool() (b, ok bool) {
	if v.kind != KindBool {
		return false, false
	}
	return v.truth, true
}

// whole returns a whole number. The caller must not change it.
func (v Value) whole() *big.Int {
	if n := v.in().num; n != nil {
		return n
	}
	return big.NewInt(v.in().small)
}

// keys returns the keys of an object.
func (v Value) keys() []string {
	if v.box == nil {
		return nil
	}
	return v.in().keys
}

// isTuple reports whether the value is a pair from Python's dict.items().
func (v Value) isTuple() bool { return v.box != nil && v.in().tuple }

// Empty reports whether the connector service takes the value for empty: null,
// "" (blank text is not empty), and a list with nothing but those in it
// (connectors_sdk/source.py, Field.is_value_empty).
func (v Value) Empty() bool {
	if v.kind == KindList && !v.isTuple() {
		for _, item := range v.Items() {
			if !item.isNullOrBlank() {
				return false
			}
		}
		return true
	}
	return v.isNullOrBlank()
}

// isNullOrBlank reports whether the value is null or the empty text.
func (v Value) isNullOrBlank() bool {
	return v.kind == KindNull || v.kind == KindText && v.textLen() == 0
}

// Items returns the items of a list, the values of an object, else nothing. The
// caller must not change them.
func (v Value) Items() []Value {
	if v.box == nil {
		return nil
	}
	return v.in().items
}

// text returns the content of a text, secret or not.
func (v Value) text() string {
	switch {
	case v.box == nil:
		return ""
	case v.in().secret.b != nil:
		return string(v.in().secret.Reveal())
	default:
		return v.in().text
	}
}

// RevealBytes returns the content of a text as bytes, and nil for anything else.
// Those of a text that came as a [Secret] are the secret's own, not a copy, and
// must not be changed.
func (v Value) RevealBytes() []byte {
	switch secret := v.secretBytes(); {
	case v.kind != KindText:
		return nil
	case secret != nil:
		return secret
	default:
		return []byte(v.text())
	}
}

// secretBytes returns the bytes of a text that came as a Secret, else nil.
func (v Value) secretBytes() []byte {
	if v.box == nil {
		return nil
	}
	return v.in().secret.Reveal()
}

// textLen returns the length of a text in bytes, without copying a secret.
func (v Value) textLen() int {
	switch {
	case v.box == nil:
		return 0
	case v.in().secret.b != nil:
		return len(v.in().secret.Reveal())
	default:
		return len(v.in().text)
	}
}

// blankText reports whether the value is a text of nothing but white space.
func (v Value) blankText() bool {
	return v.kind == KindText && v.textLen() > 0 && python.Strip(v.text()) == ""
}

// member returns the value of an object's key.
func (v Value) member(key string) (Value, bool) {
	if v.kind == KindObject {
		for i, k := range v.keys() {
			if k == key {
				return v.Items()[i], true
			}
		}
	}
	return Value{}, false
}

// concealed reports whether the value must not be printed. That nothing is set
// is no secret: an empty value prints as it is.
func (v Value) concealed() bool { return v.sensitive && !v.Empty() }

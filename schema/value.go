package schema

import (
	"encoding/json"
	"math/big"
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
// that belongs to a sensitive field is marked as such from the raw document on,
// keeps the mark through every conversion, and prints as [Redacted] in every
// form but [Value.Reveal] and [Value.RevealJSON].
type Value struct {
	// stub
	v         any
	sensitive bool
}

// Null, Bool, Int, BigInt, Float, Text and List make values.
func Null() Value               { return Value{} }
func Bool(b bool) Value         { return Value{v: b} }
func Int(n int64) Value         { return Value{v: big.NewInt(n)} }
func BigInt(n *big.Int) Value   { return Value{v: n} }
func Float(f float64) Value     { return Value{v: f} }
func Text(s string) Value       { return Value{v: s} }
func List(items ...Value) Value { return Value{v: items} }
func SecretText(s Secret) Value { return Value{v: string(s.Reveal()), sensitive: true} }

// ParseValue reads one JSON value exactly.
func ParseValue(raw []byte) (Value, error) { panic("stub") }

// AsSensitive returns the value marked as a secret.
func (v Value) AsSensitive() Value { v.sensitive = true; return v }

// Sensitive reports whether the value is marked as a secret.
func (v Value) Sensitive() bool { return v.sensitive }

// Kind returns the sort of the value. It tells nothing about a secret but that.
func (v Value) Kind() Kind { panic("stub") }

// Bool returns the truth value and whether v is a boolean.
func (v Value) Bool() (b, ok bool) { b, ok = v.v.(bool); return b, ok }

// String returns the value as Python's str() would write it ("True", "None",
// "1.0", "['a']"), or [Redacted].
func (v Value) String() string { panic("stub") }

// Reveal returns Python's str() of the value, secrets included.
func (v Value) Reveal() string { panic("stub") }

// RevealJSON returns the value as JSON, secrets included.
func (v Value) RevealJSON() json.RawMessage { panic("stub") }

// MarshalJSON writes the value, or "redacted" for a secret.
func (v Value) MarshalJSON() ([]byte, error) { panic("stub") }

// Equal compares as Python does: true = 1 = 1.0, text never equals a number.
func (v Value) Equal(o Value) bool { panic("stub") }

// Identical reports whether both are the same JSON value: same kind, same
// content (true is not 1, 1 is not 1.0, 1.0 is 1.00).
func (v Value) Identical(o Value) bool { panic("stub") }

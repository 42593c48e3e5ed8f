package schema

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"connwiz/schema/internal/python"
)

// redactedJSON stands for a secret in JSON and YAML.
const redactedJSON = "redacted"

// errNotJSON says that a text is no JSON. The position and the text itself are
// left out on purpose: the text may hold secrets.
var errNotJSON = errors.New("not valid JSON")

// ParseValue reads one JSON value exactly.
func ParseValue(raw []byte) (Value, error) {
	if !json.Valid(raw) {
		return Value{}, errNotJSON
	}
	r := reader{raw: raw}
	return r.value(), nil
}

// RevealJSON returns the value as JSON, secrets included. NaN and the infinities
// are texts, since JSON has no numbers for them.
func (v Value) RevealJSON() json.RawMessage { return v.appendJSON(nil) }

// MarshalJSON writes the value, or "redacted" for a secret.
func (v Value) MarshalJSON() ([]byte, error) {
	if v.concealed() {
		return json.Marshal(redactedJSON)
	}
	return v.RevealJSON(), nil
}

// appendJSON writes the value, secrets included.
func (v Value) appendJSON(b []byte) []byte {
	switch v.kind {
	case KindBool:
		return strconv.AppendBool(b, v.truth)
	case KindInt:
		return v.whole().Append(b, 10)
	case KindFloat:
		return appendFloatJSON(b, v.in().float)
	case KindText:
		if secret := v.secretBytes(); secret != nil {
			return appendTextJSON(b, secret)
		}
		return appendTextJSON(b, v.text())
	case KindList, KindObject:
		return v.appendItemsJSON(b)
	default:
		return append(b, "null"...)
	}
}

// appendItemsJSON writes a list or an object.
func (v Value) appendItemsJSON(b []byte) []byte {
	open, end := byte('['), byte(']')
	if v.kind == KindObject {
		open, end = '{', '}'
	}
	b = append(b, open)
	for i, item := range v.Items() {
		if i > 0 {
			b = append(b, ',')
		}
		if v.kind == KindObject {
			b = append(appendTextJSON(b, v.keys()[i]), ':')
		}
		b = item.appendJSON(b)
	}
	return append(b, end)
}

// appendFloatJSON writes a fraction so that it stays one when read again.
func appendFloatJSON(b []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(b, `"NaN"`...)
	case math.IsInf(f, 1):
		return append(b, `"Infinity"`...)
	case math.IsInf(f, -1):
		return append(b, `"-Infinity"`...)
	}
	return append(b, python.FloatText(f)...)
}

// appendTextJSON writes a text as JSON, without the escapes for HTML that the
// standard library adds: a value must arrive byte for byte. It grows b once, and
// to the final size, since the text may be a secret: every other way leaves copies
// of it behind.
func appendTextJSON[T string | []byte](b []byte, s T) []byte {
	b = append(slices.Grow(b, quotedLen(s)), '"')
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			b = appendByteJSON(b, c)
			i++
			continue
		}
		r, size := decodeRune(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, `\ufffd`...)
		case r == 0x2028 || r == 0x2029: // line ends for JavaScript
			b = append(b, `\u202`...)
			b = append(b, hexDigits[r&0xf])
		default:
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return append(b, '"')
}

const hexDigits = "0123456789abcdef"

// appendByteJSON writes one ASCII character inside of a JSON string.
func appendByteJSON(b []byte, c byte) []byte {
	switch {
	case c == '"' || c == '\\':
		return append(b, '\\', c)
	case c == '\n':
		return append(b, `\n`...)
	case c == '\r':
		return append(b, `\r`...)
	case c == '\t':
		return append(b, `\t`...)
	case c == '\b':
		return append(b, `\b`...)
	case c == '\f':
		return append(b, `\f`...)
	case c < ' ':
		return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xf])
	default:
		return append(b, c)
	}
}

// quotedLen is an upper bound of what appendTextJSON writes, and exact for text
// that needs few escapes.
func quotedLen[T string | []byte](s T) int {
	n := len(s) + len(`""`)
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"', c == '\\', c == '\n', c == '\r', c == '\t', c == '\b', c == '\f':
			n++
		case c < ' ', c >= utf8.RuneSelf:
			n += len(`\u0000`) - 1
		}
	}
	return n
}

// decodeRune is utf8.DecodeRune for both.
func decodeRune[T string | []byte](s T) (rune, int) {
	var buf [utf8.UTFMax]byte
	return utf8.DecodeRune(buf[:copy(buf[:], s)])
}

// reader reads JSON that is known to be valid. The standard library's decoder
// loses the order of keys, and its tokens cost ten times as much.
type reader struct {
	raw   []byte
	pos   int
	depth int // of objects
}

// skip moves to the next byte that is no white space and returns it.
func (r *reader) skip() byte {
	for r.pos < len(r.raw) {
		switch c := r.raw[r.pos]; c {
		case ' ', '\t', '\r', '\n':
			r.pos++
		default:
			return c
		}
	}
	return 0
}

// value reads the next value.
func (r *reader) value() Value {
	switch r.skip() {
	case '{':
		return r.object()
	case '[':
		var items []Value
		r.sequence(']', func() { items = append(items, r.value()) })
		return List(items...)
	case '"':
		return Text(r.text())
	case 't':
		r.pos += len("true")
		return Bool(true)
	case 'f':
		r.pos += len("false")
		return Bool(false)
	case 'n':
		r.pos += len("null")
		return Null()
	default:
		return r.number()
	}
}

// object reads an object as Python's dict does: a repeated key keeps its first
// place and takes the last value.
func (r *reader) object() Value {
	size := fewKeys
	if r.depth != 1 {
		size = 2 // below an entry there are options, conditions and rules
	}
	r.depth++
	defer func() { r.depth-- }()
	p := payload{keys: make([]string, 0, size), items: make([]Value, 0, size)}
	var places map[string]int // only where looking through the keys would be slow
	r.members(func(key string) {
		v := r.value()
		i := slices.Index(p.keys[:min(len(p.keys), fewKeys)], key)
		if at, ok := places[key]; ok {
			i = at
		}
		if i >= 0 {
			p.items[i] = v
			return
		}
		if len(p.keys) >= fewKeys {
			if places == nil {
				places = make(map[string]int)
			}
			places[key] = len(p.keys)
		}
		p.keys = append(p.keys, key)
		p.items = append(p.items, v)
	})
	return newValue(KindObject, p)
}

// fewKeys is how many keys of an object are looked through one by one.
const fewKeys = 16

// sequence calls item for each item up to the closing byte.
func (r *reader) sequence(end byte, item func()) {
	r.pos++
	for r.skip() != end {
		if r.raw[r.pos] == ',' {
			r.pos++
		}
		item()
	}
	r.pos++
}

// members calls value for each key of an object; it must read the value.
func (r *reader) members(value func(key string)) {
	r.sequence('}', func() {
		r.skip()
		key := r.key()
		r.skip()
		r.pos++ // the colon
		value(key)
	})
}

// key reads the key of a member. Those of every entry are the same few, which
// need not be made anew each time.
func (r *reader) key() string {
	for _, name := range [...]string{
		"default_value", "depends_on", "display", "label", "options", "order", "required", "sensitive",
		"tooltip", "type", "ui_restrictions", "validations", "value", "field", "constraint",
	} {
		rest := r.raw[r.pos+1:]
		if len(rest) > len(name) && rest[len(name)] == '"' && string(rest[:len(name)]) == name {
			r.pos += len(name) + 2
			return name
		}
	}
	return r.text()
}

// text reads a string.
func (r *reader) text() string {
	start := r.pos
	plain := true
	for r.pos++; r.raw[r.pos] != '"'; r.pos++ {
		if r.raw[r.pos] == '\\' {
			plain = false
			r.pos++
		}
	}
	r.pos++
	if plain {
		inner := r.raw[start+1 : r.pos-1]
		if utf8.Valid(inner) {
			return string(inner)
		}
		return strings.ToValidUTF8(string(inner), "\uFFFD")
	}
	var s string
	_ = json.Unmarshal(r.raw[start:r.pos], &s) // can't fail: the whole text is valid
	return s
}

// number reads a number: whole ones are exact, others are Python floats, which
// overflow to infinity.
func (r *reader) number() Value {
	start := r.pos
	whole := true
	for ; r.pos < len(r.raw); r.pos++ {
		c := r.raw[r.pos]
		if c == '.' || c == 'e' || c == 'E' {
			whole = false
		} else if c != '-' && c != '+' && (c < '0' || c > '9') {
			break
		}
	}
	text := string(r.raw[start:r.pos])
	if whole {
		return wholeNumber(text)
	}
	f, _ := strconv.ParseFloat(text, 64) // can only be out of range, hence infinite
	return Float(f)
}

// wholeNumber reads the digits of a whole number.
func wholeNumber(digits string) Value {
	if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
		return Int(n)
	}
	n, _ := new(big.Int).SetString(digits, 10)
	return BigInt(n)
}

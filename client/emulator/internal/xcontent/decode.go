package xcontent

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// Parse reads the first JSON value of data and ignores what follows it, as the
// server does. It returns nil when there is none.
func Parse(data []byte) (*Node, *Exception) {
	d := &decoder{data: data, json: json.NewDecoder(bytes.NewReader(data)), line: 1}
	d.json.UseNumber()
	if i := invalidUTF8(data); i >= 0 {
		return nil, d.malformed(i, fmt.Sprintf("Invalid UTF-8 start byte 0x%x", data[i]))
	}
	if d.peek() == 0 {
		return nil, nil
	}
	return d.value()
}

func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// decoder adds to the standard tokenizer what the server's messages need: the
// place of every token and what follows it.
type decoder struct {
	data      []byte
	json      *json.Decoder
	pos       int // start of the next token
	line      int
	lineStart int
}

// peek moves to the next token, over blanks and separators, and returns its
// first byte, or 0 at the end.
func (d *decoder) peek() byte {
	for d.pos = max(d.pos, int(d.json.InputOffset())); d.pos < len(d.data); d.pos++ {
		switch b := d.data[d.pos]; b {
		case '\n':
			d.line, d.lineStart = d.line+1, d.pos+1
		case ' ', '\t', '\r', ',', ':':
		default:
			return b
		}
	}
	return 0
}

func (d *decoder) at() Location {
	return Location{Line: d.line, Column: utf8.RuneCount(d.data[d.lineStart:d.pos]) + 1}
}

// token reads the token that peek found and returns it with its place.
func (d *decoder) token() (json.Token, Location, *Exception) {
	d.peek()
	at := d.at()
	token, err := d.json.Token()
	if err != nil {
		return nil, at, d.syntax(err)
	}
	return token, at, nil
}

func (d *decoder) value() (*Node, *Exception) {
	token, at, err := d.token()
	if err != nil {
		return nil, err
	}
	n := &Node{at: at, end: at}
	switch t := token.(type) {
	case nil:
	case bool:
		n = Bool(t)
	case json.Number:
		n = Number(t.String())
	case string:
		n = Text(t)
	case json.Delim:
		if t == '{' {
			n, err = d.object()
		} else {
			n, err = d.array()
		}
		if err != nil {
			return nil, err
		}
	}
	n.at = at
	if n.end == (Location{}) {
		n.end = at
	}
	return n, nil
}

func (d *decoder) object() (*Node, *Exception) {
	n := Object()
	seen := map[string]bool{}
	for {
		token, at, err := d.token()
		if err != nil {
			return nil, err
		}
		name, isName := token.(string)
		if !isName {
			n.end = at
			return n, nil
		}
		if seen[name] {
			return nil, jackson("json_parse_exception", at, fmt.Sprintf("Duplicate field '%s'", name))
		}
		seen[name] = true
		value, err := d.value()
		if err != nil {
			return nil, err
		}
		value.next = "FIELD_NAME"
		if d.peek() == '}' {
			value.next = "END_OBJECT"
		}
		n.members = append(n.members, Member{Name: name, Value: value, at: at})
	}
}

func (d *decoder) array() (*Node, *Exception) {
	n := Array()
	for d.json.More() {
		value, err := d.value()
		if err != nil {
			return nil, err
		}
		if last := len(n.items) - 1; last >= 0 {
			n.items[last].next = value.token()
		}
		value.next = "END_ARRAY"
		n.items = append(n.items, value)
	}
	_, at, err := d.token()
	n.end = at
	return n, err
}

// syntax turns the tokenizer's error into the server's, whose own text (of the
// Jackson library) can only be approximated.
func (d *decoder) syntax(err error) *Exception {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		d.pos = len(d.data)
		return jackson("json_e_o_f_exception", d.at(), "Unexpected end-of-input")
	}
	pos := min(d.pos, len(d.data)-1)
	r, _ := utf8.DecodeRune(d.data[pos:])
	return d.malformed(pos, fmt.Sprintf("Unexpected character ('%c' (code %d))", r, r))
}

func (d *decoder) malformed(pos int, reason string) *Exception {
	before := d.data[:pos]
	at := Location{
		Line:   bytes.Count(before, []byte{'\n'}) + 1,
		Column: utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1,
	}
	return jackson("json_parse_exception", at, reason)
}

func jackson(kind string, at Location, reason string) *Exception {
	return Malformed(at, "%s", reason).Because(&Exception{Status: 400, Type: kind, Reason: reason, at: at})
}

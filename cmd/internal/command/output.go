package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// format is the form of a command's result.
type format string

// String returns the word.
func (f *format) String() string { return string(*f) }

// Set takes a word, or refuses it.
func (f *format) Set(word string) error {
	switch word {
	case "text", "json", "yaml", "curl":
		*f = format(word)
		return nil
	}
	return fmt.Errorf("must be text, json or yaml (set --dry-run: also curl)")
}

// Type names the kind of value in help texts.
func (f *format) Type() string { return "FORMAT" }

// peek finds the form in a command line that could not be read to its end, so
// that its error has the form that was asked for.
func (f *format) peek(args []string) {
	for i, arg := range args {
		word, found := strings.CutPrefix(arg, "--output=")
		if arg == "--output" && i+1 < len(args) {
			word, found = args[i+1], true
		}
		if arg == "--" {
			return
		}
		if found {
			_ = f.Set(word) // a wrong word is the error being reported
		}
	}
}

// structured reports whether the result is for a program.
func (f format) structured() bool { return f == "json" || f == "yaml" }

// write prints v as JSON or YAML in one piece, so that a reader never sees half
// of a document of ours.
func (f format) write(w io.Writer, v any) error {
	doc, err := encodeJSON(v)
	if err != nil {
		return err
	}
	if f == "yaml" {
		if doc, err = toYAML(doc); err != nil {
			return err
		}
	}
	_, err = w.Write(doc)
	return err
}

// encodeJSON writes v with every character escaped that could drive a terminal
// or turn the direction of text: the result may well be printed on one.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("encode result: %w", err)
	}
	return escape(b.Bytes()), nil
}

// escape writes harmful characters of a JSON document as \u. They can only be
// inside of strings, and none is beyond the first plane.
func escape(doc []byte) []byte {
	if !bytes.ContainsFunc(doc, harmful) {
		return doc
	}
	var b bytes.Buffer
	for _, r := range string(doc) {
		if harmful(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.Bytes()
}

// harmful reports DEL, C1 controls, what changes the direction of text, and byte
// order marks, which YAML refuses. JSON itself escapes C0 controls.
func harmful(r rune) bool {
	return r >= 0x7f && r <= 0x9f || unicode.Is(unicode.Bidi_Control, r) || r == 0xfeff || r == 0xfffe || r == 0xffff
}

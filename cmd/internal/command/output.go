package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"connwiz/ui/text"
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
	return escape(b.Bytes(), jsonEscape), nil
}

// escape writes harmful characters of a JSON document as escapes. They can only
// be inside of strings.
func escape(doc []byte, as func(r rune) string) []byte {
	if !bytes.ContainsFunc(doc, func(r rune) bool { return r > '~' }) {
		return doc
	}
	var b bytes.Buffer
	runes := append([]rune(string(doc)), ' ')
	prev := ' '
	for i, r := range runes[:len(runes)-1] {
		if harmful(prev, r, runes[i+1]) {
			b.WriteString(as(r))
		} else {
			b.WriteRune(r)
		}
		prev = r
	}
	return b.Bytes()
}

// jsonEscape is the escape of JSON, which writes what is beyond the first plane of
// Unicode in two halves.
func jsonEscape(r rune) string {
	if r > 0xffff {
		high, low := utf16.EncodeRune(r)
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// yamlEscape is the escape of YAML, which knows no halves.
func yamlEscape(r rune) string {
	if r > 0xffff {
		return fmt.Sprintf(`\U%08x`, r)
	}
	return jsonEscape(r)
}

// harmful reports what Clean would rewrite: DEL, C1 controls, what changes the
// direction of text, and what draws nothing. JSON itself escapes C0 controls. Byte
// order marks are among them, which YAML refuses.
func harmful(prev, r, next rune) bool { return r > '~' && !text.Shows(prev, r, next) }

package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// toYAML rewrites a JSON document as YAML in block style. Strings that aren't
// plain words keep JSON's quotes, which YAML reads alike: its own library would
// leave bidi controls as they are, and write others in a form of its own.
func toYAML(doc []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	y := yamlWriter{d: d, word: regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*([ .-][A-Za-z0-9_]+)*$`)}
	if err := y.value(0, ""); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("encode result: %w", err)
	}
	return y.b.Bytes(), nil
}

type yamlWriter struct {
	d    *json.Decoder
	b    bytes.Buffer
	word *regexp.Regexp
}

// value writes the next value after lead, the text of its line so far. Depth is
// the indentation of its children.
func (y *yamlWriter) value(depth int, lead string) error {
	token, err := y.d.Token()
	if err != nil {
		return err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		y.line(lead, y.scalar(token))
		return nil
	}
	if !y.d.More() {
		_, err := y.d.Token()
		y.line(lead, map[json.Delim]string{'{': "{}", '[': "[]"}[delim])
		return err
	}
	if delim == '[' {
		return y.items(depth, lead)
	}
	return y.entries(depth, lead)
}

// items writes a list. Its dash is the lead of an item's first line.
func (y *yamlWriter) items(depth int, lead string) error {
	if lead != "" {
		y.line(lead, "")
	}
	for y.d.More() {
		if err := y.value(depth+1, indent(depth)+"- "); err != nil {
			return err
		}
	}
	_, err := y.d.Token()
	return err
}

// entries writes a map. In a list its first key stands on the line of the dash.
func (y *yamlWriter) entries(depth int, lead string) error {
	inList := strings.HasSuffix(lead, "- ")
	if lead != "" && !inList {
		y.line(lead, "")
	}
	for first := true; y.d.More(); first = false {
		key, err := y.d.Token()
		if err != nil {
			return err
		}
		start := indent(depth)
		if inList && first {
			start = lead
		}
		if err := y.value(depth+1, start+y.scalar(key)+": "); err != nil {
			return err
		}
	}
	_, err := y.d.Token()
	return err
}

// line ends a line; a lead without text loses its trailing blank.
func (y *yamlWriter) line(lead, rest string) {
	y.b.WriteString(strings.TrimRight(lead+rest, " ") + "\n")
}

// scalar writes a text without quotes where nothing could take it for more.
func (y *yamlWriter) scalar(token json.Token) string {
	s, ok := token.(string)
	if !ok {
		if token == nil {
			return "null"
		}
		return fmt.Sprint(token)
	}
	if y.word.MatchString(s) && !reserved(s) {
		return s
	}
	var quoted bytes.Buffer
	e := json.NewEncoder(&quoted)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return strings.TrimSuffix(string(escape(quoted.Bytes(), yamlEscape)), "\n")
}

// reserved reports words that some version of YAML reads as no text.
func reserved(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf":
		return true
	}
	return false
}

func indent(depth int) string { return strings.Repeat("  ", depth) }

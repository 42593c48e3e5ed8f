package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is the file of profiles as it was read.
type document struct {
	raw     []byte
	root    yaml.Node // its zero value: nothing but comments, or nothing
	current string
	entries []Entry
	// odd are the keys that mean nothing here, by profile.
	odd map[string][]string
}

// parse reads the file's text. Its errors name the line and quote nothing.
func parse(raw []byte) (*document, error) {
	d := &document{raw: raw, odd: map[string][]string{}}
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	switch err := decoder.Decode(&d.root); {
	case errors.Is(err, io.EOF):
		return d, nil
	case err != nil:
		return nil, malformed(err)
	}
	if err := decoder.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, errors.New("it holds more than one document")
	}
	top := d.top()
	if top == nil {
		return d, nil
	}
	if top.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: it is not a map", top.Line)
	}
	if err := unique(top); err != nil {
		return nil, err
	}
	if n := value(top, "current"); n != nil {
		if err := n.Decode(&d.current); err != nil {
			return nil, fmt.Errorf("line %d: current is no name", n.Line)
		}
	}
	return d, d.readEntries(value(top, "profiles"))
}

// top is the node that holds everything, nil when there is none.
func (d *document) top() *yaml.Node {
	if len(d.root.Content) == 0 || d.root.Content[0].Tag == "!!null" {
		return nil
	}
	return d.root.Content[0]
}

func (d *document) readEntries(all *yaml.Node) error {
	if all == nil || all.Tag == "!!null" {
		return nil
	}
	if all.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: profiles is not a map", all.Line)
	}
	if err := unique(all); err != nil {
		return err
	}
	for i := 0; i+1 < len(all.Content); i += 2 {
		if err := d.readEntry(all.Content[i].Value, all.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (d *document) readEntry(name string, n *yaml.Node) error {
	e := Entry{Name: name, Current: name == d.current}
	if n.Tag != "!!null" && n.Kind != yaml.MappingNode && n.Kind != yaml.AliasNode {
		return fmt.Errorf("line %d: profile %q is not a map", n.Line, name)
	}
	if err := n.Decode(&e.Profile); err != nil {
		return misread(err, n.Line)
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		k := n.Content[i]
		if slices.Contains(keys(), k.Value) || k.Value == "<<" {
			continue
		}
		if telltale(k.Value) {
			return fmt.Errorf("line %d: profile %q holds %q, and this file is no place for a secret", k.Line, name, k.Value)
		}
		d.odd[name] = append(d.odd[name], fmt.Sprintf("%q on line %d", k.Value, k.Line))
	}
	d.entries = append(d.entries, e)
	return nil
}

// telltale reports whether a key by its name holds a secret.
func telltale(key string) bool {
	return regexp.MustCompile(`(?i)pass(word|wd|phrase)|api_?key|token|credential|secret`).MatchString(key)
}

// misread is an error of the library's decoder, reduced to its place.
func misread(err error, line int) error {
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) && len(wrong.Errors) > 0 {
		if place, _, ok := strings.Cut(wrong.Errors[0], ":"); ok && strings.HasPrefix(place, "line ") {
			return fmt.Errorf("%s: a value of another kind is wanted", place)
		}
	}
	return fmt.Errorf("line %d: the profile can't be read", line)
}

package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"

	"go.yaml.in/yaml/v3"
)

// yamlToJSON rewrites YAML as JSON without passing numbers through a float: what
// was written is what is sent.
func yamlToJSON(raw []byte) (asRead, asWritten []byte, err error) {
	var doc, more yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(raw))
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF), err == nil && len(doc.Content) == 0:
		return nil, nil, errors.New("empty")
	case err != nil:
		return nil, nil, errors.New("neither JSON nor YAML")
	}
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, nil, errors.New("something follows after the first document")
	}
	read, written := nodeWriter{scalar: scalarJSON}, nodeWriter{scalar: sourceJSON}
	if err := read.node(doc.Content[0]); err != nil {
		return nil, nil, err
	}
	if err := written.node(doc.Content[0]); err != nil {
		return nil, nil, err
	}
	return read.Bytes(), written.Bytes(), nil
}

// nodeWriter writes YAML as JSON.
type nodeWriter struct {
	bytes.Buffer
	scalar func(*yaml.Node) ([]byte, error)
}

// node writes one node as JSON. Aliases are refused rather than followed:
// they can make a small file endless.
func (w *nodeWriter) node(n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		return w.all('{', n.Content, '}', func(i int) byte { return ":,"[i%2] })
	case yaml.SequenceNode:
		return w.all('[', n.Content, ']', func(int) byte { return ',' })
	case yaml.ScalarNode:
		text, err := w.scalar(n)
		w.Write(text)
		return err
	default:
		return fmt.Errorf("line %d: aliases can't be used here", n.Line)
	}
}

// all writes nodes between two brackets; after says what stands behind
// each but the last.
func (w *nodeWriter) all(open byte, nodes []*yaml.Node, end byte, after func(i int) byte) error {
	w.WriteByte(open)
	for i, n := range nodes {
		if isKey := open == '{' && i%2 == 0; isKey {
			if n.Kind != yaml.ScalarNode {
				return fmt.Errorf("line %d: a key is not a text", n.Line)
			}
			n = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: n.Value, Line: n.Line}
		}
		if err := w.node(n); err != nil {
			return err
		}
		if i+1 < len(nodes) {
			w.WriteByte(after(i))
		}
	}
	w.WriteByte(end)
	return nil
}

// scalarJSON writes a scalar. A number that JSON would write otherwise (octal,
// with underscores, .inf) goes through YAML's own reading; dates are text.
func scalarJSON(n *yaml.Node) ([]byte, error) {
	switch n.Tag {
	case "!!null":
		return []byte("null"), nil
	case "!!bool", "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return []byte(n.Value), nil
		}
		var v any
		if err := n.Decode(&v); err != nil {
			return nil, fmt.Errorf("line %d: malformed value", n.Line)
		}
		if f, ok := v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
			return json.Marshal(fmt.Sprint(f))
		}
		return json.Marshal(v)
	default:
		return json.Marshal(n.Value)
	}
}

// sourceJSON writes a scalar as the text that stands in the file.
func sourceJSON(n *yaml.Node) ([]byte, error) {
	if n.Tag == "!!null" {
		return []byte("null"), nil
	}
	return json.Marshal(n.Value)
}

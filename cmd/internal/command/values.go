package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"connwiz/schema"

	"go.yaml.in/yaml/v3"
)

// readValues reads the file that --values names, if there is one.
func (a *app) readValues(path string) (map[string]schema.Value, error) {
	if path == "" {
		return nil, nil
	}
	raw, err := a.readInput("--values", path)
	if err != nil {
		return nil, err
	}
	defer clear(raw)
	values, err := parseValues(raw)
	if err != nil {
		return nil, usagef("it looks like {\"host\": \"db.example.com\", \"port\": 5432}",
			"values %q: %v", path, err)
	}
	return values, nil
}

// parseValues reads a map from field to value, in JSON or YAML. Its errors don't
// quote the text, which may hold secrets.
func parseValues(raw []byte) (map[string]schema.Value, error) {
	if !json.Valid(raw) {
		converted, err := yamlToJSON(raw)
		if err != nil {
			return nil, err
		}
		raw = converted
	}
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil || entries == nil {
		return nil, errors.New("not a map from field to value")
	}
	values := make(map[string]schema.Value, len(entries))
	for name, entry := range entries {
		v, err := schema.ParseValue(entry)
		if err != nil {
			return nil, fmt.Errorf("value of %q: %w", name, err)
		}
		values[name] = v
	}
	return values, nil
}

// yamlToJSON rewrites YAML as JSON without passing numbers through a float: what
// was written is what is sent.
func yamlToJSON(raw []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, errors.New("neither JSON nor YAML")
	}
	if len(doc.Content) == 0 {
		return nil, errors.New("empty")
	}
	var b bytes.Buffer
	err := writeNode(&b, doc.Content[0])
	return b.Bytes(), err
}

// writeNode writes one node as JSON. Aliases are refused rather than followed:
// they can make a small file endless.
func writeNode(b *bytes.Buffer, n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		return writeAll(b, '{', n.Content, '}', func(i int) byte { return ":,"[i%2] })
	case yaml.SequenceNode:
		return writeAll(b, '[', n.Content, ']', func(int) byte { return ',' })
	case yaml.ScalarNode:
		text, err := scalarJSON(n)
		b.Write(text)
		return err
	default:
		return fmt.Errorf("line %d: aliases can't be used here", n.Line)
	}
}

// writeAll writes nodes between two brackets; after says what stands behind
// each but the last.
func writeAll(b *bytes.Buffer, open byte, nodes []*yaml.Node, end byte, after func(i int) byte) error {
	b.WriteByte(open)
	for i, n := range nodes {
		if isKey := open == '{' && i%2 == 0; isKey {
			n = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: n.Value, Line: n.Line}
		}
		if err := writeNode(b, n); err != nil {
			return err
		}
		if i+1 < len(nodes) {
			b.WriteByte(after(i))
		}
	}
	b.WriteByte(end)
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

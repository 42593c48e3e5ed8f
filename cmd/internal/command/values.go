package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// fileValue is one value of a file, as its format reads it and as it is written:
// a text field wants 0123 as it stands there, not the number 83.
type fileValue struct{ read, written schema.Value }

// readValues reads the file that --values names, if there is one.
func (a *app) readValues(path string) (map[string]fileValue, error) {
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
			"values %q are malformed: %v", path, err)
	}
	return values, nil
}

// parseValues reads a map from field to value, in JSON or YAML. Its errors don't
// quote the text, which may hold secrets.
func parseValues(raw []byte) (map[string]fileValue, error) {
	asRead, asWritten, err := bothForms(raw)
	if err != nil {
		return nil, err
	}
	var entries, written map[string]json.RawMessage
	if err := json.Unmarshal(asRead, &entries); err != nil || entries == nil {
		return nil, errors.New("not a map from field to value")
	}
	if err := json.Unmarshal(asWritten, &written); err != nil {
		return nil, errors.New("not a map from field to value")
	}
	values := make(map[string]fileValue, len(entries))
	for name, entry := range entries {
		v, err := schema.ParseValue(entry)
		if err != nil {
			return nil, fmt.Errorf("value of %q: %w", name, err)
		}
		w, err := schema.ParseValue(writtenJSON(written[name]))
		if err != nil {
			return nil, fmt.Errorf("value of %q: %w", name, err)
		}
		values[name] = fileValue{read: v, written: w}
	}
	return values, nil
}

// bothForms returns a file as JSON, once with its scalars as they are read and
// once as they are written. It refuses what readers of a file could take for
// different things.
func bothForms(raw []byte) (asRead, asWritten []byte, err error) {
	if err := checkText(raw); err != nil {
		return nil, nil, err
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if json.Valid(raw) {
		asRead, asWritten, err = raw, raw, checkEscapes(raw)
	} else {
		asRead, asWritten, err = yamlToJSON(raw)
	}
	if err == nil {
		err = checkKeys(asRead)
	}
	return asRead, asWritten, err
}

// writtenJSON makes texts of the numbers and truth values of one entry, which
// may be a list. What is deeper stays as it is.
func writtenJSON(raw json.RawMessage) json.RawMessage {
	switch raw[0] {
	case '"', 'n', '{':
		return raw
	case '[':
		var items []json.RawMessage
		_ = json.Unmarshal(raw, &items) // can't fail: the whole text is valid
		for i, item := range items {
			items[i] = writtenJSON(item)
		}
		return append(append([]byte{'['}, bytes.Join(asBytes(items), []byte{','})...), ']')
	default:
		return append(append([]byte{'"'}, raw...), '"')
	}
}

func asBytes(items []json.RawMessage) [][]byte {
	out := make([][]byte, len(items))
	for i, item := range items {
		out[i] = item
	}
	return out
}

// in returns the value as the field wants it.
func (v fileValue) in(f *schema.Field) schema.Value {
	switch {
	case f == nil:
		return v.read
	case f.Type == schema.TypeList, v.retold(f):
		return v.written
	default:
		return v.read
	}
}

// retold reports whether a number or truth value becomes a text in the field.
func (v fileValue) retold(f *schema.Field) bool {
	switch f.Type {
	case schema.TypeInt, schema.TypeFloat, schema.TypeBool, schema.TypeList:
		return false
	}
	switch v.read.Kind() {
	case schema.KindBool, schema.KindInt, schema.KindFloat:
		return true
	default:
		return v.read.Kind() == schema.KindText && !v.read.Identical(v.written)
	}
}

// retold warns of numbers and truth values of a file that are sent as texts.
func (in *inputs) retold(d *draft.Draft) []schema.Problem {
	var all []schema.Problem
	for _, c := range d.Changes() {
		for _, i := range in.list {
			f, err := d.Schema().Lookup(i.field)
			if err == nil && i.origin == fromValues && f.Name == c.Field.Name && i.fileValue().retold(f) {
				all = append(all, schema.Problem{
					Field: f.Name, Kind: schema.KindWizardText, Message: "'" + f.Label + "' is sent as a text.",
				})
			}
		}
	}
	return all
}

// fileValue is the input's value of a file.
func (i input) fileValue() fileValue { return fileValue{read: i.value, written: i.written} }

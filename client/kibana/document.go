package kibana

import (
	"encoding/json"
	"slices"

	"connwiz/schema"
)

// attributes is one field in the form of a connector's configuration, which is
// what a draft is made of. Whether a field applies and whether it is required is
// for the [Form] to say: this form can't express it.
type attributes struct {
	Label       string         `json:"label"`
	Type        schema.Type    `json:"type"`
	Display     schema.Display `json:"display"`
	Order       int            `json:"order"`
	Required    bool           `json:"required"`
	Sensitive   bool           `json:"sensitive"`
	Category    string         `json:"category,omitempty"`
	Tooltip     string         `json:"tooltip,omitempty"`
	Placeholder string         `json:"placeholder,omitempty"`
	Options     []option       `json:"options,omitempty"`
	Default     schema.Value   `json:"default_value"`
	Value       schema.Value   `json:"value"`
}

type option struct {
	Label string       `json:"label"`
	Value schema.Value `json:"value"`
}

// document makes the schema of a draft, with the values of an existing connector.
// extra is what its configuration holds beyond the fields that are known here.
func (t *Type) document(existing *Connector) (s *schema.Schema, extra Object, err error) {
	stored, extra := t.stored(existing)
	raw := []byte{'{'}
	for i := range t.Fields {
		f := &t.Fields[i]
		a := attributes{
			Label: f.Label, Type: f.schemaType(), Display: f.Display, Order: i + 1, Sensitive: f.Sensitive(),
			Category: f.Category, Tooltip: f.Tooltip, Placeholder: f.Placeholder,
			Default: f.editable(f.Default), Value: f.editable(stored[f.Name]),
		}
		for _, o := range f.Options {
			a.Options = append(a.Options, option(o))
		}
		entry, err := json.Marshal(a)
		if err != nil {
			return nil, nil, err
		}
		if i > 0 {
			raw = append(raw, ',')
		}
		raw = append(append(append(raw, quoted(f.Name)...), ':'), entry...)
	}
	s, err = schema.Parse(append(raw, '}'))
	return s, extra, err
}

// stored sorts a connector's configuration into what is known and what is not.
func (t *Type) stored(existing *Connector) (known map[string]schema.Value, extra Object) {
	known = map[string]schema.Value{}
	if existing == nil {
		return known, nil
	}
	known[string(InName)] = schema.Text(existing.Name)
	for _, m := range members(existing.Config) {
		if f := t.Field(m.Name); f != nil && f.In == InConfig {
			known[m.Name] = m.Value
		} else if !blank(m.Value) {
			extra = append(extra, m)
		}
	}
	return known, extra
}

// members are the keys of an object, sorted.
func members(v schema.Value) Object {
	var keyed map[string]json.RawMessage
	if v.Kind() != schema.KindObject || json.Unmarshal(v.RevealJSON(), &keyed) != nil {
		return nil
	}
	var all Object
	for name, raw := range keyed {
		if value, err := schema.ParseValue(raw); err == nil {
			all = append(all, Member{name, value})
		}
	}
	slices.SortFunc(all, func(a, b Member) int { return compareFold(a.Name, b.Name) })
	return all
}

// schemaType is the type that a draft converts what is entered to.
func (f *Field) schemaType() schema.Type {
	switch f.Kind {
	case KindInt:
		return schema.TypeInt
	case KindNumber:
		return schema.TypeFloat
	case KindBool:
		return schema.TypeBool
	default:
		return schema.TypeStr
	}
}

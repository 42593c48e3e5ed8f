package kibana

import (
	"encoding/json"
	"strings"

	"connwiz/schema"
)

// typeFile is the form of a data file.
type typeFile struct {
	ID      string      `yaml:"id"`
	Name    string      `yaml:"name"`
	License string      `yaml:"license"`
	Summary string      `yaml:"summary"`
	Test    *Test       `yaml:"test"`
	Fields  []fieldFile `yaml:"fields"`
}

// fieldFile is one entry of its fields. An entry with include stands for the
// fields of a file that several types share.
type fieldFile struct {
	Include string `yaml:"include"`

	Name         string           `yaml:"name"`
	Label        string           `yaml:"label"`
	In           Place            `yaml:"in"`
	Kind         Kind             `yaml:"type"`
	Display      schema.Display   `yaml:"display"`
	Category     string           `yaml:"category"`
	Options      []optionFile     `yaml:"options"`
	Open         bool             `yaml:"open"`
	Default      any              `yaml:"default"`
	Tooltip      string           `yaml:"tooltip"`
	Placeholder  string           `yaml:"placeholder"`
	Validations  []validationFile `yaml:"validations"`
	When         []conditionFile  `yaml:"when"`
	NullWhenOff  bool             `yaml:"null_when_off"`
	Required     bool             `yaml:"required"`
	RequiredWhen []conditionFile  `yaml:"required_when"`
	Explicit     bool             `yaml:"explicit"`
}

type optionFile struct {
	Value any    `yaml:"value"`
	Label string `yaml:"label"`
}

type validationFile struct {
	Type       string          `yaml:"type"`
	Constraint []string        `yaml:"constraint"`
	When       []conditionFile `yaml:"when"`
}

type conditionFile struct {
	Field  string `yaml:"field"`
	Is     any    `yaml:"is"`
	IsNot  any    `yaml:"is_not"`
	OneOf  []any  `yaml:"one_of"`
	Filled bool   `yaml:"filled"`
}

// field makes a field of its entry.
func (d fieldFile) field() Field {
	f := Field{
		Name: d.Name, Label: d.Label, In: d.In, Kind: d.Kind, Display: d.Display, Category: d.Category,
		Tooltip: strings.TrimSpace(d.Tooltip), Placeholder: d.Placeholder, NullWhenOff: d.NullWhenOff,
		Required: d.Required || len(d.RequiredWhen) > 0, Open: d.Open,
		Explicit: d.Explicit || d.Kind == KindBool,
	}
	f.Default = value(d.Default)
	for _, v := range d.Validations {
		f.Validations = append(f.Validations, Validation{v.Type, v.Constraint, conditions(v.When)})
	}
	for _, o := range d.Options {
		f.Options = append(f.Options, schema.Option{Label: o.Label, Value: value(o.Value)})
	}
	f.When, f.RequiredWhen = conditions(d.When), conditions(d.RequiredWhen)
	f.settleDisplay()
	return f
}

// settleDisplay gives a field without a display the one of its kind.
func (f *Field) settleDisplay() {
	if f.Display != "" {
		return
	}
	switch {
	case len(f.Options) > 0:
		f.Display = schema.DisplayDropdown
	case f.Kind == KindBool:
		f.Display = schema.DisplayToggle
	case f.Kind == KindInt || f.Kind == KindNumber:
		f.Display = schema.DisplayNumeric
	case f.Kind == KindStr:
		f.Display = schema.DisplayText
	default:
		f.Display = schema.DisplayTextArea
	}
}

// conditions makes the conditions of their entries.
func conditions(all []conditionFile) []Condition {
	var out []Condition
	for _, d := range all {
		c := Condition{Field: d.Field, Filled: d.Filled}
		if d.Is != nil {
			c.OneOf = append(c.OneOf, value(d.Is))
		}
		for _, one := range d.OneOf {
			c.OneOf = append(c.OneOf, value(one))
		}
		if d.IsNot != nil {
			c.Not = append(c.Not, value(d.IsNot))
		}
		out = append(out, c)
	}
	return out
}

// value makes a value of what YAML read: the data files are part of the program,
// and what they hold is JSON too.
func value(v any) schema.Value {
	raw, err := json.Marshal(v)
	if err != nil {
		return schema.Null()
	}
	parsed, err := schema.ParseValue(raw)
	if err != nil {
		return schema.Null()
	}
	return parsed
}

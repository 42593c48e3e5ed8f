package ui

import (
	"encoding/json"
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// fieldOf is a question of the set-up. The wizard's own questions are fields as a
// connector's are, so that they are typed, masked and judged alike.
type fieldOf struct {
	name, label, help string
	example           string // shown while it is empty
	value             string // proposed
	area, secret      bool
	optional          bool
	options           []answerOf
	// when shows the question only while another one has this answer.
	when [2]string
}

// answerOf is one answer of a question that offers some.
type answerOf struct{ value, label string }

// questions makes a draft of questions, in their order.
func questions(fields ...fieldOf) *draft.Draft {
	doc := map[string]map[string]any{}
	for i, f := range fields {
		doc[f.name] = f.entry(i)
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		raw = nil // Texts can always be written.
	}
	s, err := schema.Parse(raw)
	if err != nil {
		s = new(schema.Schema)
	}
	return draft.New(s)
}

// entry is a question as a configuration has it.
func (f fieldOf) entry(order int) map[string]any {
	entry := map[string]any{
		"label": f.label, "order": order + 1, "type": "str", "display": "text", "value": f.value,
		"required": !f.optional, "sensitive": f.secret, "tooltip": f.help, "placeholder": f.example,
	}
	if f.area {
		entry["display"] = "textarea"
	}
	if len(f.options) > 0 {
		entry["display"] = "dropdown"
		var options []map[string]string
		for _, o := range f.options {
			options = append(options, map[string]string{"label": o.label, "value": o.value})
		}
		entry["options"] = options
	}
	if f.when[0] != "" {
		entry["depends_on"] = []map[string]string{{"field": f.when[0], "value": f.when[1]}}
	}
	return entry
}

// answer is what was typed or chosen, without blanks at its ends; "" for a
// question that isn't asked now.
func answer(d *draft.Draft, name string) string {
	v, ok := d.Field(name)
	if !ok || !v.Active || v.Sensitive {
		return ""
	}
	return strings.TrimSpace(v.Value.String())
}

// secretAnswer is the secret that was typed; it is the draft's own.
func secretAnswer(d *draft.Draft, name string) schema.Secret {
	if !d.Active(name) {
		return schema.Secret{}
	}
	return d.Secret(name)
}

// activeFields are the questions that are asked now, in order.
func activeFields(d *draft.Draft) []draft.Field {
	if d == nil {
		return nil
	}
	var out []draft.Field
	for _, s := range d.Schema().Sections() {
		for _, f := range s.Fields {
			if v, ok := d.Field(f.Name); ok && v.Active {
				out = append(out, v)
			}
		}
	}
	return out
}

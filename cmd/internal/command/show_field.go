package command

import (
	"strings"

	"connwiz/schema"
	"connwiz/ui/text"
)

// details is all that is known of one field, for people: what it holds, what it
// takes, when it is used, and what is wrong with it.
func (f shownField) details(s *schema.Schema, section string, redact func(string) string) table {
	field := f.field
	rows := table{}
	add := func(title string, parts ...string) {
		if said := strings.Join(parts, "; "); said != "" {
			rows = append(rows, []string{title, text.Clean(redact(said))})
		}
	}
	add("field", f.Name)
	add("label", f.Label)
	add("section", section)
	add("value", f.value())
	if f.guessed() {
		add("", "not shown: it looks like a secret, though its schema doesn't say so; --output json has it")
	}
	add("takes", f.takes()...)
	add("default", f.defaultWords())
	add("such as", field.Placeholder)
	for i, o := range field.Options {
		add(first(i, "options"), optionWords(o))
	}
	for i, v := range field.Validations {
		add(first(i, "rules"), v.Words())
	}
	for i, d := range field.DependsOn {
		add(first(i, "used when"), f.conditionNow(s, d))
	}
	add("about", field.Tooltip)
	for i, p := range f.Problems {
		add(first(i, "problem"), p.Message)
	}
	return rows
}

// takes says what may be entered.
func (f shownField) takes() []string {
	out := []string{f.field.Words()}
	if f.Required {
		out = append(out, "required")
	}
	if f.Sensitive {
		out = append(out, "secret")
	}
	if f.field.Advanced() {
		out = append(out, "advanced")
	}
	return out
}

// defaultWords is the default, "" where there is none.
func (f shownField) defaultWords() string {
	if f.Default.Empty() {
		return ""
	}
	return plainText(f.Default)
}

// optionWords is an option: its value, which is what set takes, and its label.
func optionWords(o schema.Option) string {
	value := plainText(o.Value)
	if o.Label == value {
		return value
	}
	return value + " (" + o.Label + ")"
}

// conditionNow says what a dependency asks for, and whether it is met.
func (f shownField) conditionNow(s *schema.Schema, d schema.Dependency) string {
	words := f.condition(d, true)
	switch state := s.Evaluate().State(d.Field); {
	case state.Field == nil:
		return words + ", but there is no such field"
	case !state.Effective.Equal(d.Value):
		return words + " (not so now)"
	default:
		return words
	}
}

// first is the title of the first of several rows.
func first(i int, title string) string {
	if i > 0 {
		return ""
	}
	return title
}

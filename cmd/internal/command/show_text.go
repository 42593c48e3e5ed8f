package command

import (
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/text"
)

// text is the result for people.
func (o *showOptions) text(c *client.Connector, r shown) string {
	var b strings.Builder
	if o.field != "" {
		for _, section := range r.Sections {
			for _, f := range section.Fields {
				b.WriteString(f.details(c.Configuration, section.title, r.redact).wrap(o.streams.Width))
			}
		}
		return b.String()
	}
	b.WriteString(o.head(c, r))
	for _, section := range r.Sections {
		rows := table{}
		for _, f := range section.Fields {
			rows = append(rows, f.row(r.redact))
		}
		b.WriteString("\n")
		if section.title != "" {
			b.WriteString(r.clean(section.title) + "\n")
		}
		if w := o.streams.Width; w > 0 && w < roomForColumns {
			b.WriteString(rows.stack(w))
		} else {
			b.WriteString(rows.wrap(w))
		}
	}
	switch {
	case c.NoConfiguration:
		b.WriteString("\nno configuration, not even an empty one: the connector service fails on that, register a schema\n")
	case len(r.Sections) == 0:
		b.WriteString("\nno configuration yet: the connector service registers it when it first sees the connector\n")
	}
	return b.String()
}

// roomForColumns is the width from which the columns of show have room for words.
const roomForColumns = 60

// clean makes text from the server fit to be printed, without known secrets.
func (r shown) clean(s string) string { return text.Clean(r.redact(text.Clean(r.redact(s)))) }

// head is what is known of the connector itself.
func (o *showOptions) head(c *client.Connector, r shown) string {
	rows := table{{"connector", text.Clean(c.ID)}}
	for _, row := range [][]string{
		{"name", c.Name}, {"service type", c.ServiceType}, {"index", c.IndexName}, {"status", r.Status},
	} {
		if row[1] != "" {
			rows = append(rows, []string{row[0], r.clean(row[1])})
		}
	}
	rows = append(rows, []string{"last seen", ago(o.streams.Now(), c.LastSeen)})
	if r.Error != nil {
		rows = append(rows, []string{"error", r.clean(*r.Error)})
	}
	return rows.wrap(o.streams.Width)
}

// row is a field for people: name, label, value or state, and what is wrong.
func (f shownField) row(redact func(string) string) []string {
	remark := ""
	switch {
	case !f.Active && f.unmet != nil:
		remark = "not used: " + f.condition(*f.unmet, false)
	case len(f.Problems) > 0:
		remark = "problem: " + f.Problems[0].Message
	case f.Required && f.State == stateNotSet:
		remark = "required"
	case f.guessed() && f.State == stateSet:
		remark = "not shown: it looks like a secret"
	}
	cells := []string{f.Name, f.Label, f.value(), remark}
	for i, cell := range cells {
		cells[i] = text.Clean(redact(cell))
	}
	return cells
}

// guessed reports whether the field only looks like a secret: its schema doesn't
// say so, so that its value is in JSON and YAML, but people may look over a
// shoulder.
func (f shownField) guessed() bool { return !f.Sensitive && f.field.LooksSecret() }

// value is the value, or the state where there is none to show.
func (f shownField) value() string {
	switch {
	case f.State == stateDefault && f.Sensitive:
		return "not set (the default is used)"
	case f.State == stateDefault:
		return fmt.Sprintf("not set (%s is used)", plainText(f.Default))
	case f.Value == nil || f.State == stateNotSet || f.guessed():
		return f.State
	default:
		return plainText(*f.Value)
	}
}

// condition says what a dependency asks for, without the value where that is a
// secret's.
func (f shownField) condition(d schema.Dependency, met bool) string {
	is := " isn't "
	if met {
		is = " is "
	}
	if f.secretly(d.Field) {
		return "it depends on " + d.Field
	}
	return d.Field + is + plainText(d.Value)
}

// plainText writes a value as a person would: true and false as in JSON, a list
// with commas.
func plainText(v schema.Value) string {
	switch v.Kind() {
	case schema.KindText:
		return v.String()
	case schema.KindList:
		var items []string
		for _, item := range v.Items() {
			items = append(items, plainText(item))
		}
		return strings.Join(items, ", ")
	default:
		raw, err := v.MarshalJSON()
		if err != nil {
			return ""
		}
		return string(raw)
	}
}

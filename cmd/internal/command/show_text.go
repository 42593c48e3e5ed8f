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
	if o.field == "" {
		b.WriteString(o.head(c, r))
	}
	for _, section := range r.Sections {
		rows := table{}
		for _, f := range section.Fields {
			rows = append(rows, f.row())
		}
		if o.field == "" {
			b.WriteString("\n")
			if section.title != "" {
				b.WriteString(text.Clean(section.title) + "\n")
			}
		}
		b.WriteString(rows.render(o.streams.Width))
	}
	if o.field == "" && len(r.Sections) == 0 {
		b.WriteString("\nno configuration yet: the connector service registers it when it first sees the connector\n")
	}
	return b.String()
}

// head is what is known of the connector itself.
func (o *showOptions) head(c *client.Connector, r shown) string {
	rows := table{{"connector", text.Clean(c.ID)}}
	for _, row := range [][]string{
		{"name", c.Name}, {"service type", c.ServiceType}, {"index", c.IndexName}, {"status", r.Status},
	} {
		if row[1] != "" {
			rows = append(rows, []string{row[0], text.Clean(row[1])})
		}
	}
	rows = append(rows, []string{"last seen", ago(o.streams.Now(), c.LastSeen)})
	if r.Error != nil {
		rows = append(rows, []string{"error", text.Clean(*r.Error)})
	}
	return rows.render(0)
}

// row is a field for people: name, label, value or state, and what is wrong.
func (f shownField) row() []string {
	remark := ""
	switch {
	case !f.Active && f.unmet != nil:
		remark = fmt.Sprintf("not used: %s isn't %s", f.unmet.Field, plainText(f.unmet.Value))
	case len(f.Problems) > 0:
		remark = "problem: " + f.Problems[0].Message
	case f.Required && f.State == stateNotSet:
		remark = "required"
	}
	return []string{text.Clean(f.Name), text.Clean(f.Label), text.Clean(f.value()), text.Clean(remark)}
}

// value is the value, or the state where there is none to show.
func (f shownField) value() string {
	switch {
	case f.State == stateDefault && f.Sensitive:
		return "not set (the default is used)"
	case f.State == stateDefault:
		return fmt.Sprintf("not set (%s is used)", plainText(f.Default))
	case f.Value == nil || f.State == stateNotSet:
		return f.State
	default:
		return plainText(*f.Value)
	}
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

package command

import (
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/text"
)

// change is one field that changes. Of a secret both sides are states.
type change struct {
	Field     string `json:"field"`
	From      any    `json:"from"`
	To        any    `json:"to"`
	Sensitive bool   `json:"sensitive"`
}

// newChanges describes changes; the list is never null.
func newChanges(in []draft.Change) []change {
	out := make([]change, 0, len(in))
	for _, c := range in {
		one := change{Field: c.Field.Name, From: c.From, To: c.To, Sensitive: c.Field.LooksSecret()}
		if one.Sensitive {
			one.From, one.To = c.FromState, "replaced"
			if c.ToState == draft.Cleared.String() {
				one.To = c.ToState
			}
		}
		out = append(out, one)
	}
	return out
}

// hidden warns of named fields that the service won't look at.
func hidden(d *draft.Draft) []schema.Problem {
	var all []schema.Problem
	for _, c := range d.Changes() {
		v, _ := d.Field(c.Field.Name)
		if v.Active || v.Unmet == nil {
			continue
		}
		all = append(all, schema.Problem{
			Field: c.Field.Name, Kind: schema.KindDependency,
			Message: fmt.Sprintf("'%s' is not used now: %s", c.Field.Label, unmet(d.Schema(), *v.Unmet)),
		})
	}
	return all
}

// unmet says what a dependency lacks. Of a secret it doesn't say what it should be.
func unmet(s *schema.Schema, d schema.Dependency) string {
	if on := s.Field(d.Field); on != nil && on.LooksSecret() {
		return "it depends on " + d.Field
	}
	return d.Field + " isn't " + plainText(d.Value)
}

// changesTable shows changes to people.
func changesTable(changes []change, width int) string {
	rows := table{{"  FIELD", "FROM", "TO"}}
	for _, c := range changes {
		to := c.To
		if c.From == draft.NotSet.String() && to == draft.Replaced.String() {
			to = draft.Set.String() // A contract's word for scripts, but there is nothing to replace.
		}
		rows = append(rows, []string{"  " + text.Clean(c.Field), text.Clean(side(c.From)), text.Clean(side(to))})
	}
	return rows.render(width)
}

// side is one side of a change for people.
func side(v any) string {
	switch v := v.(type) {
	case schema.Value:
		if v.Empty() {
			return stateNotSet
		}
		return plainText(v)
	case string:
		return v
	}
	return ""
}

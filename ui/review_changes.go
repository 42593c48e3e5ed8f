package ui

import (
	"fmt"
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/text"
)

// drawChanges lists the changes, old and new, secrets as states. They stand in a column
// as far as they fit, a long one below its label.
func (r *review) drawChanges(e *env, w int) []string {
	changes := reviewed(r.form.job)
	column := labelColumn(changes, w/3)
	var lines []string
	for _, c := range changes {
		from, to := changeWords(c)
		label := e.cut(e.clean(c.Field.Label), w)
		change := e.clean(from) + " " + e.theme.Glyphs.Arrow + " " + e.clean(to)
		if room := w - 2 - text.Width(change); text.Width(label) <= room {
			lines = append(lines, e.theme.FocusLabel.Render(text.PadRight(label, min(column, room)))+"  "+change)
			continue
		}
		lines = append(lines, e.theme.FocusLabel.Render(label))
		for _, line := range text.Wrap(change, w-2) {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}

// labelColumn is as wide as the widest label that isn't wider than most.
func labelColumn(changes []draft.Change, most int) int {
	column := 0
	for _, c := range changes {
		if width := text.Width(text.Clean(c.Field.Label)); width <= most {
			column = max(column, width)
		}
	}
	return column
}

// reviewed are the changes that a review lists: none where nothing is stored yet,
// since everything is new then.
func reviewed(j job) []draft.Change {
	if j.phrases().fresh {
		return nil
	}
	return j.edits().Changes()
}

// changeWords are old and new value as a person reads them.
func changeWords(c draft.Change) (from, to string) {
	if masked(c.Field) {
		if c.ToState == draft.Replaced.String() && c.FromState == draft.NotSet.String() {
			return c.FromState, draft.Set.String() // There is nothing to replace.
		}
		return c.FromState, c.ToState
	}
	from, to = c.From.String(), c.To.String()
	if c.From.Kind() == schema.KindText && c.To.Kind() == schema.KindText && from != "" && to != "" && strings.Contains(from+to, "\n") {
		return changedLine(from, to)
	}
	return valueText(c.Field, c.From), valueText(c.Field, c.To)
}

// changedLine tells two texts of several lines apart by how many they have and the
// first line that differs: their beginnings may be the same.
func changedLine(from, to string) (was, is string) {
	old, now := strings.Split(from, "\n"), strings.Split(to, "\n")
	at := 0
	for at < len(old) && at < len(now) && old[at] == now[at] {
		at++
	}
	word := func(lines []string) string {
		switch {
		case at >= len(lines):
			return count(len(lines), "line")
		case lines[at] == "":
			return fmt.Sprintf("%s, number %d: (empty)", count(len(lines), "line"), at+1)
		}
		return fmt.Sprintf("%s, number %d: %s", count(len(lines), "line"), at+1, lines[at])
	}
	return word(old), word(now)
}

// valueText is a value that is no secret, in words where it has any.
func valueText(f *schema.Field, v schema.Value) string {
	if on, ok := v.Bool(); ok && f.Type == schema.TypeBool {
		return map[bool]string{true: "on", false: "off"}[on]
	}
	for i, o := range f.Options {
		if o.Value.Equal(v) {
			return optionName(f, i)
		}
	}
	s := v.String()
	if v.Kind() == schema.KindList {
		s = joined(v.Items()) // as it is typed
	}
	if v.Kind() != schema.KindNull && s != "" {
		return firstLine(s)
	}
	return draft.NotSet.String()
}

// joined is a list on one line.
func joined(items []schema.Value) string {
	words := make([]string, len(items))
	for i, v := range items {
		words[i] = v.String()
	}
	return strings.Join(words, ",")
}

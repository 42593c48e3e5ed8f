package quartz

import (
	"slices"
	"strings"
)

// Warnings says where the connector service reads the expression otherwise than
// Elasticsearch does, which only checks it: the service starts the syncs.
func (s Schedule) Warnings() []string { return slices.Clone(s.notes) }

// differences compares the two readers (connectors/utils.py, next_run).
func (s Schedule) differences(expression, days string) []string {
	var notes []string
	if v := s.fields[seconds]; v.all || len(v.list) != 1 || v.list[0] != 0 {
		notes = append(notes, "the connector service ignores the seconds: a sync starts at most once a minute")
	}
	if numbered(days) {
		instead := "the day's name"
		if s.days.kind == byWeekDay {
			instead = s.dayNames()
		}
		notes = append(notes, "the connector service counts numbers of days from Monday, not from Sunday: write "+instead)
	}
	if strings.Contains(expression, "  ") || strings.ContainsRune(expression, '\t') || strings.HasPrefix(expression, " ") {
		notes = append(notes, "the connector service wants exactly one blank between fields")
	}
	return notes
}

// numbered reports whether days of the week are given by number in a form that
// the service doesn't shift: it does so for one number alone.
func numbered(days string) bool {
	return strings.ContainsAny(days, "0123456789") && strings.Trim(days, "0123456789") != "" && !namedNth(days)
}

// namedNth recognises FRI#2, whose number counts weeks.
func namedNth(days string) bool {
	name, _, nth := strings.Cut(days, "#")
	return nth && slices.Contains(dayNames(), name)
}

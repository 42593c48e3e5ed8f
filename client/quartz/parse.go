package quartz

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Schedule is an expression that was read. Its zero value is no schedule.
type Schedule struct {
	text   string
	fields [fieldCount]values
	days   dayRule
	notes  []string
}

// values are those that a field names; all means an asterisk.
type values struct {
	all  bool
	list []int // sorted, each once
	step int   // of an asterisk or an open end, which Words reads out; else 0
	from int   // where the steps begin
}

func (v values) has(n int) bool {
	if v.all {
		return true
	}
	_, found := slices.BinarySearch(v.list, n)
	return found
}

// dayKind says which rule chooses the days.
type dayKind int

const (
	byMonthDay  dayKind = iota // fields[monthDays]
	byWeekDay                  // fields[weekDays]
	lastDay                    // L, L-3, LW
	nearestDay                 // 15W
	lastWeekDay                // FRIL
	nthWeekDay                 // FRI#2
)

// dayRule is how the two fields for days choose.
type dayRule struct {
	kind    dayKind
	day     int // of nearestDay: in the month; of the last two: in the week
	nth     int
	back    int // of lastDay: so many days before it
	weekday bool
}

// SyntaxError says what is wrong with an expression.
type SyntaxError struct {
	Expression string
	Field      string // "hours", "" when it's about the whole
	Reason     string
}

// Error returns the text.
func (e *SyntaxError) Error() string {
	if e.Field != "" {
		return fmt.Sprintf("schedule %q: %s: %s", e.Expression, e.Field, e.Reason)
	}
	return fmt.Sprintf("schedule %q: %s", e.Expression, e.Reason)
}

// Parse reads an expression of six or seven fields, in any letter case. Its error
// is a [SyntaxError].
func Parse(expression string) (Schedule, error) {
	fail := func(f field, reason string) (Schedule, error) {
		e := &SyntaxError{Expression: expression, Reason: reason}
		if f < fieldCount {
			e.Field = f.String()
		}
		return Schedule{}, e
	}
	parts := strings.FieldsFunc(strings.ToUpper(expression), func(r rune) bool { return r == ' ' || r == '\t' })
	switch n := len(parts); {
	case n == 5:
		return fail(fieldCount, "five fields are a crontab line; here the seconds stand first: "+fromCrontab(parts))
	case n < 6:
		return fail(fieldCount, "a schedule has six fields: seconds minutes hours day-of-month month day-of-week")
	case n > int(fieldCount):
		return fail(fieldCount, fmt.Sprintf("%d fields instead of six or seven", n))
	}
	s := Schedule{text: strings.Join(parts, " ")}
	if len(parts) == int(years) {
		parts = append(parts, "*")
	}
	if reason := whichDays(parts); reason != "" {
		return fail(fieldCount, reason)
	}
	for f := range fieldCount {
		if reason := s.read(f, parts[f]); reason != "" {
			return fail(f, reason)
		}
	}
	s.notes = s.differences(expression, parts[weekDays])
	return s, nil
}

// fromCrontab is a crontab line as Quartz reads it, as far as that is clear: there,
// one of the two fields of days must be ?.
func fromCrontab(parts []string) string {
	at := append([]string{"0"}, parts...)
	switch {
	case at[weekDays] == "*":
		at[weekDays] = "?"
	case at[monthDays] == "*":
		at[monthDays] = "?"
	}
	if !strings.ContainsAny(at[weekDays], "/#") {
		// A crontab's week begins with SUN at 0, that of Quartz at 1.
		at[weekDays] = strings.NewReplacer("0", "SUN", "1", "MON", "2", "TUE", "3", "WED", "4", "THU", "5", "FRI", "6", "SAT", "7", "SUN").
			Replace(at[weekDays])
	}
	return strings.Join(at, " ")
}

// whichDays wants a question mark in exactly one of the two fields for days.
func whichDays(parts []string) string {
	month, week := parts[monthDays] == "?", parts[weekDays] == "?"
	switch {
	case month && week:
		return "day of month and day of week are both ?, one of them must say which days"
	case !month && !week && parts[weekDays] == "*":
		return "day of week must be ? where day of month is given"
	case !month && !week && parts[monthDays] == "*":
		return "day of month must be ? where day of week is given"
	case !month && !week:
		return "day of month and day of week can't both be given, one of them must be ?"
	}
	return ""
}

// read reads one field and returns what is wrong with it.
func (s *Schedule) read(f field, text string) string {
	if f == monthDays || f == weekDays {
		if text == "?" {
			return ""
		}
		if f == weekDays {
			s.days.kind = byWeekDay
		}
	}
	items := strings.Split(text, ",")
	for _, item := range items {
		special, reason := s.readSpecial(f, item)
		if reason == "" && special && len(items) > 1 {
			reason = item + " can't be combined with other days"
		}
		if reason == "" && !special {
			reason = s.readItem(f, item)
		}
		if reason != "" {
			return reason
		}
	}
	v := &s.fields[f]
	slices.Sort(v.list)
	v.list = slices.Compact(v.list)
	if len(items) > 1 {
		v.step = 0
	}
	return ""
}

// readItem reads *, a value or a range, with a step or without.
func (s *Schedule) readItem(f field, item string) string {
	v := &s.fields[f]
	base, stepText, stepped := strings.Cut(item, "/")
	step := 1
	if stepped {
		n, reason := f.readStep(item, stepText)
		if reason != "" {
			return reason
		}
		step = n
	}
	if base == "*" || base == "" && stepped {
		if v.all = v.all || step == 1; step > 1 {
			v.list, v.step, v.from = append(v.list, f.span(f.low(), f.high(), step)...), step, f.low()
		}
		return ""
	}
	first, last, ranged, reason := f.readRange(item, base, stepped)
	if reason != "" {
		return reason
	}
	if stepped && !ranged {
		last, v.step, v.from = f.high(), step, first
	}
	v.list = append(v.list, f.span(first, last, step)...)
	return ""
}

func (f field) readStep(item, text string) (step int, reason string) {
	n, err := strconv.Atoi(text)
	switch {
	case err != nil || n < 1 || text[0] == '+':
		return 0, fmt.Sprintf("%q: after / comes a number from 1 on", item)
	case n > f.high():
		return 0, fmt.Sprintf("%q: a step of more than %d never happens twice", item, f.high())
	}
	return n, ""
}

// readRange reads a value or two with a hyphen between them.
func (f field) readRange(item, text string, stepped bool) (first, last int, ranged bool, reason string) {
	from, to, ranged := strings.Cut(text, "-")
	if !ranged {
		to = from
	}
	for _, value := range []string{from, to} {
		n, ok := f.number(value)
		if !ok {
			return 0, 0, ranged, f.wrong(item, value)
		}
		first, last = last, n
	}
	switch {
	case f == years && last < first:
		reason = fmt.Sprintf("%q: years don't go backwards", item)
	case f.isName(from) != f.isName(to):
		reason = fmt.Sprintf("%q: a range goes from name to name or from number to number", item)
	case stepped && f.isName(from):
		reason = fmt.Sprintf("%q: Elasticsearch ignores a step after names, write numbers", item)
	}
	return first, last, ranged, reason
}

func (f field) isName(text string) bool { return slices.Contains(f.names(), text) }

// wrong says why a text is no value of the field.
func (f field) wrong(item, text string) string {
	switch {
	case text == "":
		return fmt.Sprintf("%q: something is missing", item)
	case strings.Trim(text, "0123456789") == "":
		return fmt.Sprintf("%q is not between %d and %d", text, f.low(), f.high())
	case f == weekDays:
		return fmt.Sprintf("%q is no day: SUN to SAT, or 1 to 7 from Sunday on", text)
	case f == months:
		return fmt.Sprintf("%q is no month: JAN to DEC, or 1 to 12", text)
	case text == "?":
		return "? is for day of month or day of week only"
	}
	return fmt.Sprintf("%q can't be read", text)
}

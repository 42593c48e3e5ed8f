package emulator

import (
	"slices"
	"strconv"
	"strings"
)

// cronField is what one field of a schedule may hold.
type cronField struct {
	low, high int
	names     []string // of the values from low on
	special   string   // characters beside digits, names and * , - /
}

func cronFields() []cronField {
	months := []string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}
	days := []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}
	return []cronField{
		{low: 0, high: 59},
		{low: 0, high: 59},
		{low: 0, high: 23},
		{low: 1, high: 31, special: "?LW"},
		{low: 1, high: 12, names: months},
		{low: 1, high: 7, names: days, special: "?L#"},
		{low: 1970, high: 2200},
	}
}

// validCron reports whether the server takes a schedule: six or seven fields in
// Quartz's style (what follows them is ignored), in any letter case, with a ? in
// exactly one of the two fields for days.
func validCron(expression string) bool {
	parts := strings.Fields(strings.ToUpper(expression))
	if len(parts) < 6 {
		return false
	}
	for i, field := range cronFields()[:min(len(parts), 7)] {
		// Last and nth days can't be combined with others.
		if strings.ContainsAny(parts[i], "L#") && strings.Contains(parts[i], ",") && len(field.special) > 0 {
			return false
		}
		for _, part := range strings.Split(parts[i], ",") {
			if !field.valid(part) {
				return false
			}
		}
	}
	return (parts[3] == "?") != (parts[5] == "?")
}

func (f cronField) valid(part string) bool {
	if part == "?" {
		return strings.Contains(f.special, "?")
	}
	base, step, stepped := strings.Cut(part, "/")
	if stepped {
		if n, err := strconv.Atoi(step); err != nil || n < 1 || n > f.high {
			return false
		}
		if base == "" {
			return true
		}
	}
	if base == "*" {
		return true
	}
	if from, to, ranged := strings.Cut(base, "-"); ranged && !strings.HasPrefix(base, "L-") {
		return f.value(from) && f.value(to)
	}
	return f.value(base) || !stepped && f.specialValue(base)
}

// value is a number or a name.
func (f cronField) value(text string) bool {
	n, err := strconv.Atoi(text)
	if err != nil {
		return slices.Contains(f.names, text)
	}
	return n >= f.low && n <= f.high
}

// specialValue is one of the forms for days: L, LW, L-3, 15W, FRIL, FRI#2.
func (f cronField) specialValue(text string) bool {
	if day, nth, numbered := strings.Cut(text, "#"); numbered {
		n, err := strconv.Atoi(nth)
		return strings.Contains(f.special, "#") && f.value(day) && err == nil && n >= 1 && n <= 5
	}
	if rest, before := strings.CutPrefix(text, "L-"); before {
		n, err := strconv.Atoi(rest)
		return strings.Contains(f.special, "W") && err == nil && n >= 0 && n <= 30
	}
	if text == "L" || text == "LW" {
		return strings.Contains(f.special, text[len(text)-1:]) && strings.Contains(f.special, "L")
	}
	last := len(text) - 1
	switch {
	case last < 1:
		return false
	case text[last] == 'W':
		return strings.Contains(f.special, "W") && f.value(text[:last])
	case text[last] == 'L':
		return strings.Contains(f.special, "#") && f.value(text[:last])
	default:
		return false
	}
}

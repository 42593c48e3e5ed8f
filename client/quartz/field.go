package quartz

import (
	"slices"
	"strconv"
	"strings"
)

// field is one of the seven fields of an expression.
type field int

const (
	seconds field = iota
	minutes
	hours
	monthDays
	months
	weekDays
	years
	fieldCount
)

func (f field) String() string {
	return []string{"seconds", "minutes", "hours", "day of month", "month", "day of week", "year"}[f]
}

func (f field) low() int  { return []int{0, 0, 0, 1, 1, 1, 1970}[f] }
func (f field) high() int { return []int{59, 59, 23, 31, 12, 7, lastYear}[f] }

// lastYear is where years end. Elasticsearch ends a hundred years from now.
const lastYear = 2199

func monthNames() []string {
	return []string{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}
}

func dayNames() []string { return []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"} }

func (f field) names() []string {
	switch f {
	case months:
		return monthNames()
	case weekDays:
		return dayNames()
	default:
		return nil
	}
}

// number reads a value: a number, or a name's three letters.
func (f field) number(text string) (int, bool) {
	if i := slices.Index(f.names(), text); i >= 0 {
		return f.low() + i, true
	}
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= f.low() && n <= f.high()
}

// span returns the values from one to another by a step. A span that goes down
// wraps around the field's end: FRI-MON, 22-2.
func (f field) span(from, to, step int) []int {
	size := f.high() - f.low() + 1
	if to < from {
		to += size
	}
	var values []int
	for v := from; v <= to; v += step {
		if v > f.high() {
			values = append(values, v-size)
			continue
		}
		values = append(values, v)
	}
	return values
}

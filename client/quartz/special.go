package quartz

import (
	"fmt"
	"strconv"
	"strings"
)

// readSpecial reads the forms that only the fields for days have; special is false
// for all others.
func (s *Schedule) readSpecial(f field, item string) (special bool, reason string) {
	switch f {
	case monthDays:
		return s.readMonthDay(item)
	case weekDays:
		return s.readWeekDay(item)
	default:
		return false, ""
	}
}

// readMonthDay reads L, LW, L-3, L-3W and 15W.
func (s *Schedule) readMonthDay(item string) (bool, string) {
	if rest, last := strings.CutPrefix(item, "L"); last {
		s.days = dayRule{kind: lastDay}
		rest, s.days.weekday = strings.CutSuffix(rest, "W")
		if rest == "" {
			return true, ""
		}
		back, minus := strings.CutPrefix(rest, "-")
		n, err := strconv.Atoi(back)
		if !minus || err != nil || strings.Trim(back, "0123456789") != "" {
			return true, fmt.Sprintf("%q: L is the last day, L-3 three days before it, LW the last weekday", item)
		}
		if n > 30 {
			return true, fmt.Sprintf("%q: not more than 30 days before the last", item)
		}
		s.days.back = n
		return true, ""
	}
	day, nearest := strings.CutSuffix(item, "W")
	if !nearest {
		return false, ""
	}
	n, ok := monthDays.number(day)
	if !ok {
		return true, monthDays.wrong(item, day)
	}
	s.days = dayRule{kind: nearestDay, day: n}
	return true, ""
}

// readWeekDay reads L, FRIL, 6L, FRI#2 and 6#2.
func (s *Schedule) readWeekDay(item string) (bool, string) {
	if item == "L" { // Saturday, the last one of the numbers
		s.fields[weekDays].list = []int{7}
		return true, ""
	}
	if day, nth, numbered := strings.Cut(item, "#"); numbered {
		d, ok := weekDays.number(day)
		if !ok {
			return true, weekDays.wrong(item, day)
		}
		n, err := strconv.Atoi(nth)
		if err != nil || n < 1 || n > 5 || len(nth) > 1 {
			return true, fmt.Sprintf("%q: after # comes a number from 1 to 5", item)
		}
		s.days = dayRule{kind: nthWeekDay, day: d, nth: n}
		return true, ""
	}
	day, last := strings.CutSuffix(item, "L")
	if !last {
		return false, ""
	}
	d, ok := weekDays.number(day)
	if !ok {
		return true, weekDays.wrong(item, day)
	}
	s.days = dayRule{kind: lastWeekDay, day: d}
	return true, ""
}

package quartz

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// fewTimes is how many times of a day are listed one by one.
const fewTimes = 6

// Words explains the schedule in plain words: "every day at 02:30 UTC".
func (s Schedule) Words() string {
	if s.text == "" {
		return ""
	}
	clock, days := s.clock(), s.dayWords()
	text := clock
	switch {
	case strings.HasPrefix(clock, "at "):
		text = days + " " + clock
	case days != "every day":
		text = clock + ", " + days
	}
	if v := s.fields[months]; !v.every(months) {
		text += ", in " + ranges(v.list, func(n int) string { return time.Month(n).String() })
	}
	if v := s.fields[years]; !v.every(years) {
		text += ", in " + ranges(v.list, strconv.Itoa)
	}
	if text == clock && s.fields[hours].all && s.fields[minutes].from == 0 && !strings.Contains(clock, "at ") {
		return text // No clock is asked: it is the same time everywhere.
	}
	return text + " UTC"
}

// clock says at which times of a day.
func (s Schedule) clock() string {
	m, h := s.fields[minutes], s.fields[hours]
	if sec := s.fields[seconds]; len(sec.list) > 1 || sec.all {
		return "several times a minute, " + s.sparse(m, h)
	}
	if len(m.list) == 1 && !h.all {
		return s.fixed(m.list[0], h)
	}
	return s.sparse(m, h)
}

// fixed is one minute of certain hours.
func (s Schedule) fixed(minute int, h values) string {
	if len(h.list) > fewTimes && h.step > 1 && 24%h.step == 0 {
		return fmt.Sprintf("every %d hours from %s on", h.step, s.at(h.from, minute))
	}
	if len(h.list) > fewTimes && contiguous(h.list) {
		return fmt.Sprintf("every hour from %s to %s", s.at(h.list[0], minute), s.at(h.list[len(h.list)-1], minute))
	}
	var times []string
	for _, hour := range h.list {
		times = append(times, s.at(hour, minute))
	}
	return "at " + and(times)
}

// at writes a time of day, with its seconds where they aren't zero.
func (s Schedule) at(hour, minute int) string {
	if sec := s.fields[seconds].list; len(sec) == 1 && sec[0] != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", hour, minute, sec[0])
	}
	return fmt.Sprintf("%02d:%02d", hour, minute)
}

// sparse is certain minutes of certain hours.
func (s Schedule) sparse(m, h values) string {
	var text string
	switch {
	case m.every(minutes):
		text = "every minute"
	case m.step > 1 && m.from == 0 && 60%m.step == 0:
		text = fmt.Sprintf("every %d minutes", m.step)
	case len(m.list) == 1 && m.list[0] == 0:
		text = "every hour"
	case len(m.list) == 1:
		text = "every hour at minute " + strconv.Itoa(m.list[0])
	default:
		text = "every hour at the minutes " + ranges(m.list, strconv.Itoa)
	}
	switch {
	case h.every(hours):
	case contiguous(h.list):
		text += fmt.Sprintf(" from %02d:00 to %02d:59", h.list[0], h.list[len(h.list)-1])
	default:
		text += " within the hours " + ranges(h.list, strconv.Itoa)
	}
	return text
}

// dayWords says on which days.
func (s Schedule) dayWords() string {
	switch r := s.days; r.kind {
	case lastDay:
		return r.lastDayWords()
	case nearestDay:
		return "on the weekday nearest to the " + ordinal(r.day) + " of the month"
	case lastWeekDay:
		return "on the last " + dayName(r.day) + " of the month"
	case nthWeekDay:
		return "on the " + ordinal(r.nth) + " " + dayName(r.day) + " of the month"
	case byWeekDay:
		if v := s.fields[weekDays]; !v.every(weekDays) {
			return "on " + weekWords(v.list)
		}
	default:
		if v := s.fields[monthDays]; !v.every(monthDays) {
			return "on the " + ranges(v.list, ordinal) + " of the month"
		}
	}
	return "every day"
}

func (r dayRule) lastDayWords() string {
	switch {
	case r.back > 0 && r.weekday:
		return fmt.Sprintf("on the weekday nearest to %d days before the month's last", r.back)
	case r.back > 0:
		return fmt.Sprintf("%d days before the last day of the month", r.back)
	case r.weekday:
		return "on the last weekday of the month"
	}
	return "on the last day of the month"
}

// weekWords lists days of the week as people do, from Monday on.
func weekWords(list []int) string {
	var fromMonday []int
	for _, d := range list {
		fromMonday = append(fromMonday, (d+5)%7)
	}
	slices.Sort(fromMonday)
	return ranges(fromMonday, func(d int) string { return dayName((d+1)%7 + 1) })
}

func dayName(day int) string { return time.Weekday(day - 1).String() }

// dayNames writes the days of the week as names that both readers understand.
func (s Schedule) dayNames() string {
	v := s.fields[weekDays]
	if v.every(weekDays) {
		return "*"
	}
	names := dayNames()
	if len(v.list) > 2 && contiguous(v.list) {
		return names[v.list[0]-1] + "-" + names[v.list[len(v.list)-1]-1]
	}
	var found []string
	for _, d := range v.list {
		found = append(found, names[d-1])
	}
	return strings.Join(found, ",")
}

// ranges lists values, three or more in a row as a range.
func ranges(list []int, word func(int) string) string {
	var parts []string
	for i := 0; i < len(list); {
		j := i
		for j+1 < len(list) && list[j+1] == list[j]+1 {
			j++
		}
		if j-i >= 2 {
			parts = append(parts, word(list[i])+" to "+word(list[j]))
		} else {
			for k := i; k <= j; k++ {
				parts = append(parts, word(list[k]))
			}
		}
		i = j + 1
	}
	return and(parts)
}

func contiguous(list []int) bool {
	return len(list) > 0 && list[len(list)-1]-list[0] == len(list)-1
}

func and(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

func ordinal(n int) string {
	suffix := "th"
	switch {
	case n%10 == 1 && n != 11:
		suffix = "st"
	case n%10 == 2 && n != 12:
		suffix = "nd"
	case n%10 == 3 && n != 13:
		suffix = "rd"
	}
	return strconv.Itoa(n) + suffix
}

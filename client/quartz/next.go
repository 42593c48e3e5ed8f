package quartz

import "time"

// horizon is how far Next looks: the days of a leap year repeat within 40 years
// even across a century without a leap day.
const horizon = 48

// String returns the expression as Elasticsearch stores it: upper case, one blank
// between fields.
func (s Schedule) String() string { return s.text }

// Next returns the next n times after a time, in UTC; fewer when the schedule ends.
func (s Schedule) Next(after time.Time, n int) []time.Time {
	if s.text == "" {
		return nil
	}
	after = after.UTC()
	var found []time.Time
	// A window of years that holds nothing ends the search; one that held
	// something moves on.
	for year, end := max(after.Year(), years.low()), after.Year()+horizon; year <= min(end, lastYear) && len(found) < n; year++ {
		if !s.fields[years].has(year) {
			continue
		}
		before := len(found)
		found = s.inYear(found, year, after, n)
		if len(found) > before {
			end = year + horizon
		}
	}
	return found
}

func (s Schedule) inYear(found []time.Time, year int, after time.Time, n int) []time.Time {
	for month := time.January; month <= time.December && len(found) < n; month++ {
		if !s.fields[months].has(int(month)) || endOfMonth(year, month).Before(after) {
			continue
		}
		for _, day := range s.daysOf(year, month) {
			if found = s.onDay(found, time.Date(year, month, day, 0, 0, 0, 0, time.UTC), after, n); len(found) >= n {
				return found
			}
		}
	}
	return found
}

func (s Schedule) onDay(found []time.Time, day, after time.Time, n int) []time.Time {
	if !day.AddDate(0, 0, 1).After(after) {
		return found
	}
	for hour := range 24 {
		if !s.fields[hours].has(hour) || !day.Add(time.Duration(hour+1)*time.Hour).After(after) {
			continue
		}
		for minute := range 60 {
			if !s.fields[minutes].has(minute) {
				continue
			}
			for second := range 60 {
				at := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, second, 0, time.UTC)
				if !s.fields[seconds].has(second) || !at.After(after) {
					continue
				}
				if found = append(found, at); len(found) >= n {
					return found
				}
			}
		}
	}
	return found
}

// daysOf returns the days of a month that the schedule chooses, in order.
func (s Schedule) daysOf(year int, month time.Month) []int {
	last := endOfMonth(year, month).Day()
	switch r := s.days; r.kind {
	case lastDay:
		day := last - r.back
		if day < 1 {
			return nil
		}
		if r.weekday {
			day = nearest(year, month, day, last)
		}
		return []int{day}
	case nearestDay:
		if r.day > last {
			return nil
		}
		return []int{nearest(year, month, r.day, last)}
	case lastWeekDay:
		days := weekdaysOf(year, month, last, r.day)
		return days[len(days)-1:]
	case nthWeekDay:
		days := weekdaysOf(year, month, last, r.day)
		if r.nth > len(days) {
			return nil
		}
		return days[r.nth-1 : r.nth]
	default:
		return s.plainDays(year, month, last)
	}
}

func (s Schedule) plainDays(year int, month time.Month, last int) []int {
	var days []int
	for day := 1; day <= last; day++ {
		chosen := s.fields[monthDays].has(day)
		if s.days.kind == byWeekDay {
			chosen = s.fields[weekDays].has(int(weekday(year, month, day)) + 1)
		}
		if chosen {
			days = append(days, day)
		}
	}
	return days
}

// weekdaysOf returns the days of a month that are the given day of the week, of
// which 1 is Sunday.
func weekdaysOf(year int, month time.Month, last, day int) []int {
	first := 1 + (day-1-int(weekday(year, month, 1))+7)%7
	var days []int
	for d := first; d <= last; d += 7 {
		days = append(days, d)
	}
	return days
}

// nearest returns the weekday nearest to a day, without leaving the month.
func nearest(year int, month time.Month, day, last int) int {
	switch weekday(year, month, day) {
	case time.Saturday:
		if day == 1 {
			return day + 2
		}
		return day - 1
	case time.Sunday:
		if day == last {
			return day - 2
		}
		return day + 1
	default:
		return day
	}
}

func weekday(year int, month time.Month, day int) time.Weekday {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Weekday()
}

// endOfMonth is the last second of a month.
func endOfMonth(year int, month time.Month) time.Time {
	return time.Date(year, month+1, 1, 0, 0, -1, 0, time.UTC)
}

// every reports whether the values are all of a field's.
func (v values) every(f field) bool {
	return v.all || len(v.list) == f.high()-f.low()+1
}

package quartz

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func day(text string) time.Time {
	t, err := time.Parse("2006-01-02 15:04:05", text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestAScheduleIsReadAsElasticsearchReadsIt(t *testing.T) {
	t.Parallel()
	const from = "2026-11-22 02:30:00" // a Sunday
	tests := map[string]struct {
		expression string
		want       []string
	}{
		"midnight":                               {"0 0 0 * * ?", []string{"2026-11-23 00:00:00", "2026-11-24 00:00:00"}},
		"never the time itself":                  {"0 30 2 * * ?", []string{"2026-11-23 02:30:00"}},
		"1 is Sunday":                            {"0 0 12 ? * 1", []string{"2026-11-22 12:00:00", "2026-11-29 12:00:00"}},
		"2 to 6 are Monday to Friday":            {"0 0 12 ? * 2-6", []string{"2026-11-23 12:00:00", "2026-11-24 12:00:00"}},
		"names in lower case":                    {"0 0 12 ? jan mon", []string{"2027-01-04 12:00:00"}},
		"days that wrap":                         {"0 0 12 ? * FRI-MON", []string{"2026-11-22 12:00:00", "2026-11-23 12:00:00", "2026-11-27 12:00:00"}},
		"hours that wrap":                        {"0 0 22-2 * * ?", []string{"2026-11-22 22:00:00", "2026-11-22 23:00:00", "2026-11-23 00:00:00"}},
		"months that wrap":                       {"0 0 0 1 NOV-FEB ?", []string{"2026-12-01 00:00:00", "2027-01-01 00:00:00", "2027-02-01 00:00:00", "2027-11-01 00:00:00"}},
		"minutes that wrap by a step":            {"0 50-10/5 3 * * ?", []string{"2026-11-22 03:00:00", "2026-11-22 03:05:00", "2026-11-22 03:10:00", "2026-11-22 03:50:00"}},
		"a step from a value on":                 {"0 5/20 * * * ?", []string{"2026-11-22 02:45:00", "2026-11-22 03:05:00"}},
		"a step without a start":                 {"0 /20 * * * ?", []string{"2026-11-22 02:40:00"}},
		"the last day":                           {"0 0 0 L * ?", []string{"2026-11-30 00:00:00", "2026-12-31 00:00:00", "2027-01-31 00:00:00", "2027-02-28 00:00:00"}},
		"days before the last":                   {"0 0 0 L-3 * ?", []string{"2026-11-27 00:00:00", "2026-12-28 00:00:00"}},
		"a month that is too short is left out":  {"0 0 0 L-30 * ?", []string{"2026-12-01 00:00:00", "2027-01-01 00:00:00", "2027-03-01 00:00:00"}},
		"the last weekday":                       {"0 0 0 LW 1,2 ?", []string{"2027-01-29 00:00:00", "2027-02-26 00:00:00"}},
		"the weekday nearest to days before it":  {"0 0 0 L-1W 10 ?", []string{"2027-10-29 00:00:00"}},
		"the weekday nearest to a Sunday":        {"0 0 0 15W 11 ?", []string{"2027-11-15 00:00:00"}},
		"nearest doesn't leave the month before": {"0 0 0 1W 5 ?", []string{"2027-05-03 00:00:00"}},
		"nearest doesn't leave the month after":  {"0 0 0 31W 1 ?", []string{"2027-01-29 00:00:00"}},
		"a day that a month lacks":               {"0 0 0 31 * ?", []string{"2026-12-31 00:00:00", "2027-01-31 00:00:00", "2027-03-31 00:00:00"}},
		"the last Friday":                        {"0 0 0 ? * 6L", []string{"2026-11-27 00:00:00", "2026-12-25 00:00:00"}},
		"the last Friday by name":                {"0 0 0 ? * FRIL", []string{"2026-11-27 00:00:00"}},
		"the third Monday":                       {"0 0 0 ? * 2#3", []string{"2026-12-21 00:00:00", "2027-01-18 00:00:00"}},
		"a fifth one that many months lack":      {"0 0 0 ? * MON#5", []string{"2026-11-30 00:00:00", "2027-03-29 00:00:00"}},
		"L alone is Saturday":                    {"0 0 0 ? * L", []string{"2026-11-28 00:00:00"}},
		"a leap day":                             {"0 0 0 29 2 ?", []string{"2028-02-29 00:00:00", "2032-02-29 00:00:00"}},
		"a leap Sunday":                          {"0 0 0 ? 2 SUN#5", []string{"2032-02-29 00:00:00", "2060-02-29 00:00:00"}},
		"years that end":                         {"0 0 0 1 1 ? 2027-2028", []string{"2027-01-01 00:00:00", "2028-01-01 00:00:00"}},
		"years by a step":                        {"0 0 0 1 1 ? 2027/10", []string{"2027-01-01 00:00:00", "2037-01-01 00:00:00"}},
		"all days of the week":                   {"0 0 3 ? * *", []string{"2026-11-22 03:00:00", "2026-11-23 03:00:00"}},
		"tabs and many blanks":                   {"0\t0  3 * * ?", []string{"2026-11-22 03:00:00"}},
		"seconds":                                {"*/30 30 2 * * ?", []string{"2026-11-22 02:30:30", "2026-11-23 02:30:00"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := Parse(tt.expression)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range s.Next(day(from), len(tt.want)) {
				got = append(got, at.Format("2006-01-02 15:04:05"))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q: got %q, want %q", tt.expression, got, tt.want)
			}
		})
	}
}

func TestAScheduleThatElasticsearchRefusesIsRefused(t *testing.T) {
	t.Parallel()
	for expression, reason := range map[string]string{
		"":                      "six fields: seconds minutes",
		"0 0 * * ?":             "five fields are a crontab line",
		"30 2 * * *":            "here the seconds stand first: 0 30 2 * * ?",
		"0 0 2 * *":             "here the seconds stand first: 0 0 0 2 * ?",
		"0 2 * * 1-5":           "here the seconds stand first: 0 0 2 ? * MON-FRI",
		"0 0 0 * * ? * *":       "8 fields",
		"0 0 0 * * *":           "day of week must be ?",
		"0 0 0 ? * ?":           "both ?",
		"0 0 0 * * MON":         "day of month must be ?",
		"0 0 0 1 * MON":         "can't both be given",
		"61 0 0 * * ?":          `"61" is not between 0 and 59`,
		"0 60 0 * * ?":          "minutes",
		"0 0 24 * * ?":          "hours",
		"0 0 0 0 * ?":           "between 1 and 31",
		"0 0 0 1 13 ?":          "between 1 and 12",
		"0 0 0 ? * 0":           "between 1 and 7",
		"0 0 0 ? * 8":           "between 1 and 7",
		"0 0 0 ? * MOO":         "is no day",
		"0 0 0 1 JANU ?":        "is no month",
		"0 ? 0 1 * ?":           "? is for day of month",
		"0 0/0 0 * * ?":         "a number from 1 on",
		"0 0/ 0 * * ?":          "a number from 1 on",
		"0 */60 0 * * ?":        "never happens twice",
		"0 0 0 L,1 * ?":         "can't be combined",
		"0 0 0 1W,15 * ?":       "can't be combined",
		"0 0 0 L-31 * ?":        "not more than 30",
		"0 0 0 LX * ?":          "L is the last day",
		"0 0 0 32W * ?":         "between 1 and 31",
		"0 0 0 ? * MON#6":       "from 1 to 5",
		"0 0 0 ? * MON#1,TUE":   "can't be combined",
		"0 0 0 ? * 8L":          "between 1 and 7",
		"0 0 0 ? * 2-FRI":       "from name to name",
		"0 0 0 ? * MON-FRI/2":   "ignores a step after names",
		"0 0 0 1- * ?":          "something is missing",
		"0 -5 0 * * ?":          "something is missing",
		"0 1,,2 0 * * ?":        "something is missing",
		"0 0 0 1 1 ? 2028-202":  "between 1970",
		"0 0 0 1 1 ? 2028-2027": "don't go backwards",
		"0 L 0 * * ?":           "can't be read",
		"0 ٣ 0 * * ?":           "can't be read",
	} {
		t.Run(expression, func(t *testing.T) {
			t.Parallel()
			_, err := Parse(expression)
			var wrong *SyntaxError
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), reason) {
				t.Errorf("got %v, want %q", err, reason)
			}
		})
	}
}

func TestAnExpressionIsKeptAsElasticsearchStoresIt(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"0  0 12 ? * mon":    "0 0 12 ? * MON",
		"0 0 0 * * ? *":      "0 0 0 * * ? *",
		"0 0 0 ? * *":        "0 0 0 ? * *",
		"0 0 0 1 jan ? 2030": "0 0 0 1 JAN ? 2030",
	} {
		if s, err := Parse(given); err != nil || s.String() != want {
			t.Errorf("%q: got %q, %v", given, s, err)
		}
	}
}

func TestAScheduleThatHasEndedHasNoTimes(t *testing.T) {
	t.Parallel()
	for _, expression := range []string{"0 0 0 * * ? 2020", "0 0 0 30 2 ?", "0 0 0 31 4,6 ?"} {
		s, err := Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Next(day("2026-11-22 00:00:00"), 3); len(got) != 0 {
			t.Errorf("%q: got %v", expression, got)
		}
	}
	if got := (Schedule{}).Next(day("2026-11-22 00:00:00"), 3); len(got) != 0 {
		t.Errorf("no schedule: got %v", got)
	}
}

func TestOtherTimeZonesAreTurnedIntoUTC(t *testing.T) {
	t.Parallel()
	s, err := Parse("0 0 12 * * ?")
	if err != nil {
		t.Fatal(err)
	}
	east := time.FixedZone("east", 5*3600)
	got := s.Next(time.Date(2026, 11, 22, 16, 59, 59, 0, east), 1)
	if len(got) != 1 || !got[0].Equal(day("2026-11-22 12:00:00")) || got[0].Location() != time.UTC {
		t.Errorf("got %v", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0 0 0 * * ?", "0 0/5 8-17 ? * MON-FRI", "0 0 0 LW * ? 2030/2", "* * * L-3W 1 ?", "0 0 0 ? * 2#5", "0 50-10/7 22-2 ? NOV-FEB FRI-MON"} {
		f.Add(s)
	}
	after := day("2026-11-22 02:30:00")
	f.Fuzz(func(t *testing.T, expression string) {
		s, err := Parse(expression)
		if err != nil {
			return
		}
		again, err := Parse(s.String())
		if err != nil || again.String() != s.String() {
			t.Fatalf("%q became %q: %v", expression, s, err)
		}
		if s.Words() == "" {
			t.Errorf("%q has no words", expression)
		}
		times := s.Next(after, 4)
		if !slices.Equal(times, again.Next(after, 4)) {
			t.Errorf("%q and %q differ", expression, s)
		}
		for i, at := range times {
			if !at.After(after) || i > 0 && !at.After(times[i-1]) {
				t.Errorf("%q: times go backwards: %v", expression, times)
			}
		}
	})
}

package quartz

import (
	"strings"
	"testing"
	"time"
)

func TestAScheduleIsExplainedInWords(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		"0 0 0 * * ?":               "every day at 00:00 UTC",
		"0 30 2 ? * *":              "every day at 02:30 UTC",
		"0 30 2,14 * * ?":           "every day at 02:30 and 14:30 UTC",
		"0 0 * * * ?":               "every hour",
		"0 5 * * * ?":               "every hour at minute 5 UTC",
		"0 0/15 * * * ?":            "every 15 minutes",
		"0 */7 * * * ?":             "every hour at the minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 UTC",
		"0 * * * * ?":               "every minute",
		"0 0 0/2 * * ?":             "every 2 hours from 00:00 on UTC",
		"0 0 0/6 * * ?":             "every day at 00:00, 06:00, 12:00 and 18:00 UTC",
		"0 0/30 8-17 ? * MON-FRI":   "every 30 minutes from 08:00 to 17:59, on Monday to Friday UTC",
		"0 0 8-17 ? * MON-FRI":      "every hour from 08:00 to 17:00, on Monday to Friday UTC",
		"0 0 6 ? * 1":               "on Sunday at 06:00 UTC",
		"0 0 6 ? * SAT,SUN":         "on Saturday and Sunday at 06:00 UTC",
		"0 0 6 ? * FRI-MON":         "on Monday and Friday to Sunday at 06:00 UTC",
		"0 0 6 1,15 * ?":            "on the 1st and 15th of the month at 06:00 UTC",
		"0 0 6 L * ?":               "on the last day of the month at 06:00 UTC",
		"0 0 6 L-3 * ?":             "3 days before the last day of the month at 06:00 UTC",
		"0 0 6 LW * ?":              "on the last weekday of the month at 06:00 UTC",
		"0 0 6 15W * ?":             "on the weekday nearest to the 15th of the month at 06:00 UTC",
		"0 0 6 ? * 6L":              "on the last Friday of the month at 06:00 UTC",
		"0 0 6 ? * 2#1":             "on the 1st Monday of the month at 06:00 UTC",
		"0 0 6 * 1,2,3 ?":           "every day at 06:00, in January to March UTC",
		"0 0 6 22 12 ? 2027":        "on the 22nd of the month at 06:00, in December, in 2027 UTC",
		"15 0 6 * * ?":              "every day at 06:00:15 UTC",
		"0 0 1,3,5,7,9,11,13 * * ?": "every day at 01:00, 03:00, 05:00, 07:00, 09:00, 11:00 and 13:00 UTC",
	} {
		s, err := Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Words(); got != want {
			t.Errorf("%q: got %q, want %q", expression, got, want)
		}
	}
}

func TestWhatTheConnectorServiceReadsOtherwiseIsWarnedOf(t *testing.T) {
	t.Parallel()
	const day, sec, blank = "counts numbers of days from Monday", "ignores the seconds", "exactly one blank"
	for expression, want := range map[string]string{
		"0 0 6 ? * 2-6":     day,
		"0 0 6 ? * 2,4":     day,
		"0 0 6 ? * */2":     day,
		"0 0 6 ? * 6L":      day,
		"0 0 6 ? * 6#3":     day,
		"0 0 6 ? * 6":       "",
		"0 0 6 ? * FRI#3":   "",
		"0 0 6 ? * MON-FRI": "",
		"0 0 6 * * ?":       "",
		"30 0 6 * * ?":      sec,
		"* 0 6 * * ?":       sec,
		"0 0  6 * * ?":      blank,
		" 0 0 6 * * ?":      blank,
	} {
		s, err := Parse(expression)
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(s.Warnings(), "; ")
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: got %q, want %q", expression, got, want)
		}
	}
}

func TestTheWarningNamesTheDays(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		"0 0 6 ? * 2-6": "write MON-FRI",
		"0 0 6 ? * 7-2": "write SUN,MON,SAT",
		"0 0 6 ? * */2": "write SUN,TUE,THU,SAT",
		"0 0 6 ? * 6L":  "write the day's name",
	} {
		s, err := Parse(expression)
		if err != nil || !strings.Contains(strings.Join(s.Warnings(), ""), want) {
			t.Errorf("%q: got %q, %v", expression, s.Warnings(), err)
		}
	}
}

func TestWhatIsBuiltIsReadAlikeByBoth(t *testing.T) {
	t.Parallel()
	build := func(s Schedule, err error) func() (Schedule, error) {
		return func() (Schedule, error) { return s, err }
	}
	for want, make := range map[string]func() (Schedule, error){
		"0 30 2 * * ?":   build(EveryDayAt(2, 30)),
		"0 0 6 31 * ?":   build(EveryMonthAt(31, 6, 0)),
		"0 0 6 L * ?":    build(EveryMonthAt(0, 6, 0)),
		"0 0/15 * * * ?": build(Every(15 * time.Minute)),
		"0 0 * * * ?":    build(Every(time.Hour)),
		"0 * * * * ?":    build(Every(time.Minute)),
		"0 0 0/8 * * ?":  build(Every(8 * time.Hour)),
		"0 0 0 * * ?":    build(Every(24 * time.Hour)),
	} {
		s, err := make()
		if err != nil || s.String() != want || len(s.Warnings()) != 0 {
			t.Errorf("got %q, %v, %q, want %q", s, err, s.Warnings(), want)
		}
	}
}

func TestWhatCantBeBuiltIsAnError(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func() (Schedule, error){
		"an hour that isn't":     func() (Schedule, error) { return EveryDayAt(24, 0) },
		"a minute that isn't":    func() (Schedule, error) { return EveryDayAt(1, 60) },
		"a day that isn't":       func() (Schedule, error) { return EveryMonthAt(32, 1, 0) },
		"minutes that don't fit": func() (Schedule, error) { return Every(7 * time.Minute) },
		"hours that don't fit":   func() (Schedule, error) { return Every(5 * time.Hour) },
		"an odd pause":           func() (Schedule, error) { return Every(90 * time.Minute) },
		"nothing":                func() (Schedule, error) { return Every(0) },
		"longer than a day":      func() (Schedule, error) { return Every(48 * time.Hour) },
	} {
		if s, err := build(); err == nil || s.String() != "" {
			t.Errorf("%s: got %q, %v", name, s, err)
		}
	}
}

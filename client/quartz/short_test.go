package quartz_test

import (
	"testing"

	"connwiz/client/quartz"
)

func TestAScheduleIsSaidAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		"0 30 2 * * ?":          "daily 02:30",
		"0 0 0 * * ?":           "daily 00:00",
		"0 0 2 ? * MON-FRI":     "weekly MON-FRI 02:00",
		"0 15 23 ? * mon,thu":   "weekly MON,THU 23:15",
		"0 0 * * * ?":           "every 1h",
		"0 0 0/6 * * ?":         "every 6h",
		"0 0/15 * * * ?":        "every 15m",
		"0 * * * * ?":           "every 1m",
		"0 0/7 * * * ?":         "", // not even
		"0 0 2 1 * ?":           "",
		"0 0 2,14 * * ?":        "",
		"30 0 2 * * ?":          "",
		"0 0 2 * * ? 2030":      "",
		"0 0 25-1 * * ?":        "",
		"0 10 2 ? * 2#1":        "weekly 2#1 02:10",
		"0 0 2 L * ?":           "",
		"0 0 2 ? JAN,JUL MON":   "",
		"0 0/15 2 * * ?":        "",
		"0 30 0/6 * * ?":        "",
		"not a schedule at all": "",
	} {
		s, err := quartz.Parse(expression)
		if err != nil {
			continue // Nothing is said of what is none.
		}
		got := s.Short()
		if got != want {
			t.Errorf("%s: %q, want %q", expression, got, want)
		}
		if again, err := quartz.Read(got); got != "" && (err != nil || again.String() != s.String()) {
			t.Errorf("%s: %q is read as %q, %v", expression, got, again, err)
		}
	}
}

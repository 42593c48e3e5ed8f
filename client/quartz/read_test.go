package quartz

import (
	"errors"
	"testing"
)

func TestSchedulesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for when, want := range map[string]string{
		"daily 02:30":          "0 30 2 * * ?",
		"every 15m":            "0 0/15 * * * ?",
		"weekly MON,THU 06:05": "0 5 6 ? * MON,THU",
		"weekly mon-fri 06:00": "0 0 6 ? * MON-FRI",
		"monthly 15 00:00":     "0 0 0 15 * ?",
		"monthly last 23:59":   "0 59 23 L * ?",
		"0 0 2 ? * mon-fri":    "0 0 2 ? * MON-FRI",
		"every 7m":             "",
		"every day":            "",
		"daily":                "",
		"daily 25:00":          "",
		"weekly 06:00":         "",
		"hourly":               "",
		"0 0 * * *":            "",
	} {
		s, err := Read(when)
		if s.String() != want || (err != nil) != (want == "") {
			t.Errorf("%q: got %q, %v", when, s, err)
		}
		var wrong *SyntaxError
		if err != nil && (!errors.As(err, &wrong) || wrong.Expression == "") {
			t.Errorf("%q: %v", when, err)
		}
	}
}

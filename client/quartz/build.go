package quartz

import (
	"fmt"
	"strings"
	"time"
)

// EveryDayAt is every day at one time, in UTC.
func EveryDayAt(hour, minute int) (Schedule, error) {
	return Parse(fmt.Sprintf("0 %d %d * * ?", minute, hour))
}

// EveryMonthAt is one day of every month at one time; 0 means the last one. A month
// without that day is left out.
func EveryMonthAt(day, hour, minute int) (Schedule, error) {
	text := "L"
	if day != 0 {
		text = fmt.Sprint(day)
	}
	return Parse(fmt.Sprintf("0 %d %d %s * ?", minute, hour, text))
}

// Every is a pause between syncs: minutes that divide an hour, or hours that
// divide a day; others would not be even.
func Every(pause time.Duration) (Schedule, error) {
	minutes := int(pause / time.Minute)
	switch {
	case pause == 24*time.Hour:
		return Parse("0 0 0 * * ?")
	case pause == time.Hour:
		return Parse("0 0 * * * ?")
	case pause == time.Minute:
		return Parse("0 * * * * ?")
	case pause%time.Minute == 0 && minutes > 1 && minutes < 60 && 60%minutes == 0:
		return Parse(fmt.Sprintf("0 0/%d * * * ?", minutes))
	case pause%time.Hour == 0 && minutes > 60 && minutes < 24*60 && 24%(minutes/60) == 0:
		return Parse(fmt.Sprintf("0 0 0/%d * * ?", minutes/60))
	}
	return Schedule{}, &SyntaxError{Expression: strings.TrimSuffix(pause.String(), "0s"),
		Reason: "syncs can't be so far apart evenly: choose minutes that divide an hour, or hours that divide a day"}
}

package quartz

import (
	"fmt"
	"strings"
	"time"
)

// Read reads what a person writes for a schedule: a cron expression as [Parse]
// does, or one of
//
//	every 6h               minutes that divide an hour, hours that divide a day
//	daily 02:30
//	weekly MON,THU 02:30
//	monthly 15 02:30       or: monthly last 02:30
//
// Its error is a *[SyntaxError].
func Read(when string) (Schedule, error) {
	words := strings.Fields(when)
	if len(words) < 2 {
		return Parse(when)
	}
	switch words[0] {
	case "every":
		return readPause(when, words[1:])
	case "daily", "weekly", "monthly":
		return readDays(when, words)
	}
	return Parse(when)
}

func unreadable(when, reason string) (Schedule, error) {
	return Schedule{}, &SyntaxError{Expression: when, Reason: reason}
}

func readPause(when string, words []string) (Schedule, error) {
	pause, err := time.ParseDuration(words[0])
	if err != nil || len(words) != 1 {
		return unreadable(when, "write every 15m or every 6h")
	}
	return Every(pause)
}

func readDays(when string, words []string) (Schedule, error) {
	at, err := time.Parse("15:04", words[len(words)-1])
	if err != nil {
		return unreadable(when, "the time comes last, as hours and minutes: 02:30")
	}
	days := words[1 : len(words)-1]
	switch {
	case words[0] == "daily" && len(days) == 0:
		return EveryDayAt(at.Hour(), at.Minute())
	case words[0] == "weekly" && len(days) == 1:
		return Parse(fmt.Sprintf("0 %d %d ? * %s", at.Minute(), at.Hour(), days[0]))
	case words[0] == "monthly" && len(days) == 1 && days[0] == "last":
		return EveryMonthAt(0, at.Hour(), at.Minute())
	case words[0] == "monthly" && len(days) == 1:
		return Parse(fmt.Sprintf("0 %d %d %s * ?", at.Minute(), at.Hour(), days[0]))
	}
	return unreadable(when, "write daily 02:30, weekly MON,THU 02:30 or monthly 15 02:30")
}

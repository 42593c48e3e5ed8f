package quartz

import (
	"fmt"
	"strconv"
	"strings"
)

// Short is what a person writes for the schedule and [Read] reads as the same one:
// "daily 02:30", "weekly MON,THU 02:30", "every 6h". It is "" where only the expression
// says it.
func (s Schedule) Short() string {
	fields := strings.Fields(s.String())
	if len(fields) != 6 {
		return ""
	}
	candidates := []string{every(fields[2], "h"), every(fields[1], "m")}
	minute, noMinute := strconv.Atoi(fields[1])
	hour, noHour := strconv.Atoi(fields[2])
	if noMinute == nil && noHour == nil {
		at := fmt.Sprintf("%02d:%02d", hour, minute)
		candidates = append(candidates, "daily "+at, "weekly "+fields[5]+" "+at)
	}
	for _, short := range candidates {
		if same, err := Read(short); err == nil && same.String() == s.String() {
			return short
		}
	}
	return ""
}

// every is the pause that a field means, in its unit; of a field that means none it is
// a text that says something else.
func every(field, unit string) string {
	if field == "*" {
		field = "0/1"
	}
	return "every " + strings.TrimPrefix(field, "0/") + unit
}

package setup

import (
	"time"

	"connwiz/client"
)

// Explained is a schedule in words.
type Explained struct {
	Type     client.JobType
	Schedule client.Schedule
	// Words explain it: "every day at 02:30 UTC"; "" when it can't be read.
	Words string
	// Next are the next three starts in UTC, fewer when it ends; Local are the same
	// where the reader is.
	Next, Local []time.Time
	// Warnings are where the connector service reads it otherwise than
	// Elasticsearch, and that it never starts a sync.
	Warnings []string
	// Err is what the server would refuse it for, a *[quartz.SyntaxError].
	Err error
}

// Explain explains a schedule, from a time on and for a reader's place; nil is UTC.
func Explain(kind client.JobType, s client.Schedule, now time.Time, where *time.Location) Explained {
	return Explained{}
}

// ReadSchedule reads what a person writes for a schedule: a Quartz cron expression,
// or "off", "on", "every 6h", "daily 02:30", "weekly MON,THU 02:30", "monthly 15
// 02:30", "monthly last 02:30". stored keeps its times when it is switched. Its
// error is a *[quartz.SyntaxError].
func ReadSchedule(when string, stored client.Schedule) (client.Schedule, error) {
	return client.Schedule{}, errPending
}

// SetSchedules is the action that changes the schedules that are given and leaves
// the others.
//
// Errors: *[quartz.SyntaxError]; *[client.Error].
func (g *Guide) SetSchedules(connector string, changes client.Schedules) Action {
	return unsupported{Sync}
}

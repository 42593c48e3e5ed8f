package setup

import (
	"context"
	"time"

	"connwiz/client"
)

// NewSync says which sync to start.
type NewSync struct {
	Connector string         // id
	Type      client.JobType // "" is a full sync
	// Another starts it although one waits or runs, which otherwise is a
	// *[RunningError].
	Another bool
}

// StartSync is the action that starts a sync, after looking whether one runs
// already. Its report has JobID, with a *[RunningError] the id of that job.
//
// Errors: *[RunningError]; *[NotReadyError] without an index or a service type;
// *[client.Error].
func (g *Guide) StartSync(s NewSync) Action { return unsupported{Sync} }

// CancelSync is the action that asks for the end of a sync job. A job that has
// ended is no error; the report says how.
func (g *Guide) CancelSync(jobID string) Action { return unsupported{Sync} }

// JobProgress is how a sync job stands.
type JobProgress struct {
	Job     client.SyncJob
	Elapsed time.Duration // 0 before it starts
	// Rate is documents indexed and deleted per second since the start, 0 when
	// unknown.
	Rate float64
	// Sentence is one line: "in_progress, 120 documents indexed (3 MiB), 4 deleted, 20s".
	Sentence string
	// Ended is true when the job moves no more, Failed when it ended without having
	// completed.
	Ended, Failed bool
	// Field is the name of the configuration's field that the error names, "" when
	// none.
	Field string
}

// Job reads how a sync job stands. The error is a *[client.Error].
func (g *Guide) Job(ctx context.Context, jobID string) (JobProgress, error) {
	return JobProgress{}, errPending
}

// DescribeJob says how a job stands at a time.
func DescribeJob(j client.SyncJob, now time.Time) JobProgress { return JobProgress{} }

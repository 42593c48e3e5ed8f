package setup

import (
	"context"
	"errors"
	"fmt"
	"slices"
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
func (g *Guide) StartSync(s NewSync) Action {
	if s.Type == "" {
		s.Type = client.FullSync
	}
	return &starting{g: g, s: s}
}

type starting struct {
	g      *Guide
	s      NewSync
	before []string // ids of jobs that were there before the first attempt
	sent   bool     // a request left whose end nobody saw
	job    string   // that was started
}

// Step is the step.
func (a *starting) Step() Step { return Sync }

// read looks at the connector and at its last jobs.
func (a *starting) read(ctx context.Context) (client.Summary, []client.SyncJob, error) {
	c, err := a.g.summary(ctx, a.s.Connector)
	switch {
	case err != nil:
		return c, nil, err
	case c.IndexName == "":
		return c, nil, &NotReadyError{Step: Sync, First: Index, Reason: fmt.Sprintf("connector %q has no index", c.ID)}
	case c.ServiceType == "":
		return c, nil, &NotReadyError{Step: Sync, First: Connector, Reason: fmt.Sprintf("connector %q has no service type", c.ID)}
	}
	page, err := a.g.o.Client.SyncJobs(ctx, client.JobFilter{ConnectorID: c.ID, Types: []client.JobType{a.s.Type}}, 0, jobsRead)
	return c, page.Results, err
}

// running returns the job that waits or runs.
func running(jobs []client.SyncJob) (client.SyncJob, bool) {
	i := slices.IndexFunc(jobs, func(j client.SyncJob) bool { return !j.Status.Ended() })
	if i < 0 {
		return client.SyncJob{}, false
	}
	return jobs[i], true
}

// Plan says what will be done.
func (a *starting) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: Sync}
	c, jobs, err := a.read(ctx)
	if err != nil {
		return p, err
	}
	if job, runs := running(jobs); runs && !a.s.Another {
		return p, &RunningError{Job: job}
	}
	p.Sentences = []string{fmt.Sprintf("ask for %s sync; the connector service takes it with its next look, every 30 seconds", one(a.s.Type))}
	p.Writes = []Write{{Method: "POST", Path: "/_connector/_sync_job", Body: bodyOf(map[string]any{
		"id": c.ID, "job_type": string(a.s.Type), "trigger_method": "on_demand",
	})}}
	if !alive(c, a.g.o.Now()) {
		p.Warnings = []string{"no connector service has checked in lately: the sync waits until one does"}
	}
	return p, nil
}

// Do starts the sync, or finds the one that an attempt before has started.
func (a *starting) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Sync, ConnectorID: a.s.Connector}
	if a.job != "" {
		return a.report(a.job, false), nil
	}
	_, jobs, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	if a.sent {
		if id := a.started(jobs); id != "" {
			return a.report(id, true), nil
		}
	}
	if job, runs := running(jobs); runs && !a.s.Another {
		r.JobID = job.ID
		return r, &RunningError{Job: job}
	}
	a.before = nil
	for _, j := range jobs {
		a.before = append(a.before, j.ID)
	}
	id, err := a.g.o.Client.StartSync(ctx, a.s.Connector, a.s.Type)
	switch {
	case err == nil:
		return a.report(id, false), nil
	case !lost(err):
		return r, err
	}
	a.sent = true
	if _, jobs, again := a.read(ctx); again == nil {
		if id := a.started(jobs); id != "" {
			return a.report(id, true), nil
		}
	}
	return r, err
}

// started finds the job that an attempt whose answer was lost has made: one by hand
// that wasn't there before.
func (a *starting) started(jobs []client.SyncJob) string {
	for _, j := range jobs {
		if j.Trigger == "on_demand" && !slices.Contains(a.before, j.ID) {
			return j.ID
		}
	}
	return ""
}

func (a *starting) report(id string, found bool) Report {
	a.job = id
	r := Report{
		Step: Sync, ConnectorID: a.s.Connector, JobID: id,
		Did:  []string{fmt.Sprintf("asked for %s sync, job %s", one(a.s.Type), id)},
		Undo: []string{"PUT /_connector/_sync_job/" + id + "/_cancel"},
		Next: "watch it",
	}
	if r.Found = found; found {
		r.Did = append(r.Did, "its answer was lost, so it was looked up: nothing was started twice")
	}
	return r
}

// CancelSync is the action that asks for the end of a sync job. A job that has
// ended is no error; the report says how.
//
// Errors: *[client.Error].
func (g *Guide) CancelSync(jobID string) Action { return &canceling{g, jobID} }

type canceling struct {
	g  *Guide
	id string
}

// Step is the step.
func (a *canceling) Step() Step { return Sync }

// Plan says what will be done.
func (a *canceling) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: Sync}
	job, err := a.g.o.Client.SyncJob(ctx, a.id)
	if err != nil || job.Status.Ended() || job.Status == client.JobCanceling {
		return p, err
	}
	p.Sentences = []string{"ask for the end of the sync; what was indexed stays"}
	p.Writes = []Write{{Method: "PUT", Path: "/_connector/_sync_job/" + a.id + "/_cancel"}}
	return p, nil
}

// Do asks for the end. A refusal is looked into: the job may have ended meanwhile.
func (a *canceling) Do(ctx context.Context) (Report, error) {
	r := Report{Step: Sync, JobID: a.id}
	job, err := a.g.o.Client.SyncJob(ctx, a.id)
	if err != nil {
		return r, err
	}
	r.ConnectorID = job.ConnectorID
	if !job.Status.Ended() && job.Status != client.JobCanceling {
		err := a.g.o.Client.CancelSync(ctx, a.id)
		after, again := a.g.o.Client.SyncJob(ctx, a.id)
		if err != nil && (again != nil || !after.Status.Ended() && after.Status != client.JobCanceling) {
			return r, errors.Join(err, again)
		}
		if again == nil {
			job = after
		}
	}
	r.Did = []string{fmt.Sprintf("sync job %s is %s", a.id, job.Status)}
	r.Next = "start another one"
	return r, nil
}

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
	// Error is the service's text, with the values of sensitive fields redacted as
	// far as the schema tells which they are; "" when it has none.
	Error string
	// Field is the name of the configuration's field that the error names, "" when
	// none.
	Field string
}

// Job reads how a sync job stands. The error is a *[client.Error].
func (g *Guide) Job(ctx context.Context, jobID string) (JobProgress, error) {
	j, err := g.o.Client.SyncJob(ctx, jobID)
	if err != nil {
		return JobProgress{}, err
	}
	p := DescribeJob(j, g.o.Now())
	if p.Error == "" {
		return p, nil
	}
	// Which field is meant only the schema knows; without it the text stands alone.
	if c, err := g.o.Client.Get(ctx, j.ConnectorID); err == nil {
		p.Error = c.Configuration.RedactQuoted(p.Error)
		if named := c.Configuration.Mentioned(j.Error); len(named) > 0 {
			p.Field = named[0].Field
		}
	}
	return p, nil
}

// DescribeJob says how a job stands at a time.
func DescribeJob(j client.SyncJob, now time.Time) JobProgress {
	p := JobProgress{Job: j, Elapsed: elapsed(j, now), Error: j.Error, Ended: j.Status.Ended()}
	p.Failed = p.Ended && j.Status != client.JobCompleted
	moved := j.Indexed + j.Deleted
	if s := p.Elapsed.Seconds(); s >= 1 {
		p.Rate = float64(moved) / s
	}
	p.Sentence = string(j.Status)
	if moved > 0 {
		p.Sentence += fmt.Sprintf(", %s indexed (%d MiB), %d deleted", count(j.Indexed, "document"), j.Volume, j.Deleted)
	}
	if p.Elapsed > 0 {
		p.Sentence += ", " + p.Elapsed.Round(time.Second).String()
	}
	return p
}

// elapsed is how long a job has run.
func elapsed(j client.SyncJob, now time.Time) time.Duration {
	switch {
	case j.Started.IsZero():
		return 0
	case !j.Completed.IsZero():
		now = j.Completed
	}
	return max(now.Sub(j.Started), 0)
}

// one is a type of sync in words, with its article.
func one(kind client.JobType) string {
	if kind == client.FullSync {
		return "a " + words(kind)
	}
	return "an " + words(kind)
}

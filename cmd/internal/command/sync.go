package command

import (
	"context"
	"fmt"
	"time"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const syncHelp = `Ask for a sync now. The connector service takes it with its next poll, every 30
seconds. With --watch the command stays until the sync has ended: exit 0 when it
completed, 1 when it failed or was canceled, 8 when it didn't end in time. Leaving
the watch doesn't stop the sync; --cancel does.`

const syncExamples = `  connwiz sync orders --watch
  connwiz sync orders --type incremental
  connwiz sync orders --cancel JOB_ID`

// staleService is the age of a check-in from which no service is listening: its
// heartbeat comes every 5 minutes.
const staleService = 10 * time.Minute

// syncOptions are the inputs of sync.
type syncOptions struct {
	*app
	kind   choice
	watch  bool
	dry    bool
	within time.Duration
	cancel string
	lacks  string // what to type so that the job can run at all; empty: nothing is known
}

func newSync(a *app) *cobra.Command {
	o := &syncOptions{app: a, kind: choice{value: string(client.FullSync)}}
	for _, kind := range client.JobTypes() {
		o.kind.among = append(o.kind.among, string(kind))
	}
	cmd := &cobra.Command{
		Use:         "sync ID [--watch]",
		Short:       "Sync a connector now, and watch it",
		Long:        syncHelp,
		Example:     syncExamples,
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.onConnector(func(ctx context.Context, c *client.Client, args []string) error {
			return o.run(ctx, c, args[0])
		}),
	}
	f := cmd.Flags()
	f.Var(&o.kind, "type", "`TYPE` of sync: full, incremental or access_control")
	f.BoolVar(&o.watch, "watch", false, "stay until it has ended")
	f.DurationVar(&o.within, "wait-timeout", 0, "`DURATION` to watch at most; 0 is without end")
	f.StringVar(&o.cancel, "cancel", "", "cancel the sync job `JOB` instead of starting one")
	dryRun(f, &o.dry)
	// The only error is a flag of another name.
	_ = cmd.RegisterFlagCompletionFunc("type", cobra.FixedCompletions(o.kind.among, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func (o *syncOptions) run(ctx context.Context, c *client.Client, id string) error {
	guide, err := o.guide(c, "")
	if err != nil {
		return err
	}
	// A script that asks for a sync gets one, whatever runs.
	action := guide.StartSync(setup.NewSync{Connector: id, Type: client.JobType(o.kind.value), Another: true})
	if o.cancel != "" {
		action = guide.CancelSync(o.cancel)
	}
	if o.dry {
		return o.rehearse(ctx, id, action)
	}
	if err := o.mayWrite(id); err != nil {
		return err
	}
	job := o.cancel
	if job == "" {
		started, err := o.start(ctx, c, id, action)
		if err != nil {
			return err
		}
		job = started
	} else if err := o.end(ctx, c, id); err != nil {
		return err
	}
	if !o.watch {
		return o.printOnce(ctx, c, id, job)
	}
	last, err := o.follow(ctx, c, id, job)
	if err != nil {
		return err
	}
	return o.printEnd(veiled(ctx, c, last))
}

// start asks for a job, and says beforehand what will keep it from running.
func (o *syncOptions) start(ctx context.Context, c *client.Client, id string, action setup.Action) (string, error) {
	before, err := c.Summary(ctx, id)
	if err != nil {
		return "", err
	}
	switch now := o.streams.Now(); {
	case before.Status == client.Created || before.Status == client.NeedsConfiguration:
		o.warn(fmt.Sprintf("the connector is not configured yet (%s): the sync waits until it is", before.Status))
		o.lacks = waitHint(before)
	case before.LastSeen.IsZero():
		o.warn("no connector service has ever checked in for this connector: the sync waits for one")
	case now.Sub(before.LastSeen) > staleService:
		o.warn("the connector service last checked in " + ago(now, before.LastSeen) + ": the sync waits for it")
	}
	if before.IndexName == "" {
		return "", tell(exitInvalid, "invalid", fmt.Sprintf("start a sync of connector %q: there is no index attached", id),
			"give it an index: "+about("index", id)+" search-NAME")
	}
	report, err := action.Do(ctx)
	if err != nil {
		return "", refused(err, "see what it lacks: "+about("doctor", id))
	}
	o.logged("asked for a sync", "connector", id, "type", o.kind.value, "job", report.JobID)
	o.looked(report)
	if o.watch && o.lacks != "" {
		o.hint(o.lacks)
	}
	return report.JobID, nil
}

// end cancels a job, if it is the connector's.
func (o *syncOptions) end(ctx context.Context, c *client.Client, id string) error {
	job, err := c.SyncJob(ctx, o.cancel)
	if err != nil && !isMissing(err) {
		return err
	}
	if err != nil || job.ConnectorID != id {
		return &missingError{
			message: fmt.Sprintf("connector %q has no sync job %q", id, o.cancel),
			hint:    "the last one: " + about("doctor", id) + "; start one: " + about("sync", id),
		}
	}
	err = c.CancelSync(ctx, o.cancel)
	if err == nil {
		o.logged("asked for the end of a sync", "connector", id, "job", o.cancel)
	}
	return refused(err, "it has ended, or is ending already")
}

// follow polls a job until it has ended or the patience has.
func (o *syncOptions) follow(parent context.Context, c *client.Client, id, job string) (client.SyncJob, error) {
	ctx, stop := parent, func() {}
	if o.within > 0 {
		ctx, stop = context.WithTimeout(parent, o.within)
	}
	defer stop()
	var last client.SyncJob
	var told string
	pace := o.pace()
	for pause := pace.First; ; pause = min(2*pause, pace.Most) {
		now, err := c.SyncJob(ctx, job)
		switch {
		case err == nil:
			last = now
			if line := text.Clean(setup.DescribeJob(now, o.streams.Now()).Sentence); line != told {
				o.progress(line)
				told = line
			}
			if now.Status.Ended() {
				return last, nil
			}
		case ctx.Err() == nil && !passing(err):
			return last, err
		case told != "no answer":
			told = "no answer"
			o.progress(told + ", asking again")
		}
		if !rest(ctx, pause) {
			break
		}
	}
	if err := parent.Err(); err != nil {
		return last, tell(exitCancelled, "cancelled", "cancelled", o.goesOn(id, job))
	}
	if last.ID == "" {
		return last, &client.Error{Reaction: client.Unreachable, Op: "read sync job", Target: job, Reason: "no answer in the time given", Err: context.DeadlineExceeded}
	}
	return last, nil
}

// progress is said where a person is looking.
func (o *syncOptions) progress(line string) {
	if o.streams.ErrTerminal && !o.global.output.structured() {
		fmt.Fprintln(o.streams.Err, line)
	}
}

// syncResult is a job as JSON has it.
type syncResult struct {
	ID          string  `json:"id"`
	ConnectorID string  `json:"connector_id"`
	JobType     string  `json:"job_type"`
	Status      string  `json:"status"`
	Error       *string `json:"error"`
	Indexed     int     `json:"indexed_document_count"`
	Deleted     int     `json:"deleted_document_count"`
	Total       int     `json:"total_document_count"`
	Volume      int     `json:"indexed_document_volume"`
	Seconds     float64 `json:"elapsed_seconds"`
}

func (o *syncOptions) result(j client.SyncJob) syncResult {
	return syncResult{
		ID: j.ID, ConnectorID: j.ConnectorID, JobType: string(j.Type), Status: string(j.Status), Error: orNull(o.said(j.Error)),
		Indexed: j.Indexed, Deleted: j.Deleted, Total: j.Total, Volume: j.Volume,
		Seconds: setup.DescribeJob(j, o.streams.Now()).Elapsed.Round(time.Millisecond).Seconds(),
	}
}

// veiled takes out of a job's error what is secret in the connector's configuration:
// a service may repeat what it was configured with, and not in quotes.
func veiled(ctx context.Context, c *client.Client, j client.SyncJob) client.SyncJob {
	if j.Error == "" {
		return j
	}
	if known, err := c.Get(ctx, j.ConnectorID); err == nil {
		j.Error = redactor(known.Configuration)(j.Error)
	}
	return j
}

// printOnce tells of a job that isn't watched. That it can't be read doesn't make
// it undone.
func (o *syncOptions) printOnce(ctx context.Context, c *client.Client, id, job string) error {
	if o.global.output.structured() {
		read, err := c.SyncJob(ctx, job)
		if err != nil {
			read = client.SyncJob{ID: job, ConnectorID: id, Type: client.JobType(o.kind.value)}
		}
		return o.global.output.write(o.streams.Out, o.result(veiled(ctx, c, read)))
	}
	what := "asked for a sync"
	if o.cancel != "" {
		what = "asked for the end of the sync"
	}
	if _, err := fmt.Fprintf(o.streams.Out, "%s: %s, job %s\n", text.Clean(id), what, text.Clean(job)); err != nil {
		return err
	}
	switch {
	case o.cancel != "":
	case o.lacks != "":
		o.hint(o.lacks)
	default:
		o.hint("see how it ends: " + about("doctor", id) + "; next time: " + aboutWith("sync", id, "--watch"))
	}
	return nil
}

// printEnd tells how a job ended, or that it has not.
func (o *syncOptions) printEnd(j client.SyncJob) error {
	var err error
	if o.global.output.structured() {
		err = o.global.output.write(o.streams.Out, o.result(j))
	} else {
		line := text.Clean(setup.DescribeJob(j, o.streams.Now()).Sentence)
		if j.Error != "" {
			line += ": " + text.Clean(o.said(j.Error))
		}
		_, err = fmt.Fprintf(o.streams.Out, "%s: %s\n", text.Clean(j.ConnectorID), line)
	}
	switch {
	case err != nil:
		return err
	case j.Status == client.JobCompleted, o.cancel != "" && j.Status == client.JobCanceled:
		return nil
	case j.Status.Ended():
		o.hint("see what is wrong: " + about("doctor", j.ConnectorID))
		return exitError{exitFailed}
	}
	o.hint(o.goesOn(j.ConnectorID, j.ID))
	return exitError{exitNoVerdict}
}

// goesOn is what to type about a job that is left alone.
func (o *syncOptions) goesOn(id, job string) string {
	end := "to end it: " + aboutWith("sync", id, flagFor("--cancel", job))
	if o.lacks != "" {
		return o.lacks + "; the sync goes on then; " + end
	}
	return "the sync goes on; " + end
}

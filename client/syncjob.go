package client

import (
	"context"
	"time"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// JobStatus is a sync job's status as the connector protocol names it.
type JobStatus string

// The statuses of a sync job.
const (
	JobPending    JobStatus = "pending"
	JobInProgress JobStatus = "in_progress"
	JobSuspended  JobStatus = "suspended"
	JobCanceling  JobStatus = "canceling"
	JobCanceled   JobStatus = "canceled"
	JobCompleted  JobStatus = "completed"
	JobFailed     JobStatus = "error"
)

// Ended reports whether a job of this status moves no more.
func (s JobStatus) Ended() bool { return s == JobCanceled || s == JobCompleted || s == JobFailed }

// SyncJob is a sync job without the configuration that it carries, which holds
// secrets.
type SyncJob struct {
	ID, ConnectorID, IndexName            string
	Type                                  JobType
	Trigger                               string // on_demand or scheduled
	Status                                JobStatus
	Error                                 string // the service's text; untrusted
	Worker                                string
	Created, Started, Completed, LastSeen time.Time // zero: never
	Indexed, Deleted, Total               int
	Volume                                int // of what was indexed, in MiB
}

// jobKeys are the keys of a job that a SyncJob is made of.
func jobKeys(prefix string) []string {
	keys := []string{
		"id", "connector.id", "connector.index_name", "job_type", "trigger_method", "status", "error", "worker_hostname",
		"created_at", "started_at", "completed_at", "last_seen",
		"indexed_document_count", "deleted_document_count", "total_document_count", "indexed_document_volume",
	}
	for i := range keys {
		keys[i] = prefix + keys[i]
	}
	return keys
}

func (d document) syncJob() SyncJob {
	connector := d.object("connector")
	return SyncJob{
		ID: d.text("id"), ConnectorID: connector.text("id"), IndexName: connector.text("index_name"),
		Type: JobType(d.text("job_type")), Trigger: d.text("trigger_method"),
		Status: JobStatus(d.text("status")), Error: d.text("error"), Worker: d.text("worker_hostname"),
		Created: d.time("created_at"), Started: d.time("started_at"),
		Completed: d.time("completed_at"), LastSeen: d.time("last_seen"),
		Indexed: d.number("indexed_document_count"), Deleted: d.number("deleted_document_count"),
		Total: d.number("total_document_count"), Volume: d.number("indexed_document_volume"),
	}
}

// StartSync asks for a sync now and returns the job's id. The server takes it
// whatever the connector's status is, and beside jobs that wait or run.
func (c *Client) StartSync(ctx context.Context, connectorID string, kind JobType) (string, error) {
	if err := CheckID(connectorID); err != nil {
		return "", err
	}
	k := call{op: "start a sync of connector", target: connectorID, write: true, once: true}
	if !c.transport.scope.sees(connectorID) {
		return "", k.absent().Error
	}
	b := content(map[string]any{"id": connectorID, "job_type": kind, "trigger_method": "on_demand"})
	a, err := c.send(ctx, k, b, func(b *bodyReader) esapi.Request { return esapi.ConnectorSyncJobPostRequest{Body: b} })
	if err != nil {
		return "", err
	}
	return a.id()
}

// SyncJob reads a sync job.
func (c *Client) SyncJob(ctx context.Context, id string) (SyncJob, error) {
	k := call{op: "read sync job", target: id}
	segment, err := k.pathID()
	if err != nil {
		return SyncJob{}, err
	}
	k.request = read(esapi.ConnectorSyncJobGetRequest{ConnectorSyncJobID: segment, FilterPath: jobKeys("")})
	a, err := c.run(ctx, k)
	if err != nil {
		return SyncJob{}, err
	}
	d, err := a.document()
	if err != nil {
		return SyncJob{}, err
	}
	job := c.withheld.job(d.syncJob())
	if job.ID == "" {
		job.ID = id
	}
	if !c.transport.scope.sees(job.ConnectorID) {
		return SyncJob{}, k.absent().Error
	}
	c.transport.scope.found(job.ConnectorID)
	return job, nil
}

// JobFilter narrows a list of sync jobs. Empty fields ask for everything.
type JobFilter struct {
	ConnectorID string
	Status      JobStatus
	Types       []JobType
}

// JobPage is one page of a list of sync jobs.
type JobPage struct {
	Count   int // all matches, not the page
	Results []SyncJob
}

// SyncJobs lists sync jobs, the newest first.
func (c *Client) SyncJobs(ctx context.Context, f JobFilter, from, size int) (JobPage, error) {
	r := esapi.ConnectorSyncJobListRequest{
		From: &from, Size: &size, ConnectorID: f.ConnectorID, Status: string(f.Status),
		FilterPath: append([]string{"count"}, jobKeys("results.")...),
	}
	for _, kind := range f.Types {
		r.JobType = append(r.JobType, string(kind))
	}
	a, err := c.run(ctx, call{op: "list sync jobs", target: f.ConnectorID, request: read(r)})
	if err != nil {
		return JobPage{}, err
	}
	d, err := a.document()
	if err != nil {
		return JobPage{}, err
	}
	// filter_path drops an empty list, so a missing one is no error.
	found := d.objects("results")
	page := JobPage{Count: max(d.number("count"), len(found)), Results: make([]SyncJob, 0, len(found))}
	for _, item := range found {
		page.Results = append(page.Results, c.withheld.job(item.syncJob()))
	}
	return page, nil
}

// CancelSync asks for the end of a sync job: one that waits is canceled at once,
// one that runs when its service notices. A job that has ended is refused. It is
// not repeated, since the repetition would be refused too.
func (c *Client) CancelSync(ctx context.Context, id string) error {
	k := call{op: "cancel sync job", target: id, write: true, once: true}
	segment, err := k.pathID()
	if err != nil {
		return err
	}
	if c.transport.scope != nil {
		if _, err := c.SyncJob(ctx, id); err != nil { // whose is it?
			return err
		}
	}
	k.request = read(esapi.ConnectorSyncJobCancelRequest{ConnectorSyncJobID: segment})
	_, err = c.run(ctx, k)
	return err
}

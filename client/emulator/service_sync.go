package emulator

import (
	"slices"
	"strconv"

	x "connwiz/client/emulator/internal/xcontent"
)

// A simulated sync moves on with every round, so that one can watch it.
const (
	syncRounds       = 3
	documentsPerStep = 120
	// The volume of a sync job is counted in MiB.
	documentsPerMiB = 8
)

// sync moves the oldest job of a connector on by one step. problem is the
// service's verdict on the connector, with which a job fails at once.
func (v *Service) sync(s *Server, connector, problem string) {
	id, job := s.nextJob(connector)
	if job == nil {
		return
	}
	now := s.instant()
	switch status := job.Get("status").Text(); {
	case status == "canceling":
		s.endJob(id, "canceled", "", x.M("canceled_at", now))
	case problem != "":
		s.endJob(id, "error", problem)
	case status == "pending" || status == "suspended":
		s.startJob(id, now)
	case count(job, "indexed_document_count") >= syncRounds*documentsPerStep:
		s.endJob(id, "completed", "")
	default:
		done := count(job, "indexed_document_count") + documentsPerStep
		s.jobs.update(id, x.Object(
			x.M("indexed_document_count", x.Int(done)),
			x.M("indexed_document_volume", x.Int(done/documentsPerMiB)),
			x.M("total_document_count", x.Int(done)),
			x.M("last_seen", now),
		))
	}
}

// nextJob returns the job that runs, or else the oldest that waits.
func (s *Server) nextJob(connector string) (string, *x.Node) {
	for _, wanted := range [][]string{{"canceling", "in_progress"}, {"pending", "suspended"}} {
		for _, id := range s.jobs.ids {
			job := s.jobs.get(id)
			if job.Get("connector", "id").Text() == connector && slices.Contains(wanted, job.Get("status").Text()) {
				return id, job
			}
		}
	}
	return "", nil
}

// serviceIndex is how the service creates an index: with mappings, without which
// it refuses an index that it finds (connectors/es/index.py).
func serviceIndex() *x.Node {
	return x.Object(x.M("mappings", x.Object(
		x.M("dynamic", x.Text("true")),
		x.M("properties", x.Object(x.M("id", x.Object(x.M("type", x.Text("keyword")))))),
	)))
}

func (s *Server) startJob(id string, now *x.Node) {
	s.jobs.update(id, x.Object(
		x.M("status", x.Text("in_progress")), x.M("started_at", now), x.M("last_seen", now),
		x.M("worker_hostname", x.Text("connwiz-demo-service")),
	))
	job := s.jobs.get(id)
	if index := job.Get("connector", "index_name").Text(); s.indices[index] == nil {
		s.addIndex(index, serviceIndex())
	}
	patch := x.Object(x.M("last_sync_status", x.Text("in_progress")), x.M("last_sync_error", x.Null()))
	s.connectors.update(job.Get("connector", "id").Text(), patch)
}

// endJob writes the job's end and what the connector remembers of it, straight
// into the index as the service does.
func (s *Server) endJob(id, status, problem string, more ...x.Member) {
	text := x.Null()
	if problem != "" {
		text = x.Text(problem)
	}
	now := s.instant()
	s.jobs.update(id, x.Object(append([]x.Member{
		x.M("status", x.Text(status)), x.M("error", text), x.M("completed_at", now), x.M("last_seen", now),
	}, more...)...))
	job := s.jobs.get(id)
	s.connectors.update(job.Get("connector", "id").Text(), x.Object(
		x.M("last_sync_status", x.Text(status)),
		x.M("last_sync_error", text),
		x.M("last_synced", now),
		x.M("last_indexed_document_count", x.Int(count(job, "indexed_document_count"))),
		x.M("last_deleted_document_count", x.Int(count(job, "deleted_document_count"))),
	))
}

func count(job *x.Node, name string) int {
	n, err := strconv.Atoi(job.Get(name).Text())
	if err != nil {
		return 0
	}
	return n
}

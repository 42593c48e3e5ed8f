package emulator

import (
	"fmt"
	"net/http"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// jobUpdate is one of the PUT /_connector/_sync_job/{id}/… endpoints.
type jobUpdate struct {
	path, action string
	since        int // the release that brought it
	parser       *x.Parser
	longNotFound bool // two endpoints name more than the id
	problems     func(body *x.Node) []string
	patch        func(job, body *x.Node) (*x.Node, *x.Exception)
}

// jobUpdates lists the update endpoints of sync jobs.
func (s *Server) jobUpdates() []jobUpdate {
	return []jobUpdate{s.jobCancel(), s.jobCheckIn(), s.jobClaim(), s.jobError(), s.jobStats()}
}

func (s *Server) updateJob(u jobUpdate) func(*call) (operation, *x.Exception) {
	return func(c *call) (operation, *x.Exception) {
		id := c.ids["sync_job_id"]
		body := x.Object()
		if u.parser != nil {
			var refusal *x.Exception
			if body, refusal = c.content(*u.parser); refusal != nil {
				return operation{}, refusal
			}
		}
		problems := jobProblems(id)
		if u.problems != nil {
			problems = append(problems, u.problems(body)...)
		}
		return operation{problems: problems, run: func() (reply, *x.Exception) {
			job := s.jobs.get(id)
			switch {
			case job == nil && u.longNotFound:
				return reply{}, notFound("connector sync job [%s] not found", id)
			case job == nil:
				return reply{}, jobNotFound(id)
			}
			patch, refusal := u.patch(job, body)
			if refusal != nil {
				return reply{}, refusal
			}
			return result(s.jobs.update(id, patch)), nil
		}}, nil
	}
}

func (s *Server) jobCheckIn() jobUpdate {
	return jobUpdate{
		path: "_check_in", action: "check_in", longNotFound: true,
		patch: func(_, _ *x.Node) (*x.Node, *x.Exception) {
			return x.Object(x.M("last_seen", s.instant())), nil
		},
	}
}

// jobCancel ends a job that waits, and asks one that runs to end.
func (s *Server) jobCancel() jobUpdate {
	return jobUpdate{
		path: "_cancel", action: "cancel",
		patch: func(job, _ *x.Node) (*x.Node, *x.Exception) {
			now, from := s.instant(), job.Get("status").Text()
			if from == "pending" || from == "suspended" {
				return x.Object(
					x.M("cancelation_requested_at", now), x.M("canceled_at", now), x.M("completed_at", now),
					x.M("status", x.Text("canceled")),
				), nil
			}
			if refusal := checkJobTransition(from, "canceling"); refusal != nil {
				return nil, refusal
			}
			return x.Object(x.M("cancelation_requested_at", now), x.M("status", x.Text("canceling"))), nil
		},
	}
}

// jobClaim takes any job, in whatever status it is.
func (s *Server) jobClaim() jobUpdate {
	return jobUpdate{
		path: "_claim", action: "claim", since: featuresRelease,
		parser: &x.Parser{Name: "claim_connector_sync_job", Fields: []x.Field{
			x.String("worker_hostname").Require(),
			orNull(x.Field{Name: "sync_cursor", Accepts: x.AcceptObject()}),
		}},
		patch: func(_, body *x.Node) (*x.Node, *x.Exception) {
			now := s.instant()
			patch := x.Object(
				x.M("worker_hostname", body.Get("worker_hostname")), x.M("status", x.Text("in_progress")),
				x.M("last_seen", now), x.M("started_at", now),
			)
			if cursor := body.Get("sync_cursor"); !cursor.IsNull() {
				patch = patch.With("connector", x.Object(x.M("sync_cursor", cursor)))
			}
			return patch, nil
		},
	}
}

func (s *Server) jobError() jobUpdate {
	return jobUpdate{
		path: "_error", action: "update_error",
		parser: &x.Parser{Name: "connector_sync_job_error_request", Fields: []x.Field{x.String("error").Require()}},
		problems: func(body *x.Node) []string {
			if body.Get("error").Text() == "" {
				return []string{"[error] of the connector sync job cannot be null or empty"}
			}
			return nil
		},
		patch: func(job, body *x.Node) (*x.Node, *x.Exception) {
			return body.With("status", x.Text("error")), checkJobTransition(job.Get("status").Text(), "error")
		},
	}
}

// jobStats counts what a sync has done so far.
func (s *Server) jobStats() jobUpdate {
	counters := []string{"deleted_document_count", "indexed_document_count", "indexed_document_volume", "total_document_count"}
	return jobUpdate{
		path: "_stats", action: "update_stats", longNotFound: true,
		parser: &x.Parser{Name: "connector_update_sync_job_ingestion_stats_request", Fields: []x.Field{
			x.Long(counters[0]).Require(), x.Long(counters[1]).Require(), x.Long(counters[2]).Require(), x.Long(counters[3]),
			instantField("last_seen"),
			{Name: "metadata", Accepts: x.AcceptObject()},
		}},
		problems: func(body *x.Node) (problems []string) {
			for _, counter := range counters {
				if strings.HasPrefix(body.Get(counter).Text(), "-") {
					problems = append(problems, fmt.Sprintf("[%s] cannot be negative.", counter))
				}
			}
			return problems
		},
		patch: func(_, body *x.Node) (*x.Node, *x.Exception) {
			if body.Get("last_seen").IsNull() {
				body = body.With("last_seen", s.instant())
			}
			return body, nil
		},
	}
}

// jobRoutes lists the endpoints of sync jobs.
func (s *Server) jobRoutes() []route {
	const all, one = "/_connector/_sync_job", "/_connector/_sync_job/{sync_job_id}"
	routes := []route{
		{method: http.MethodPost, path: all, action: connectorAction("sync_job/post"), writes: true, prepare: s.createJob},
		{method: http.MethodGet, path: all, action: connectorAction("sync_job/list"), prepare: s.listJobs},
		{method: http.MethodGet, path: one, action: connectorAction("sync_job/get"), prepare: s.getJob},
		{method: http.MethodDelete, path: one, action: connectorAction("sync_job/delete"), writes: true, prepare: s.deleteJob},
	}
	for _, u := range s.jobUpdates() {
		routes = append(routes, route{
			method: http.MethodPut, path: one + "/" + u.path, action: connectorAction("sync_job/" + u.action),
			writes: true, since: u.since, prepare: s.updateJob(u),
		})
	}
	return routes
}

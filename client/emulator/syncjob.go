package emulator

import (
	"net/http"
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

func jobTypes() []string { return []string{"full", "incremental", "access_control"} }

// createJob answers POST /_connector/_sync_job.
func (s *Server) createJob(c *call) (operation, *x.Exception) {
	body, refusal := c.content(x.Parser{
		Name:   "connector_sync_job_post_request",
		Fields: []x.Field{x.String("id").Require(), x.String("job_type"), x.String("trigger_method")},
		Build:  jobKinds,
	})
	if refusal != nil {
		return operation{}, refusal
	}
	var problems []string
	if body.Get("id").Text() == "" {
		problems = append(problems, "[id] of the connector cannot be null or empty")
	}
	return operation{problems: problems, run: func() (reply, *x.Exception) {
		return s.storeJob(body)
	}}, nil
}

// jobKinds reads the two enums; the server does so only when it builds the
// request, which shows in its error.
func jobKinds(body *x.Node) (*x.Node, *x.Exception) {
	enums := []struct {
		field string
		parse x.ParseFunc
	}{
		{"job_type", x.Enum("ConnectorSyncJobType", true, jobTypes()...)},
		{"trigger_method", x.Enum("ConnectorSyncJobTriggerMethod", true, "on_demand", "scheduled")},
	}
	for _, enum := range enums {
		given := body.Get(enum.field)
		if given == nil {
			continue
		}
		value, refusal := enum.parse(given)
		if refusal != nil {
			return nil, refusal
		}
		body = body.With(enum.field, value)
	}
	return body, nil
}

func (s *Server) storeJob(request *x.Node) (reply, *x.Exception) {
	connectorID := request.Get("id").Text()
	connector := s.connectors.get(connectorID)
	if connector == nil {
		return reply{}, notFound("Connector with id '%s' does not exist.", connectorID)
	}
	job := s.newJob(connectorID, connector, request)
	if job.Get("connector", "index_name").Text() == "" {
		return reply{}, refused("Cannot start a sync for connector [%s] with no index attached. "+
			"Set the [index_name] property for the connector to enable syncing data.", connectorID)
	}
	if connector.Get("service_type").Text() == "" {
		return reply{}, refused("Cannot start a sync for connector [%s] with [service_type] not defined. "+
			"Set the service type of your connector before starting the sync.", connectorID)
	}
	if refusal := reread(connector); refusal != nil {
		return reply{}, refusal
	}
	id := newID()
	s.jobs.put(id, job)
	return reply{status: http.StatusCreated, body: x.Object(x.M("id", x.Text(id)))}, nil
}

// reread parses the stored configuration once more: what was written past the
// strict parser, such as a list value, fails here.
func reread(connector *x.Node) *x.Exception {
	field := fieldParser()
	for _, m := range connector.Get("configuration").Members() {
		if _, refusal := field.Parse(m.Value); refusal != nil {
			return x.Unplaced("[connector] failed to parse field [configuration]").Because(refusal)
		}
	}
	return nil
}

// jobNotFound names nothing but the id.
func jobNotFound(id string) *x.Exception { return notFound("%s", id) }

func jobProblems(id string) []string {
	if id == "" {
		return []string{"[connector_sync_job_id] of the connector sync job cannot be null or empty."}
	}
	return nil
}

// getJob answers GET /_connector/_sync_job/{id}.
func (s *Server) getJob(c *call) (operation, *x.Exception) {
	id := c.ids["sync_job_id"]
	return operation{problems: jobProblems(id), run: func() (reply, *x.Exception) {
		job := s.jobs.get(id)
		if job == nil {
			return reply{}, jobNotFound(id)
		}
		return reply{status: http.StatusOK, body: withID(id, job)}, nil
	}}, nil
}

// deleteJob answers DELETE /_connector/_sync_job/{id}.
func (s *Server) deleteJob(c *call) (operation, *x.Exception) {
	id := c.ids["sync_job_id"]
	return operation{problems: jobProblems(id), run: func() (reply, *x.Exception) {
		if s.jobs.get(id) == nil {
			return reply{}, jobNotFound(id)
		}
		s.jobs.remove(id)
		return ok(x.M("acknowledged", x.Bool(true))), nil
	}}, nil
}

// listJobs answers GET /_connector/_sync_job.
func (s *Server) listJobs(c *call) (operation, *x.Exception) {
	page, refusal := readPaging(c)
	if refusal != nil {
		return operation{}, refusal
	}
	connector, status, types := c.params.text("connector_id"), strings.ToLower(c.params.text("status")), c.params.list("job_type")
	if status != "" && !slices.Contains(syncStatuses(), status) {
		return operation{}, x.IllegalArgument("Unknown ConnectorSyncStatus [%s].", status)
	}
	for i, kind := range types {
		types[i] = strings.ToLower(kind)
		if !slices.Contains(jobTypes(), types[i]) {
			return operation{}, x.IllegalArgument("Unknown ConnectorSyncJobType [%s].", kind)
		}
	}
	return operation{run: func() (reply, *x.Exception) {
		var found []*x.Node
		for _, id := range s.jobs.ids {
			job := s.jobs.get(id)
			if (connector == "" || job.Get("connector", "id").Text() == connector) &&
				(status == "" || job.Get("status").Text() == status) &&
				(len(types) == 0 || slices.Contains(types, job.Get("job_type").Text())) {
				found = append(found, withID(id, job))
			}
		}
		slices.Reverse(found) // jobs made in the same instant: the later one first
		slices.SortStableFunc(found, func(a, b *x.Node) int {
			return compareInstants(b.Get("created_at"), a.Get("created_at"))
		})
		return page.page(found)
	}}, nil
}

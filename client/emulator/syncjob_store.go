package emulator

import (
	"slices"

	x "connwiz/client/emulator/internal/xcontent"
)

// removeJobs removes the sync jobs of a connector.
func (s *Server) removeJobs(connector string) {
	for _, id := range slices.Clone(s.jobs.ids) {
		if s.jobs.get(id).Get("connector", "id").Text() == connector {
			s.jobs.remove(id)
		}
	}
}

// jobTransitions is ConnectorSyncJobStateMachine.
func jobTransitions(from string) []string {
	switch from {
	case "pending", "suspended":
		return []string{"in_progress", "canceled"}
	case "in_progress":
		return []string{"canceling", "completed", "suspended", "error"}
	case "canceling":
		return []string{"canceled", "error"}
	default:
		return nil
	}
}

// checkJobTransition refuses a step that the table doesn't have.
func checkJobTransition(from, to string) *x.Exception {
	if slices.Contains(jobTransitions(from), to) {
		return nil
	}
	refusal := refused("Invalid transition attempt from [%s] to [%s]. "+
		"Such a ConnectorSyncStatus transition is not supported by the Connector Protocol.", from, to)
	cause := *refusal
	cause.Type = "connector_sync_job_invalid_status_transition_exception"
	return refusal.Because(&cause)
}

// newJob takes a copy of what the connector is at this moment.
func (s *Server) newJob(id string, connector, request *x.Node) *x.Node {
	now := s.instant()
	or := func(name, otherwise string) *x.Node {
		if value := request.Get(name); value != nil {
			return value
		}
		return x.Text(otherwise)
	}
	kind := or("job_type", "full")
	copied := x.Object(
		x.M("id", x.Text(id)),
		x.M("filtering", activeFiltering(connector)),
		x.M("index_name", targetIndex(connector, kind.Text())),
	)
	for _, name := range []string{"language", "pipeline", "service_type", "configuration"} {
		copied = given(copied, connector, name)
	}
	return x.Object(
		x.M("connector", copied),
		x.M("created_at", now),
		x.M("deleted_document_count", x.Int(0)),
		x.M("indexed_document_count", x.Int(0)),
		x.M("indexed_document_volume", x.Int(0)),
		x.M("job_type", kind),
		x.M("last_seen", now),
		x.M("metadata", x.Object()),
		x.M("status", x.Text("pending")),
		x.M("total_document_count", x.Int(0)),
		x.M("trigger_method", or("trigger_method", "on_demand")),
	)
}

// activeFiltering is the one that syncs use: an object here, not an array.
func activeFiltering(connector *x.Node) *x.Node {
	filtering := connector.Get("filtering").Items()
	if len(filtering) == 0 || filtering[0].Get("active") == nil {
		return x.Null()
	}
	return filtering[0].Get("active")
}

// targetIndex prefixes the name for access control; a missing name becomes the
// word null by it, and so gets past the check for a missing index.
func targetIndex(connector *x.Node, kind string) *x.Node {
	name := connector.Get("index_name")
	if kind != "access_control" {
		return name
	}
	if name.IsNull() {
		return x.Text(".search-acl-filter-null")
	}
	return x.Text(".search-acl-filter-" + name.Text())
}

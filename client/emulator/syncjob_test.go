package emulator

import (
	"strings"
	"testing"
)

// withJob makes c1 and a sync job, and puts the job's id in place of JOB.
func withJob(t *testing.T, name string, steps ...step) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Parallel()
		p := newPeer(t, Options{})
		p.expect("create", c1())
		a := p.do("POST /_connector/_sync_job", `{"id":"c1"}`)
		if a.status != 201 {
			t.Fatalf("create job: %d %s", a.status, a.raw)
		}
		id := a.body.Get("id").Text()
		for _, s := range steps {
			s.request = strings.ReplaceAll(s.request, "JOB", "_connector/_sync_job/"+id)
			s.want = strings.ReplaceAll(s.want, "JOBID", id)
			p.expect(s.request, s)
		}
	})
}

func TestCreateSyncJob(t *testing.T) {
	t.Parallel()
	post := func(body string, status int, want string) step {
		return step{"POST /_connector/_sync_job", body, status, want}
	}
	target := func(want string) step {
		return step{"GET /_connector/_sync_job?filter_path=results.connector.index_name", "", 200, `{"results":[{"connector":{"index_name":"` + want + `"}}]}`}
	}
	prove(t, Options{}, []behaviour{
		{"for an unknown connector", []step{post(`{"id":"x"}`, 404, "resource_not_found_exception: Connector with id 'x' does not exist.")}},
		{"without an index", []step{{"PUT /_connector/x", `{"service_type":"t"}`, 201, ""}, post(`{"id":"x"}`, 400,
			"status_exception: Cannot start a sync for connector [x] with no index attached. Set the [index_name] property for the connector to enable syncing data.")}},
		{"without a service type", []step{{"PUT /_connector/x", `{"index_name":"i"}`, 201, ""}, post(`{"id":"x"}`, 400,
			"status_exception: Cannot start a sync for connector [x] with [service_type] not defined. Set the service type of your connector before starting the sync.")}},
		{"for access control without an index", []step{{"PUT /_connector/x", `{"service_type":"t"}`, 201, ""},
			post(`{"id":"x","job_type":"access_control"}`, 201, ""), target(".search-acl-filter-null")}},
		fresh("for access control", post(`{"id":"c1","job_type":"ACCESS_CONTROL"}`, 201, ""), target(".search-acl-filter-search-1")),
		fresh("of an unknown type", post(`{"id":"c1","job_type":"x"}`, 400,
			"x_content_parse_exception: Failed to build [connector_sync_job_post_request] after last required field arrived <- illegal_argument_exception: Unknown ConnectorSyncJobType [x].")),
		fresh("of an unknown trigger", post(`{"id":"c1","trigger_method":"x"}`, 400, "~Unknown ConnectorSyncJobTriggerMethod [x].")),
		{"without an id", []step{post(`{}`, 400, "illegal_argument_exception: Required [id]"),
			post(`{"id":""}`, 400, "action_request_validation_exception: Validation Failed: 1: [id] of the connector cannot be null or empty;")}},
		fresh("for a deleted connector", step{"DELETE /_connector/c1", "", 200, ""}, post(`{"id":"c1"}`, 201, "")),
	})
}

func TestSyncJobLife(t *testing.T) {
	t.Parallel()
	status := func(want string) step {
		return step{"GET /JOB?filter_path=status", "", 200, `{"status":"` + want + `"}`}
	}
	claim := step{"PUT /JOB/_claim", `{"worker_hostname":"w","sync_cursor":{"a":1}}`, 200, updated}
	withJob(t, "a new job copies its connector", step{"GET /JOB?filter_path=-connector.filtering", "", 200,
		`{"id":"JOBID","connector":{"id":"c1","index_name":"search-1","service_type":"t","configuration":{}},"created_at":"<now>",` +
			`"deleted_document_count":0,"indexed_document_count":0,"indexed_document_volume":0,"job_type":"full","last_seen":"<now>","metadata":{},` +
			`"status":"pending","total_document_count":0,"trigger_method":"on_demand"}`},
		step{"GET /JOB?filter_path=connector.filtering.rules.id", "", 200, `{"connector":{"filtering":{"rules":[{"id":"DEFAULT"}]}}}`})
	withJob(t, "a pending job is canceled at once", step{"PUT /JOB/_cancel", "", 200, updated},
		step{"GET /JOB?filter_path=cancel*,comp*,status", "", 200, `{"status":"canceled","cancelation_requested_at":"<now>","canceled_at":"<now>","completed_at":"<now>"}`},
		step{"PUT /JOB/_cancel", "", 400, "~status_exception: Invalid transition attempt from [canceled] to [canceling]. Such a ConnectorSyncStatus transition is not supported by the Connector Protocol."},
		step{"PUT /JOB/_claim", `{"worker_hostname":"w"}`, 200, updated}, status("in_progress"))
	withJob(t, "a claimed job is asked to end", claim, status("in_progress"),
		step{"GET /JOB?filter_path=worker_hostname,connector.sync_cursor,started_at", "", 200, `{"connector":{"sync_cursor":{"a":1}},"worker_hostname":"w","started_at":"<now>"}`},
		step{"GET /_connector/c1?filter_path=sync_cursor", "", 200, `{}`},
		step{"PUT /JOB/_cancel", "", 200, updated}, status("canceling"))
	withJob(t, "only a running job can fail", step{"PUT /JOB/_error", `{"error":"e"}`, 400, "~Invalid transition attempt from [pending] to [error]."},
		claim, step{"PUT /JOB/_error", `{"error":"e"}`, 200, updated}, status("error"))
	withJob(t, "an error needs a text", step{"PUT /JOB/_error", `{"error":""}`, 400, "~[error] of the connector sync job cannot be null or empty"},
		step{"PUT /JOB/_error", `{}`, 400, "illegal_argument_exception: Required [error]"})
	withJob(t, "a claim needs a host name", step{"PUT /JOB/_claim", `{}`, 400, "illegal_argument_exception: Required [worker_hostname]"},
		step{"PUT /JOB/_claim", `{"worker_hostname":null}`, 400, "~doesn't support values of type: VALUE_NULL"})
	withJob(t, "stats are stored", step{"PUT /JOB/_stats", `{"deleted_document_count":1,"indexed_document_count":2,"indexed_document_volume":3,"last_seen":"2023-01-01T00:00:00Z","metadata":{"k":1}}`, 200, updated},
		step{"GET /JOB?filter_path=*_count,*_volume,metadata", "", 200, `{"deleted_document_count":1,"indexed_document_count":2,"indexed_document_volume":3,"metadata":{"k":1},"total_document_count":0}`})
	withJob(t, "stats are checked", step{"PUT /JOB/_stats", `{"deleted_document_count":-1,"indexed_document_count":2,"indexed_document_volume":3}`, 400, "~1: [deleted_document_count] cannot be negative.;"},
		step{"PUT /JOB/_stats", `{"deleted_document_count":1}`, 400, "illegal_argument_exception: Required [indexed_document_count, indexed_document_volume]"},
		step{"PUT /JOB/_stats", `{"deleted_document_count":1,"indexed_document_count":2,"indexed_document_volume":3,"metadata":"m"}`, 400, "~metadata doesn't support values of type: VALUE_STRING"})
	withJob(t, "a job checks in", step{"PUT /JOB/_check_in", "", 200, updated})
	withJob(t, "a job is deleted", step{"DELETE /JOB", "", 200, `{"acknowledged":true}`},
		step{"GET /JOB", "", 404, "resource_not_found_exception: JOBID"}, step{"DELETE /JOB", "", 404, "resource_not_found_exception: JOBID"},
		step{"PUT /JOB/_check_in", "", 404, "resource_not_found_exception: connector sync job [JOBID] not found"})
}

func TestListSyncJobs(t *testing.T) {
	t.Parallel()
	list := func(query, want string) step {
		return step{"GET /_connector/_sync_job?filter_path=count,results.job_type&" + query, "", 200, want}
	}
	prove(t, Options{}, []behaviour{
		fresh("newest first, narrowed by status, connector and type",
			step{"POST /_connector/_sync_job", `{"id":"c1","job_type":"full"}`, 201, ""},
			step{"POST /_connector/_sync_job", `{"id":"c1","job_type":"incremental"}`, 201, ""},
			step{"POST /_connector/_sync_job", `{"id":"c1","job_type":"access_control"}`, 201, ""},
			list("", `{"count":3,"results":[{"job_type":"access_control"},{"job_type":"incremental"},{"job_type":"full"}]}`),
			list("job_type=full,incremental", `{"count":2,"results":[{"job_type":"incremental"},{"job_type":"full"}]}`),
			list("status=pending&size=1", `{"count":3,"results":[{"job_type":"access_control"}]}`),
			list("status=error", `{"count":0}`), list("connector_id=x", `{"count":0}`)),
		{"unknown filters", []step{
			{"GET /_connector/_sync_job?status=x", "", 400, "illegal_argument_exception: Unknown ConnectorSyncStatus [x]."},
			{"GET /_connector/_sync_job?job_type=full,x", "", 400, "illegal_argument_exception: Unknown ConnectorSyncJobType [x]."},
		}},
	})
}

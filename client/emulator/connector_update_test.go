package emulator

import (
	"testing"
	"time"
)

// put is an update of c1.
func put(endpoint, body string, status int, want string) step {
	return step{"PUT /_connector/c1/" + endpoint, body, status, want}
}

// read looks at a part of c1.
func read(path, want string) step {
	return step{"GET /_connector/c1?filter_path=" + path, "", 200, want}
}

const (
	updated = `{"result":"updated"}`
	noop    = `{"result":"noop"}`
	missing = "document_missing_exception: [x]: document missing"
)

func fresh(name string, more ...step) behaviour {
	return behaviour{name, append([]step{c1()}, more...)}
}

func TestNameAndKeyUpdates(t *testing.T) {
	t.Parallel()
	prove(t, Options{}, []behaviour{
		fresh("a name is set once", put("_name", `{"name":"n"}`, 200, updated), put("_name", `{"name":"n"}`, 200, noop)),
		fresh("a name can't be cleared by null", put("_name", `{"name":null,"description":null}`, 400,
			"action_request_validation_exception: Validation Failed: 1: [name] and [description] cannot both be [null]. Please provide a value for at least one of them.;")),
		fresh("a name can be empty", put("_name", `{"name":"n"}`, 200, updated), put("_name", `{"name":""}`, 200, updated)),
		fresh("null beside a value means not given", put("_name", `{"name":"n"}`, 200, updated),
			put("_name", `{"name":null,"description":"d"}`, 200, updated), read("name,description", `{"name":"n","description":"d"}`)),
		fresh("a name must be text", put("_name", `{"name":{}}`, 400,
			"x_content_parse_exception: [1:9] [connector_update_name_request] name doesn't support values of type: START_OBJECT")),
		{"a name for nobody is a missing document", []step{{"PUT /_connector/x/_name", `{"name":"n"}`, 404, missing}}},
		{"an empty id is refused", []step{{"PUT /_connector//_name", `{"name":"n"}`, 400,
			`action_request_validation_exception: Validation Failed: 1: [connector_id] cannot be [null] or [""].;`}}},
		fresh("key ids are noted one by one", put("_api_key_id", `{"api_key_id":"k"}`, 200, updated),
			put("_api_key_id", `{"api_key_secret_id":"s"}`, 200, updated), read("api*", `{"api_key_id":"k","api_key_secret_id":"s"}`)),
		fresh("no key id at all is refused", put("_api_key_id", `{"api_key_id":null}`, 400,
			"action_request_validation_exception: Validation Failed: 1: [api_key_id] and [api_key_secret_id] cannot both be [null]. Please provide a value for at least one of them.;")),
	})
}

func TestIndexNameAndNativeUpdates(t *testing.T) {
	t.Parallel()
	prove(t, Options{}, []behaviour{
		fresh("an index is attached, the status stays", put("_index_name", `{"index_name":"n"}`, 200, updated),
			put("_index_name", `{"index_name":"n"}`, 200, noop), read("index_name,status", `{"index_name":"n","status":"created"}`)),
		fresh("null detaches and is kept as null", put("_index_name", `{"index_name":null}`, 200, updated), read("index_name", `{"index_name":null}`)),
		fresh("the name must be there", put("_index_name", `{}`, 400, "illegal_argument_exception: Required [index_name]")),
		fresh("the name must be valid", put("_index_name", `{"index_name":"_bad"}`, 400, "~InvalidIndexNameException: Invalid index name [_bad]")),
		fresh("the name must be free, which is asked before the connector is",
			step{"PUT /_connector/x/_index_name", `{"index_name":"search-1"}`, 400, "status_exception: Index name [search-1] is used by another connector."},
			step{"PUT /_connector/x/_index_name", `{"index_name":"other"}`, 404, "resource_not_found_exception: connector [x] not found"}),
		fresh("a native connector needs the prefix", put("_native", `{"is_native":true}`, 400,
			"status_exception: The index name [search-1] attached to the connector [c1] must start with the required prefix: [content-] to be Elastic-managed. "+
				"Please update the attached index first to comply with this requirement."),
			put("_index_name", `{"index_name":"content-1"}`, 200, updated), put("_native", `{"is_native":true}`, 200, updated),
			put("_index_name", `{"index_name":"search-1"}`, 400,
				"status_exception: Index attached to an Elastic-managed connector must start with the prefix: [content-]. "+
					"The index name in the payload [search-1] doesn't comply with this requirement."),
			put("_index_name", `{"index_name":null}`, 200, updated)),
		fresh("native sends connected back to configured and leaves the rest",
			put("_native", `{"is_native":false}`, 200, noop), put("_error", `{"error":null}`, 200, updated),
			put("_native", `{"is_native":false}`, 200, updated), read("status", `{"status":"configured"}`)),
	})
}

func TestStatusUpdates(t *testing.T) {
	t.Parallel()
	go1 := func(to string) step { return put("_status", `{"status":"`+to+`"}`, 200, updated) }
	prove(t, Options{}, []behaviour{
		fresh("the way to connected", go1("needs_configuration"), go1("configured"), go1("connected"), go1("error"), go1("configured")),
		fresh("a step that the protocol lacks", put("_status", `{"status":"connected"}`, 400,
			"status_exception: Invalid transition attempt from [created] to [connected]. Such a status transition is not supported by the Connector Protocol. <- "+
				"connector_invalid_status_transition_exception: Invalid transition attempt from [created] to [connected]. Such a status transition is not supported by the Connector Protocol.")),
		fresh("created can't stay created", put("_status", `{"status":"created"}`, 400, "")),
		fresh("configured can stay configured", configured(), put("_status", `{"status":"CONFIGURED"}`, 200, noop)),
		fresh("an unknown status", put("_status", `{"status":"_invalid"}`, 400,
			"x_content_parse_exception: [1:11] [connector_update_status_request] failed to parse field [status] <- illegal_argument_exception: Unknown ConnectorStatus [_invalid].")),
		fresh("a status of another kind", put("_status", `{"status":{}}`, 400, "~status doesn't support values of type: START_OBJECT")),
		fresh("no status", put("_status", `{}`, 400, "action_request_validation_exception: Validation Failed: 1: [status] cannot be [null].;")),
		fresh("an error text sets error, null connected", put("_error", `{"error":"boom"}`, 200, updated), read("status,error", `{"status":"error","error":"boom"}`),
			put("_error", `{"error":null}`, 200, updated), read("status,error", `{"status":"connected","error":null}`),
			put("_error", `{"error":""}`, 200, updated), read("status,error", `{"status":"connected","error":""}`)),
		fresh("an error must be there", put("_error", `{}`, 400, "illegal_argument_exception: Required [error]")),
		{"an error for nobody is a missing document", []step{{"PUT /_connector/x/_error", `{"error":"e"}`, 404, missing}}},
		fresh("a service type leaves created as it is", put("_service_type", `{"service_type":"u"}`, 200, updated), read("status", `{"status":"created"}`)),
		fresh("a service type sends a configured one back", configured(), put("_service_type", `{"service_type":"u"}`, 200, updated),
			read("status,configuration.port.value", `{"configuration":{"port":{"value":1}},"status":"needs_configuration"}`)),
		fresh("an empty service type", put("_service_type", `{"service_type":""}`, 400,
			`action_request_validation_exception: Validation Failed: 1: [service_type] cannot be [null] or [""].;`)),
		fresh("a check in takes no body", put("_check_in", `{}`, 400,
			"illegal_argument_exception: request [PUT /_connector/c1/_check_in] does not support having a body")),
		{"a check in for nobody", []step{{"PUT /_connector/x/_check_in", "", 404, missing}}},
	})
}

func TestCheckInAlwaysUpdates(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 2, 3, 4, 5, 678_900_000, time.UTC)
	p := newPeer(t, Options{Now: func() time.Time { return now }})
	p.expect("create", c1())
	for range 2 {
		p.expect("check in", put("_check_in", "", 200, updated))
	}
	if got, want := p.do("GET /_connector/c1?filter_path=last_seen", "").raw, `{"last_seen":"2026-01-02T03:04:05.678900Z"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestScheduling(t *testing.T) {
	t.Parallel()
	cron := func(interval string, status int, want string) step {
		return put("_scheduling", `{"scheduling":{"full":{"enabled":true,"interval":"`+interval+`"}}}`, status, want)
	}
	const none = "action_request_validation_exception: Validation Failed: 1: [scheduling] object needs to define at least one schedule type: [full | incremental | access_control];"
	prove(t, Options{}, []behaviour{
		fresh("one schedule leaves the others", put("_scheduling", `{"scheduling":{"incremental":{"enabled":true,"interval":"0 0 12 * * ?"}}}`, 200, updated),
			read("scheduling.*.interval", `{"scheduling":{"access_control":{"interval":"0 0 0 * * ?"},"full":{"interval":"0 0 0 * * ?"},"incremental":{"interval":"0 0 12 * * ?"}}}`)),
		fresh("names are stored in upper case", cron("0 0 12 ? * mon", 200, updated), read("scheduling.full", `{"scheduling":{"full":{"enabled":true,"interval":"0 0 12 ? * MON"}}}`)),
		fresh("an invalid expression", cron("61 0 0 * * ?", 400, "~illegal_argument_exception: invalid cron expression [61 0 0 * * ?]")),
		fresh("no schedule", put("_scheduling", `{"scheduling":{}}`, 400, none)),
		fresh("access control alone is refused by mistake", put("_scheduling", `{"scheduling":{"access_control":{"enabled":true,"interval":"0 0 0 * * ?"}}}`, 400, none)),
		fresh("a schedule needs both of its parts", put("_scheduling", `{"scheduling":{"full":{"enabled":true}}}`, 400, "~Required [interval]")),
		fresh("no scheduling", put("_scheduling", `{}`, 400, "illegal_argument_exception: Required [scheduling]")),
		{"a schedule for nobody", []step{{"PUT /_connector/x/_scheduling", `{"scheduling":{"full":{"enabled":true,"interval":"0 0 0 * * ?"}}}`, 404, missing}}},
	})
}

func TestCron(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]bool{
		"0 0 0 * * ?": true, "0 0 0 ? * MON-FRI": true, "0/15 0 0 1,15 * ?": true, "0 0 0 L * ?": true, "0 0 0 LW * ?": true,
		"0 0 0 L-3 * ?": true, "0 0 0 15W * ?": true, "0 0 0 ? * 6L": true, "0 0 0 ? * friL": true, "0 0 0 ? * 2#1": true,
		"0 0 0 ? JAN-MAR 2": true, "0 0 0 * * ? 2030": true, "0 0 0 * * ? 2030 ignored": true, "0 */5 8-18 ? * *": true,
		"0 0 0 * * *": false, "0 0 0 ? * ?": false, "0 0 * * ?": false, "": false, "61 0 0 * * ?": false, "0 60 0 * * ?": false,
		"0 0 24 * * ?": false, "0 0 0 32 * ?": false, "0 0 0 * 13 ?": false, "0 0 0 ? * 8": false, "0 0 0 ? * 2#6": false,
		"0 0 0 ? * XYZ": false, "? 0 0 * * ?": false, "0 0 0 L,3 * ?": false, "0 0/99 0 * * ?": false, "a b c d e f": false,
	} {
		if got := validCron(expression); got != want {
			t.Errorf("%q: got %v", expression, got)
		}
	}
}

func TestPipelineFeaturesAndLastSync(t *testing.T) {
	t.Parallel()
	prove(t, Options{}, []behaviour{
		fresh("a complete pipeline is stored", put("_pipeline", `{"pipeline":{"extract_binary_content":true,"name":"p","reduce_whitespace":false,"run_ml_inference":"true","more":1}}`, 200, updated),
			read("pipeline", `{"pipeline":{"extract_binary_content":true,"name":"p","reduce_whitespace":false,"run_ml_inference":true}}`)),
		fresh("an incomplete pipeline", put("_pipeline", `{"pipeline":{"extract_binary_content":true,"name":"p","run_ml_inference":true}}`, 400, "~Required [reduce_whitespace]")),
		fresh("features add up", put("_features", `{"features":{"document_level_security":{"enabled":true},"new":{}}}`, 200, updated),
			put("_features", `{"features":{"sync_rules":{"basic":{"enabled":true}}}}`, 200, updated),
			read("features", `{"features":{"document_level_security":{"enabled":true},"sync_rules":{"basic":{"enabled":true}}}}`)),
		fresh("an unknown key beside features", put("_features", `{"feature":{}}`, 400, "~unknown field [feature]")),
		fresh("no features", put("_features", `{}`, 500, "null_pointer_exception: ")),
		fresh("sync stats add up", put("_last_sync", `{"last_sync_error":"e","last_sync_status":"ERROR"}`, 200, updated),
			put("_last_sync", `{"last_indexed_document_count":"5","last_synced":"2023-05-25T12:30:00.000Z"}`, 200, updated),
			read("last*", `{"last_sync_error":"e","last_sync_status":"error","last_indexed_document_count":5,"last_synced":"<now>"}`)),
		fresh("sync stats can't be cleared", put("_last_sync", `{"last_sync_error":"e"}`, 200, updated), put("_last_sync", `{"last_sync_error":null}`, 200, noop),
			put("_last_sync", `{}`, 200, noop), read("last_sync_error", `{"last_sync_error":"e"}`)),
		fresh("cursors merge", put("_last_sync", `{"sync_cursor":{"a":1}}`, 200, updated), put("_last_sync", `{"sync_cursor":{"b":2}}`, 200, updated),
			read("sync_cursor", `{"sync_cursor":{"a":1,"b":2}}`)),
		fresh("a bad time", put("_last_sync", `{"last_synced":"yesterday"}`, 400, "~Text 'yesterday' could not be parsed")),
		fresh("an epoch", put("_last_sync", `{"last_synced":1685017800000}`, 400, "~doesn't support values of type: VALUE_NUMBER")),
		fresh("a bad status", put("_last_sync", `{"last_sync_status":"fine"}`, 400, "~Unknown ConnectorSyncStatus [fine].")),
	})
}

func TestFiltering(t *testing.T) {
	t.Parallel()
	const rule = `{"field":"f","id":"R","order":3,"policy":"exclude","rule":"equals","value":"v"}`
	const side = `{"advanced_snippet":{"value":[]},"rules":[],"validation":{"errors":[],"state":"valid"}}`
	prove(t, Options{}, []behaviour{
		fresh("rules edit the draft and end with the default rule", put("_filtering", `{"rules":[`+rule+`]}`, 200, updated),
			read("filtering.draft.rules.id,filtering.draft.rules.order,filtering.draft.validation", `{"filtering":[{"draft":{"rules":[{"id":"R","order":3},{"id":"DEFAULT","order":4}],"validation":{"errors":[],"state":"edited"}}}]}`),
			read("filtering.active.rules.id", `{"filtering":[{"active":{"rules":[{"id":"DEFAULT"}]}}]}`)),
		fresh("no rules leave the default rule", put("_filtering", `{"rules":[]}`, 200, updated),
			read("filtering.draft.rules.order", `{"filtering":[{"draft":{"rules":[{"order":0}]}}]}`)),
		fresh("a draft is validated, then activated", put("_filtering", `{"rules":[`+rule+`]}`, 200, updated),
			put("_filtering/_activate", "", 400, "status_exception: Filtering draft needs to be validated by the connector service before activation. "+
				"Current filtering draft validation state [edited] is not equal to [valid]."),
			put("_filtering/_validation", `{"validation":{"state":"valid","errors":[]}}`, 200, updated),
			put("_filtering/_activate", "", 200, updated), put("_filtering/_activate", "", 200, noop),
			read("filtering.active.rules.id", `{"filtering":[{"active":{"rules":[{"id":"R"},{"id":"DEFAULT"}]}}]}`)),
		fresh("a fresh draft activates to nothing new", put("_filtering/_activate", "", 200, noop)),
		fresh("the array form replaces everything but the domain", put("_filtering", `{"filtering":[{"domain":"d","active":`+side+`,"draft":`+side+`}]}`, 200, updated),
			read("filtering.domain,filtering.active.rules", `{"filtering":[{"active":{"rules":[]},"domain":"DEFAULT"}]}`)),
		fresh("the array form needs both sides", put("_filtering", `{"filtering":[{"domain":"d"}]}`, 400, "~Required [active, draft]")),
		fresh("a bad time", put("_filtering", `{"advanced_snippet":{"value":{},"created_at":"x"}}`, 400, "~Text 'x' could not be parsed")),
		fresh("both forms", put("_filtering", `{"filtering":[],"rules":[]}`, 400, "~If [filtering] is specified, [rules] and [advanced_snippet] should not be present in the request body.;")),
		fresh("neither form", put("_filtering", `{}`, 400, "~[advanced_snippet] and [rules] cannot be both [null].;")),
		{"the two forms miss a connector differently", []step{
			{"PUT /_connector/x/_filtering", `{"filtering":[]}`, 404, missing},
			{"PUT /_connector/x/_filtering", `{"rules":[]}`, 404, "resource_not_found_exception: connector [x] not found"},
		}},
	})
}

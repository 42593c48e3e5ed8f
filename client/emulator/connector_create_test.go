package emulator

import "testing"

func TestCreateAndRead(t *testing.T) {
	t.Parallel()
	prove(t, Options{}, []behaviour{
		{"POST without a body makes an id up", []step{
			{"POST /_connector", "", 201, `~"result":"created"`},
			{"GET /_connector?filter_path=count", "", 200, `{"count":1}`},
		}},
		{"PUT without id and body makes an id up", []step{{"PUT /_connector", "", 201, `~"result":"created"`}}},
		{"PUT with an id keeps it", []step{
			{"PUT /_connector/x", "", 201, `{"id":"x","result":"created"}`},
			{"PUT /_connector/x", "", 200, `{"id":"x","result":"updated"}`},
		}},
		{"PUT on a configured connector wipes it", []step{
			c1(), configured(),
			{"PUT /_connector/c1/_api_key_id", `{"api_key_id":"k"}`, 200, ""},
			{"PUT /_connector/c1", `{}`, 200, ""},
			{"GET /_connector/c1?filter_path=status,configuration,api_key_id,index_name", "", 200, `{"configuration":{},"status":"created"}`},
		}},
		{"a new connector has exactly the default keys", []step{
			{"PUT /_connector/my-connector", `{"index_name":"search-test","name":"my-connector","service_type":"github"}`, 201, ""},
			{"GET /_connector/my-connector?filter_path=-filtering", "", 200, `{"id":"my-connector","configuration":{},"custom_scheduling":{},` +
				`"index_name":"search-test","is_native":false,"name":"my-connector","scheduling":{` +
				`"access_control":{"enabled":false,"interval":"0 0 0 * * ?"},"full":{"enabled":false,"interval":"0 0 0 * * ?"},` +
				`"incremental":{"enabled":false,"interval":"0 0 0 * * ?"}},"service_type":"github","status":"created","sync_now":false,"deleted":false}`},
			{"GET /_connector/my-connector?filter_path=filtering.active,filtering.domain", "", 200, `{"filtering":[{"active":{` +
				`"advanced_snippet":{"created_at":"<now>","updated_at":"<now>","value":{}},` +
				`"rules":[{"created_at":"<now>","field":"_","id":"DEFAULT","order":0,"policy":"include","rule":"regex","updated_at":"<now>","value":".*"}],` +
				`"validation":{"errors":[],"state":"valid"}},"domain":"DEFAULT"}]}`},
		}},
		{"a native connector starts in needs_configuration", []step{
			{"PUT /_connector/n", `{"is_native":true,"index_name":"content-a"}`, 201, ""},
			{"GET /_connector/n?filter_path=status", "", 200, `{"status":"needs_configuration"}`},
		}},
		{"a native connector's index needs its prefix", []step{{"POST /_connector", `{"is_native":true,"index_name":"a"}`, 400,
			"action_request_validation_exception: Validation Failed: 1: Index [a] is invalid. " +
				"Index attached to an Elastic-managed connector must start with the prefix: [content-];"}}},
		{"both faults of an index name are listed", []step{{"POST /_connector", `{"is_native":true,"index_name":"_a"}`, 400, "~;2: Index [_a] is invalid."}}},
		{"an invalid index name is refused with the Java class", []step{{"POST /_connector", `{"index_name":"_bad"}`, 400,
			"action_request_validation_exception: Validation Failed: 1: [_bad] org.elasticsearch.indices.InvalidIndexNameException: " +
				"Invalid index name [_bad], must not start with '_', '-', or '+';"}}},
		{"an index name in use is refused", []step{c1(), {"POST /_connector", `{"index_name":"search-1"}`, 400,
			"status_exception: Index name [search-1] is used by another connector."}}},
		{"a connector may keep its own index name", []step{c1(), {"PUT /_connector/c1", `{"index_name":"search-1"}`, 200, ""}}},
		{"index_name may be null and is then absent", []step{
			{"PUT /_connector/x", `{"index_name":null,"service_type":"t"}`, 201, ""},
			{"GET /_connector/x?filter_path=index_name,service_type", "", 200, `{"service_type":"t"}`},
		}},
		{"no other field may be null", []step{{"POST /_connector", `{"name":null}`, 400,
			"x_content_parse_exception: [1:9] [connector_put_request] name doesn't support values of type: VALUE_NULL"}}},
		{"unknown fields are refused", []step{{"POST /_connector", `{"foo":1}`, 400,
			"x_content_parse_exception: [1:2] [connector_put_request] unknown field [foo]"}}},
		{"a near miss gets a hint", []step{{"POST /_connector", `{"nam":"x"}`, 400, "~unknown field [nam] did you mean [name]?"}}},
		{"upper case in an index name is not checked", []step{{"POST /_connector", `{"index_name":"MyIndex"}`, 201, ""}}},
		{"booleans may be text, other text is refused", []step{
			{"POST /_connector", `{"is_native":"true"}`, 201, ""},
			{"POST /_connector", `{"is_native":"yes"}`, 400, "x_content_parse_exception: [1:14] [connector_put_request] failed to parse field [is_native] <- " +
				"illegal_argument_exception: Failed to parse value [yes] as only [true] or [false] are allowed."},
		}},
		{"an unknown connector is not found", []step{{"GET /_connector/nope", "", 404, "resource_not_found_exception: connector [nope] not found"}}},
		{"ids may hold escaped characters", []step{
			{"PUT /_connector/a%2Fb%20c", "", 201, `{"id":"a/b c","result":"created"}`},
			{"GET /_connector/a%2Fb%20c?filter_path=id", "", 200, `{"id":"a/b c"}`},
		}},
		{"ids end at 512 bytes", []step{{"PUT /_connector/" + string(make513()), "", 400, "~must be no longer than 512 bytes but was: 513"}}},
	})
}

func make513() []byte {
	id := make([]byte, 513)
	for i := range id {
		id[i] = 'x'
	}
	return id
}

func TestIndexNameRules(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"":                "must not be empty",
		"a b":             `must not contain the following characters ['\\','/','*','?','\"','<','>','|',' ',',']`,
		"a#":              "must not contain '#'",
		"a:b":             "must not contain ':'",
		"-a":              "must not start with '_', '-', or '+'",
		"+a":              "must not start with '_', '-', or '+'",
		string(make513()): "index name is too long, (513 > 255)",
		"..":              "must not be '.' or '..'",
		"MyIndex":         "",
		".hidden":         "",
		"größe":           "",
	} {
		if got := indexNameProblem(name); got != want {
			t.Errorf("%.20q: got %q, want %q", name, got, want)
		}
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	gone := step{"GET /_connector/c1", "", 404, "resource_not_found_exception: connector [c1] not found"}
	acknowledged := step{"DELETE /_connector/c1", "", 200, `{"acknowledged":true}`}
	prove(t, Options{}, []behaviour{
		{"delete only marks, and the marked one is hidden", []step{
			c1(), acknowledged, gone,
			{"GET /_connector/c1?include_deleted=true&filter_path=deleted", "", 200, `{"deleted":true}`},
			{"DELETE /_connector/c1", "", 404, "resource_not_found_exception: connector [c1] not found"},
		}},
		{"a hard delete leaves nothing", []step{
			c1(), {"DELETE /_connector/c1?hard=true", "", 200, ""}, {"GET /_connector/c1?include_deleted=true", "", 404, ""},
		}},
		{"a hard delete finds what was marked", []step{c1(), acknowledged, {"DELETE /_connector/c1?hard", "", 200, ""}}},
		{"sync jobs go only when that is asked for", []step{
			c1(), {"POST /_connector/_sync_job", `{"id":"c1"}`, 201, ""},
			acknowledged, {"GET /_connector/_sync_job?connector_id=c1&filter_path=count", "", 200, `{"count":1}`},
			{"DELETE /_connector/c1?hard=true&delete_sync_jobs=true", "", 200, ""},
			{"GET /_connector/_sync_job?connector_id=c1", "", 200, `{"count":0,"results":[]}`},
		}},
		{"an unknown connector can't be deleted", []step{{"DELETE /_connector/x", "", 404, ""}}},
		{"a deleted connector frees its index name", []step{c1(), acknowledged, {"POST /_connector", `{"index_name":"search-1"}`, 201, ""}}},
		{"PUT brings a deleted connector back", []step{
			c1(), acknowledged, {"PUT /_connector/c1", "", 200, `{"id":"c1","result":"updated"}`},
			{"GET /_connector/c1?filter_path=deleted", "", 200, `{"deleted":false}`},
		}},
		{"blind updates reach a deleted connector, others don't", []step{
			c1(), acknowledged,
			{"PUT /_connector/c1/_name", `{"name":"n"}`, 200, `{"result":"updated"}`},
			{"PUT /_connector/c1/_configuration", `{"values":{}}`, 404, "resource_not_found_exception: connector [c1] not found"},
			{"PUT /_connector/c1/_status", `{"status":"error"}`, 404, ""},
		}},
		{"a bad switch is refused", []step{c1(), {"DELETE /_connector/c1?hard=yes", "", 400,
			"illegal_argument_exception: Failed to parse value [yes] as only [true] or [false] are allowed."}}},
	})
}

package emulator

import (
	"errors"
	"testing"
)

// noHandler is what a server says that lacks an endpoint.
func noHandler(request, body string) step {
	return step{request, body, 400, "~no handler found for uri"}
}

func TestTheFirstReleaseLacksWhatCameLater(t *testing.T) {
	t.Parallel()
	made := step{"PUT /_connector/c1", `{"index_name":"search-1","service_type":"t"}`, 201, `{"result":"created"}`}
	prove(t, Options{Version: "8.12.2"}, []behaviour{
		{"a connector needs an index from the start", []step{
			{"POST /_connector", `{"service_type":"t"}`, 400, "illegal_argument_exception: Required [index_name]"},
			{"POST /_connector", "", 400, "parse_exception: request body is required"},
		}},
		{"POST tells only the id, PUT only the result", []step{made, {"POST /_connector", `{"index_name":"i"}`, 201, `~{"id":"`}}},
		{"values can't be sent alone", []step{made, put("_configuration", `{"values":{}}`, 400, "~unknown field [values]"),
			put("_configuration", `{"configuration":{"a":{"label":"A"}}}`, 200, updated)}},
		{"five endpoints aren't there yet", []step{made,
			noHandler("PUT /_connector/c1/_status", `{"status":"error"}`),
			noHandler("PUT /_connector/c1/_api_key_id", `{"api_key_id":"k"}`),
			noHandler("PUT /_connector/c1/_native", `{"is_native":true}`),
			noHandler("PUT /_connector/c1/_index_name", `{"index_name":"i"}`),
			noHandler("PUT /_connector/c1/_service_type", `{"service_type":"t"}`),
		}},
		{"nor are secrets", []step{{"PUT /_connector/_secret/s", `{"value":"v"}`, 400, "~no handler found"}}},
		{"a name is needed beside a description", []step{made, put("_name", `{"description":"d"}`, 400, "~Required [name]")}},
		{"a deleted connector is gone, and nothing says so", []step{made,
			{"GET /_connector/c1?filter_path=deleted", "", 200, `{}`},
			{"DELETE /_connector/c1", "", 200, `{"acknowledged":true}`},
			{"GET /_connector/c1?include_deleted=true", "", 400, "~contains unrecognized parameter: [include_deleted]"},
			{"GET /_connector/c1", "", 404, ""},
		}},
		{"an error can't be reset", []step{made, put("_error", `{"error":null}`, 500, "null_pointer_exception: ")}},
	})
}

func TestReleasesAddUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ version, name, request, body, before string }{
		{"8.13.0", "an index is attached", "PUT /_connector/c1/_index_name", `{"index_name":"i"}`, "8.12.0"},
		{"8.13.0", "a key is recorded", "PUT /_connector/c1/_api_key_id", `{"api_key_id":"k"}`, "8.12.0"},
		{"8.13.0", "values are sent alone", "PUT /_connector/c1/_configuration", `{"values":{}}`, "8.12.0"},
		{"8.13.0", "a secret is stored", "POST /_connector/_secret", `{"value":"v"}`, "8.12.0"},
		{"8.14.0", "draft rules are edited", "PUT /_connector/c1/_filtering", `{"rules":[]}`, "8.13.4"},
		{"8.14.0", "a draft is activated", "PUT /_connector/c1/_filtering/_activate", "", "8.13.4"},
		{"8.14.0", "an index isn't needed to begin with", "PUT /_connector", `{"service_type":"t"}`, "8.13.4"},
		{"8.14.0", "sync jobs go with a connector", "DELETE /_connector/c1?delete_sync_jobs=true", "", "8.13.4"},
		{"8.15.0", "features are told", "PUT /_connector/c1/_features", `{"features":{}}`, "8.14.3"},
		{"8.15.0", "an error is reset", "PUT /_connector/c1/_error", `{"error":null}`, "8.14.3"},
		{"8.15.0", "the privilege for connectors is known", "POST /_security/user/_has_privileges", `{"cluster":["manage_connector"]}`, "8.14.3"},
		{"8.15.0", "a key with that privilege is made", "POST /_security/api_key", `{"name":"n","role_descriptors":{"r":{"cluster":["manage_connector"]}}}`, "8.14.3"},
		{"9.0.0", "a connector is deleted for good", "DELETE /_connector/c1?hard=true", "", "8.19.3"},
	} {
		t.Run(c.version+": "+c.name, func(t *testing.T) {
			t.Parallel()
			for version, works := range map[string]bool{c.version: true, c.before: false} {
				p := newPeer(t, Options{Version: version})
				p.expect("create", c1())
				if got := p.do(c.request, c.body); (got.status < 300) != works {
					t.Errorf("%s: %d %s", version, got.status, got.raw)
				}
			}
		})
	}
}

func TestOldNativeConnectorsNeedNoPrefix(t *testing.T) {
	t.Parallel()
	prove(t, Options{Version: "8.19.0"}, []behaviour{
		{"any index will do", []step{
			{"POST /_connector", `{"is_native":true,"index_name":"a"}`, 201, ""},
			c1(), put("_native", `{"is_native":true}`, 200, updated), put("_index_name", `{"index_name":"b"}`, 200, updated),
		}},
	})
	prove(t, Options{Version: "8.13.0"}, []behaviour{
		{"a native one is configured at once", []step{c1(), put("_native", `{"is_native":true}`, 200, updated), read("status", `{"status":"configured"}`)}},
	})
}

func TestServerless(t *testing.T) {
	t.Parallel()
	prove(t, Options{Version: Serverless}, []behaviour{
		{"its version says nothing", []step{{"GET /?filter_path=version.number,version.build_flavor", "", 200,
			`{"version":{"number":"8.11.0","build_flavor":"serverless"}}`}}},
		{"it has what the newest release has", []step{c1(), put("_features", `{"features":{}}`, 200, ""),
			{"DELETE /_connector/c1?hard=true", "", 200, ""}}},
		{"secrets are not for users", []step{{"PUT /_connector/_secret/s", `{"value":"v"}`, 410, "~exists but is not available when running in serverless mode"}}},
		{"shards are not for users", []step{
			{"PUT /i", `{"settings":{"index":{"number_of_shards":2}}}`, 400, "~not available when running in serverless mode"},
			{"PUT /i", "", 200, ""},
		}},
	})
}

func TestVersionsThatCanBePlayed(t *testing.T) {
	t.Parallel()
	for version, can := range map[string]bool{
		"": true, "8.12.0": true, "9.1.5": true, "10.0.0": true, Serverless: true,
		"8.11.4": false, "7.17.0": false, "9": false, "9.1": false, "new": false, "9.x.1": false,
	} {
		err := CheckVersion(version)
		var refused *VersionError
		if (err == nil) != can || err != nil && !errors.As(err, &refused) {
			t.Errorf("%q: %v", version, err)
		}
	}
}

func TestKeysAreListedAndInvalidated(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	const empty = `{"api_keys":[]}`
	p.expect("an unknown id is not found, without an error", step{"GET /_security/api_key?id=x", "", 404, empty})
	p.expect("no keys at all", step{"GET /_security/api_key", "", 200, empty})
	id := p.do("POST /_security/api_key", `{"name":"i-connector","role_descriptors":{}}`).body.Get("id").Text()
	valid := func(want string) step {
		return step{"GET /_security/api_key?filter_path=api_keys.name,api_keys.invalidated&id=" + id, "", 200, `{"api_keys":[{"name":"i-connector","invalidated":` + want + `}]}`}
	}
	p.expect("a key is found", valid("false"))
	p.expect("by its name", step{"GET /_security/api_key?filter_path=api_keys.id&name=i-*", "", 200, `{"api_keys":[{"id":"` + id + `"}]}`})
	p.expect("nothing named", step{"DELETE /_security/api_key", `{}`, 400, "~must be specified if [owner] flag is false"})
	p.expect("invalidated", step{"DELETE /_security/api_key", `{"ids":["` + id + `","x"]}`, 200,
		`{"invalidated_api_keys":["` + id + `"],"previously_invalidated_api_keys":[],"error_count":0}`})
	p.expect("it is still listed", valid("true"))
	p.expect("but not among the active ones", step{"GET /_security/api_key?active_only=true", "", 200, empty})
	p.expect("again", step{"DELETE /_security/api_key", `{"ids":["` + id + `"]}`, 200,
		`{"invalidated_api_keys":[],"previously_invalidated_api_keys":["` + id + `"],"error_count":0}`})
}

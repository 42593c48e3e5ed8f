package emulator

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"io"
	"net/http"
	"testing"
)

func TestClusterEndpoints(t *testing.T) {
	t.Parallel()
	prove(t, Options{Version: "9.0.3"}, []behaviour{
		{"the root names version and flavour", []step{{"GET /?filter_path=tagline,version.number,version.build_flavor", "", 200,
			`{"version":{"number":"9.0.3","build_flavor":"default"},"tagline":"You Know, for Search"}`}}},
		{"the licence is active", []step{{"GET /_license?filter_path=license.status,license.type", "", 200, `{"license":{"status":"active","type":"basic"}}`}}},
		{"without security everybody is the superuser", []step{{"GET /_security/_authenticate?filter_path=username,roles,authentication_type", "", 200,
			`{"username":"elastic","roles":["superuser"],"authentication_type":"realm"}`}}},
		{"an index is created once", []step{
			{"HEAD /search-a", "", 404, ""},
			{"PUT /search-a", "", 200, `{"acknowledged":true,"shards_acknowledged":true,"index":"search-a"}`},
			{"HEAD /search-a", "", 200, ""},
			{"PUT /search-a", "", 400, "~resource_already_exists_exception: index [search-a/"},
		}},
		{"an index shows what it was made with", []step{
			{"PUT /a", `{"settings":{"number_of_shards":"2"},"mappings":{"dynamic":true}}`, 200, ""},
			{"GET /a?filter_path=*.mappings,*.settings.index.number_of_shards", "", 200, `{"a":{"mappings":{"dynamic":true},"settings":{"index":{"number_of_shards":"2"}}}}`},
			{"GET /a*?filter_path=*.aliases", "", 200, `{"a":{"aliases":{}}}`},
		}},
		{"an unknown index", []step{{"GET /nope", "", 404, "index_not_found_exception: no such index [nope]"}}},
		{"an index name in upper case", []step{{"PUT /Nope", "", 400, "invalid_index_name_exception: Invalid index name [Nope], must be lowercase"}}},
		{"an index body with an unknown key", []step{{"PUT /a", `{"mapping":{}}`, 400, "parse_exception: unknown key [mapping] for create index"}}},
		{"secrets are kept and read", []step{
			{"GET /_connector/_secret/x", "", 404, "index_not_found_exception: no such index [.connector-secrets]"},
			{"PUT /_connector/_secret/x", `{"value":"v"}`, 201, `{"result":"created"}`},
			{"PUT /_connector/_secret/x", `{"value":"w"}`, 200, updated},
			{"GET /_connector/_secret/x", "", 200, `{"id":"x","value":"w"}`},
			{"DELETE /_connector/_secret/x", "", 200, `{"deleted":true}`},
			{"GET /_connector/_secret/x", "", 404, "resource_not_found_exception: No secret with id [x]"},
			{"POST /_connector/_secret", `{"value":"v"}`, 200, `~"id":`},
			{"POST /_connector/_secret", `{}`, 400, `~[value] of the connector secret cannot be [null] or [""];`},
			{"POST /_connector/_secret", `{"value":null}`, 400, "~doesn't support values of type: VALUE_NULL"},
			{"PUT /_connector/_secret/x", `{"value":""}`, 400, `~1: [value] cannot be [null] or [""];`},
			{"PUT /_connector/_secret/x", `{}`, 400, "illegal_argument_exception: Required [value]"},
		}},
		{"words in a path beat ids, unless their method is missing", []step{
			{"GET /_connector/_secret", "", 404, "resource_not_found_exception: connector [_secret] not found"},
			{"GET /_connector/_sync_job", "", 200, `{"count":0,"results":[]}`},
		}},
	})
}

func TestRouting(t *testing.T) {
	t.Parallel()
	prove(t, Options{}, []behaviour{
		{"an unknown path is a plain text", []step{{"PUT /x/y/z?a=b", "", 400, "no handler found for uri [/x/y/z?a=b] and method [PUT]"}}},
		{"a wrong method names the right ones", []step{{"POST /_connector/c1", "", 405,
			"Incorrect HTTP method for uri [/_connector/c1] and method [POST], allowed: [DELETE, GET, PUT]"}}},
		{"slashes at the end don't count", []step{{"GET /_connector/", "", 200, `{"count":0,"results":[]}`}}},
		{"a body where none is read", []step{
			{"GET /_connector", `{}`, 400, "illegal_argument_exception: request [GET /_connector] does not support having a body"},
			{"DELETE /_connector/c1", `{}`, 400, "illegal_argument_exception: request [DELETE /_connector/c1] does not support having a body"},
		}},
		{"malformed bodies", []step{
			{"POST /_connector", `{"name":x}`, 400, "~x_content_parse_exception: [1:9] Unexpected character ('x' (code 120))"},
			{"POST /_connector", `{"name":`, 400, "~json_e_o_f_exception: Unexpected end-of-input"},
			{"POST /_connector", `{"name":"a","name":"b"}`, 400, "~[1:13] Duplicate field 'name'"},
			{"POST /_connector", `[]`, 400, "x_content_parse_exception: [1:1] [connector_put_request] Expected START_OBJECT but was: START_ARRAY"},
			{"POST /_connector", ` `, 400, "~Expected START_OBJECT but was: null"},
		}},
	})
}

func TestEveryAnswerTakesTheCommonParameters(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	p.expect("create", c1())
	for _, c := range []struct{ name, request, want string }{
		{"pretty prints", "GET /_connector/c1?filter_path=id,configuration&pretty", "{\n  \"id\" : \"c1\",\n  \"configuration\" : { }\n}\n"},
		{"pretty can be false", "GET /_connector/c1?filter_path=id&pretty=false&human&error_trace=false", `{"id":"c1"}`},
		{"errors are filtered too", "GET /_connector/x?filter_path=status", `{"status":404}`},
		{"a filter that finds nothing", "GET /_connector/c1?filter_path=nope", `{}`},
		{"a filter that leaves out", "GET /_connector/c1?filter_path=id,status,-status", `{"id":"c1"}`},
		{"errors carry a trace when asked", "GET /_connector/x?error_trace&filter_path=error.type,error.stack_trace",
			`{"error":{"type":"resource_not_found_exception","stack_trace":"resource_not_found_exception: connector [x] not found\n\tat org.elasticsearch.server/(Unknown Source)"}}`},
	} {
		if got := p.do(c.request, "").raw; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if a := p.do("GET /_connector/c1?pretty=x", ""); a.status != 400 {
		t.Errorf("a bad switch: %d %s", a.status, a.raw)
	}
}

func TestErrorEnvelope(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	p.expect("create", c1())
	const middle = `"type":"x_content_parse_exception","reason":"[1:44] [connector_configuration] failed to parse field [type]"`
	want := `{"error":{"root_cause":[{` + middle + `}],"type":"x_content_parse_exception",` +
		`"reason":"[1:44] [connector_update_configuration_request] failed to parse field [configuration]","caused_by":{` + middle +
		`,"caused_by":{"type":"illegal_argument_exception","reason":"Unknown ConfigurationFieldType [x]."}}},"status":400}`
	if got := p.do(putConfiguration, `{"configuration":{"f":{"label":"L", "type":"x"}}}`).raw; got != want {
		t.Errorf("nested:\ngot  %s\nwant %s", got, want)
	}
	want = `{"error":{"root_cause":[{"type":"null_pointer_exception","reason":null}],"type":"null_pointer_exception","reason":null},"status":500}`
	if got := p.do("PUT /_connector/c1/_features", `{}`).raw; got != want {
		t.Errorf("without a reason:\ngot  %s\nwant %s", got, want)
	}
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, contentType, accept string
		status                    int
		want, answered            string
	}{
		{"plain JSON", "application/json; charset=utf-8", "", 201, "", "application/json"},
		{"the compatible type of this line", compatType + ";compatible-with=9", compatType + ";compatible-with=9", 201, "", compatType + ";compatible-with=9"},
		{"the compatible type of the line before", compatType + "; compatible-with=8", compatType + "; compatible-with=8", 201, "", compatType + ";compatible-with=9"},
		{"the compatible type of an old line", "application/json", compatType + ";compatible-with=7", 400, "~Accept version must be either version 9 or 8, but found 7.", "application/json"},
		{"anything is accepted", "application/json", "text/html, */*", 201, "", "application/json"},
		{"an answer that can't be written", "application/json", "image/png", 400, "media_type_header_exception: Invalid media-type value on headers [Accept]", "application/json"},
		{"text", "text/plain", "", 406, "Content-Type header [text/plain] is not supported", "application/json"},
		{"no type", "", "", 406, "Content-Type header is missing", "application/json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(t, Options{})
			p.header["Content-Type"] = []string{c.contentType}
			if c.contentType == "" {
				p.header["Content-Type"] = nil
			}
			if c.accept != "" {
				p.header.Set("Accept", c.accept)
			}
			p.expect(c.name, step{"POST /_connector", `{}`, c.status, c.want})
			if got := p.do("POST /_connector", `{}`).header.Get("Content-Type"); got != c.answered {
				t.Errorf("answered %q, want %q", got, c.answered)
			}
		})
	}
}

func TestGzipBodiesAreRead(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := io.WriteString(w, `{"name":"n"}`); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p.header.Set("Content-Encoding", "gzip")
	p.expect("create", step{"PUT /_connector/z", zipped.String(), 201, ""})
	p.header.Del("Content-Encoding")
	p.expect("read", step{"GET /_connector/z?filter_path=name", "", 200, `{"name":"n"}`})
}

func TestRequestsAreRecorded(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	p.do("PUT /_connector/a%2Fb?pretty", `{"name":"n"}`)
	p.do("GET /nope/nope/nope", "")
	all := p.server.Requests()
	if len(all) != 2 {
		t.Fatalf("%d requests", len(all))
	}
	first := all[0]
	if first.Method != "PUT" || first.Path != "/_connector/a%2Fb" || first.Query != "pretty" || string(first.Body) != `{"name":"n"}` ||
		first.Status != 201 || first.Header.Get("Content-Type") != "application/json" {
		t.Errorf("first: %+v", first)
	}
	if all[1].Status != 400 {
		t.Errorf("second: %+v", all[1])
	}
}

func TestAuthentication(t *testing.T) {
	t.Parallel()
	key := base64.StdEncoding.EncodeToString([]byte("kid:secret"))
	basic := func(user, password string) string {
		return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
	}
	o := Options{Username: "admin", Password: "right", APIKeys: []string{key}}
	readOnly := o
	readOnly.ReadOnly = []string{"admin", key}
	const denied = "security_exception: action [cluster:admin/xpack/connector/put] is unauthorized for "
	const granted = ", this action is granted by the cluster privileges [manage_connector,manage,all]"
	for _, c := range []struct {
		name, authorization string
		options             Options
		step                step
	}{
		{"no credentials", "", o, step{"GET /_connector?size=1", "", 401, "security_exception: missing authentication credentials for REST request [/_connector?size=1]"}},
		{"they are asked for before the path is looked at", "", o, step{"GET /a/b/c", "", 401, ""}},
		{"a wrong password", basic("admin", "wrong"), o, step{"GET /", "", 401, "security_exception: unable to authenticate user [admin] for REST request [/]"}},
		{"an unknown key", "ApiKey bm86bm8=", o, step{"GET /", "", 401, "~unable to authenticate with provided credentials"}},
		{"another scheme", "Bearer x", o, step{"GET /", "", 401, "~unable to authenticate with provided credentials"}},
		{"a right password", basic("admin", "right"), o, step{"GET /_security/_authenticate?filter_path=username,authentication_type", "", 200, `{"username":"admin","authentication_type":"realm"}`}},
		{"a known key", "ApiKey " + key, o, step{"GET /_security/_authenticate?filter_path=authentication_type,api_key.id", "", 200, `{"authentication_type":"api_key","api_key":{"id":"kid"}}`}},
		{"a reader reads", basic("admin", "right"), readOnly, step{"GET /_connector", "", 200, ""}},
		{"a reader doesn't write", basic("admin", "right"), readOnly, step{"PUT /_connector/x", "", 403, denied + "user [admin] with effective roles [reader]" + granted}},
		{"a reader's key doesn't write", "ApiKey " + key, readOnly, step{"PUT /_connector/x", "", 403, denied + "API key id [kid] of user [admin]" + granted}},
		{"what is wrong with a request comes before rights", basic("admin", "right"), readOnly, step{"PUT /_connector/x", `{"foo":1}`, 400, ""}},
		{"a reader is told what he may", basic("admin", "right"), readOnly, step{"POST /_security/user/_has_privileges",
			`{"cluster":["monitor_connector","manage_connector"],"index":[{"names":["i"],"privileges":["read"]}]}`, 200,
			`{"username":"admin","has_all_requested":false,"cluster":{"monitor_connector":true,"manage_connector":false},"index":{"i":{"read":true}},"application":{}}`}},
		{"a reader creates no index", basic("admin", "right"), readOnly, step{"PUT /i", "", 403, "~action [indices:admin/create] is unauthorized for user [admin] with effective roles [reader] on indices [i]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(t, c.options)
			p.header.Set("Authorization", c.authorization)
			if c.authorization == "" {
				p.header.Del("Authorization")
			}
			p.expect(c.name, c.step)
		})
	}
}

func TestChallengeIsInHeaderAndBody(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{Username: "u", Password: "p"})
	a := p.do("GET /", "")
	if got := a.header.Values("WWW-Authenticate"); len(got) != 3 || got[2] != "ApiKey" {
		t.Errorf("header: %q", got)
	}
	for _, place := range [][]string{{"error", "header"}, {"error"}} {
		if n := a.body.Get(place...); n == nil {
			t.Errorf("body lacks %v: %s", place, a.raw)
		}
	}
	if got := a.body.Get("error").Get("root_cause").Items()[0].Get("header", "WWW-Authenticate").Items(); len(got) != 3 {
		t.Errorf("root cause: %s", a.raw)
	}
}

func TestMintedKeys(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{Username: "u", Password: "p"})
	p.header.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte("u:p")))
	const body = `{"name":"i-connector","role_descriptors":{"r":{"cluster":["monitor"],"index":[]}},"metadata":{"a":1}}`
	a := p.do("POST /_security/api_key", body)
	decoded, err := base64.StdEncoding.DecodeString(a.body.Get("encoded").Text())
	if err != nil || a.status != http.StatusOK || string(decoded) != a.body.Get("id").Text()+":"+a.body.Get("api_key").Text() {
		t.Fatalf("%d %s", a.status, a.raw)
	}
	p.header.Set("Authorization", "ApiKey "+a.body.Get("encoded").Text())
	p.expect("the key is let in", step{"GET /", "", 200, ""})
	p.expect("the key can't hand on privileges", step{"POST /_security/api_key", body, 400,
		"illegal_argument_exception: creating derived api keys requires an explicit role descriptor that is empty (has no privileges)"})
	p.expect("the key can make an empty key", step{"POST /_security/api_key", `{"name":"e","role_descriptors":{"r":{}}}`, 200, ""})
}

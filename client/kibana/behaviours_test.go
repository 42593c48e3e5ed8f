package kibana_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// exchange is one request and what must come of it: a status, and a part of the
// body. A line that begins with ! lacks the header that guards against forgery.
type exchange struct {
	line, body string
	status     int
	part       string
}

// made is a creation of the connector c1.
func made(kind, config, secrets string, status int, part string) exchange {
	return exchange{
		"POST /api/actions/connector/c1",
		`{"name":"n","connector_type_id":"` + kind + `","config":` + config + `,"secrets":` + secrets + `}`, status, part,
	}
}

// put is a change of the connector c1.
func put(body string, status int, part string) exchange {
	return exchange{"PUT /api/actions/connector/c1", body, status, part}
}

// What is built here rests on how Kibana behaves. These are the behaviours that
// matter, one case each, as the stand-in plays them.
func TestHowKibanaBehaves(t *testing.T) {
	t.Parallel()
	const (
		mail  = `"from":"a@b.example","service":"other","host":"h","port":25`
		hook  = `{"url":"https://a.example"}`
		login = `{"user":"u","password":"p"}`
		snow  = `"apiUrl":"https://a.example"`
	)
	get := func(path string, status int, part string) exchange {
		return exchange{"GET /api/actions/connector" + path, "", status, part}
	}
	for _, c := range []struct {
		name    string
		options emulator.KibanaOptions
		talk    []exchange
	}{
		{"a write without the xsrf header is refused", emulator.KibanaOptions{}, []exchange{
			{"!POST /api/actions/connector", "{}", 400, "Request must contain a kbn-xsrf header."},
		}},
		{"an index connector needs no secrets, and its presets are filled in", emulator.KibanaOptions{}, []exchange{
			{"POST /api/actions/connector", `{"name":"n","connector_type_id":".index","config":{"index":"x"}}`, 200, `"refresh":false,"executionTimeField":null`},
		}},
		{"secrets are never null", emulator.KibanaOptions{}, []exchange{
			made(".index", `{"index":"x"}`, `null`, 400, "[request body.secrets]: expected value of type [object] but got [null]"),
		}},
		{"a blank text is refused", emulator.KibanaOptions{}, []exchange{
			made(".index", `{"index":" "}`, `{}`, 400, "[request body.config.index]: value '' is not valid"),
		}},
		{"an unknown type is not registered", emulator.KibanaOptions{}, []exchange{
			made(".nope", `{}`, `{}`, 400, `Action type \".nope\" is not registered.`),
		}},
		{"an id is taken in every space, but read in its own", emulator.KibanaOptions{}, []exchange{
			made(".server-log", `{}`, `{}`, 200, ""),
			made(".server-log", `{}`, `{}`, 409, "Saved object [action/c1] conflict"),
			{"POST /s/b/api/actions/connector/c1", `{"name":"n","connector_type_id":".server-log"}`, 409, "conflict"},
			{"GET /s/b/api/actions/connector/c1", "", 404, "Saved object [action/c1] not found"},
		}},
		{"an id of 37 characters is too long, and from 9.4 on it has few characters to choose from", emulator.KibanaOptions{Version: "9.4.0"}, []exchange{
			{"POST /api/actions/connector/" + strings.Repeat("a", 37), `{"name":"n","connector_type_id":".server-log"}`, 400, "36 characters or less"},
			{"POST /api/actions/connector/My_ID", `{"name":"n","connector_type_id":".server-log"}`, 400, "only lowercase letters"},
		}},
		{"secrets never come back", emulator.KibanaOptions{}, []exchange{
			made(".slack", `{}`, `{"webhookUrl":"https://a.example/x"}`, 200, ""), get("/c1", 200, `"config":{}`), get("/c1", 200, "!a.example"),
		}},
		{"a change names no type", emulator.KibanaOptions{}, []exchange{
			made(".server-log", `{}`, `{}`, 200, ""),
			put(`{"name":"n","connector_type_id":".server-log"}`, 400, "definition for this key is missing"),
		}},
		{"a mail connector loses its login where hasAuth is not sent", emulator.KibanaOptions{}, []exchange{
			made(".email", `{`+mail+`,"hasAuth":true}`, login, 200, ""),
			put(`{"name":"n","config":{`+mail+`,"hasAuth":true}}`, 400, "[user] is required"), put(`{"name":"n","config":{`+mail+`}}`, 200, ""),
		}},
		{"a webhook loses its login without a word", emulator.KibanaOptions{}, []exchange{
			made(".webhook", hook, login, 200, ""), put(`{"name":"n","config":`+hook+`}`, 200, ""),
		}},
		{"a connector is deleted once", emulator.KibanaOptions{}, []exchange{
			made(".server-log", `{}`, `{}`, 200, ""),
			{"DELETE /api/actions/connector/c1", "", 204, ""}, {"DELETE /api/actions/connector/c1", "", 404, "not found"},
		}},
		{"a run that fails is answered all the same", emulator.KibanaOptions{}, []exchange{
			made(".webhook", `{"url":"https://a.invalid","hasAuth":false,"authType":null}`, `{}`, 200, ""),
			{"POST /api/actions/connector/c1/_execute", `{"params":{"body":"{}"}}`, 200, `"status":"error"`},
		}},
		{"another mail server needs host and port", emulator.KibanaOptions{}, []exchange{
			made(".email", `{"from":"a@b.example"}`, `{}`, 400, "[host]/[port] is required"),
			made(".email", `{"from":"a@b.example","host":"h"}`, `{}`, 400, "[port] is required"),
		}},
		{"Exchange needs its ids, and then its secret", emulator.KibanaOptions{}, []exchange{
			made(".email", `{"from":"a@b.example","service":"exchange_server","clientId":"c"}`, `{}`, 400, "[tenantId] is required"),
			made(".email", `{"from":"a@b.example","service":"exchange_server","clientId":"c","tenantId":"t"}`, `{}`, 400, "[clientSecret] is required"),
		}},
		{"a known mail service ignores the host", emulator.KibanaOptions{}, []exchange{
			made(".email", `{"from":"a@b.example","service":"gmail","host":"h","hasAuth":false}`, `{}`, 200, ""),
		}},
		{"without authentication there is no kind of it", emulator.KibanaOptions{}, []exchange{
			made(".webhook", `{"url":"https://a.example","hasAuth":false,"authType":"webhook-authentication-basic"}`, `{}`, 400, "authType must be null or undefined"),
		}},
		{"the secrets of a webhook are one whole set", emulator.KibanaOptions{}, []exchange{
			made(".webhook", hook, `{"user":"u"}`, 400, "must specify one of the following schemas"),
			made(".webhook", hook, `{"crt":"c","key":"k","user":"u"}`, 400, "must specify one of the following schemas"),
		}},
		{"xMatters takes a login only with its switch", emulator.KibanaOptions{}, []exchange{
			made(".xmatters", `{"configUrl":"https://a.example"}`, login, 400, "should not be provided when usesBasic is false"),
			made(".xmatters", `{"configUrl":"https://a.example","usesBasic":true}`, login, 200, ""),
		}},
		{"ServiceNow takes nothing of OAuth without it", emulator.KibanaOptions{}, []exchange{
			made(".servicenow", `{`+snow+`,"isOAuth":false,"clientId":"c"}`, `{"username":"u","password":"p"}`, 400, "should not be provided with isOAuth = false"),
		}},
		{"ServiceNow with OAuth needs secret and key", emulator.KibanaOptions{}, []exchange{
			made(".servicenow", `{`+snow+`,"isOAuth":true}`, `{"clientSecret":"c"}`, 400, "clientSecret and privateKey must both be specified"),
		}},
		{"Torq is on its own hosts", emulator.KibanaOptions{}, []exchange{
			made(".torq", `{"webhookIntegrationUrl":"https://a.example"}`, `{"token":"t"}`, 400, "url must begin with"),
		}},
		{"Gemini wants a service account", emulator.KibanaOptions{}, []exchange{
			made(".gemini", `{"apiUrl":"https://a.example","gcpRegion":"r","gcpProjectID":"p"}`, `{"credentialsJson":"{\"type\":\"authorized_user\"}"}`, 400, "Invalid credential type"),
		}},
		{"OpenAI's variants have keys of their own", emulator.KibanaOptions{}, []exchange{
			made(".gen-ai", `{"apiProvider":"Other","apiUrl":"https://a.example"}`, `{"apiKey":"k"}`, 400, "defaultModel"),
			made(".gen-ai", `{"apiProvider":"Azure OpenAI","apiUrl":"https://a.example","organizationId":"o"}`, `{"apiKey":"k"}`, 400, "organizationId"),
		}},
		{"a server log has no settings", emulator.KibanaOptions{}, []exchange{made(".server-log", `{"a":1}`, `{}`, 400, "")}},
		{"the licence is looked at last, but can be asked for first", emulator.KibanaOptions{License: "basic"}, []exchange{
			made(".slack", `{}`, `{}`, 400, "webhookUrl"), made(".slack", `{}`, `{"webhookUrl":"https://a.example"}`, 403, "does not support it"),
			get("_types", 200, `"enabled_in_license":false`),
		}},
		{"system types and preconfigured connectors are left alone", emulator.KibanaOptions{}, []exchange{
			made(".cases", `{}`, `{}`, 400, "System action creation is forbidden"),
			{"POST /api/actions/connector/preconfigured-email", `{"name":"n","connector_type_id":".email"}`, 400, "already exists in a preconfigured action"},
			{"PUT /api/actions/connector/preconfigured-email", `{"name":"n"}`, 400, "can not be updated"},
			{"DELETE /api/actions/connector/preconfigured-email", "", 400, "is not allowed to delete"},
		}},
		{"Swimlane wants its mappings, though they may be empty", emulator.KibanaOptions{}, []exchange{
			made(".swimlane", `{"apiUrl":"https://a.example","appId":"a","connectorType":"all"}`, `{"apiToken":"t"}`, 400, "mappings"),
			made(".swimlane", `{"apiUrl":"https://a.example","appId":"a","connectorType":"all","mappings":{}}`, `{"apiToken":"t"}`, 200, ""),
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := emulator.New(emulator.Options{}).Kibana(c.options)
			for _, x := range c.talk {
				x.prove(t, k)
			}
		})
	}
}

// prove makes the request. A part that begins with ! must not be in the answer.
func (x exchange) prove(t *testing.T, k http.Handler) {
	t.Helper()
	line, bare := strings.CutPrefix(x.line, "!")
	method, path, _ := strings.Cut(line, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(x.body))
	if !bare {
		r.Header.Set("Kbn-Xsrf", "x")
	}
	w := httptest.NewRecorder()
	k.ServeHTTP(w, r)
	part, absent := strings.CutPrefix(x.part, "!")
	if w.Code != x.status || strings.Contains(w.Body.String(), part) == (absent && part != "") {
		t.Errorf("%s %s: %d %s, want %d and %q", x.line, x.body, w.Code, w.Body, x.status, x.part)
	}
}

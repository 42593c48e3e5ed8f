package emulator

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	x "connwiz/client/emulator/internal/xcontent"
)

// reader is the user who may only read.
const kibanaReader = "reader"

// askKibana makes one request; line is "POST /path", with "!" before it the xsrf
// header is left out, with "reader " before it the reader asks.
func askKibana(t *testing.T, k *Kibana, line, body string) (int, *x.Node, string) {
	t.Helper()
	line, bare := strings.CutPrefix(line, "!")
	user := "elastic"
	if rest, reads := strings.CutPrefix(line, kibanaReader+" "); reads {
		line, user = rest, kibanaReader
	}
	method, path, _ := strings.Cut(line, " ")
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if !bare {
		r.Header.Set("Kbn-Xsrf", "test")
	}
	if k.server.secured() {
		r.Header.Set("Authorization", "ApiKey "+user)
	}
	w := httptest.NewRecorder()
	k.ServeHTTP(w, r)
	n, _ := x.Parse(w.Body.Bytes())
	return w.Code, n, w.Body.String()
}

// kibanaCase is a sentence about Kibana and the requests that prove it.
type kibanaCase struct {
	name    string
	options KibanaOptions
	steps   []step
}

func proveKibana(t *testing.T, cases []kibanaCase) {
	t.Helper()
	for _, b := range cases {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			s := New(Options{APIKeys: []string{"elastic", kibanaReader}, ReadOnly: []string{kibanaReader}})
			k := s.Kibana(b.options)
			for i, one := range b.steps {
				status, n, raw := askKibana(t, k, one.request, one.body)
				got := raw
				if status >= 400 {
					got = n.Get("message").Text()
					if n.Get("statusCode").Text() == "" || n.Get("error").Text() != http.StatusText(status) {
						t.Errorf("step %d: not Kibana's form of an error: %s", i+1, raw)
					}
				}
				part, partly := strings.CutPrefix(one.want, "~")
				ok := got == one.want || one.want == "" || partly && strings.Contains(got, part)
				if status != one.status || !ok {
					t.Errorf("step %d, %s %s:\ngot  %d %s\nwant %d %s", i+1, one.request, one.body, status, got, one.status, one.want)
				}
			}
		})
	}
}

// create is the request that makes a connector with an id of the caller's own.
func create(kind, config, secrets string, status int, want string) step {
	return step{"POST /api/actions/connector/c1", connectorOf(kind, config, secrets), status, want}
}

func connectorOf(kind, config, secrets string) string {
	body := `{"name":"n","connector_type_id":"` + kind + `"`
	if config != "" {
		body += `,"config":` + config
	}
	if secrets != "" {
		body += `,"secrets":` + secrets
	}
	return body + "}"
}

func change(config, secrets string, status int, want string) step {
	return step{"PUT /api/actions/connector/c1", `{"name":"n","config":` + config + `,"secrets":` + secrets + `}`, status, want}
}

const (
	inConfig  = "error validating connector type config: "
	inSecrets = "error validating connector type secrets: "
	inBoth    = "error validating action type connector: "
	mailHost  = `"from":"a@b.example","service":"other","host":"h","port":25`
)

func TestKibanaTakesItsOwnOrderOfChecks(t *testing.T) {
	t.Parallel()
	proveKibana(t, []kibanaCase{
		{"a write without the xsrf header is refused first", KibanaOptions{}, []step{
			{"!POST /api/actions/connector", "{", 400, "Request must contain a kbn-xsrf header."},
			{"!GET /api/actions/connectors", "", 200, ""},
		}},
		{"an index connector needs no secrets and gets its presets", KibanaOptions{}, []step{
			create(".index", `{"index":"x"}`, "", 200, `~"config":{"index":"x","refresh":false,"executionTimeField":null}`),
		}},
		{"secrets that are null are refused", KibanaOptions{}, []step{
			create(".index", `{"index":"x"}`, "null", 400, "[request body.secrets]: expected value of type [object] but got [null]"),
		}},
		{"blank texts are refused at any depth", KibanaOptions{}, []step{
			create(".index", `{"index":" "}`, "", 400, "[request body.config.index]: value '' is not valid"),
			create(".webhook", `{"url":"https://a.example","headers":{"X":""}}`, "", 400, "[request body.config.headers.X]: value '' is not valid"),
			create(".slack_api", `{"allowedChannels":[{"name":""}]}`, "", 400, "[request body.config.allowedChannels.0.name]: value '' is not valid"),
		}},
		{"the privilege is asked for before the type", KibanaOptions{}, []step{
			create(".nope", "{}", "", 400, `Action type ".nope" is not registered.`),
			{"reader POST /api/actions/connector", connectorOf(".nope", "", ""), 403, `Unauthorized to create a ".nope" action`},
		}},
		{"an id is used once in all spaces", KibanaOptions{}, []step{
			create(".server-log", "", "", 200, ""),
			create(".server-log", "", "", 409, "Saved object [action/c1] conflict"),
			{"POST /s/other/api/actions/connector/c1", connectorOf(".server-log", "", ""), 409, "Saved object [action/c1] conflict"},
			{"GET /s/other/api/actions/connector/c1", "", 404, "Saved object [action/c1] not found"},
		}},
		{"before 9.4 an id may have any characters", KibanaOptions{}, []step{
			{"POST /api/actions/connector/My_ID", connectorOf(".server-log", "", ""), 200, ""},
			{"POST /api/actions/connector/" + strings.Repeat("a", 37), connectorOf(".server-log", "", ""), 400, "~maximum length of [36]"},
		}},
		{"from 9.4 on an id is checked for its characters", KibanaOptions{Version: "9.4.0"}, []step{
			{"POST /api/actions/connector/My_ID", connectorOf(".server-log", "", ""), 400, "Connector ID must contain only lowercase letters, numbers, and hyphens."},
			{"POST /api/actions/connector/" + strings.Repeat("a", 37), connectorOf(".server-log", "", ""), 400, "Connector ID must be 36 characters or less."},
		}},
		{"an update takes no type", KibanaOptions{}, []step{
			create(".server-log", "", "", 200, ""),
			{"PUT /api/actions/connector/c1", connectorOf(".server-log", "", ""), 400, "[request body.connector_type_id]: definition for this key is missing"},
		}},
		{"a connector is deleted once", KibanaOptions{}, []step{
			create(".server-log", "", "", 200, ""),
			{"reader DELETE /api/actions/connector/c1", "", 403, "Unauthorized to delete actions"},
			{"DELETE /api/actions/connector/c1", "", 204, ""},
			{"DELETE /api/actions/connector/c1", "", 404, "Saved object [action/c1] not found"},
			{"PUT /api/actions/connector/c1", `{"name":"n"}`, 404, "Saved object [action/c1] not found"},
		}},
		{"the licence is checked after every field", KibanaOptions{License: "basic"}, []step{
			create(".slack", "", `{}`, 400, inSecrets+"[webhookUrl]: expected value of type [string] but got [undefined]"),
			create(".slack", "", `{"webhookUrl":"https://a.example"}`, 403, "Action type .slack is disabled because your basic license does not support it. Please upgrade your license."),
			{"GET /api/actions/connector_types?feature_id=uptime", "", 200, `~"id":".slack","name":"Slack","enabled":false,"enabled_in_config":true,"enabled_in_license":false,"minimum_license_required":"gold"`},
		}},
		{"a type may be switched off", KibanaOptions{EnabledTypes: []string{".index"}}, []step{
			create(".server-log", "", "", 403, `action type ".server-log" is not enabled in the Kibana config xpack.actions.enabledActionTypes`),
		}},
		{"system types and preconfigured connectors are left alone", KibanaOptions{}, []step{
			create(".cases", "", "", 400, "System action creation is forbidden. Action type: .cases."),
			{"POST /api/actions/connector/preconfigured-email", connectorOf(".email", "", ""), 400, "This preconfigured-email already exists in a preconfigured action."},
			{"PUT /api/actions/connector/preconfigured-email", `{"name":"n"}`, 400, "Preconfigured action preconfigured-email can not be updated."},
			{"DELETE /api/actions/connector/preconfigured-email", "", 400, "Preconfigured action preconfigured-email is not allowed to delete."},
			{"GET /s/any/api/actions/connector/preconfigured-email", "", 200, `{"id":"preconfigured-email","name":"Mail of the operators","connector_type_id":".email","is_preconfigured":true,"is_deprecated":false,"is_system_action":false,"is_connector_type_deprecated":false}`},
		}},
		{"bodies have a shape", KibanaOptions{}, []step{
			{"POST /api/actions/connector", `{"connector_type_id":".index"}`, 400, "[request body.name]: expected value of type [string] but got [undefined]"},
			{"POST /api/actions/connector", `{"name":"n","connector_type_id":".index","foo":1}`, 400, "[request body.foo]: definition for this key is missing"},
			{"POST /api/actions/connector", `{`, 400, "Invalid request payload JSON format"},
			{"reader PUT /api/actions/connector/c1", `{"name":"n"}`, 403, "Unauthorized to update actions"},
			{"POST /api/elsewhere", `{}`, 404, "Not Found"},
		}},
	})
}

func TestKibanaRules(t *testing.T) {
	t.Parallel()
	webhook := func(secrets string, status int, want string) step {
		return create(".webhook", `{"url":"https://a.example"}`, secrets, status, want)
	}
	const oneSet = inSecrets + "must specify one of the following schemas: user and password; crt and key (with optional password); pfx (with optional password); or clientSecret (for OAuth2)"
	proveKibana(t, []kibanaCase{
		{"mail: what other servers need", KibanaOptions{}, []step{
			create(".email", `{"from":"a@b.example"}`, "", 400, inConfig+"[host]/[port] is required"),
			create(".email", `{"from":"a@b.example","host":"h"}`, "", 400, inConfig+"[port] is required"),
			create(".email", `{"from":"a@b.example","port":1}`, "", 400, inConfig+"[host] is required"),
			create(".email", `{"from":"a@b.example","host":"h","port":0}`, "", 400, "~[port]"),
			create(".email", `{"from":"a@b.example","host":"h","port":65536}`, "", 400, "~[port]"),
			create(".email", `{"from":"nobody"}`, "", 400, "~[from]"),
			create(".email", `{"from":"a@b.example","service":"pigeon"}`, "", 400, inConfig+"[service] value 'pigeon' is not valid"),
			create(".email", `{"from":"a@b.example","service":"gmail","host":"h","hasAuth":false}`, "", 200, ""),
		}},
		{"mail: what Exchange needs", KibanaOptions{}, []step{
			create(".email", `{"from":"a@b.example","service":"exchange_server"}`, "", 400, inConfig+"[clientId]/[tenantId] is required"),
			create(".email", `{"from":"a@b.example","service":"exchange_server","clientId":"c"}`, "", 400, inConfig+"[tenantId] is required"),
			create(".email", `{"from":"a@b.example","service":"exchange_server","tenantId":"c"}`, "", 400, inConfig+"[clientId] is required"),
			create(".email", `{"from":"a@b.example","service":"exchange_server","tenantId":"c","clientId":"c"}`, "", 400, inBoth+"[clientSecret] is required"),
			create(".email", `{"from":"a@b.example","service":"exchange_server","tenantId":"c","clientId":"c"}`, `{"clientSecret":"s"}`, 200, ""),
		}},
		{"mail: an update without secrets is noticed only when hasAuth is sent", KibanaOptions{}, []step{
			create(".email", `{`+mailHost+`,"hasAuth":true}`, `{"user":"u","password":"p"}`, 200, ""),
			change(`{`+mailHost+`,"hasAuth":true}`, `{}`, 400, inBoth+"[user] is required"),
			change(`{`+mailHost+`,"hasAuth":true}`, `{"user":"u"}`, 400, inBoth+"[password] is required"),
			change(`{`+mailHost+`}`, `{}`, 200, `~"hasAuth":true`),
		}},
		{"webhook: hasAuth and authType agree, but nobody asks for the secrets", KibanaOptions{}, []step{
			create(".webhook", `{"url":"https://a.example","hasAuth":false,"authType":"webhook-authentication-basic"}`, "", 400, "~authType must be null or undefined if hasAuth is false"),
			create(".webhook", `{"url":"https://a.example","hasAuth":false,"authType":null}`, "", 200, ""),
			change(`{"url":"https://a.example"}`, `{}`, 200, ""),
			create(".webhook", `{"url":"a.example"}`, "", 400, inConfig+"error validation webhook action config: unable to parse url: TypeError: Invalid URL"),
			create(".webhook", `{"url":"https://a.example","method":"head"}`, "", 400, "~expected value to equal [put]"),
			create(".webhook", `{"url":"https://a.example","authType":"webhook-oauth2-client-credentials"}`, "", 400, "~missing Access Token URL (accessTokenUrl), Client ID (clientId) fields"),
			create(".webhook", `{"url":"https://a.example","authType":"webhook-oauth2-client-credentials","accessTokenUrl":"https://b.example","clientId":"c","additionalFields":"{}"}`, "", 400, "~additionalFields must be a non-empty JSON object."),
			create(".webhook", `{"url":"https://a.example","authType":"webhook-oauth2-client-credentials","accessTokenUrl":"https://b.example","clientId":"c"}`, `{"clientSecret":"s"}`, 409, ""),
		}},
		{"webhook: one whole set of secrets", KibanaOptions{}, []step{
			webhook(`{"user":"u"}`, 400, oneSet),
			webhook(`{"crt":"c","key":"k","user":"u"}`, 400, oneSet),
			webhook(`{"crt":"c","key":"k","password":"p"}`, 200, ""),
		}},
		{"case management: its own rules", KibanaOptions{}, []step{
			create(".cases-webhook", casesOf(`"hasAuth":true`), "{}", 400, inBoth+"must specify a secrets configuration"),
			create(".cases-webhook", casesOf(`"hasAuth":true,"authType":"webhook-oauth2-client-credentials"`), "{}", 400, "~OAuth2 authentication is not supported"),
			create(".cases-webhook", casesOf(`"hasAuth":false,"authType":"webhook-authentication-basic"`), "{}", 400, "~authType must be null"),
			create(".cases-webhook", casesOf(`"createCommentUrl":"x"`), "{}", 400, "~unable to parse createCommentUrl"),
			create(".cases-webhook", casesOf(`"hasAuth":false`), "{}", 200, ""),
		}},
		{"xMatters: two branches that don't mix", KibanaOptions{}, []step{
			create(".xmatters", `{"configUrl":"https://a.example"}`, `{"user":"u","password":"p"}`, 400, inBoth+"Username and password should not be provided when usesBasic is false"),
			create(".xmatters", `{"usesBasic":true}`, `{"user":"u","password":"p"}`, 400, inBoth+"Provide valid configUrl"),
			create(".xmatters", `{"usesBasic":true}`, `{}`, 400, inSecrets+"Provide either secretsUrl link or user/password to authenticate"),
			create(".xmatters", `{"usesBasic":true}`, `{"user":"u"}`, 400, inSecrets+"Both user and password must be specified."),
			create(".xmatters", `{"usesBasic":true}`, `{"user":"u","secretsUrl":"https://a.example"}`, 400, "~Cannot use user/password for URL authentication."),
			create(".xmatters", `{"usesBasic":true}`, `{"secretsUrl":"https://a.example"}`, 400, inBoth+"secretsUrl should not be provided when usesBasic is true"),
			create(".xmatters", `{"usesBasic":false}`, `{"secretsUrl":"a.example"}`, 400, "~Invalid secretsUrl: "),
			create(".xmatters", `{"usesBasic":false,"configUrl":"https://a.example"}`, `{"secretsUrl":"https://a.example"}`, 400, inBoth+"configUrl should not be provided when usesBasic is false"),
			create(".xmatters", `{"usesBasic":true,"configUrl":"https://a.example"}`, `{"user":"u","password":"p"}`, 200, ""),
		}},
		{"ServiceNow: two branches that don't mix", KibanaOptions{}, []step{
			create(".servicenow", `{"apiUrl":"https://a.example","isOAuth":false,"clientId":"c"}`, `{"username":"u","password":"p"}`, 400, "~should not be provided with isOAuth = false"),
			create(".servicenow", `{"apiUrl":"https://a.example","isOAuth":true}`, `{"clientSecret":"c"}`, 400, inSecrets+"clientSecret and privateKey must both be specified"),
			create(".servicenow", `{"apiUrl":"https://a.example"}`, `{}`, 400, inSecrets+"Either basic auth or OAuth credentials must be specified"),
			create(".servicenow", `{"apiUrl":"https://a.example"}`, `{"username":"u"}`, 400, inSecrets+"username and password must both be specified"),
			create(".servicenow", `{"apiUrl":"https://a.example","isOAuth":true}`, `{"username":"u","password":"p"}`, 400, inBoth+"Username and password should not be provided with isOAuth = true"),
			create(".servicenow", `{"apiUrl":"https://a.example","isOAuth":true}`, `{"clientSecret":"c","privateKey":"k"}`, 400, inBoth+"clientId must be provided when isOAuth = true"),
			create(".servicenow-itom", `{"apiUrl":"https://a.example","usesTableApi":true}`, `{"username":"u","password":"p"}`, 400, "~usesTableApi"),
			create(".servicenow", `{"apiUrl":"https://a.example"}`, `{"username":"u","password":"p"}`, 200, `~"is_deprecated":true`),
		}},
		{"the other types", KibanaOptions{}, []step{
			create(".torq", `{"webhookIntegrationUrl":"https://a.example"}`, `{"token":"t"}`, 400, "~url must begin with https://hooks.torq.io or https://hooks.eu.torq.io"),
			create(".torq", `{"webhookIntegrationUrl":"torq"}`, `{"token":"t"}`, 400, "~unable to parse url"),
			create(".gemini", `{"apiUrl":"https://a.example","gcpRegion":"r","gcpProjectID":"p"}`, `{"credentialsJson":"{\"type\":\"authorized_user\"}"}`, 400, inSecrets+`Invalid credential type. Only "service_account" credentials are supported. Type was "authorized_user".`),
			create(".gemini", `{"apiUrl":"https://a.example","gcpRegion":"r","gcpProjectID":"p"}`, `{"credentialsJson":"{"}`, 400, inSecrets+"Invalid JSON format for credentials."),
			create(".gen-ai", `{"apiProvider":"Other","apiUrl":"https://a.example"}`, `{"apiKey":"k"}`, 400, inConfig+"[defaultModel]: expected value of type [string] but got [undefined]"),
			create(".gen-ai", `{"apiProvider":"Azure OpenAI","apiUrl":"https://a.example","organizationId":"o"}`, `{"apiKey":"k"}`, 400, inConfig+"[organizationId]: definition for this key is missing"),
			create(".gen-ai", `{"apiProvider":"Mine","apiUrl":"https://a.example"}`, `{"apiKey":"k"}`, 400, "~API Provider is not supported: Mine"),
			create(".gen-ai", `{}`, `{"apiKey":"k"}`, 400, "~[apiProvider]"),
			create(".gen-ai", `{"apiProvider":"OpenAI","apiUrl":"https://a.example"}`, `{}`, 400, "~[apiKey]"),
			create(".gen-ai", `{"apiProvider":"OpenAI","apiUrl":"https://a.example"}`, `{"certificateData":"x"}`, 400, "~Private key data must be provided"),
			create(".gen-ai", `{"apiProvider":"OpenAI","apiUrl":"https://a.example"}`, `{"privateKeyData":"x"}`, 400, "~Certificate data must be provided"),
			create(".gen-ai", `{"apiProvider":"OpenAI","apiUrl":"https://a.example"}`, `{"certificateData":"x","privateKeyData":"x"}`, 400, "~-----BEGIN CERTIFICATE-----"),
			create(".server-log", `{"a":1}`, "", 400, inConfig+"[a]: definition for this key is missing"),
			create(".swimlane", `{"apiUrl":"https://a.example","appId":"a","connectorType":"all"}`, `{"apiToken":"t"}`, 400, inConfig+"[mappings]: expected value of type [object] but got [undefined]"),
			create(".swimlane", `{"apiUrl":"https://a.example","appId":"a","connectorType":"all","mappings":{}}`, `{"apiToken":"t"}`, 200, ""),
			create(".slack", "", `{"webhookUrl":"hook"}`, 400, inSecrets+"error configuring slack action: unable to parse host name from webhookUrl"),
			create(".slack_api", `{"allowedChannels":[{"id":"C"}]}`, `{"token":"t"}`, 400, "~allowedChannels.0.name"),
			create(".email", `{"from":1}`, "", 400, inConfig+"[from]: expected value of type [string] but got [number]"),
			create(".email", `{"from":"a@b.example","host":1}`, "", 400, "~- [host.1]: expected value to equal [null]"),
		}},
		{"allowed hosts", KibanaOptions{AllowedHosts: []string{"a.example"}}, []step{
			create(".slack", "", `{"webhookUrl":"https://b.example/x"}`, 400, `~target url "https://b.example/x" is not added to the Kibana config xpack.actions.allowedHosts`),
			create(".jira", `{"apiUrl":"https://b.example","projectKey":"K"}`, `{"email":"e","apiToken":"t"}`, 400, "~allowedHosts"),
			create(".slack", "", `{"webhookUrl":"https://a.example/x"}`, 200, ""),
		}},
		{"the wording of zod 3", KibanaOptions{Version: "9.2.1"}, []step{
			create(".jira", `{}`, "", 400, inConfig+"2 errors:\n [1]: Field \"apiUrl\": Required;\n [2]: Field \"projectKey\": Required"),
			create(".index", `{"index":1}`, "", 400, inConfig+`Field "index": Expected string, received number`),
			create(".index", `{"index":"x","y":1}`, "", 400, inConfig+"Unrecognized key(s) in object: 'y'"),
			create(".webhook", `{"url":"https://a.example","method":"head"}`, "", 400, "~Invalid enum value. Expected 'post' |"),
			create(".cases-webhook", `{}`, "", 400, "~\nand 3 more"),
		}},
		{"the wording of zod 4", KibanaOptions{Version: "9.4.0"}, []step{
			create(".jira", `{"projectKey":2,"z":1}`, "", 400, inConfig+"✖ Invalid input: expected string, received undefined\n  → at apiUrl\n✖ Invalid input: expected string, received number\n  → at projectKey\n✖ Unrecognized key: \"z\""),
			create(".webhook", `{"url":"https://a.example","method":"head"}`, "", 400, "~✖ Invalid option: expected one of \"post\"|\"put\""),
		}},
	})
}

// casesOf is a configuration of case management with some more keys.
func casesOf(more string) string {
	return `{"createIncidentUrl":"https://a.example","createIncidentJson":"{}","createIncidentResponseKey":"id","getIncidentUrl":"https://a.example",
		"getIncidentResponseExternalTitleKey":"key","viewIncidentUrl":"https://a.example","updateIncidentUrl":"https://a.example","updateIncidentJson":"{}",` + more + `}`
}

func TestKibanaKeepsSecretsToItself(t *testing.T) {
	t.Parallel()
	k := New(Options{}).Kibana(KibanaOptions{})
	for _, line := range []string{"POST /api/actions/connector/c1", "GET /api/actions/connector/c1", "GET /api/actions/connectors"} {
		body := ""
		if strings.HasPrefix(line, "POST") {
			body = connectorOf(".slack", "", `{"webhookUrl":"https://canary.example"}`)
		}
		status, _, raw := askKibana(t, k, line, body)
		if status != 200 || strings.Contains(raw, "canary") || strings.Contains(raw, "secrets\":{") {
			t.Errorf("%s: %d %s", line, status, raw)
		}
	}
}

func TestKibanaAsksForCredentials(t *testing.T) {
	t.Parallel()
	k := New(Options{Username: "elastic", Password: "changeme"}).Kibana(KibanaOptions{})
	r := httptest.NewRequest("GET", "/api/actions/connectors", nil)
	for _, want := range []int{401, 200} {
		w := httptest.NewRecorder()
		k.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("status %d, want %d: %s", w.Code, want, w.Body)
		}
		r.SetBasicAuth("elastic", "changeme")
	}
	if got := k.Requests(); len(got) != 2 || got[0].Status != 401 || got[1].Path != "/api/actions/connectors" {
		t.Errorf("requests %+v", got)
	}
}

func TestKibanaRunsConnectors(t *testing.T) {
	t.Parallel()
	k := New(Options{}).Kibana(KibanaOptions{})
	if err := k.Seed(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, id, body, want string }{
		{"a connector runs", "log-line", `{"params":{"message":"m"}}`, `"status":"ok"`},
		{"a target that can't be reached is still a 200", "ticket-hook", `{"params":{"body":"{}"}}`, `"status":"error","message":"an error occurred while running the action"`},
		{"a parameter that lacks is the user's error", "on-call-mail", `{"params":{"to":[]}}`, `"errorSource":"user"`},
		{"missing secrets are the user's error", "ops-board", `{"params":{"subAction":"issueTypes"}}`, `has no secrets`},
		{"params have to be an object", "log-line", `{}`, `[request body.params]: expected value of type [object] but got [undefined]`},
		{"only a connector can run", "nobody", `{"params":{}}`, `Saved object [action/nobody] not found`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, _, raw := askKibana(t, k, "POST /api/actions/connector/"+c.id+"/_execute", c.body); !strings.Contains(raw, c.want) {
				t.Errorf("got %s", raw)
			}
		})
	}
}

func TestKibanaListsSamplesByName(t *testing.T) {
	t.Parallel()
	k := New(Options{}).Kibana(KibanaOptions{License: "gold"})
	if err := k.Seed(); err != nil {
		t.Fatal(err)
	}
	_, n, _ := askKibana(t, k, "GET /api/actions/connectors", "")
	var names []string
	for _, one := range n.Items() {
		names = append(names, one.Get("name").Text())
	}
	want := "Alert history|Board of operations|Channel of the shop team|Incidents of IT|Line in Kibana's log|Mail of the operators|Mail to on-call|Ticket hook"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("got %s", got)
	}
	if status, _, raw := askKibana(t, k, "POST /api/actions/connector/it-incidents/_execute", `{"params":{"subAction":"getFields"}}`); status != 403 {
		t.Errorf("above the licence: %d %s", status, raw)
	}
}

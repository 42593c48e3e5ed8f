package kibana_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/schema"
)

// The examples of Kibana's public documentation of its API, entered into forms:
// what is sent is the documented body plus the switches, nothing blank and nothing
// of the other branch.
func TestTheDocumentedExamplesAreWhatIsSent(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, kind, values, config, secrets string }{
		{
			"mail", ".email",
			`{"name":"email-connector-1","from":"tester@example.com","hasAuth":true,"host":"https://example.com","port":1025,"secure":false,"service":"other","user":"username","password":"password"}`,
			`{"from":"tester@example.com","hasAuth":true,"host":"https://example.com","port":1025,"secure":false,"service":"other"}`,
			`{"password":"password","user":"username"}`,
		},
		{
			"index", ".index", `{"name":"my-connector","index":"test-index"}`,
			`{"index":"test-index","refresh":false}`, `{}`,
		},
		{
			"webhook with a certificate", ".webhook",
			`{"name":"my-connector","method":"post","url":"https://example.com","authType":"webhook-authentication-ssl","certType":"ssl-crt-key","crt":"QmFnIEF0dHI=","key":"LS0tLS1CRUdJTg==","password":"my-passphrase"}`,
			`{"authType":"webhook-authentication-ssl","certType":"ssl-crt-key","hasAuth":true,"method":"post","url":"https://example.com"}`,
			`{"crt":"QmFnIEF0dHI=","key":"LS0tLS1CRUdJTg==","password":"my-passphrase"}`,
		},
		{
			"xMatters with a secret URL", ".xmatters", `{"name":"my-connector","usesBasic":false,"secretsUrl":"https://example.com?apiKey=xxxxx"}`,
			`{"usesBasic":false}`, `{"secretsUrl":"https://example.com?apiKey=xxxxx"}`,
		},
		{"server log", ".server-log", `{"name":"my-connector"}`, `{}`, `{}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := request(t, fill(t, lookup(t, c.kind), nil, c.values))
			if r.TypeID != c.kind || !strings.Contains(c.values, `"`+r.Name+`"`) {
				t.Errorf("name %q, type %q", r.Name, r.TypeID)
			}
			if got := revealed(t, r.Config); got != c.config {
				t.Errorf("config\ngot  %s\nwant %s", got, c.config)
			}
			if got := revealed(t, r.Secrets); got != c.secrets {
				t.Errorf("secrets\ngot  %s\nwant %s", got, c.secrets)
			}
			if _, client := start(t, emulator.KibanaOptions{}); client != nil {
				if _, err := client.Create(t.Context(), "", r); err != nil {
					t.Errorf("Kibana refuses it: %v", err)
				}
			}
		})
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	const hook = `"name":"n","url":"https://a.example"`
	cases := []struct{ name, kind, values, config, secrets string }{
		{
			"what was typed into another branch stays here", ".email",
			`{"name":"n","from":"a@b.example","service":"gmail","host":"h","port":25,"secure":true,"hasAuth":false,"user":"u","password":"p","tenantId":"t"}`,
			`{"from":"a@b.example","hasAuth":false,"service":"gmail"}`, `{}`,
		},
		{
			"Exchange has no switch", ".email",
			`{"name":"n","from":"a@b.example","service":"exchange_server","clientId":"c","tenantId":"t","clientSecret":"s","user":"u"}`,
			`{"clientId":"c","from":"a@b.example","service":"exchange_server","tenantId":"t"}`, `{"clientSecret":"s"}`,
		},
		{
			"without authentication its kind is null", ".webhook", `{` + hook + `,"hasAuth":false,"authType":"webhook-authentication-ssl","crt":"Yw=="}`,
			`{"authType":null,"hasAuth":false,"url":"https://a.example"}`, `{}`,
		},
		{
			"choices that others look at are sent", ".webhook", `{` + hook + `,"user":"u","password":"p"}`,
			`{"authType":"webhook-authentication-basic","hasAuth":true,"url":"https://a.example"}`, `{"password":"p","user":"u"}`,
		},
		{
			"blanks are never sent", ".pagerduty", `{"name":"n","routingKey":"k","apiUrl":"  "}`, `{}`, `{"routingKey":"k"}`,
		},
		{
			"headers become an object", ".webhook", `{` + hook + `,"hasAuth":false,"headers":"X-A: 1\n\nX-B : b: c ","secretHeaders":{"X-T":"t"}}`,
			`{"authType":null,"hasAuth":false,"headers":{"X-A":"1","X-B":"b: c"},"url":"https://a.example"}`, `{"secretHeaders":{"X-T":"t"}}`,
		},
		{
			"files are sent in base64, also those that are it already", ".webhook",
			`{` + hook + `,"authType":"webhook-authentication-ssl","crt":"-----BEGIN X-----","key":"a2V5\n","verificationMode":"full","ca":"-----BEGIN Y-----"}`,
			`{"authType":"webhook-authentication-ssl","ca":"LS0tLS1CRUdJTiBZLS0tLS0=","certType":"ssl-crt-key","hasAuth":true,"url":"https://a.example","verificationMode":"full"}`,
			`{"crt":"LS0tLS1CRUdJTiBYLS0tLS0=","key":"a2V5"}`,
		},
		{
			"channels become a list", ".slack_api", `{"name":"n","token":"t","allowedChannels":"C1 #a\n#b"}`,
			`{"allowedChannels":[{"id":"C1","name":"#a"},{"name":"#b"}]}`, `{"token":"t"}`,
		},
		{
			"ServiceNow by OAuth", ".servicenow",
			`{"name":"n","apiUrl":"https://a.example","isOAuth":true,"clientId":"c","userIdentifierValue":"u","jwtKeyId":"j","clientSecret":"s","privateKey":"k","username":"x"}`,
			`{"apiUrl":"https://a.example","clientId":"c","isOAuth":true,"jwtKeyId":"j","userIdentifierValue":"u","usesTableApi":false}`,
			`{"clientSecret":"s","privateKey":"k"}`,
		},
		{
			"ServiceNow ITOM has no table API", ".servicenow-itom", `{"name":"n","apiUrl":"https://a.example","username":"u","password":"p"}`,
			`{"apiUrl":"https://a.example","isOAuth":false}`, `{"password":"p","username":"u"}`,
		},
		{
			"mappings may be empty", ".swimlane", `{"name":"n","apiUrl":"https://a.example","appId":"a","connectorType":"all","mappings":{},"apiToken":"t"}`,
			`{"apiUrl":"https://a.example","appId":"a","connectorType":"all","mappings":{}}`, `{"apiToken":"t"}`,
		},
		{
			"numbers are numbers, and a switch of the form's own is not sent", ".gen-ai",
			`{"name":"n","apiProvider":"Other","apiUrl":"https://a.example","defaultModel":"m","pki":true,"certificateData":` + pemText("CERTIFICATE") +
				`,"privateKeyData":` + pemText("PRIVATE KEY") + `,"contextWindowLength":"4096","temperature":0.5,"apiKey":"k"}`,
			`{"apiProvider":"Other","apiUrl":"https://a.example","contextWindowLength":4096,"defaultModel":"m","temperature":0.5}`,
			`{"certificateData":"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCllRPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=",` +
				`"privateKeyData":"LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCllRPT0KLS0tLS1FTkQgUFJJVkFURSBLRVktLS0tLQo="}`,
		},
		{
			"secrets may be an object", ".inference", `{"name":"n","provider":"openai","taskType":"completion","inferenceId":"i","providerConfig":{"model_id":"m"},"providerSecrets":{"api_key":"k"}}`,
			`{"inferenceId":"i","provider":"openai","providerConfig":{"model_id":"m"},"taskType":"completion"}`, `{"providerSecrets":{"api_key":"k"}}`,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := request(t, fill(t, lookup(t, c.kind), nil, c.values))
			if got := revealed(t, r.Config); got != c.config {
				t.Errorf("config\ngot  %s\nwant %s", got, c.config)
			}
			if got := revealed(t, r.Secrets); got != c.secrets {
				t.Errorf("secrets\ngot  %s\nwant %s", got, c.secrets)
			}
			_, client := start(t, emulator.KibanaOptions{})
			if _, err := client.Create(t.Context(), "", r); err != nil {
				t.Errorf("Kibana refuses it: %v", err)
			}
		})
	}
}

// pemText is a PEM block as JSON.
func pemText(kind string) string {
	return fmt.Sprintf(`"-----BEGIN %s-----\nYQ==\n-----END %[1]s-----\n"`, kind)
}

func TestForceSendsAllButWhatCannotBeConverted(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".email"), nil, `{"name":"n","from":"nobody","hasAuth":false,"host":"h"}`)
	if _, err := form.Request(false); err == nil || !strings.Contains(err.Error(), "from, port") {
		t.Errorf("unforced: %v", err)
	}
	if r, err := form.Request(true); err != nil || revealed(t, r.Config) != `{"from":"nobody","hasAuth":false,"host":"h","service":"other"}` {
		t.Errorf("forced: %v, %v", r, err)
	}
	form.SetText("port", "smtp")
	if _, err := form.Request(true); err == nil || !strings.Contains(err.Error(), "can't be converted: port") {
		t.Errorf("forced with a port in words: %v", err)
	}
	hook := fill(t, lookup(t, ".webhook"), nil, `{"name":"n","url":"https://a.example","hasAuth":false,"headers":"oops"}`)
	if _, err := hook.Request(true); err == nil || !strings.Contains(err.Error(), "can't be converted: headers") {
		t.Errorf("forced with headers that are none: %v", err)
	}
}

func TestARequestOutlivesItsForm(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".slack"), nil, `{"name":"n","webhookUrl":"https://canary.example/x"}`)
	r := request(t, form)
	form.Wipe()
	if got := revealed(t, r.Secrets); !strings.Contains(got, "canary") {
		t.Errorf("wiping the form emptied the request: %s", got)
	}
	r.Wipe()
	if v, _ := r.Secrets.Get("webhookUrl"); v.Reveal() != "" {
		t.Error("wiping the request left the secret")
	}
	if _, found := r.Secrets.Get("other"); found {
		t.Error("a key that isn't there was found")
	}
}

func TestARequestPrintsNoSecret(t *testing.T) {
	t.Parallel()
	form := fill(t, lookup(t, ".webhook"), nil,
		`{"name":"n","url":"https://a.example","user":"canary-user","password":"canary-word","secretHeaders":{"X":"canary-head"}}`)
	r := request(t, form)
	coded, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(coded), `"secrets":{"user":"redacted"`) {
		t.Errorf("%s, %v", coded, err)
	}
	var printed strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&printed, verb+verb+verb, r, form, form.Changes())
		fmt.Fprintf(&printed, verb, form.Gate())
	}
	for _, word := range []string{"canary", fmt.Sprintf("%x", "canary"), fmt.Sprint([]byte("canary"))[1:20]} {
		if strings.Contains(printed.String()+string(coded), word) {
			t.Errorf("a secret is printed as %q", word)
		}
	}
}

// sample is an existing connector.
func sample(kind, config string) *kibana.Connector {
	v, err := schema.ParseValue([]byte(config))
	if err != nil {
		panic(err)
	}
	return &kibana.Connector{ID: "c1", Name: "Old", TypeID: kind, Config: v}
}

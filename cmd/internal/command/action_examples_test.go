package command

import (
	"encoding/json"
	"net/http"
	"reflect"
	"testing"
)

// The creations that Kibana's public documentation shows, by one command each: what
// arrives is the documented body and the switches.
func TestTheDocumentedActionConnectorsAreCreatedByACommand(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		args []string
		body string
	}{
		"mail": {
			[]string{
				".email", "--name", "email-connector-1", "from=tester@example.com", "hasAuth=true", "host=https://example.com", "port=1025",
				"secure=false", "service=other", "--from-env", "user=MAIL_USER", "--from-env", "password=MAIL_PASSWORD",
			},
			`{"name": "email-connector-1", "connector_type_id": ".email",
			  "config": {"from": "tester@example.com", "hasAuth": true, "host": "https://example.com", "port": 1025, "secure": false, "service": "other"},
			  "secrets": {"user": "username", "password": "password"}}`,
		},
		"index": {
			[]string{".index", "--name", "my-connector", "index=test-index"},
			`{"name": "my-connector", "connector_type_id": ".index", "config": {"index": "test-index", "refresh": false}, "secrets": {}}`,
		},
		"webhook with a certificate": {
			[]string{
				".webhook", "--name", "my-connector", "method=post", "url=https://example.com", "authType=webhook-authentication-ssl",
				"certType=ssl-crt-key", "--from-env", "crt=CRT", "--from-env", "key=KEY", "--from-env", "password=PASSPHRASE",
			},
			`{"name": "my-connector", "connector_type_id": ".webhook",
			  "config": {"method": "post", "url": "https://example.com", "hasAuth": true, "authType": "webhook-authentication-ssl", "certType": "ssl-crt-key"},
			  "secrets": {"crt": "QmFnIEF0dHI=", "key": "LS0tLS1CRUdJTg==", "password": "my-passphrase"}}`,
		},
		"xMatters with a secret URL": {
			[]string{".xmatters", "--name", "my-connector", "usesBasic=false", "--from-env", "secretsUrl=FLOW"},
			`{"name": "my-connector", "connector_type_id": ".xmatters", "config": {"usesBasic": false},
			  "secrets": {"secretsUrl": "https://example.com?apiKey=xxxxx"}}`,
		},
		"server log": {
			[]string{".server-log", "--name", "my-connector"},
			`{"name": "my-connector", "connector_type_id": ".server-log", "config": {}, "secrets": {}}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, k := raiseKibana(t, nil)
			for variable, value := range map[string]string{
				"MAIL_USER": "username", "MAIL_PASSWORD": "password", "CRT": "QmFnIEF0dHI=", "KEY": "LS0tLS1CRUdJTg==",
				"PASSPHRASE": "my-passphrase", "FLOW": "https://example.com?apiKey=xxxxx",
			} {
				s.env[variable] = value
			}
			s.run("", append([]string{"action", "create", "--id", "mine"}, test.args...)...).exits(t, exitDone).says(t, "created action connector mine")
			var bodies []string
			for _, r := range k.Requests() {
				if r.Method == http.MethodPost {
					bodies = append(bodies, string(r.Body))
				}
			}
			if len(bodies) != 1 || !reflect.DeepEqual(decoded(t, bodies[0]), decoded(t, test.body)) {
				t.Errorf("arrived %q\nwant %s", bodies, test.body)
			}
		})
	}
}

func decoded(t *testing.T, raw string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(raw), &v); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return v
}

func TestWithoutATerminalTheActionWizardIsRefused(t *testing.T) {
	t.Parallel()
	s, k := raiseKibana(t, nil)
	s.run("", "action", "edit", "on-call-mail").exits(t, exitUsage).says(t, "needs a terminal", "connwiz action list, show, create")
	s.run("", "action", "create").exits(t, exitUsage).says(t, "connwiz action create")
	s.run("", "action", "create", ".server-log").exits(t, exitInvalid).says(t, "'Name' is required")
	s.run("", "action").exits(t, exitUsage).says(t, "connwiz action list, show, create")
	if n := len(k.Requests()); n > 0 {
		t.Errorf("%d requests were made", n)
	}
}

func TestTheActionWizardInLineModeWorksOnAPipe(t *testing.T) {
	t.Parallel()
	s, k := raiseKibana(t, nil)
	s.run("Line\n\n\ny\n1\n", "action", "create", ".server-log", "--plain").exits(t, exitDone).says(t, "line: connector created")
	s.run("Other\n\n\n", "action", "edit", "log-line", "--plain").exits(t, exitCancelled)
	s.run("", "action", "edit", "preconfigured-email", "--plain").exits(t, exitNotAllowed).says(t, "kibana.yml", "connwiz action show preconfigured-email")
	s.run("<\n", "action", "edit", "gone", "--plain").exits(t, exitNotFound).says(t, "connwiz action list")
	s.run("", "action", "create", ".gone", "--plain").exits(t, exitNotFound).says(t, "connwiz action types")
	s.run("2\n<\n<\n", "action", "--plain").exits(t, exitDone).says(t, "Create an action connector", "Alert history")
	writes := 0
	for _, r := range k.Requests() {
		if r.Method != http.MethodGet {
			writes++
		}
	}
	if writes != 1 {
		t.Errorf("%d writes arrived, want 1", writes)
	}
}

//go:build unix

package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

// raiseKibana serves a Kibana with the samples.
func raiseKibana(t *testing.T) (*emulator.Kibana, string) {
	t.Helper()
	kibana := emulator.New(emulator.Options{}).Kibana(emulator.KibanaOptions{})
	if err := kibana.Seed(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(kibana)
	t.Cleanup(server.Close)
	return kibana, server.URL
}

// written are the writes that arrived, method and path before each body.
func written(t *testing.T, k *emulator.Kibana) map[string]any {
	t.Helper()
	all := map[string]any{}
	for _, r := range k.Requests() {
		if r.Method == http.MethodGet {
			continue
		}
		var body any
		if err := json.Unmarshal(r.Body, &body); err != nil {
			t.Fatal(err)
		}
		all[r.Method+" "+r.Path] = body
	}
	return all
}

func TestJourneyOfANewActionConnector(t *testing.T) {
	t.Parallel()
	kibana, url := raiseKibana(t)
	s := sit(t, exec.Command("connwiz", "action", "create", "--kibana-url", url), screentest.Options{Silent: true, Shell: true})
	s.WaitFor("30 types")
	s.does("xmat", "1 match of 30 types")
	s.does(screentest.Enter, "New xMatters connector")
	s.does("my-connector", "my-connector")
	s.does(screentest.Tab, "empty: my-connector is used")
	s.does(screentest.Tab, "▸ Basic authentication")
	s.does(screentest.Left, "Initiation URL with API key *")
	s.does(screentest.Tab, "▸ Initiation URL with API key")
	s.does("https://example.com?apiKey=xxxxx", "••••")
	s.does(screentest.CtrlS, "Enter creates it as my-connector")
	s.WaitFor("secrets.secretsUrl: (redacted)")
	s.submits()
	s.WaitFor("Connector created: my-connector")
	s.does("t", "it starts the workflow")
	s.does(screentest.Enter, "The test worked")
	s.Press(screentest.Enter)
	s.leaves(0)
	s.says("my-connector: connector created; the test worked")
	s.hides("apiKey=xxxxx")
	var want any
	if err := json.Unmarshal([]byte(`{"name": "my-connector", "connector_type_id": ".xmatters", "config": {"usesBasic": false},
	  "secrets": {"secretsUrl": "https://example.com?apiKey=xxxxx"}}`), &want); err != nil {
		t.Fatal(err)
	}
	if got := written(t, kibana)["POST /api/actions/connector/my-connector"]; !reflect.DeepEqual(got, want) {
		t.Errorf("arrived %v", got)
	}
}

func TestJourneyOfAnActionConnectorThatIsLeft(t *testing.T) {
	t.Parallel()
	kibana, url := raiseKibana(t)
	s := sit(t, exec.Command("connwiz", "action", "edit", "on-call-mail", "--kibana-url", url), screentest.Options{Silent: true, Shell: true})
	s.WaitFor("To be typed again:")
	s.does(screentest.Enter, "▸ Name")
	s.does(screentest.CtrlF, "Find:")
	s.does("password", "Password  password")
	s.does(screentest.Enter, "▸ Password")
	s.does("typed-here", "••••")
	s.does(screentest.CtrlC, "Typed but not sent: Password")
	s.Press(screentest.CtrlC)
	s.leaves(130)
	s.hides("typed-here")
	if got := written(t, kibana); len(got) > 0 {
		t.Errorf("arrived %v", got)
	}
}

func TestJourneyFromTheDemoToAnActionConnector(t *testing.T) {
	t.Parallel()
	s := sit(t, exec.Command("connwiz", "demo"), screentest.Options{Silent: true, Shell: true})
	s.WaitFor("F2 actions")
	s.does("\x1bOQ", "Create an action connector")
	s.does("history", "1 match of 9 connectors")
	s.does(screentest.Enter, "▸ Name")
	s.does("-2", "Alert history-2")
	s.does(screentest.CtrlS, "Enter replaces the whole of alert-history")
	s.submits()
	s.WaitFor("Connector updated: alert-history")
	s.does(screentest.Enter, "Alert history-2")
	s.Press(screentest.CtrlC)
	s.leaves(130)
	if !strings.Contains(s.Dump(), "alert-history: connector updated") {
		t.Errorf("no line is left:\n%s", s.Dump())
	}
}

package kibana_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/schema"
)

func TestAConnectorLivesAndDies(t *testing.T) {
	t.Parallel()
	k, c := start(t, emulator.KibanaOptions{})
	form := fill(t, lookup(t, ".server-log"), nil, `{"name":"First"}`)
	made, err := c.Create(t.Context(), "c1", request(t, form))
	if err != nil || made.ID != "c1" || made.Name != "First" || made.TypeID != ".server-log" {
		t.Fatalf("%+v, %v", made, err)
	}
	if free, err := c.Create(t.Context(), "", request(t, form)); err != nil || len(free.ID) != 36 {
		t.Errorf("%+v, %v", free, err)
	}
	form.SetText("name", "Second")
	if changed, err := c.Update(t.Context(), "c1", request(t, form)); err != nil || changed.Name != "Second" {
		t.Errorf("%+v, %v", changed, err)
	}
	if got, err := c.Get(t.Context(), "c1"); err != nil || got.Name != "Second" || got.Config.Kind() != schema.KindObject {
		t.Errorf("%+v, %v", got, err)
	}
	if all, err := c.List(t.Context()); err != nil || len(all) != 3 || !all[1].Preconfigured || all[1].Locked() == "" {
		t.Errorf("%+v, %v", all, err)
	}
	if err := c.Delete(t.Context(), "c1"); err != nil {
		t.Error(err)
	}
	if e := failure(t, c.Delete(t.Context(), "c1")); e.Reaction != client.NotFound || e.Reason != "Saved object [action/c1] not found" {
		t.Errorf("%+v", e)
	}
	for _, r := range k.Requests() {
		if r.Header.Get("Kbn-Xsrf") == "" || r.Header.Get("Elastic-Api-Version") != "2023-10-31" || r.Header.Get("Accept") != "application/json" {
			t.Errorf("%s %s: %v", r.Method, r.Path, r.Header)
		}
	}
}

func TestSamplesAreRead(t *testing.T) {
	t.Parallel()
	k, c := start(t, emulator.KibanaOptions{})
	if err := k.Seed(); err != nil {
		t.Fatal(err)
	}
	all, err := c.List(t.Context())
	if err != nil || len(all) != 8 {
		t.Fatalf("%d, %v", len(all), err)
	}
	for i := range all {
		one, err := c.Get(t.Context(), all[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		if one.Locked() != "" {
			continue
		}
		form := fill(t, lookup(t, one.TypeID), one, `{}`)
		if v, _ := form.Field("name"); v.Text != one.Name {
			t.Errorf("%s: name %q", one.ID, v.Text)
		}
		for _, p := range form.Gate() {
			if p.Kind != schema.KindRequired || !typeSecret(t, one.TypeID, p.Field) {
				t.Errorf("%s: %s", one.ID, p.Message)
			}
		}
		if (one.ID == "ops-board") != one.MissingSecrets || (one.ID == "it-incidents") != one.Deprecated {
			t.Errorf("%+v", one)
		}
	}
}

func typeSecret(t *testing.T, kind, field string) bool {
	t.Helper()
	return lookup(t, kind).Field(field).Sensitive()
}

func TestASpaceIsPartOfThePath(t *testing.T) {
	t.Parallel()
	k := emulator.New(emulator.Options{}).Kibana(emulator.KibanaOptions{})
	r := kibana.Request{Name: "n", TypeID: ".server-log"}
	if _, err := connect(t, k, kibana.Config{Space: "ops"}).Create(t.Context(), "c1", r); err != nil {
		t.Fatal(err)
	}
	c := connect(t, k, kibana.Config{Space: "default"})
	if e := failure(t, second(c.Get(t.Context(), "c1"))); e.Reaction != client.NotFound {
		t.Errorf("%+v", e)
	}
	e := failure(t, second(c.Create(t.Context(), "c1", r)))
	if e.Reaction != client.Conflict || e.Reason != "the id is taken, in this space or in another" || c.Space() != "default" {
		t.Errorf("%+v", e)
	}
	if got := k.Requests(); got[0].Path != "/s/ops/api/actions/connector/c1" || got[1].Path != "/api/actions/connector/c1" {
		t.Errorf("%s, %s", got[0].Path, got[1].Path)
	}
}

func second[T any](_ T, err error) error { return err }

func TestRefusalsHaveTheirReactions(t *testing.T) {
	t.Parallel()
	server := emulator.New(emulator.Options{APIKeys: []string{"all", "read"}, ReadOnly: []string{"read"}})
	k := server.Kibana(emulator.KibanaOptions{License: "basic"})
	log := kibana.Request{Name: "n", TypeID: ".server-log"}
	slack := kibana.Request{Name: "n", TypeID: ".slack", Secrets: kibana.Object{{Name: "webhookUrl", Value: schema.Text("https://a.example").AsSensitive()}}}
	for _, c := range []struct {
		name, key string
		ask       func(*kibana.Client) error
		reaction  client.Reaction
		text      string
	}{
		{"without a key", "", func(c *kibana.Client) error { return second(c.List(t.Context())) }, client.NotAllowed, "missing authentication credentials"},
		{"a reader may read", "read", func(c *kibana.Client) error { return second(c.Types(t.Context(), "alerting")) }, 0, ""},
		{"a reader may not write", "read", func(c *kibana.Client) error { return second(c.Create(t.Context(), "", log)) }, client.NotAllowed, `Unauthorized to create a ".server-log" action`},
		{"above the licence", "all", func(c *kibana.Client) error { return second(c.Create(t.Context(), "", slack)) }, client.NotAllowed, "basic license does not support it"},
		{"a bad value", "all", func(c *kibana.Client) error {
			return second(c.Create(t.Context(), "", kibana.Request{Name: " ", TypeID: ".server-log"}))
		}, client.Rejected, `create action connector " ": [request body.name]: value '' is not valid`},
		{"nothing there", "all", func(c *kibana.Client) error { return second(c.Update(t.Context(), "c9", log)) }, client.NotFound, `update action connector "c9"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cfg := kibana.Config{}
			if c.key != "" {
				cfg.APIKey = schema.NewSecret([]byte(c.key))
			}
			err := c.ask(connect(t, k, cfg))
			if c.text == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if e := failure(t, err); e.Reaction != c.reaction || !strings.Contains(e.Error(), c.text) {
				t.Errorf("%d %v", e.Reaction, e)
			}
		})
	}
}

func TestOddAnswersAreToldApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		status   int
		body     string
		reaction client.Reaction
		text     string
	}{
		{"Kibana is starting", 503, "Kibana server is not ready yet.", client.Unreachable, "503 Service Unavailable: Kibana server is not ready yet"},
		{"a proxy's page", 502, "<html>", client.Unreachable, "the answer isn't Kibana's"},
		{"a proxy's page for what isn't there", 404, "<html>", client.Trouble, "the answer isn't Kibana's"},
		{"a path that isn't there", 404, `{"statusCode":404,"error":"Not Found","message":"Not Found"}`, client.Trouble, "doesn't have the endpoint"},
		{"Elasticsearch", 400, `{"error":"no handler found for uri [/api/actions/connectors] and method [GET]"}`, client.Trouble, "give Kibana's URL"},
		{"Elasticsearch in full", 404, `{"error":{"type":"index_not_found_exception","reason":"no such index [api]"},"status":404}`, client.Trouble, "give Kibana's URL"},
		{"a gateway in JSON", 401, `{"error":"token expired"}`, client.NotAllowed, "the answer isn't Kibana's"},
		{"somebody else's error", 400, `{"statusCode":500,"error":{},"message":"x"}`, client.Trouble, "the answer isn't Kibana's"},
		{"a failure", 500, `{"statusCode":500,"error":"Internal Server Error","message":"An internal server error occurred."}`, client.Trouble, "An internal server error occurred."},
		{"a page for an answer", 200, "<html>", client.Trouble, "is this Kibana's URL?"},
		{"a connector that is none", 200, `[{"config":1,"name":{}}]`, client.Trouble, "is this Kibana's URL?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.body)
			})
			e := failure(t, second(connect(t, handler, kibana.Config{}).List(t.Context())))
			if e.Reaction != c.reaction || !strings.Contains(e.Error(), c.text) {
				t.Errorf("%d %v", e.Reaction, e)
			}
		})
	}
}

func TestOnlyAPostIsSentOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		ask  func(*kibana.Client) error
		want int
		sent bool
	}{
		{"creating", func(c *kibana.Client) error { return second(c.Create(t.Context(), "c1", kibana.Request{Name: "n"})) }, 1, true},
		{"running", func(c *kibana.Client) error { return second(c.Execute(t.Context(), "c1", []byte("{}"))) }, 1, true},
		{"changing", func(c *kibana.Client) error { return second(c.Update(t.Context(), "c1", kibana.Request{Name: "n"})) }, 4, true},
		{"reading", func(c *kibana.Client) error { return second(c.Get(t.Context(), "c1")) }, 4, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k := emulator.New(emulator.Options{}).Kibana(emulator.KibanaOptions{})
			came := 0
			faulty := emulator.NewFaulty(k)
			faulty.Add(emulator.Fault{Status: 504, Match: func(*http.Request) bool { came++; return true }})
			e := failure(t, c.ask(connect(t, faulty, kibana.Config{})))
			if came != c.want || e.Reaction != client.Unreachable || e.Sent != c.sent {
				t.Errorf("%d requests, %+v", came, e)
			}
		})
	}
}

func TestADeletionWhoseAnswerWasLostIsDone(t *testing.T) {
	t.Parallel()
	k := emulator.New(emulator.Options{}).Kibana(emulator.KibanaOptions{})
	faulty := emulator.NewFaulty(k)
	c := connect(t, faulty, kibana.Config{})
	if _, err := c.Create(t.Context(), "c1", kibana.Request{Name: "n", TypeID: ".server-log"}); err != nil {
		t.Fatal(err)
	}
	faulty.Add(emulator.Fault{ResetAfter: true, Times: 1})
	if err := c.Delete(t.Context(), "c1"); err != nil {
		t.Error(err)
	}
}

func TestRunning(t *testing.T) {
	t.Parallel()
	k, c := start(t, emulator.KibanaOptions{})
	if err := k.Seed(); err != nil {
		t.Fatal(err)
	}
	typ := lookup(t, ".server-log")
	if got, err := c.Execute(t.Context(), "log-line", []byte(typ.Test.Params)); err != nil || !got.OK || len(got.Data) == 0 {
		t.Errorf("%+v, %v", got, err)
	}
	got, err := c.Execute(t.Context(), "ticket-hook", []byte(lookup(t, ".webhook").Test.Params))
	if err != nil || got.OK || got.ServiceMessage != "getaddrinfo ENOTFOUND" || got.User {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := c.Execute(t.Context(), "on-call-mail", []byte(lookup(t, ".email").Test.Params)); err != nil || got.OK || !got.User || !strings.Contains(got.Message, "[to]") {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := c.Execute(t.Context(), "log-line", []byte("{")); err == nil {
		t.Error("parameters that are no JSON were sent")
	}
	if _, err := c.Execute(t.Context(), "..", []byte("{}")); err == nil {
		t.Error("an id that leads elsewhere was asked for")
	}
}

func TestIDsStandInPathsAsTheyAre(t *testing.T) {
	t.Parallel()
	k, c := start(t, emulator.KibanaOptions{})
	const id = "a/b c?"
	if _, err := c.Create(t.Context(), id, kibana.Request{Name: "n", TypeID: ".server-log"}); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Get(t.Context(), id); err != nil || got.ID != id || k.Requests()[1].Path != "/api/actions/connector/a%2Fb%20c%3F" {
		t.Errorf("%+v, %v, %s", got, err, k.Requests()[1].Path)
	}
	for name, ask := range map[string]func() error{
		"create": func() error { return second(c.Create(t.Context(), ".", kibana.Request{})) },
		"update": func() error { return second(c.Update(t.Context(), "..", kibana.Request{})) },
		"get":    func() error { return second(c.Get(t.Context(), "")) },
		"delete": func() error { return c.Delete(t.Context(), "") },
	} {
		if err := ask(); err == nil || len(k.Requests()) != 2 {
			t.Errorf("%s: %v after %d requests", name, err, len(k.Requests()))
		}
	}
}

func TestConfigurationsThatAreRefused(t *testing.T) {
	t.Parallel()
	cloud := "n:" + "ZXhhbXBsZS5jb20kYWJjJA==" // example.com$abc$, without a Kibana
	full := "n:" + "ZXhhbXBsZS5jb20kYWJjJGRlZg=="
	for _, c := range []struct{ url, cloud, space, want string }{
		{"https://u:p@a.example", "", "", "user name or password"},
		{"", "", "", "neither a URL nor a cloud id"},
		{"https://a.example", "", "My Space", "only lower case letters"},
		{"", cloud, "", ""},
		{"", "nonsense", "", "cloud id"},
		{"", full, "", ""},
	} {
		cfg := kibana.Config{Space: c.space}
		cfg.URL, cfg.CloudID = c.url, c.cloud
		got, err := kibana.New(cfg)
		switch {
		case c.cloud == full:
			if err != nil || !strings.HasPrefix(got.Host(), "def.example.com") {
				t.Errorf("%v", err)
			}
		case err == nil || !strings.Contains(err.Error(), c.want):
			t.Errorf("%+v: %v", c, err)
		}
		if err == nil {
			got.Close()
		}
	}
}

// A canary is sent as every secret of a type, and Kibana quotes what it got: no
// form of it is left in the error, in the log or in the buffer of the request.
func TestNoSecretComesBack(t *testing.T) {
	t.Parallel()
	const canary = "canary-4711"
	for _, c := range []struct{ name, kind, values string }{
		{"a text", ".jira", `{"name":"n","apiUrl":"https://a.example","projectKey":"P","email":"` + canary + `","apiToken":"` + canary + `"}`},
		{"a URL", ".slack", `{"name":"n","webhookUrl":"https://a.example/` + canary + `/x y?k=` + canary + `"}`},
		{"a file", ".webhook", `{"name":"n","url":"https://a.example","authType":"webhook-authentication-ssl","crt":"` + canary + `","key":"-----` + canary + `"}`},
		{"a map", ".webhook", `{"name":"n","url":"https://a.example","hasAuth":false,"secretHeaders":{"X":"` + canary + `"}}`},
		{"an object", ".inference", `{"name":"n","provider":"p","taskType":"rerank","inferenceId":"i","providerSecrets":{"a":{"b":["` + canary + `"]}}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			form := fill(t, lookup(t, c.kind), nil, c.values)
			var log bytes.Buffer
			cfg := kibana.Config{}
			cfg.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			cfg.APIKey = schema.NewSecret([]byte("canary-key"))
			echo := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				if !bytes.Contains(body, []byte(`"secrets":{"`)) {
					t.Error("no secret came")
				}
				quoted := schema.Text("got " + string(body) + " and /canary-4711/x%20y?k=canary-4711 by " + r.Header.Get("Authorization")).RevealJSON()
				w.WriteHeader(400)
				_, _ = w.Write([]byte(`{"statusCode":400,"error":"Bad Request","message":` + string(quoted) + `}`))
			})
			client := connect(t, echo, cfg)
			for _, err := range []error{
				second(client.Create(t.Context(), "c1", request(t, form))), second(client.Update(t.Context(), "c1", request(t, form))),
			} {
				text := failure(t, err).Error() + strings.Join(messages(form.Type().Problems(err)), " ") + log.String()
				if c.name != "a URL" {
					text = strings.ReplaceAll(text, "/canary-4711/x%20y?k=canary-4711", "") // the echo's own words
				}
				if strings.Contains(text, "canary") || strings.Contains(text, "Y2FuYXJ5") {
					t.Errorf("%s", text)
				}
			}
			if !strings.Contains(log.String(), "path=/api/actions/connector/c1") {
				t.Errorf("log %s", log.String())
			}
		})
	}
}

func TestProblemsOfOtherErrorsAreNone(t *testing.T) {
	t.Parallel()
	typ := lookup(t, ".email")
	for _, err := range []error{nil, errors.New("x"), &client.Error{Reaction: client.Conflict, Reason: "[from]"}} {
		if got := typ.Problems(err); got != nil {
			t.Errorf("%v: %v", err, got)
		}
	}
}

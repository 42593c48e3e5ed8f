package client_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/schema"
)

// put makes a request past the client.
func put(t *testing.T, s *emulator.Server, path, body string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPut, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
}

// writes returns which requests came, without those that only read.
func writes(s *emulator.Server) []string {
	var came []string
	for _, r := range s.Requests() {
		if r.Method != "GET" && !strings.Contains(r.Path, "_has_privileges") {
			came = append(came, r.Method+" "+r.Path)
		}
	}
	return came
}

func TestAConnectorIsCreatedUnderAnIdOfTheServers(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	id, err := c.Create(t.Context(), client.NewConnector{
		Name: "Wiki", Description: "pages", ServiceType: "confluence", IndexName: "search-wiki",
	})
	if err != nil || id == "" {
		t.Fatalf("got %q, %v", id, err)
	}
	got, err := c.Summary(t.Context(), id)
	if err != nil || got.Name != "Wiki" || got.Description != "pages" || got.ServiceType != "confluence" ||
		got.IndexName != "search-wiki" || got.Native || got.Status != client.Created {
		t.Errorf("got %+v, %v", got, err)
	}
	if came := writes(s); len(came) != 1 || came[0] != "POST /_connector" {
		t.Errorf("got %q", came)
	}
}

func TestAConnectorIsCreatedUnderAChosenId(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	id, err := c.Create(t.Context(), client.NewConnector{ID: "a?b", Name: "Files", IndexName: "content-files", Native: true})
	if err != nil || id != "a?b" {
		t.Fatalf("got %q, %v", id, err)
	}
	got, err := c.Summary(t.Context(), "a?b")
	if err != nil || !got.Native || got.Status != client.NeedsConfiguration || got.Name != "Files" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestAnExistingConnectorIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		document string
		deleted  bool
	}{
		"one that is in use":  {`{"name":"x","configuration":{}}`, false},
		"one that is deleted": {`{"name":"x","configuration":{},"deleted":true}`, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, c := start(t, emulator.Options{}, client.Config{})
			if err := s.PutDocument("taken", []byte(tt.document)); err != nil {
				t.Fatal(err)
			}
			before := string(s.Document("taken"))
			_, err := c.Create(t.Context(), client.NewConnector{ID: "taken", Name: "new"})
			var exists *client.ExistsError
			if !errors.As(err, &exists) || exists.Deleted != tt.deleted || !strings.Contains(err.Error(), "overwritten") {
				t.Errorf("got %v", err)
			}
			if string(s.Document("taken")) != before || len(writes(s)) != 0 {
				t.Errorf("got %s after %q", s.Document("taken"), writes(s))
			}
		})
	}
}

func TestABadConnectorIsRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	var wrong *client.IndexNameError
	if _, err := c.Create(t.Context(), client.NewConnector{IndexName: "Wiki"}); !errors.As(err, &wrong) {
		t.Errorf("got %v", err)
	}
	if _, err := c.Create(t.Context(), client.NewConnector{ID: "a/b"}); err == nil {
		t.Error("an id with a slash was taken")
	}
	if len(s.Requests()) != 0 {
		t.Errorf("got %d requests", len(s.Requests()))
	}
}

func TestAnotherConnectorsIndexIsRefused(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	_, err := c.Create(t.Context(), client.NewConnector{Name: "x", IndexName: "search-wares"})
	if reaction(t, err) != client.Conflict || !strings.Contains(err.Error(), "is used by another connector") {
		t.Errorf("got %v", err)
	}
	if err := c.CreateIndex(t.Context(), "search-new"); err != nil {
		t.Fatal(err)
	}
	if r, err := c.AttachIndex(t.Context(), "c1", "search-new"); r != client.Updated || err != nil {
		t.Errorf("got %q, %v", r, err)
	}
	if r, err := c.AttachIndex(t.Context(), "c1", "search-new"); r != client.Noop || err != nil {
		t.Errorf("got %q, %v", r, err)
	}
	other, err := c.Create(t.Context(), client.NewConnector{Name: "y"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.AttachIndex(t.Context(), other, "search-new"); reaction(t, err) != client.Conflict {
		t.Errorf("got %v", err)
	}
	if _, err := c.AttachIndex(t.Context(), "none", "search-other"); reaction(t, err) != client.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestAnIndexIsFoundAndItsMappingsToo(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	if got, err := c.Index(t.Context(), "search-wares"); got.Exists || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	put(t, s, "/search-wares", `{}`)
	if got, err := c.Index(t.Context(), "search-wares"); !got.Exists || got.Mapped || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := c.CreateIndex(t.Context(), "search-mapped"); err != nil {
		t.Fatal(err)
	}
	if got, err := c.Index(t.Context(), "search-mapped"); !got.Exists || !got.Mapped || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := c.CreateIndex(t.Context(), "search-mapped"); reaction(t, err) != client.Conflict {
		t.Errorf("got %v", err)
	}
}

func TestAnAPIKeyIsMintedForOneIndexOnly(t *testing.T) {
	t.Parallel()
	for version, cluster := range map[string]string{
		"": `["monitor","manage_connector"]`, "9.1.0": `["monitor","manage_connector"]`,
		"8.15.0": `["monitor","manage_connector"]`, "8.14.3": `["monitor"]`,
	} {
		s, c := start(t, emulator.Options{}, client.Config{})
		key, err := c.MintAPIKey(t.Context(), client.KeyRequest{Index: "search-wares", Version: version})
		if err != nil || key.ID == "" || key.Encoded.Empty() || key.Name != "search-wares-connector" {
			t.Fatalf("got %+v, %v", key, err)
		}
		sent := string(s.Requests()[0].Body)
		for _, part := range []string{
			`"cluster":` + cluster, `"search-wares-connector-role"`, `"privileges":["all"]`,
			`"names":["search-wares",".search-acl-filter-search-wares",".elastic-connectors*"]`,
		} {
			if !strings.Contains(sent, part) {
				t.Errorf("%s: %s lacks %s", version, sent, part)
			}
		}
	}
}

func TestTheNameOfAKeyFits(t *testing.T) {
	t.Parallel()
	_, c := start(t, emulator.Options{}, client.Config{})
	key, err := c.MintAPIKey(t.Context(), client.KeyRequest{Index: strings.Repeat("ä", 127)})
	if err != nil || len(key.Name) > 256 || !strings.HasSuffix(key.Name, "ä-connector") {
		t.Errorf("got %q, %v", key.Name, err)
	}
}

func TestACallerWithAnAPIKeyCantMintOne(t *testing.T) {
	t.Parallel()
	own := "a2V5OmFsbA=="
	_, c := start(t, emulator.Options{APIKeys: []string{own}}, client.Config{APIKey: schema.NewSecret([]byte(own))})
	_, err := c.MintAPIKey(t.Context(), client.KeyRequest{Index: "search-wares"})
	var derived *client.DerivedKeyError
	if !errors.As(err, &derived) || reaction(t, err) != client.Rejected {
		t.Fatalf("got %v", err)
	}
	for _, words := range []string{"user name and a password", "existing key and its id"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("%q lacks %q", err, words)
		}
	}
	if who, err := c.WhoAmI(t.Context()); err != nil || !who.ByAPIKey() || who.KeyID != "key" {
		t.Errorf("got %+v, %v", who, err)
	}
}

func TestAKeyIsRecordedWithItsSecret(t *testing.T) {
	t.Parallel()
	s, c := start(t, emulator.Options{}, client.Config{})
	const canary = "c4nary\"Pa55"
	id, err := c.StoreSecret(t.Context(), schema.NewSecret([]byte(canary)))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.ReplaceSecret(t.Context(), id, schema.NewSecret([]byte(canary+"2"))); err != nil {
		t.Fatal(err)
	}
	if got := string(s.Requests()[1].Body); got != `{"value":"c4nary\"Pa552"}` {
		t.Errorf("got %s", got)
	}
	if _, err := c.RecordAPIKey(t.Context(), "c1", client.RecordedKey{ID: "k1", SecretID: id}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.RecordAPIKey(t.Context(), "c1", client.RecordedKey{ID: "k2"}); err != nil {
		t.Fatal(err)
	}
	got, err := c.RecordedKey(t.Context(), "c1")
	if err != nil || got != (client.RecordedKey{ID: "k2", SecretID: id}) {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := c.RecordedKey(t.Context(), "none"); reaction(t, err) != client.NotFound {
		t.Errorf("got %v", err)
	}
	if _, err := c.RecordAPIKey(t.Context(), "none", client.RecordedKey{ID: "k"}); reaction(t, err) != client.NotFound {
		t.Errorf("got %v", err)
	}
	if _, err := c.RecordAPIKey(t.Context(), "c1", client.RecordedKey{}); reaction(t, err) != client.Rejected {
		t.Errorf("got %v", err)
	}
}

func TestWhatMakesSomethingNewIsNeverRepeated(t *testing.T) {
	t.Parallel()
	for name, work := range map[string]func(*client.Client) error{
		"a connector": func(c *client.Client) error {
			_, err := c.Create(t.Context(), client.NewConnector{Name: "x"})
			return err
		},
		"a connector by id": func(c *client.Client) error {
			_, err := c.Create(t.Context(), client.NewConnector{ID: "new"})
			return err
		},
		"an index": func(c *client.Client) error { return c.CreateIndex(t.Context(), "x") },
		"a key": func(c *client.Client) error {
			_, err := c.MintAPIKey(t.Context(), client.KeyRequest{Index: "x"})
			return err
		},
		"a secret": func(c *client.Client) error {
			_, err := c.StoreSecret(t.Context(), schema.NewSecret([]byte("x")))
			return err
		},
		"a sync": func(c *client.Client) error {
			_, err := c.StartSync(t.Context(), "c1", client.FullSync)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := start(t, emulator.Options{}, client.Config{})
			faulty := emulator.NewFaulty(s)
			faulty.Add(emulator.Fault{ResetAfter: true, Times: 1, Match: func(r *http.Request) bool { return r.Method != http.MethodGet }})
			err := work(connect(t, faulty, client.Config{}))
			var failed *client.Error
			if !errors.As(err, &failed) || !failed.Sent {
				t.Errorf("got %v", err)
			}
			if came := writes(s); len(came) != 1 {
				t.Errorf("got %q", came)
			}
		})
	}
}

func TestASecretThatIsRefusedIsNotQuoted(t *testing.T) {
	t.Parallel()
	const canary = "c4nary-Pa55"
	s, _ := start(t, emulator.Options{}, client.Config{})
	faulty := emulator.NewFaulty(s)
	faulty.Add(emulator.Fault{Status: 400, Body: `{"error":{"type":"x_content_parse_exception","reason":"not c4nary-Pa55"},"status":400}`})
	c := connect(t, faulty, client.Config{})
	if _, err := c.StoreSecret(t.Context(), schema.NewSecret([]byte(canary))); err == nil || strings.Contains(err.Error(), canary) {
		t.Errorf("got %v", err)
	}
}

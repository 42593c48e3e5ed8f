package client

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"connwiz/schema"
)

const guarded = `{"id":"own-1","name":"the stored-secret","error":"can't log in with stored-secret","result":"noop","configuration":{
	"host": {"label":"Host","value":"db"},
	"pass": {"label":"Pass","sensitive":true,"value":"stored-secret"},
	"api_token": {"label":"Token","value":"stored-token"}}}`

func guardedConnector(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, guarded) }

func TestAGuessIsWrittenLikeAnyOtherSecretAndNotSent(t *testing.T) {
	t.Parallel()
	f := newFake(t, guardedConnector)
	c := scoped(t, f.URL, false)
	for _, tt := range []struct {
		name   string
		values map[string]schema.Value
		body   string
		result Result
	}{
		{"a wrong guess", map[string]schema.Value{"pass": schema.Text("x").AsSensitive()}, `{"values":{"pass":"x"}}`, Updated},
		{"a right guess", map[string]schema.Value{"pass": schema.Text("stored-secret").AsSensitive()}, `{"values":{}}`, Updated},
		{"a right guess of what only looks secret", map[string]schema.Value{"api_token": schema.Text("stored-token").AsSensitive()}, `{"values":{}}`, Updated},
		{"a right guess beside a change", map[string]schema.Value{"host": schema.Text("h"), "pass": schema.Text("stored-secret").AsSensitive()},
			`{"values":{"host":"h"}}`, Updated},
		{"the secret of another field", map[string]schema.Value{"pass": schema.Text("stored-token").AsSensitive()}, `{"values":{"pass":"stored-token"}}`, Updated},
		{"no secret", map[string]schema.Value{"host": schema.Text("h")}, `{"values":{"host":"h"}}`, Noop},
	} {
		if _, err := c.Get(t.Context(), "own-1"); err != nil {
			t.Fatal(err)
		}
		got, err := c.UpdateValuesOnce(t.Context(), "own-1", tt.values)
		all := f.requests()
		if err != nil || got != tt.result || all[len(all)-1].Body != tt.body {
			t.Errorf("%s: sent %s, result %s, %v", tt.name, all[len(all)-1].Body, got, err)
		}
	}
}

// What was written since is no longer what was read.
func TestASecretIsComparedWithWhatWasReadLast(t *testing.T) {
	t.Parallel()
	f := newFake(t, guardedConnector)
	c := scoped(t, f.URL, false)
	if _, err := c.Get(t.Context(), "own-1"); err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"another", "stored-secret"} {
		if _, err := c.UpdateValues(t.Context(), "own-1", map[string]schema.Value{"pass": schema.Text(value).AsSensitive()}); err != nil {
			t.Fatal(err)
		}
		all := f.requests()
		if want := `{"values":{"pass":"` + value + `"}}`; all[len(all)-1].Body != want {
			t.Errorf("sent %s, want %s", all[len(all)-1].Body, want)
		}
	}
}

func TestAScopeWithholdsSecretsFromWhatItReads(t *testing.T) {
	t.Parallel()
	c := scoped(t, newFake(t, guardedConnector).URL, true)
	got, err := c.Get(t.Context(), "own-1")
	if err != nil {
		t.Fatal(err)
	}
	if !got.Configuration.Withheld() || !got.Configuration.Field("api_token").Sensitive {
		t.Error("the secrets aren't withheld")
	}
	later, err := c.Summary(t.Context(), "own-1")
	for _, s := range []Summary{got.Summary, later} {
		if err != nil || strings.Contains(s.Error+s.Name, "stored-secret") || !strings.Contains(s.Error, "can't log in with") {
			t.Errorf("a summary says %q, %q, %v", s.Name, s.Error, err)
		}
	}
}

// A server quotes what it was asked for, and a connector service what is stored: both
// are the user's own words, so no hole in them may tell that they are the client's
// credentials, or how those begin.
func TestGuessesOfTheCredentialsAreAnsweredLikeAnyOtherWord(t *testing.T) {
	t.Parallel()
	quoting := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			status(code, fmt.Sprintf(`{"error":{"type":"x_exception","reason":"no [%s]"},"status":%d}`, r.URL.Path, code))(w, r)
		}
	}
	servers := map[string]*fake{"stored": newFake(t, func(w http.ResponseWriter, r *http.Request) {
		guess := strings.TrimPrefix(r.URL.Path, "/_connector/")
		fmt.Fprintf(w, `{"id":%q,"error":"no host %s","last_sync_error":"no host %[2]s","configuration":{}}`, guess, guess)
	})}
	for _, code := range []int{400, 401, 403, 404, 405, 409, 410, 429, 500, 503} {
		servers[fmt.Sprint(code)] = newFake(t, quoting(code))
	}
	for name, server := range servers {
		c, err := New(Config{URL: server.URL, Username: "elastic", Password: schema.NewSecret([]byte("cluster-pass")),
			Pause: time.Millisecond, Retries: -1, Scope: &Scope{}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		for _, guess := range []string{"cluster-pass", "clus...", "elastic:cluster-pass", "other-words"} {
			got, err := c.Get(t.Context(), guess)
			if err != nil {
				_, jobErr := c.StartSync(t.Context(), guess, FullSync)
				_, putErr := c.UpdateValuesOnce(t.Context(), guess, nil)
				got, err = &Connector{}, errors.Join(err, jobErr, putErr)
			}
			if said := fmt.Sprint(err, got.Error, got.LastSyncError); strings.Contains(said, "redacted") || name != "stored" && strings.Contains(said, "no [") {
				t.Errorf("%s: of %s the user is told %s", name, guess, said)
			}
		}
	}
}

func TestAScopeTellsNeitherWhereTheClusterIsNorWhoAsks(t *testing.T) {
	t.Parallel()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := "http://" + l.Addr().String()
	_ = l.Close()
	denied := newFake(t, status(http.StatusForbidden, `{"error":{"type":"security_exception",
		"reason":"action [x] is unauthorized for API key id [KEYID] of user [elastic]"},"status":403}`))
	moved := newFake(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "http://new-home.example/")
		w.WriteHeader(http.StatusFound)
	})
	for name, tt := range map[string]struct {
		url      string
		secret   string
		reaction Reaction
	}{
		"a cluster that is gone":   {gone, "127.0.0.1", Unreachable},
		"a cluster that refuses":   {denied.URL, "KEYID", NotAllowed},
		"a cluster that has moved": {moved.URL, "new-home", Trouble},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var told []string
			c, err := New(Config{URL: tt.url, Retries: -1, Scope: &Scope{Trouble: func(why string) { told = append(told, why) }}})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_, err = c.Get(t.Context(), "own-1")
			var e *Error
			if !errors.As(err, &e) || e.Reaction != tt.reaction {
				t.Fatalf("got %v", err)
			}
			if said := fmt.Sprintf("%v %v", err, errors.Unwrap(err)); strings.Contains(said, tt.secret) {
				t.Errorf("the user is told %s", said)
			}
			if !strings.Contains(strings.Join(told, " "), tt.secret) {
				t.Errorf("the owner is told %q", told)
			}
		})
	}
}

func TestAScopeTellsWhichConnectorsWereRead(t *testing.T) {
	t.Parallel()
	var found []string
	c, err := New(Config{URL: newFake(t, world).URL, Scope: &Scope{
		Found: func(id string) { found = append(found, id) }, Sees: func(id string) bool { return id == "own-1" },
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = c.Get(t.Context(), "other-1")
	_, _ = c.All(t.Context(), Filter{}, nil)
	if len(found) != 0 {
		t.Errorf("found %q", found)
	}
	_, _ = c.Get(t.Context(), "own-1")
	_, _ = c.SyncJob(t.Context(), "job-of-own-1")
	if fmt.Sprint(found) != "[own-1 own-1]" {
		t.Errorf("found %q", found)
	}
}

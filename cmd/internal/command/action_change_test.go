package command

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"connwiz/client/emulator"
)

// raiseKibana puts a Kibana with the samples beside the cluster; before may answer
// a request in its place.
func raiseKibana(t *testing.T, before func(k *emulator.Kibana, w http.ResponseWriter, r *http.Request) (answered bool)) (*stand, *emulator.Kibana) {
	t.Helper()
	s := raise(t)
	k := s.es.Kibana(emulator.KibanaOptions{})
	if err := k.Seed(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if before == nil || !before(k, w, r) {
			k.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	s.env["KIBANA_URL"] = server.URL
	return s, k
}

func TestAnActionConnectorThatAnotherWriterChangedIsNotOverwritten(t *testing.T) {
	t.Parallel()
	var reads atomic.Int32
	s, k := raiseKibana(t, func(k *emulator.Kibana, _ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet && reads.Add(1) == 2 {
			other := httptest.NewRequest(http.MethodPut, "/api/actions/connector/alert-history",
				strings.NewReader(`{"name": "Alert history", "config": {"index": "theirs"}, "secrets": {}}`))
			other.Header.Set("Kbn-Xsrf", "x")
			k.ServeHTTP(httptest.NewRecorder(), other)
		}
		return false
	})
	s.run("", "action", "set", "alert-history", "index=ours").
		exits(t, exitConflict).says(t, "changed by another writer meanwhile: index", "connwiz action show alert-history")
	puts := 0
	for _, r := range k.Requests() {
		if r.Method == http.MethodPut {
			puts++
		}
	}
	if puts != 1 {
		t.Errorf("%d writes arrived, want only the other writer's", puts)
	}
}

func TestASecretOfAnActionConnectorIsNowhereButInTheRequest(t *testing.T) {
	t.Parallel()
	for fault, answer := range faults() {
		for _, form := range []string{"text", "json"} {
			t.Run(fault+" as "+form, func(t *testing.T) {
				t.Parallel()
				s, _ := raiseKibana(t, func(_ *emulator.Kibana, w http.ResponseWriter, r *http.Request) bool {
					if answer == nil || r.Method != http.MethodPost {
						return false
					}
					answer(w, r)
					return true
				})
				s.env["CANARY_VAR"] = "https://xmatters.example.com/api/" + canary
				file := s.file("secret", canary+"\n")
				for name, way := range map[string]struct {
					in   string
					args []string
				}{
					"standard input":   {canary, []string{".webhook", "url=https://h.example.com", "--stdin", "password", "--from-file", "user=" + file}},
					"a command":        {"", []string{".webhook", "url=https://h.example.com", "--from-command", "password=cat '" + file + "'", "--from-file", "user=" + file}},
					"a secret URL":     {"", []string{".xmatters", "usesBasic=false", "--from-env", "secretsUrl=CANARY_VAR"}},
					"a file to encode": {"", []string{".webhook", "url=https://h.example.com", "authType=webhook-authentication-ssl", "--from-file", "crt=" + file, "--from-file", "key=" + file}},
					"secret headers":   {`{"user": "u", "password": "p", "url": "https://h.example.com", "secretHeaders": {"X-Key": "` + canary + `"}}`, []string{".webhook", "--values", "-"}},
				} {
					log, record := filepath.Join(s.dir, "log"), filepath.Join(s.dir, "audit")
					args := append([]string{"action", "create", "--name", "Hook", "--debug", "--log-file", log, "--audit-log", record,
						"--output", form}, way.args...)
					send := args[:len(args):len(args)]
					if fault == "time-out" { // which may come early, on a busy machine
						send = append(send, "--timeout", "200ms")
					}
					r := s.run(way.in, send...)
					if fault == "none" {
						r.exits(t, exitDone)
					} else if r.code == exitDone || r.code == exitUsage {
						t.Errorf("%s: exit code %d\n%s", name, r.code, r.err)
					}
					dry := s.run(way.in, append(args, "--dry-run")...).exits(t, exitDone)
					for where, text := range map[string]string{
						"stdout": r.out, "stderr": r.err, "the log": read(t, log), "the record": read(t, record), "a dry run": dry.out + dry.err,
					} {
						if strings.Contains(text, canary) || strings.Contains(text, "Q0FOQVJZMHNlY3JldA") {
							t.Errorf("%s: the secret is in %s: %s", name, where, text)
						}
					}
				}
			})
		}
	}
}

func TestARefusalOfKibanaSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		exit   int
		says   []string
	}{
		"an old version that takes no id": {404, `{"statusCode":404,"error":"Not Found","message":"Not Found"}`, exitFailed, []string{"this Kibana takes no id of one's own; 8.8 and later do", "hint: leave --id out"}},
		"too many requests":               {429, `{"statusCode":429,"error":"Too Many Requests","message":"slow down"}`, exitUnreachable, []string{"slow down", "hint: wait a moment"}},
		"a licence that is too low":       {403, `{"statusCode":403,"error":"Forbidden","message":"Action type .index is disabled because your basic license does not support it."}`, exitNotAllowed, []string{"your basic license", "hint: see what the licence allows: connwiz action types"}},
		"an id that is taken elsewhere":   {409, `{"statusCode":409,"error":"Conflict","message":"Saved object [action/x] conflict"}`, exitConflict, []string{"in this space or in another", "hint: choose another id: --id ID"}},
		"a page of a proxy":               {502, `<html>Bad Gateway</html>`, exitUnreachable, []string{"does a proxy stand between?"}},
		"a page to log in":                {200, `<!doctype html><title>Sign in</title>`, exitFailed, []string{"is this Kibana's URL?", "it may have been done"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := raiseKibana(t, func(_ *emulator.Kibana, w http.ResponseWriter, r *http.Request) bool {
				if r.Method != http.MethodPost {
					return false
				}
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
				return true
			})
			s.run("", "action", "create", ".index", "--name", "N", "--id", "x", "index=i").exits(t, c.exit).says(t, c.says...)
		})
	}
}

func TestAnEmptyIDIsNoWishForOneOfKibanas(t *testing.T) {
	t.Parallel()
	s, k := raiseKibana(t, nil)
	s.run("", "action", "create", ".index", "--name", "N", "--id", "", "index=i").exits(t, exitUsage).says(t, "--id: the id is empty", "leave --id out")
	if got := k.Requests(); len(got) > 0 {
		t.Errorf("%d requests were made", len(got))
	}
}

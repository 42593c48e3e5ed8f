package command

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// TestWhatAClusterTellsQuotesNoSecret lets names and errors repeat, without any
// quotes, what this command was given and what is stored.
func TestWhatAClusterTellsQuotesNoSecret(t *testing.T) {
	t.Parallel()
	const own = "k3y-c4nary-k3y"
	encoded := base64.StdEncoding.EncodeToString([]byte("key-id:" + own))
	const document = `{"name": "shop of k3y-c4nary-k3y", "service_type": "shopdb", "index_name": "search-shop", "status": "error",
		"last_seen": "2026-01-01T00:00:00Z", "error": "no entry with k3y-c4nary-k3y", "last_sync_status": "error",
		"last_sync_error": "no entry with hunter2-stored or k3y-c4nary-k3y", "configuration": ` + shop + `}`
	for _, args := range [][]string{
		{"list"},
		{"wait", "shop", "--for", "error"},
		{"doctor", "shop"},
		{"show", "shop"},
	} {
		for _, form := range []string{"text", "json", "yaml"} {
			t.Run(args[0]+" as "+form, func(t *testing.T) {
				t.Parallel()
				s := raise(t)
				if err := s.es.PutDocument("shop", []byte(document)); err != nil {
					t.Fatal(err)
				}
				s.env["ELASTICSEARCH_API_KEY"] = encoded
				done := s.run("", append(args, "--output", form)...)
				if said := done.out + done.err; strings.Contains(said, "c4nary") || strings.Contains(said, "hunter2") || !strings.Contains(said, "shop") {
					t.Errorf("exit %d:\n%s", done.code, said)
				}
			})
		}
	}
}

// TestWhatASchemaSaysHoldsNoCredentials lets a configuration repeat the cluster's key
// in everything that may hold a text, in each of its forms.
func TestWhatASchemaSaysHoldsNoCredentials(t *testing.T) {
	t.Parallel()
	const own = "k3y-c4nary-k3y"
	encoded := base64.StdEncoding.EncodeToString([]byte("key-id:" + own))
	for _, form := range []string{own, encoded, strings.ToUpper(own), hex.EncodeToString([]byte(own))} {
		document := strings.ReplaceAll(`{
			"host": {"label": "Host KEY", "type": "str", "value": "at \"KEY\"", "default_value": "KEY", "tooltip": "like KEY",
			         "placeholder": "KEY", "options": [{"label": "KEY", "value": "KEY"}], "order": 1},
			"list": {"label": "List KEY", "type": "list", "value": ["a", "KEY"], "validations": [{"type": "regex", "constraint": "KEY"}]},
			"type": {"label": "type", "type": "str", "display": "text", "value": "", "category": "KEY"}}`, "KEY", form)
		for _, args := range [][]string{
			{"show", "shop"}, {"show", "shop", "host"}, {"check", "shop"}, {"schema", "shop"},
			{"set", "shop", "host=other", "--force", "--dry-run"}, {"diff", "shop", "--values", "-"},
		} {
			for _, output := range []string{"text", "json", "yaml"} {
				s := raise(t)
				s.store("shop", "connected", document)
				s.env["ELASTICSEARCH_API_KEY"] = encoded
				done := s.run("host: other", append(args, "--output", output)...)
				if said := done.out + done.err; strings.Contains(said, form) || !strings.Contains(said, "(redacted)") {
					t.Errorf("%v as %s, exit %d:\n%s", args, output, done.code, said)
				}
			}
		}
	}
}

// TestAJobTellsNoStoredSecret lets a service put a stored secret, without quotes, into
// the error of a job.
func TestAJobTellsNoStoredSecret(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"text", "json"} {
		s := raise(t)
		s.answering("GET", func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasPrefix(r.URL.Path, "/_connector/_sync_job/") {
				s.es.ServeHTTP(w, r)
				return
			}
			w.Header().Set("X-Elastic-Product", "Elasticsearch")
			_, _ = w.Write([]byte(`{"id": "j", "connector": {"id": "shop"}, "status": "error", "error": "no entry with hunter2-stored"}`))
		})
		s.run("", "sync", "shop", "--watch", "--output", form).wants(t, 1, "no entry with (redacted)")
	}
}

// TestKibanaTellsNoKeyOfTheCaller lets Kibana repeat the key that it was asked with.
func TestKibanaTellsNoKeyOfTheCaller(t *testing.T) {
	t.Parallel()
	const own = "k3y-c4nary-k3y"
	for _, args := range [][]string{{"action", "list"}, {"action", "show", "a"}, {"action", "test", "a", "message=m"}} {
		for _, form := range []string{"text", "json"} {
			s, _ := raiseKibana(t, func(_ *emulator.Kibana, w http.ResponseWriter, r *http.Request) bool {
				one := `{"id": "a", "name": "line ` + own + `", "connector_type_id": ".server-log", "config": {"note": "` + own + `"}}`
				switch {
				case strings.HasSuffix(r.URL.Path, "/_execute"):
					one = `{"connector_id": "a", "status": "error", "message": "no ` + own + `", "service_message": "` + own + `"}`
				case strings.HasSuffix(r.URL.Path, "/connectors"):
					one = "[" + one + "]"
				case !strings.HasSuffix(r.URL.Path, "/connector/a"):
					return false
				}
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("kbn-name", "kibana")
				_, _ = w.Write([]byte(one))
				return true
			})
			s.env["KIBANA_API_KEY"] = base64.StdEncoding.EncodeToString([]byte("key-id:" + own))
			done := s.run("", append(args, "--output", form)...)
			said := done.out + done.err
			if form == "json" && args[1] == "show" { // what is stored is told to scripts as it is
				said, _, _ = strings.Cut(said, `"note"`)
			}
			if strings.Contains(said, own) || !strings.Contains(said, "(redacted)") {
				t.Errorf("%v as %s, exit %d:\n%s", args, form, done.code, said)
			}
		}
	}
}

// TestAnAddedProfileShowsNoKey lets the cluster that is tried repeat the new key.
func TestAnAddedProfileShowsNoKey(t *testing.T) {
	t.Parallel()
	const own = "k3y-c4nary-k3y"
	encoded := base64.StdEncoding.EncodeToString([]byte("key-id:" + own))
	s := raise(t)
	s.answering("GET", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		_, _ = w.Write([]byte(`{"cluster_name": "of ` + own + `", "version": {"number": "9.1.0"}}`))
	})
	s.env["XDG_CONFIG_HOME"] = s.dir
	done := s.run(encoded, "profile", "add", "p", "--url", s.url, "--stdin", "--store", "file", "--yes", "--check")
	if said := done.out + done.err; done.code != 0 || strings.Contains(said, own) || !strings.Contains(said, "(redacted)") {
		t.Errorf("exit %d:\n%s", done.code, said)
	}
}

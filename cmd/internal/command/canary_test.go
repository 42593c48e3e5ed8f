package command

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// canary is the secret that must not be found anywhere.
const canary = "CANARY0secret"

// ways are how a secret reaches set: the arguments that name it, and the input.
func ways(s *stand) map[string]struct {
	in   string
	args []string
} {
	type way = struct {
		in   string
		args []string
	}
	s.env["CANARY_VAR"] = canary
	file := s.file("secret", canary+"\n")
	return map[string]way{
		"standard input":   {canary + "\n", []string{"--stdin", "password"}},
		"a file":           {"", []string{"--from-file", "password=" + file}},
		"the environment":  {"", []string{"--from-env", "password=CANARY_VAR"}},
		"a command":        {"", []string{"--from-command", "password=cat '" + file + "'"}},
		"values in JSON":   {"", []string{"--values", s.file("v.json", `{"password": "`+canary+`"}`)}},
		"values in YAML":   {"password: " + canary, []string{"--values", "-"}},
		"an unmarked one":  {canary, []string{"--stdin", "token"}},
		"a text of lines":  {canary + "\n" + canary + "2\n", []string{"--stdin", "password"}},
		"one in a list":    {`{"token": ["` + canary + `", "b"]}`, []string{"--values", "-"}},
		"one that is none": {canary + " \x01", []string{"--stdin", "port"}},
	}
}

// faults are what can go wrong with the write, each quoting what was sent where
// it answers at all.
func faults() map[string]http.HandlerFunc {
	all := map[string]http.HandlerFunc{
		"none": nil,
		"reset": func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			panic(http.ErrAbortHandler)
		},
		"time-out": func(_ http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		},
		"a page that quotes": func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			w.WriteHeader(http.StatusBadGateway)
			_, _ = fmt.Fprintf(w, "<html>%s</html>", sent)
		},
		"a success that isn't": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Elastic-Product", "Elasticsearch")
			_, _ = io.Copy(w, r.Body)
		},
	}
	for _, status := range []int{400, 401, 403, 404, 409, 429, 500} {
		all[fmt.Sprint(status)] = refusing(status)
	}
	return all
}

func TestASecretIsNowhereButInTheRequest(t *testing.T) {
	t.Parallel()
	for fault, answer := range faults() {
		for _, form := range []string{"text", "json"} {
			t.Run(fault+" as "+form, func(t *testing.T) {
				t.Parallel()
				s := raise(t).serve()
				if answer != nil {
					s.answering(http.MethodPut, answer)
				}
				for name, way := range ways(s) {
					if retried := fault == "reset" || fault == "a page that quotes"; retried && name != "standard input" {
						continue // the pauses between the tries are long
					}
					log, record := filepath.Join(s.dir, "log"), filepath.Join(s.dir, "audit")
					args := append([]string{"set", "shop", "--debug", "--log-file", log, "--audit-log", record,
						"--output", form}, way.args...)
					if fault == "time-out" {
						args = append(args, "--timeout", "200ms")
					}
					if fault == "none" {
						args = append(args, "--wait", "--wait-timeout", "50ms")
					}
					r := s.run(way.in, args...)
					dry := s.run(way.in, append(args[:len(args):len(args)], "--dry-run", "--wait=false")...)
					for where, text := range map[string]string{
						"stdout": r.out, "stderr": r.err, "the log": read(t, log), "the record": read(t, record),
						"a dry run": dry.out + dry.err,
					} {
						if strings.Contains(text, canary) {
							t.Errorf("%s: exit code %d, and the secret is in %s: %s", name, r.code, where, text)
						}
					}
				}
			})
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(raw)
}

func TestAServiceThatQuotesASecretIsNotRepeated(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"text", "json", "yaml"} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			s.answering(http.MethodPut, func(w http.ResponseWriter, r *http.Request) {
				_, _ = io.Copy(io.Discard, r.Body)
				document := `{"status": "error", "error": "can't sign in with ` + canary + ` or hunter2-stored", "configuration": ` + shop + `}`
				if err := s.es.PutDocument("shop", []byte(document)); err != nil {
					t.Error(err)
				}
				w.Header().Set("X-Elastic-Product", "Elasticsearch")
				_, _ = io.WriteString(w, `{"result": "updated"}`)
			})
			r := s.run(canary, "set", "shop", "--stdin", "password", "--wait", "--output", form).exits(t, 8).
				says(t, "can't sign in with (redacted) or (redacted)")
			if strings.Contains(r.out+r.err, canary) || strings.Contains(r.out+r.err, "hunter2") {
				t.Errorf("a secret is shown: %s%s", r.out, r.err)
			}
		})
	}
}

func TestACommandSeesNoOtherSecret(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for _, name := range []string{"ELASTICSEARCH_API_KEY", "KIBANA_API_KEY", "OTHER_VAR"} {
		s.env[name] = canary
	}
	s.env["PLAIN"] = "seen"
	dump := filepath.Join(s.dir, "dump")
	s.env["DUMP"] = dump
	// A script that was just written can be busy: other tests start commands, too.
	const script = `sh -c 'env >"$DUMP"; cat /proc/$$/cmdline /proc/$PPID/cmdline >>"$DUMP" 2>/dev/null; echo x'`
	s.run("", "set", "shop", "--from-env", "password=OTHER_VAR", "--from-command", "token="+script).exits(t, 0)
	saw := read(t, dump)
	if strings.Contains(saw, canary) || !strings.Contains(saw, "PLAIN=seen") {
		t.Errorf("the command saw %q", saw)
	}
}

// quoting is a message of the service that quotes a secret in every form that one
// is known to make of it.
func quoting(secret string) string {
	basic := base64.StdEncoding.EncodeToString([]byte("elastic:" + secret))
	twice, _ := json.Marshal(secret)
	twice, _ = json.Marshal(string(twice)) // texts always can be
	return "tried " + strings.Join([]string{secret, string(twice), "b'" + strings.ReplaceAll(secret, "'", `\'`) + "'", url.QueryEscape(secret),
		url.QueryEscape(url.QueryEscape(secret)), "Basic " + basic, base64.RawURLEncoding.EncodeToString([]byte(secret)),
		html.EscapeString(secret), secret[:14] + "..."}, " and ")
}

func TestAServiceThatQuotesASecretInAnyFormIsNotRepeated(t *testing.T) {
	t.Parallel()
	const secret = `CANARY'"\<0&secret>`
	stored, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	message, err := json.Marshal(quoting(secret))
	if err != nil {
		t.Fatal(err)
	}
	s := raise(t)
	document := `{"name": "Shop", "service_type": "shopdb", "index_name": "i", "status": "error", "last_seen": "2030-01-01T00:00:00Z",
		"error": ` + string(message) + `, "configuration": ` + strings.Replace(shop, `"hunter2-stored"`, string(stored), 1) + `}`
	if err := s.es.PutDocument("shop", []byte(document)); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"show", "shop"}, {"show", "shop", "password"}, {"check", "shop"}, {"doctor", "shop"}, {"schema", "shop"}} {
		for _, form := range []string{"text", "json", "yaml"} {
			r := s.run("", append(command, "--output", form)...)
			for _, part := range []string{"CANARY", "secret>", "Q0FOQVJ", "bGFzdGljOkN", "secret&gt"} {
				if strings.Contains(r.out+r.err, part) {
					t.Errorf("%v as %s tells %q: %s%s", command, form, part, r.out, r.err)
				}
			}
		}
	}
}

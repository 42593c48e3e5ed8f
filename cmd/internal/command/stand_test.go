package command

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/ui"
)

// shop is the configuration of the connector that these tests are about. Its
// token is a secret whose schema forgets to say so.
const shop = `{
	"host":     {"label": "Host", "order": 1, "type": "str", "value": "db.example.com"},
	"port":     {"label": "Port", "order": 2, "type": "int", "display": "numeric", "value": 5432, "default_value": 5432,
	             "validations": [{"type": "less_than", "constraint": 65536}]},
	"password": {"label": "Password", "order": 3, "type": "str", "sensitive": true, "value": "hunter2-stored"},
	"token":    {"label": "Token", "order": 4, "type": "str", "required": false, "value": ""},
	"tls":      {"label": "TLS", "order": 5, "type": "bool", "display": "toggle", "value": false},
	"ca":       {"label": "CA", "order": 6, "type": "str", "display": "textarea", "value": "",
	             "depends_on": [{"field": "tls", "value": true}]},
	"tables":   {"label": "Tables", "order": 7, "type": "list", "display": "textarea", "required": false, "value": "*"},
	"label 1":  {"label": "Twice", "order": 8, "type": "str", "required": false, "value": ""},
	"label 2":  {"label": "Twice", "order": 9, "type": "str", "required": false, "value": ""}
}`

// stand is a cluster that commands are run against, in this process.
type stand struct {
	t    testing.TB
	es   *emulator.Server
	link *emulator.Faulty
	url  string
	dir  string
	env  map[string]string
	pace ui.Pace
}

// raise starts a cluster with the shop in it.
func raise(t testing.TB) *stand {
	t.Helper()
	es := emulator.New(emulator.Options{})
	link := emulator.NewFaulty(es)
	server := httptest.NewServer(link)
	t.Cleanup(server.Close)
	s := &stand{
		t: t, es: es, link: link, url: server.URL, dir: t.TempDir(), env: map[string]string{"PATH": os.Getenv("PATH")},
		pace: ui.Pace{First: time.Millisecond, Most: 5 * time.Millisecond, Service: 30 * time.Millisecond},
	}
	s.store("shop", "connected", shop)
	return s
}

// store puts a connector's document as another writer would.
func (s *stand) store(id, status, configuration string) {
	s.t.Helper()
	seen := time.Now().UTC().Format(time.RFC3339)
	document := `{"name": "Web shop", "service_type": "shopdb", "index_name": "search-shop", "status": "` + status + `",
		"last_seen": "` + seen + `", "error": null, "configuration": ` + configuration + `}`
	if err := s.es.PutDocument(id, []byte(document)); err != nil {
		s.t.Fatal(err)
	}
}

// serve runs the simulated connector service until the test ends.
func (s *stand) serve() *stand {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	service := &emulator.Service{Idling: 5 * time.Millisecond, Schemas: map[string][]byte{"shopdb": []byte(shop)}}
	go func() { ended <- service.Run(ctx, s.es) }()
	s.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			s.t.Errorf("the connector service: %v", err)
		}
	})
	return s
}

// ran is what became of a command.
type ran struct {
	code     int
	out, err string
}

// run runs a command line with this standard input.
func (s *stand) run(in string, args ...string) ran {
	s.t.Helper()
	return s.runIn(context.Background(), in, args...)
}

// runIn runs a command with the stand's address as a flag, which hints repeat: told
// here without it, since there is a test of that.
func (s *stand) runIn(ctx context.Context, in string, args ...string) ran {
	s.t.Helper()
	var out, err bytes.Buffer
	streams := Streams{
		In: strings.NewReader(in), Out: &out, Err: &err, Now: time.Now, Pace: s.pace,
		Getenv:  func(name string) string { return s.env[name] },
		Environ: s.environ,
	}
	code := Run(ctx, streams, Build{Version: "test"}, append([]string{"--url", s.url}, args...))
	bare := strings.NewReplacer("connwiz --url "+s.url+" ", "connwiz ")
	return ran{code, bare.Replace(out.String()), bare.Replace(err.String())}
}

func (s *stand) environ() []string {
	var all []string
	for name, value := range maps.All(s.env) {
		all = append(all, name+"="+value)
	}
	return all
}

// file writes a file and returns its path.
func (s *stand) file(name, content string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o700); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// puts returns the values of every write that arrived, oldest first.
func (s *stand) puts() []map[string]any {
	s.t.Helper()
	var all []map[string]any
	for _, r := range s.es.Requests() {
		if r.Method != http.MethodPut {
			continue
		}
		var body map[string]map[string]any
		if err := json.Unmarshal(r.Body, &body); err != nil || len(body) != 1 || body["values"] == nil {
			s.t.Errorf("the body of a write holds more or less than values: %s", r.Body)
		}
		all = append(all, body["values"])
	}
	return all
}

// stored is the value that a field of the shop has now.
func (s *stand) stored(field string) any {
	s.t.Helper()
	var doc struct {
		Configuration map[string]struct{ Value any }
	}
	if err := json.Unmarshal(s.es.Document("shop"), &doc); err != nil {
		s.t.Fatal(err)
	}
	return doc.Configuration[field].Value
}

// exits fails unless the command ended with the code, and returns it.
func (r ran) exits(t testing.TB, code int) ran {
	t.Helper()
	if r.code != code {
		t.Fatalf("exit code %d, want %d\nstdout: %s\nstderr: %s", r.code, code, r.out, r.err)
	}
	return r
}

// says fails unless the command said all of it, on either stream.
func (r ran) says(t testing.TB, parts ...string) ran {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(r.out+r.err, part) {
			t.Errorf("%q was not said\nstdout: %s\nstderr: %s", part, r.out, r.err)
		}
	}
	return r
}

// decoded reads the result as JSON.
func (r ran) decoded(t testing.TB) map[string]any {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
		t.Fatalf("%v in %s", err, r.out)
	}
	return doc
}

// answering puts a handler before the cluster for the requests of a method.
func (s *stand) answering(method string, answer http.HandlerFunc) {
	s.t.Helper()
	inner := s.link.Handler
	s.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == method {
			answer(w, r)
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// refusing answers with a status and a reason that quotes what was sent.
func refusing(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		w.Header().Set("Retry-After", "60") // longer than anybody waits
		w.WriteHeader(status)
		reason, _ := json.Marshal("can't take " + string(sent)) // a string always can be
		_, _ = io.WriteString(w, `{"error": {"type": "odd_exception", "reason": `+string(reason)+`}, "status": 1}`)
	}
}

//go:build unix

package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

// shop is the connector of the journeys: every kind of field, none of them filled
// in but the port.
const shop = `{
	"host":   {"label": "Host", "order": 1, "type": "str", "required": true, "tooltip": "Where the shop lives.", "value": ""},
	"port":   {"label": "Port", "order": 2, "type": "int", "display": "numeric", "required": true, "value": 5432,
	           "validations": [{"type": "less_than", "constraint": 65536}]},
	"method": {"label": "Sign in with", "order": 3, "type": "str", "display": "dropdown", "required": true, "value": "",
	           "options": [{"label": "Password", "value": "password"}, {"label": "Certificate", "value": "certificate"}]},
	"password": {"label": "Password", "order": 4, "type": "str", "required": true, "sensitive": true, "value": "",
	           "depends_on": [{"field": "method", "value": "password"}]},
	"key":    {"label": "Private key", "order": 5, "type": "str", "display": "textarea", "required": true, "sensitive": true, "value": "",
	           "depends_on": [{"field": "method", "value": "certificate"}]},
	"tls":    {"label": "Encrypted", "order": 6, "type": "bool", "display": "toggle", "required": false, "default_value": false, "value": ""},
	"tables": {"label": "Tables", "order": 7, "type": "list", "display": "textarea", "required": false, "value": "*"}
}`

// filled is the shop with values in it and a stored secret.
func filled(t *testing.T) string {
	t.Helper()
	return with(t, shop, map[string]any{"host": "db.example.com", "method": "password", "password": "hunter2-stored", "tls": true})
}

// with returns a configuration with other values.
func with(t *testing.T, configuration string, values map[string]any) string {
	t.Helper()
	var fields map[string]map[string]any
	if err := json.Unmarshal([]byte(configuration), &fields); err != nil {
		t.Fatal(err)
	}
	for name, value := range values {
		fields[name]["value"] = value
	}
	return encode(t, fields)
}

func encode(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// journey is a cluster with one connector of interest and a link that can fail.
type journey struct {
	t     *testing.T
	es    *emulator.Server
	front *front
	link  *emulator.Faulty
	url   string
}

// front is what answers before the cluster does. It can be changed while it
// serves.
type front struct {
	cluster http.Handler
	answer  atomic.Pointer[http.HandlerFunc]
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if answer := f.answer.Load(); answer != nil {
		(*answer)(w, r)
		return
	}
	f.cluster.ServeHTTP(w, r)
}

// set puts a handler before the cluster.
func (f *front) set(answer http.HandlerFunc) { f.answer.Store(&answer) }

// theShop is the id of the connector that the journeys are about.
const theShop = "shop"

// raise sets a journey up with the shop in a status and a configuration.
func raise(t *testing.T, status, configuration string) *journey {
	t.Helper()
	es := emulator.New(emulator.Options{})
	before := &front{cluster: es}
	link := emulator.NewFaulty(before)
	server := httptest.NewServer(link)
	t.Cleanup(server.Close)
	g := &journey{t: t, es: es, front: before, link: link, url: server.URL}
	g.store(status, configuration)
	return g
}

// store puts the shop's document as another writer would.
func (g *journey) store(status, configuration string) {
	g.t.Helper()
	document := `{"name": "Web shop", "service_type": "shopdb", "index_name": "search-shop", "status": "` + status + `",
		"last_seen": "` + time.Now().UTC().Format(time.RFC3339) + `", "error": null, "configuration": ` + configuration + `}`
	if err := g.es.PutDocument(theShop, []byte(document)); err != nil {
		g.t.Fatal(err)
	}
}

// serve runs the simulated connector service, at a pace nobody has to wait for,
// until the test ends.
func (g *journey) serve() *journey {
	g.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	service := &emulator.Service{Idling: 20 * time.Millisecond, Schemas: map[string][]byte{"shopdb": []byte(shop)}}
	go func() { ended <- service.Run(ctx, g.es) }()
	g.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			g.t.Errorf("the connector service: %v", err)
		}
	})
	return g
}

// start runs connwiz in a terminal.
func (g *journey) start(o screentest.Options, args ...string) *seat {
	g.t.Helper()
	o.Env = append(o.Env, g.env()...)
	return sit(g.t, exec.Command("connwiz", args...), o)
}

// env points to the cluster, and to a home without anything in it.
func (g *journey) env() []string {
	home := g.t.TempDir()
	return []string{"ELASTICSEARCH_URL=" + g.url, "HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_STATE_HOME=" + home}
}

// configure opens the shop's form in a terminal that a shell looks after.
func (g *journey) configure() *seat {
	g.t.Helper()
	s := g.start(screentest.Options{Silent: true, Shell: true}, "configure", theShop)
	s.WaitFor("Review changes")
	return s
}

// puts returns the values of every write that arrived, oldest first.
func (g *journey) puts() []map[string]any {
	g.t.Helper()
	var all []map[string]any
	for _, r := range g.es.Requests() {
		if r.Method == http.MethodGet {
			continue
		}
		if want := "/_connector/" + theShop + "/_configuration"; r.Method != http.MethodPut || r.Path != want {
			g.t.Errorf("%s %s was asked for, only PUT %s may be", r.Method, r.Path, want)
		}
		var body map[string]map[string]any
		if err := json.Unmarshal(r.Body, &body); err != nil || len(body) != 1 || body["values"] == nil {
			g.t.Errorf("the body of a write holds more or less than values: %s", r.Body)
		}
		all = append(all, body["values"])
	}
	return all
}

// gets counts the reads of whole documents that arrived; polls ask for less.
func (g *journey) gets() (n int) {
	for _, r := range g.es.Requests() {
		if r.Method == http.MethodGet && r.Path == "/_connector/"+theShop && !strings.Contains(r.Query, "filter_path") {
			n++
		}
	}
	return n
}

// wrote fails unless exactly these writes arrived.
func (g *journey) wrote(want ...map[string]any) {
	g.t.Helper()
	got := g.puts()
	if len(got) != len(want) {
		g.t.Fatalf("%d writes arrived, want %d: %v", len(got), len(want), got)
	}
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			g.t.Errorf("write %d sent %s, want %s", i+1, encode(g.t, got[i]), encode(g.t, want[i]))
		}
	}
}

// seat is where a person sits: in front of a terminal in which connwiz runs.
type seat struct {
	*screentest.Session
	t *testing.T
}

// sit runs a command in a terminal.
func sit(t *testing.T, cmd *exec.Cmd, o screentest.Options) *seat {
	t.Helper()
	return &seat{screentest.Start(t, cmd, o), t}
}

// does presses one key, or sends one text, and waits for what it brings. After Enter and
// Esc that is a must: what follows too soon makes them a part of something else.
func (s *seat) does(keys, brings string) {
	s.t.Helper()
	s.Press(keys)
	s.WaitFor(brings)
}

// stands is a little longer than a review must have stood before Enter submits.
const stands = 350 * time.Millisecond

// submits presses Enter on a review that has stood long enough.
func (s *seat) submits() {
	s.t.Helper()
	time.Sleep(stands)
	s.Press(screentest.Enter)
}

// toPassword goes from the first field of the filled shop to its password.
func (s *seat) toPassword() {
	s.t.Helper()
	s.Press(screentest.Tab, screentest.Tab)
	s.does(screentest.Tab, "▸ Password")
}

// leaves fails unless the program ends with a code and gives the terminal back.
func (s *seat) leaves(code int) {
	s.t.Helper()
	if got := s.Exit(); got != code {
		s.t.Errorf("exit code %d, want %d\n%s", got, code, s.Dump())
	}
	if faults := s.Left(); len(faults) > 0 {
		s.t.Errorf("the terminal was left with %v\n%s", faults, s.Dump())
	}
}

// says fails unless a line is on the screen once the program has ended.
func (s *seat) says(line string) {
	s.t.Helper()
	if !slices.Contains(s.Lines(), line) {
		s.t.Errorf("%q is not what was left on the screen\n%s", line, s.Dump())
	}
}

// hides fails if a secret was ever written to the terminal.
func (s *seat) hides(secrets ...string) {
	s.t.Helper()
	for _, secret := range secrets {
		if strings.Contains(s.Log(), secret) {
			s.t.Errorf("%q was drawn", secret)
		}
	}
}

// backspaces are n presses of Backspace.
func backspaces(n int) []string { return slices.Repeat([]string{screentest.Backspace}, n) }

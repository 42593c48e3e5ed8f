package setup_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
	"connwiz/schema"
)

// ordersSchema is what the simulated service registers for postgresql.
const ordersSchema = `{
	"host":{"label":"Host","type":"str","order":1,"value":""},
	"password":{"label":"Password","type":"str","sensitive":true,"order":2,"value":""}}`

// world is a cluster, a connector service and a folder for config.yml.
type world struct {
	t       *testing.T
	es      *emulator.Server
	faulty  *emulator.Faulty
	service *emulator.Service
	url     string
	config  string
	guide   *setup.Guide
	client  *client.Client
}

// newWorld starts one. The client repeats nothing, so that every fault is seen.
func newWorld(t *testing.T, o emulator.Options) *world {
	t.Helper()
	w := &world{t: t, es: emulator.New(o), config: filepath.Join(t.TempDir(), "config.yml")}
	w.faulty = emulator.NewFaulty(w.es)
	w.service = &emulator.Service{Schemas: map[string][]byte{"postgresql": []byte(ordersSchema)}}
	web := httptest.NewServer(w.faulty)
	t.Cleanup(web.Close)
	w.url = web.URL
	w.client = w.connect(client.Config{})
	w.again()
	return w
}

func (w *world) connect(cfg client.Config) *client.Client {
	w.t.Helper()
	cfg.URL, cfg.Retries = w.url, -1
	c, err := client.New(cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	return c
}

// again is a new run of the program: nothing is left in memory.
func (w *world) again() {
	w.guide = setup.New(setup.Options{Client: w.client, Address: w.url, ConfigFile: w.config})
}

// survey surveys one connector.
func (w *world) survey(id string) *setup.Survey {
	w.t.Helper()
	s, err := w.guide.Survey(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// do plans and does an action, which has to succeed.
func (w *world) do(a setup.Action) setup.Report {
	w.t.Helper()
	if _, err := a.Plan(w.t.Context()); err != nil {
		w.t.Fatalf("plan: %v", err)
	}
	r, err := a.Do(w.t.Context())
	if err != nil {
		w.t.Fatalf("do: %v", err)
	}
	return r
}

// connector creates a connector with an index.
func (w *world) connector() string {
	w.t.Helper()
	id := w.do(w.guide.Create(setup.NewConnector{Name: "Orders", ServiceType: "postgresql"})).ConnectorID
	w.do(w.guide.UseIndex(setup.IndexChoice{Connector: id, Name: "search-orders"}))
	return id
}

// ask asks the server past all faults.
func (w *world) ask(path string, into any) {
	w.t.Helper()
	answer := httptest.NewRecorder()
	w.es.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	if err := json.Unmarshal(answer.Body.Bytes(), into); err != nil {
		w.t.Fatal(err)
	}
}

// person walks through set-up as somebody would who takes what is offered.
type person struct {
	*world
	ctx    context.Context
	id     string // of the connector, as far as it is known
	chosen string // an id of one's own choice
	// apart keeps the key in memory between two steps instead of at once in the file.
	apart bool
	key   *client.APIKey
}

// walk surveys, goes through all steps that aren't settled, and surveys again until
// all are. It gives up at the first error that doing it again doesn't help.
func (p *person) walk() error {
	for range 5 {
		s, err := p.guide.Survey(p.ctx, p.id)
		if err != nil {
			return err
		}
		if _, done := s.Next(); done {
			return nil
		}
		for _, f := range s.Facts {
			if f.Standing.Settled() {
				continue
			}
			if err := p.step(s, f.Step); err != nil {
				return fmt.Errorf("%s: %w", f.Step, err)
			}
			if f.Step == setup.Connector {
				break // of the steps after it nothing was known
			}
		}
	}
	return errors.New("it doesn't come to an end")
}

func (p *person) step(s *setup.Survey, step setup.Step) error {
	switch step {
	case setup.Connect:
		return errors.New(s.Fact(step).Sentence)
	case setup.Connector:
		return p.choose(s)
	case setup.Index:
		name, err := p.guide.ProposeIndex(p.ctx, p.id)
		if err != nil {
			return err
		}
		_, err = p.act(p.guide.UseIndex(setup.IndexChoice{Connector: p.id, Name: name, Create: true}))
		return err
	case setup.APIKey:
		if id := s.Key.Unrecorded; id != "" && p.apart {
			_, err := p.act(p.guide.RecordKey(setup.ExistingKey{Connector: p.id, KeyID: id, Replace: true}))
			return err
		}
		return p.mint(s.Key.Recorded.ID != "")
	case setup.ConfigYML:
		return p.write(s)
	case setup.Schema:
		p.service.Poll(p.es)
		_, err := p.guide.Look(p.ctx, p.id)
		return err
	case setup.Configure:
		return p.configure()
	default:
		return p.sync()
	}
}

func (p *person) choose(s *setup.Survey) error {
	if f := s.Fact(setup.Connector); f.Standing == setup.Blocked {
		return errors.New(f.Sentence)
	}
	r, err := p.act(p.guide.Create(setup.NewConnector{Name: "Orders", ServiceType: "postgresql", ID: p.chosen}))
	var twin *setup.TwinError
	if errors.As(err, &twin) {
		p.id = twin.Found[0].ID
		return nil
	}
	p.id = r.ConnectorID
	return err
}

func (p *person) mint(replace bool) error {
	k := setup.NewKey{Connector: p.id, Replace: replace}
	if !p.apart {
		k.KeepAt = p.guide.ConfigPlace(setup.ConfigEntry{Connector: p.id, ReplaceKey: replace})
	}
	a := p.guide.Mint(k)
	plan, err := a.Plan(p.ctx)
	if err != nil {
		return err
	}
	for _, id := range plan.Strays { // what was left by an attempt before
		if _, err := p.act(p.guide.Invalidate(id)); err != nil {
			return err
		}
	}
	r, err := p.act(a)
	if err != nil {
		return err
	}
	p.key = r.Key
	for _, id := range append(r.Strays, r.Replaced) {
		if id == "" {
			continue
		}
		if _, err = p.act(p.guide.Invalidate(id)); err != nil {
			return err
		}
	}
	return nil
}

func (p *person) write(s *setup.Survey) error {
	if err := s.Fact(setup.ConfigYML).Err; err != nil {
		return err
	}
	if p.key == nil && s.Key.Lost {
		if err := p.mint(true); err != nil {
			return err
		}
	}
	e := setup.ConfigEntry{Connector: p.id}
	if p.key != nil {
		e.Key, e.ReplaceKey = p.key.Encoded, true
	}
	_, err := p.act(p.guide.WriteConfig(e))
	return err
}

func (p *person) configure() error {
	_, err := p.client.UpdateValues(p.ctx, p.id, map[string]schema.Value{
		"host": schema.Text("db"), "password": schema.SecretText(schema.NewSecret([]byte("hunter22"))),
	})
	p.service.Poll(p.es)
	return err
}

func (p *person) sync() error {
	_, err := p.act(p.guide.SetSchedules(p.id, client.Schedules{client.FullSync: {Enabled: true, Interval: "0 30 2 * * ?"}}))
	if err != nil {
		return err
	}
	r, err := p.act(p.guide.StartSync(setup.NewSync{Connector: p.id}))
	var runs *setup.RunningError
	if err != nil && !errors.As(err, &runs) {
		return err
	}
	for range 20 {
		p.service.Poll(p.es)
		j, err := p.guide.Job(p.ctx, r.JobID)
		if err != nil || j.Ended {
			return err
		}
	}
	return errors.New("the sync doesn't end")
}

// act plans an action and does it, and does it once more after an error.
func (p *person) act(a setup.Action) (setup.Report, error) {
	if _, err := a.Plan(p.ctx); err != nil {
		r, again := a.Do(p.ctx)
		return r, errors.Join(err, again)
	}
	r, err := a.Do(p.ctx)
	if err != nil {
		r, err = a.Do(p.ctx)
	}
	return r, err
}

// checkOnce proves that everything exists once, is whole and overwrote nothing.
func (w *world) checkOnce() {
	w.t.Helper()
	var list struct {
		Count   int
		Results []struct {
			ID    string
			KeyID string `json:"api_key_id"`
			Index string `json:"index_name"`
		}
	}
	if w.ask("/_connector?include_deleted=true", &list); list.Count != 1 {
		w.t.Fatalf("%d connectors", list.Count)
	}
	one := list.Results[0]
	var jobs struct{ Count int }
	if w.ask("/_connector/_sync_job", &jobs); jobs.Count != 1 {
		w.t.Errorf("%d sync jobs", jobs.Count)
	}
	var keys struct {
		Keys []struct{ ID string } `json:"api_keys"`
	}
	if w.ask("/_security/api_key?active_only=true", &keys); len(keys.Keys) != 1 || keys.Keys[0].ID != one.KeyID {
		w.t.Errorf("keys %v, recorded %s", keys.Keys, one.KeyID)
	}
	raw, err := os.ReadFile(w.config)
	if err != nil {
		w.t.Fatal(err)
	}
	view, err := serviceconfig.Parse(raw)
	if err != nil || len(view.Connectors) != 1 || view.Connectors[0].ID != one.ID || serviceconfig.KeyID(view.KeyFor(one.ID)) != one.KeyID {
		w.t.Errorf("config.yml: %v, key %s, recorded %s", err, serviceconfig.KeyID(view.KeyFor(one.ID)), one.KeyID)
	}
	w.checkNothingWiped()
}

// checkNothingWiped proves that no PUT went to a connector that was there.
func (w *world) checkNothingWiped() {
	w.t.Helper()
	for _, r := range w.es.Requests() {
		if r.Method == http.MethodPut && strings.Count(r.Path, "/") == 2 && strings.HasPrefix(r.Path, "/_connector/") && r.Status != http.StatusCreated {
			w.t.Errorf("%s %s was answered with %d: it overwrote a connector", r.Method, r.Path, r.Status)
		}
	}
}

// requests lists what arrived, without queries.
func (w *world) requests() []string {
	var all []string
	for _, r := range w.es.Requests() {
		all = append(all, r.Method+" "+r.Path)
	}
	return all
}

// count counts the requests that arrived.
func (w *world) count(line string) int {
	return len(slices.DeleteFunc(w.requests(), func(one string) bool { return one != line }))
}

// put makes a request past all faults.
func put(t *testing.T, w *world, path, body string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPut, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	if w.es.ServeHTTP(answer, r); answer.Code > 299 {
		t.Fatalf("%s: %d %s", path, answer.Code, answer.Body)
	}
}

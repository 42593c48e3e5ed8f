package ui

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/ui/theme"

	tea "github.com/charmbracelet/bubbletea"
)

// kibanaStand is a Kibana with the samples, and a client of it.
type kibanaStand struct {
	kibana *emulator.Kibana
	link   *emulator.Faulty
	client *kibana.Client
}

// raiseKibana serves a Kibana beside a cluster.
func raiseKibana(t *testing.T, es *emulator.Server, o emulator.KibanaOptions) kibanaStand {
	t.Helper()
	k := es.Kibana(o)
	if err := k.Seed(); err != nil {
		t.Fatal(err)
	}
	s := kibanaStand{kibana: k, link: emulator.NewFaulty(k)}
	srv := httptest.NewServer(s.link)
	t.Cleanup(srv.Close)
	c, err := kibana.New(kibana.Config{Config: client.Config{URL: srv.URL, Timeout: 20 * time.Second, Retries: 1, Pause: time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	s.client = c
	return s
}

// atKibana is a client at an address that is the same in every run.
type atKibana struct{ *kibana.Client }

// Host names no port, which is another one each time.
func (atKibana) Host() string { return "kb.example:5601" }

// bodies are those of the writes that arrived, each behind its method and path.
func (s kibanaStand) bodies() []string {
	var out []string
	for _, r := range s.kibana.Requests() {
		if r.Method == http.MethodPost && !strings.HasSuffix(r.Path, "/_execute") || r.Method == http.MethodPut {
			out = append(out, r.Method+" "+r.Path+" "+string(r.Body))
		}
	}
	return out
}

// actions drives the wizard of action connectors.
type actions struct {
	*wizard
	kibanaStand
}

// startActions opens the wizard where o says.
func startActions(t *testing.T, o ActionOptions, w, h int) *actions {
	t.Helper()
	return prepareActions(t, o, emulator.KibanaOptions{}, w, h).open()
}

// prepareActions is startActions without the first screen started.
func prepareActions(t *testing.T, o ActionOptions, k emulator.KibanaOptions, w, h int) *actions {
	t.Helper()
	x := &actions{wizard: &wizard{t: t, clock: newClock()}}
	x.es = emulator.New(emulator.Options{Now: x.clock.now})
	x.kibanaStand = raiseKibana(t, x.es, k)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	x.m = NewActionModel(ctx, Options{Actions: atKibana{x.client}, Host: "es.example:9200", Now: x.clock.now,
		Theme: theme.New(theme.Options{Color: true, Dark: true}),
		Pace:  Pace{First: time.Millisecond, Most: time.Millisecond, Service: 30 * time.Second, Settle: 300 * time.Millisecond}}, o)
	x.send(tea.WindowSizeMsg{Width: w, Height: h})
	return x
}

// open lets the first screen start.
func (x *actions) open() *actions {
	x.t.Helper()
	x.begin()
	return x
}

// press, typed, sees and misses are the wizard's own, for chains of more.
func (x *actions) press(keys ...string) *actions {
	x.t.Helper()
	x.wizard.press(keys...)
	return x
}

func (x *actions) typed(text string) *actions {
	x.t.Helper()
	x.wizard.typed(text)
	return x
}

func (x *actions) sees(texts ...string) *actions {
	x.t.Helper()
	x.wizard.sees(texts...)
	return x
}

func (x *actions) misses(texts ...string) *actions {
	x.t.Helper()
	x.wizard.misses(texts...)
	return x
}

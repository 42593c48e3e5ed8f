//go:build unix

package ui

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/schema"
	"connwiz/ui/theme"

	tea "github.com/charmbracelet/bubbletea"
)

// newcomer drives a set-up: the wizard's driver, and a connector service that looks
// when it is told to.
type newcomer struct {
	*wizard
	service *emulator.Service
	url     string
	// config is the config.yml of the set-up; its path has the same length always.
	config string
	setup  SetupOptions
}

// arriving prepares a set-up on a cluster with documents.
func arriving(t *testing.T, o emulator.Options, docs map[string]string) *newcomer {
	t.Helper()
	x := &newcomer{wizard: &wizard{t: t, clock: newClock()}}
	o.Now = x.clock.now
	x.es = emulator.New(o)
	for id, doc := range docs {
		if err := x.es.PutDocument(id, []byte(doc)); err != nil {
			t.Fatal(err)
		}
	}
	x.service = &emulator.Service{Schemas: map[string][]byte{"postgresql": []byte(everyKind)}}
	x.faults = emulator.NewFaulty(x.es)
	srv := httptest.NewServer(x.faults)
	t.Cleanup(srv.Close)
	x.url = srv.URL
	x.config = filepath.Join(dirOfConfig(t), "config.yml")
	x.setup = SetupOptions{AtOnce: true, ConfigFile: x.config, Connect: x.dial, Link: x.link(client.Config{})}
	return x
}

// homes is where the folders of set-ups are, so that their paths have one length.
const homes = "/tmp"

// dirOfConfig makes a folder for config.yml, elsewhere where homes can't be written.
func dirOfConfig(t *testing.T) string {
	t.Helper()
	name := fmt.Sprintf("cw%08x/connectors", rand.Uint32()) // What a narrow screen shows is the end.
	for _, home := range []string{homes, "/var/tmp", t.TempDir()} {
		dir := filepath.Join(home, name)
		if err := os.MkdirAll(dir, 0o700); err == nil {
			t.Cleanup(func() { _ = os.RemoveAll(filepath.Dir(dir)) })
			return dir
		}
	}
	t.Fatal("there is no folder that can be written")
	return ""
}

// dial makes a link as the command line does.
func (x *newcomer) dial(cfg client.Config) (*Link, error) {
	cfg.Timeout, cfg.Retries, cfg.Pause = 20*time.Second, 1, time.Millisecond
	c, err := client.New(cfg)
	if err != nil {
		return nil, err
	}
	return &Link{Client: c, Address: "http://es.example:9200", Host: "es.example:9200", Close: c.Close,
		As: func(username string, password schema.Secret) (*client.Client, error) {
			l, err := x.dial(client.Config{URL: cfg.URL, Username: username, Password: password})
			if err != nil {
				return nil, err
			}
			return l.Client, nil
		}}, nil
}

// link is a link to the cluster of the test.
func (x *newcomer) link(cfg client.Config) *Link {
	x.t.Helper()
	cfg.URL = x.url
	l, err := x.dial(cfg)
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(l.Close)
	return l
}

// arrive starts a set-up with a connector, or "" for a new one.
func (x *newcomer) arrive(id string, w, h int) *newcomer {
	x.t.Helper()
	o := x.setup
	o.ID = id
	ctx, cancel := context.WithCancel(context.Background())
	x.t.Cleanup(cancel)
	x.quit, x.held = false, nil
	var known Cluster
	host := ""
	if o.Link != nil {
		known, host = o.Link.Client, o.Link.Host
	}
	x.m = NewModel(ctx, Options{Cluster: known, Host: host, Setup: &o, Now: x.clock.now, Theme: theme.New(theme.Options{Color: true, Dark: true}),
		Pace: Pace{First: time.Millisecond, Most: time.Millisecond, Service: 30 * time.Second, Settle: 300 * time.Millisecond}})
	x.send(tea.WindowSizeMsg{Width: w, Height: h})
	x.begin()
	return x
}

// newcomerAt starts a set-up of a new connector on an empty cluster.
func newcomerAt(t *testing.T, w, h int) *newcomer {
	t.Helper()
	return arriving(t, emulator.Options{}, nil).arrive("", w, h)
}

// resized changes the size of the window.
func (x *newcomer) resized(w, h int) { x.send(tea.WindowSizeMsg{Width: w, Height: h}) }

// polls lets the connector service look.
func (x *newcomer) polls() *newcomer {
	x.service.Poll(x.es)
	return x
}

// takes moves to a choice and takes it.
func (x *newcomer) takes(label string) *newcomer {
	x.t.Helper()
	g := x.guided()
	x.clock.pass(time.Second)
	for range 40 {
		if r := g.rows; g.focus < len(r) && r[g.focus].field == "" && strings.TrimSpace(g.page.choices[r[g.focus].choice].label+" "+g.page.choices[r[g.focus].choice].about) == label {
			if _, _, seen := g.measure(x.m.env); g.free && !seen {
				x.press("enter")
			}
			x.press("enter")
			return x
		}
		if g.focus == len(g.rows)-1 {
			break
		}
		x.press("tab")
	}
	x.t.Fatalf("there is no choice %q:\n%s", label, x.screen())
	return x
}

// sees and misses are those of the wizard, for going on.
func (x *newcomer) sees(texts ...string) *newcomer {
	x.t.Helper()
	x.wizard.sees(texts...)
	return x
}

func (x *newcomer) misses(texts ...string) *newcomer {
	x.t.Helper()
	x.wizard.misses(texts...)
	return x
}

// press presses keys, typed types text.
func (x *newcomer) press(keys ...string) *newcomer {
	x.t.Helper()
	x.wizard.press(keys...)
	return x
}

func (x *newcomer) typed(text string) *newcomer {
	x.t.Helper()
	x.wizard.typed(text)
	return x
}

// guided is the screen of the set-up, which has to be on top.
func (x *newcomer) guided() *guided {
	x.t.Helper()
	g, ok := x.m.top().(*guided)
	if !ok {
		x.t.Fatalf("the set-up is not on top:\n%s", x.screen())
	}
	return g
}

// chooses opens the focused list and jumps to an option.
func (x *newcomer) chooses(option string) *newcomer {
	x.t.Helper()
	x.press("enter").typed(option)
	x.press("enter", "tab")
	return x
}

// does agrees to the plan and goes on.
func (x *newcomer) does() *newcomer {
	x.t.Helper()
	return x.takes("Do it").takes("Go on")
}

// created walks to the index: the connector "orders" is there.
func (x *newcomer) created() *newcomer {
	x.t.Helper()
	x.takes("Go on")
	x.chooses("post").typed("Orders")
	return x.takes("Create it").does()
}

// attached walks to the key.
func (x *newcomer) attached() *newcomer { return x.created().takes("Attach it").does() }

// keyed walks to config.yml.
func (x *newcomer) keyed() *newcomer { return x.attached().takes("Go on to the plan").does() }

// started walks to the wait for the service.
func (x *newcomer) started() *newcomer { return x.keyed().takes("Go on") }

// registered walks to the form.
func (x *newcomer) registered() *newcomer {
	x.started().polls()
	x.tick()
	return x.takes("Go on")
}

// filled fills the form in and walks to the schedule.
func (x *newcomer) filled() *newcomer {
	x.t.Helper()
	x.registered().takes("Open the form")
	x.typed("db.example.com").press("tab").typed("5432").press("tab").typed(canarySecret).press("tab", "right", "ctrl+s")
	x.press("enter")
	x.polls()
	x.tick()
	x.press("enter")
	return x.takes("Go on")
}

// scheduled walks to the first sync.
func (x *newcomer) scheduled() *newcomer {
	return x.filled().takes("Go on to the plan").takes("Do it").takes("Go on")
}

// syncing starts the first sync.
func (x *newcomer) syncing() *newcomer { return x.scheduled().takes("Start a sync").takes("Do it") }

// rounds lets the service work and the screen look, so often.
func (x *newcomer) rounds(n int) *newcomer {
	x.t.Helper()
	for range n {
		x.clock.pass(3 * time.Second)
		x.polls()
		x.tick()
	}
	return x
}

// spoils lets somebody else store a port that the service refuses.
func (x *newcomer) spoils(port string) {
	x.t.Helper()
	doc := strings.Replace(document("connected", with(with(with(everyKind, "host", `"h"`), "port", port), "mode", `"all"`)), "shopdb", "postgresql", 1)
	doc = strings.Replace(doc, `"label": "Token", "order": 3, "type": "str", "sensitive": true, "value": ""`, `"label": "Token", "order": 3, "type": "str", "sensitive": true, "value": "t"`, 1)
	if err := x.es.PutDocument("orders", []byte(doc)); err != nil {
		x.t.Fatal(err)
	}
}

// canarySecret must be nowhere but in the cluster.
const canarySecret = "CANARY-typed-secret"

// steady takes out of a golden screen what is another one at every run, without
// changing its length: the folder of config.yml, and the ids that servers make up.
func steady(screen string) string {
	screen = regexp.MustCompile(`/[^\s"']*/cw[0-9a-f]{8}`).ReplaceAllString(screen, homes+"/cw00000000")
	return regexp.MustCompile(`[A-Za-z0-9_-]+`).ReplaceAllStringFunc(screen, func(s string) string {
		if upper := regexp.MustCompile(`[A-Z]`).FindAllString(s, -1); len(s) == 20 && len(upper) > 1 {
			return "id-of-20-characters-"
		}
		return s
	})
}

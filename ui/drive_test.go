package ui

import (
	"context"
	"encoding/json"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/ui/theme"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "rewrite the golden screens")

// clock is a clock that stands still until it is told to move.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock {
	return &clock{t: time.Date(2026, 3, 14, 9, 26, 53, 0, time.UTC)}
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// wizard drives the real model against the emulator over HTTP, one message at a
// time: commands run at once and their answers go straight back in. Pauses last
// a millisecond.
type wizard struct {
	t      *testing.T
	clock  *clock
	es     *emulator.Server
	faults *emulator.Faulty
	url    string // of the emulator
	m      *Model
	quit   bool
	// hold keeps answers back until release is called.
	hold bool
	held []tea.Cmd
}

// start opens the wizard on documents (id to JSON), for one connector or with
// the list when id is "".
func start(t *testing.T, id string, w, h int, docs map[string]string) *wizard {
	t.Helper()
	return prepare(t, id, w, h, docs).begin()
}

// begin lets the first screen start.
func (x *wizard) begin() *wizard {
	x.t.Helper()
	x.run(x.m.Init())
	return x
}

// prepare is start without the first screen started.
func prepare(t *testing.T, id string, w, h int, docs map[string]string) *wizard {
	t.Helper()
	x := &wizard{t: t, clock: newClock()}
	x.es = emulator.New(emulator.Options{Now: x.clock.now})
	for id, doc := range docs {
		if err := x.es.PutDocument(id, []byte(doc)); err != nil {
			t.Fatal(err)
		}
	}
	x.faults = emulator.NewFaulty(x.es)
	srv := httptest.NewServer(x.faults)
	t.Cleanup(srv.Close)
	x.url = srv.URL
	c := x.reaches(aWhile)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	x.m = NewModel(ctx, Options{Cluster: c, ID: id, Host: "es.example:9200", Now: x.clock.now,
		Theme: theme.New(theme.Options{Color: true, Dark: true}),
		Pace:  Pace{First: time.Millisecond, Most: time.Millisecond, Service: 30 * time.Second, Settle: 300 * time.Millisecond}})
	x.send(tea.WindowSizeMsg{Width: w, Height: h})
	return x
}

// How long a request may take: longer than any does, but where it is to hang.
const (
	aWhile  = 20 * time.Second
	aMoment = 2 * time.Second
)

// reaches is a way to the emulator.
func (x *wizard) reaches(timeout time.Duration) *client.Client {
	x.t.Helper()
	c, err := client.New(client.Config{URL: x.url, Timeout: timeout, Retries: 1, Pause: time.Millisecond})
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(c.Close)
	return c
}

// fails makes requests fail from now on.
func (x *wizard) fails(f emulator.Fault) {
	x.t.Helper()
	if f.Hang {
		x.m.env.cluster = x.reaches(aMoment)
	}
	x.faults.Add(f)
}

// send gives the model a message and runs what follows from it.
func (x *wizard) send(msg tea.Msg) {
	x.t.Helper()
	_, cmd := x.m.Update(msg)
	x.run(cmd)
}

// run carries a command out and feeds its message back. A poll is carried out
// only once per call, so that a wait doesn't run for ever.
func (x *wizard) run(cmd tea.Cmd) {
	x.t.Helper()
	if cmd == nil {
		return
	}
	if x.hold {
		x.held = append(x.held, cmd)
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		x.batch(msg)
	case tea.QuitMsg:
		x.quit = true
	case ticked:
		x.held = append(x.held, func() tea.Msg { return msg })
	default:
		x.send(msg)
	}
}

// batch runs commands that may wait for each other, side by side.
func (x *wizard) batch(cmds tea.BatchMsg) {
	x.t.Helper()
	msgs := make(chan tea.Msg)
	n := 0
	for _, cmd := range cmds {
		if cmd != nil {
			n++
			go func() { msgs <- cmd() }()
		}
	}
	for range n {
		msg := <-msgs
		x.run(func() tea.Msg { return msg })
	}
}

// tick lets what was held back happen: the next poll.
func (x *wizard) tick() {
	x.t.Helper()
	held := x.held
	x.held, x.hold = nil, false
	for _, cmd := range held {
		if msg := cmd(); msg != nil {
			x.send(msg)
		}
	}
}

// press sends keys by name, or text in backquotes-free words: "tab", "enter",
// "ctrl+s"; anything that is no key name is typed.
func (x *wizard) press(keys ...string) *wizard {
	x.t.Helper()
	for _, k := range keys {
		x.clock.pass(400 * time.Millisecond)
		x.send(keyMsg(k))
	}
	return x
}

// typed types text key by key.
func (x *wizard) typed(text string) *wizard {
	x.t.Helper()
	for _, r := range text {
		x.clock.pass(50 * time.Millisecond)
		if r == ' ' {
			x.send(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}})
			continue
		}
		x.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
	}
	return x
}

// pasted pastes text in one piece.
func (x *wizard) pasted(text string) *wizard {
	x.t.Helper()
	x.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
	return x
}

// keyMsg makes the message of a key name.
func keyMsg(name string) tea.KeyMsg {
	for _, t := range []tea.KeyType{tea.KeyTab, tea.KeyShiftTab, tea.KeyEnter, tea.KeyEsc, tea.KeyUp, tea.KeyDown,
		tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyPgUp, tea.KeyPgDown, tea.KeyCtrlHome, tea.KeyCtrlEnd,
		tea.KeyBackspace, tea.KeyDelete, tea.KeyF1, tea.KeyCtrlC, tea.KeyCtrlD, tea.KeyCtrlF, tea.KeyCtrlG, tea.KeyCtrlK,
		tea.KeyCtrlJ, tea.KeyCtrlL, tea.KeyCtrlO, tea.KeyCtrlR, tea.KeyCtrlS, tea.KeyCtrlU, tea.KeyCtrlW, tea.KeyCtrlZ} {
		if k := (tea.KeyMsg{Type: t}); k.String() == name {
			return k
		}
	}
	if name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if rest, ok := strings.CutPrefix(name, "alt+"); ok {
		k := keyMsg(rest)
		k.Alt = true
		return k
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

// screen is what is drawn now, without styles.
func (x *wizard) screen() string { return ansi.Strip(x.m.View()) }

// sees fails unless every text is on the screen.
func (x *wizard) sees(texts ...string) *wizard {
	x.t.Helper()
	for _, s := range texts {
		if !strings.Contains(x.screen(), s) {
			x.t.Fatalf("%q is not on the screen:\n%s", s, x.screen())
		}
	}
	return x
}

// misses fails if any text is on the screen.
func (x *wizard) misses(texts ...string) *wizard {
	x.t.Helper()
	for _, s := range texts {
		if strings.Contains(x.screen(), s) {
			x.t.Fatalf("%q is on the screen:\n%s", s, x.screen())
		}
	}
	return x
}

// puts returns the bodies of the writes that arrived.
func (x *wizard) puts() []string {
	var out []string
	for _, r := range x.es.Requests() {
		if r.Method == "PUT" {
			out = append(out, string(r.Body))
		}
	}
	return out
}

// golden compares the screen, styles and all, with the stored one.
func (x *wizard) golden(name string) {
	x.t.Helper()
	path := filepath.Join("testdata", name+".golden")
	x.m.env.ownCursor = false // A file has none.
	got := x.m.View() + "\n"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			x.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		x.t.Fatal(err)
	}
	if got != string(want) {
		x.t.Errorf("%s differs.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// setStatus writes a verdict into the document as the connector service does.
func (x *wizard) setStatus(status, message string) {
	x.t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(x.es.Document(x.id()), &doc); err != nil {
		x.t.Fatal(err)
	}
	doc["status"], doc["error"] = status, message
	raw, err := json.Marshal(doc)
	if err != nil {
		x.t.Fatal(err)
	}
	if err := x.es.PutDocument(x.id(), raw); err != nil {
		x.t.Fatal(err)
	}
}

// id is the connector of the tests.
func (x *wizard) id() string { return "orders" }

// sameJSON compares two documents whatever the order of their keys.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	read := func(raw string) (v any) {
		if err := json.Unmarshal([]byte(raw), &v); err != nil {
			t.Fatalf("%v in %s", err, raw)
		}
		return v
	}
	return reflect.DeepEqual(read(a), read(b))
}

// fits fails when a view is larger than the window.
func fits(t *testing.T, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > h {
		t.Errorf("%d lines in a window of %d:\n%s", len(lines), h, ansi.Strip(view))
	}
	for _, line := range lines {
		if n := ansi.StringWidth(line); n > w {
			t.Errorf("a line of %d cells in a window of %d: %q", n, w, ansi.Strip(line))
		}
	}
}

// put replaces the configuration as another writer would.
func (x *wizard) put(configuration string) {
	x.t.Helper()
	if err := x.es.PutDocument(x.id(), []byte(document("connected", configuration))); err != nil {
		x.t.Fatal(err)
	}
}

// stored are the values that the server holds.
func (x *wizard) stored() map[string]any {
	x.t.Helper()
	var doc struct {
		Configuration map[string]struct{ Value any }
	}
	if err := json.Unmarshal(x.es.Document(x.id()), &doc); err != nil {
		x.t.Fatal(err)
	}
	out := map[string]any{}
	for name, f := range doc.Configuration {
		out[name] = f.Value
	}
	return out
}

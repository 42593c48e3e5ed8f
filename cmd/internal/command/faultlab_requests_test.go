package command

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/ui"

	"go.uber.org/goleak"
)

// TestEveryFaultAtEveryRequest plays each fault at each request of each
// conversation: the first reading, that before a write, the write, each poll, each
// look. Which requests there are is found out by a conversation without faults.
//
// It doesn't run beside other tests, so that goroutines left behind are its own.
func TestEveryFaultAtEveryRequest(t *testing.T) { //nolint:paralleltest // see above
	before := goleak.IgnoreCurrent()
	var cells, left atomic.Int32
	room := make(chan struct{}, labRoom)
	t.Run("matrix", func(t *testing.T) {
		for name, talk := range labTalks() {
			clean := <-talk.begin(t, "", labFault{harmless: true}, func(int) bool { return false }, func() {})
			if len(clean.asked) < 3 || len(clean.landed) == 0 {
				t.Fatalf("connwiz %s asked %q, and changed %q\n%s", name, clean.asked, clean.landed, clean.out)
			}
			for i, request := range clean.asked {
				for fault, f := range labFaults() {
					for _, lasts := range []bool{false, true} {
						t.Run(fmt.Sprintf("%s/%d %s/%s%s", name, i+1, request, fault, map[bool]string{true: " from then on"}[lasts]), func(t *testing.T) {
							if why := talk.skips(fault, f, lasts); why != "" {
								left.Add(1)
								t.Skip(why)
							}
							cells.Add(1)
							room <- struct{}{}
							held := talk.begin(t, fault, f, func(n int) bool { return n == i || lasts && n > i }, func() { <-room })
							t.Parallel() // it runs already: many wait before they try again
							(<-held).judge(clean)
						})
					}
				}
			}
		}
	})
	leavesNobody(t)
	if err := goleak.Find(before); err != nil {
		t.Errorf("a goroutine is left: %v", err)
	}
	t.Logf("%d cells, and %d that can't be, each with its reason", cells.Load(), left.Load())
	if cells.Load() < 300 {
		t.Errorf("only %d cells", cells.Load())
	}
}

// skips says why a cell can't be.
func (talk labTalk) skips(fault string, f labFault, lasts bool) string {
	// The program treats the others as one of these.
	kinds := []string{"403", "409", "500", "503", "a reset before the request", "a reset instead of the answer", "HTML from a proxy, with status 200"}
	switch {
	case f.off || f.tls:
		return "it fails at the first request already, or is a reset"
	case f.harmless && lasts:
		return "nothing fails"
	case os.Getenv(labWhole) == "" && (talk.about == "the cluster" || !slices.Contains(kinds, fault)):
		return "make faults plays it: it takes a minute in all"
	case f.slow && lasts:
		return "it only takes longer than one that is not answered"
	}
	return ""
}

// labWhole is set to play faults, too, that are much like others.
const labWhole = "CONNWIZ_FAULTS"

// held is a conversation that was held.
type held struct {
	*cell
	ran
	asked  []string // requests, in their order
	landed []string // what was changed
	typed  string
}

// begin begins the conversation, with a fault at the requests that are struck, which
// are counted from 0, and calls done when it was held. The connector service looks after
// each request.
func (talk labTalk) begin(t *testing.T, name string, f labFault, strikes func(int) bool, done func()) <-chan held {
	t.Helper()
	var mu sync.Mutex
	h := held{}
	h.cell = newCell(t, talk.labSubject, name, f, func(r *http.Request) bool {
		mu.Lock()
		defer mu.Unlock()
		h.asked = append(h.asked, r.Method+" "+strings.ReplaceAll(r.URL.Path, "/", "."))
		return strikes(len(h.asked) - 1)
	})
	h.serviced()
	over := make(chan held, 1)
	go func() {
		defer done()
		h.hold(newLabPerson(talk.knows))
		over <- h
	}()
	return over
}

// hold holds the conversation with a person.
func (h *held) hold(person *labPerson) {
	var errs bytes.Buffer
	streams := Streams{
		In: person, Out: person, Err: &errs, Now: time.Now,
		Mute:   func() (func() error, error) { return func() error { return nil }, nil },
		Pace:   ui.Pace{First: time.Millisecond, Most: 2 * time.Millisecond, Service: time.Millisecond},
		Getenv: h.stand.getenv, Environ: h.stand.environ,
	}
	ctx, cancel := context.WithTimeout(h.t.Context(), 5*time.Minute)
	defer cancel()
	pprof.Do(ctx, pprof.Labels(labMark, h.t.Name()), func(ctx context.Context) {
		h.code = Run(ctx, streams, Build{Version: "test"}, h.line())
	})
	person.leaves()
	h.faulty.close()
	h.out, h.err, h.typed = person.heard(), errs.String(), person.said()
	for _, r := range append(h.stand.es.Requests(), h.kibana.Requests()...) {
		if labWrites(&http.Request{Method: r.Method, URL: labPath(r.Path)}) && r.Status < 300 {
			h.landed = append(h.landed, r.Method+" "+r.Path)
		}
	}
}

// serviced lets the connector service look after every request that came through.
func (c *cell) serviced() {
	var mu sync.Mutex
	inner := c.stand.link.Handler
	service := &emulator.Service{Schemas: map[string][]byte{"shopdb": []byte(shop)}}
	c.stand.link.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(w, r)
		mu.Lock()
		defer mu.Unlock()
		if r.Method == http.MethodGet {
			service.Poll(c.stand.es)
		}
	})
}

// judge asserts what must be true of a conversation, however it went; clean is the
// one in which nothing failed.
func (h held) judge(clean held) {
	t := h.t
	t.Helper()
	h.ends(clean)
	if h.code != clean.code {
		h.names(h.ran)
		if !slices.ContainsFunc([]string{"again", "another", "Asking on", "hint: ", "to go on", "credentials"}, func(way string) bool { return strings.Contains(h.out+h.err, way) }) {
			t.Error("it doesn't say what to do")
		}
	}
	everything := h.everything(h.ran)
	h.hides(everything)
	if strings.Contains(h.typed, labTyped) && !h.kept(everything) {
		t.Error("what was typed was not sent, and is in no draft")
	}
	if t.Failed() {
		t.Logf("exit code %d\nlanded: %q\n%s\nstderr: %s", h.code, h.landed, h.out, h.err)
	}
}

// ends asserts that the exit code is one of the contract, and true.
func (h held) ends(clean held) {
	h.t.Helper()
	all := !slices.ContainsFunc(clean.landed, func(what string) bool { return !slices.Contains(h.landed, what) })
	switch h.code {
	case clean.code, exitDone, exitNoVerdict:
		if h.code != exitCancelled && !all {
			h.t.Errorf("exit code %d, and only %q landed, of %q", h.code, h.landed, clean.landed)
		}
	case exitCancelled, h.fault.code:
	default:
		h.t.Errorf("exit code %d, want %d, %d, %d or %d", h.code, clean.code, exitNoVerdict, exitCancelled, h.fault.code)
	}
}

// kept reports whether what was typed is in the cluster or in a draft.
func (h held) kept(everything map[string]string) bool {
	for _, r := range append(h.stand.es.Requests(), h.kibana.Requests()...) {
		if bytes.Contains(r.Body, []byte(labTyped)) && r.Status < 300 {
			return true
		}
	}
	for path := range maps.Keys(everything) {
		if strings.Contains(path, "drafts") && strings.Contains(everything[path], labTyped) {
			return true
		}
	}
	return false
}

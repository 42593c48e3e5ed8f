//go:build unix

package ui

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/ui/unsent"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// patientFor is how long a test waits for what must come.
const patientFor = time.Minute

// talk is one conversation in line mode on a terminal of its own, against the
// emulator over HTTP. The transcript is what the terminal showed, echo included.
type talk struct {
	*wizard
	keys     *os.File // the person's end of the terminal
	screen   *os.File // the program's end
	signals  chan os.Signal
	finished chan struct{}
	outcome  Outcome
	err      error
	account  func(Save)
	timeout  time.Duration // of requests, zero for a while
	drafts   string        // the folder of kept drafts, "" for none

	mu    sync.Mutex
	news  *sync.Cond
	shown strings.Builder
	mark  int // how much was shown when something was typed last
	// open is set while a question has no answer: the program wrote it whole, and
	// nothing was typed since.
	open  bool
	asked string // its last line
}

// asking is the program's output: a question is what it writes without ending the
// line.
type asking struct{ *talk }

// Write shows what the program says.
func (a asking) Write(p []byte) (int, error) {
	n, err := a.screen.Write(p)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open = strings.HasSuffix(string(p), ": ")
	a.asked = string(p[strings.LastIndexByte(string(p), '\n')+1:])
	a.news.Broadcast()
	return n, err
}

// startTalk starts line mode for a connector, or with the list when id is "".
func startTalk(t *testing.T, id string, docs map[string]string) *talk {
	t.Helper()
	return beginTalk(t, docs, func(ctx context.Context, o Options, l LineIO) (Outcome, error) {
		o.ID = id
		return RunLine(ctx, o, l)
	})
}

// startLineEdit starts the edit of one field.
func startLineEdit(t *testing.T, edit EditOptions, docs map[string]string) *talk {
	t.Helper()
	return beginTalk(t, docs, func(ctx context.Context, o Options, l LineIO) (Outcome, error) {
		o.ID = "orders"
		return EditLine(ctx, o, edit, l)
	})
}

// beginTalk runs a conversation on a pseudo terminal.
func beginTalk(t *testing.T, docs map[string]string, run func(context.Context, Options, LineIO) (Outcome, error)) *talk {
	t.Helper()
	return newTalk(t, docs).begin("", run)
}

// begin opens the terminal and starts to talk.
func (x *talk) begin(id string, run func(context.Context, Options, LineIO) (Outcome, error)) *talk {
	t := x.t
	t.Helper()
	keys, screen, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	x.keys, x.screen = keys, screen
	go x.watchScreen()
	t.Cleanup(func() { _ = screen.Close(); _ = keys.Close() })
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() { cancel(); <-x.finished })
	o := x.options()
	o.ID, o.Saved = id, x.account
	if x.drafts != "" {
		o.Drafts = unsent.Open(x.drafts, x.clock.now)
	}
	go func() {
		defer close(x.finished)
		x.outcome, x.err = run(ctx, o, LineIO{In: screen, Out: asking{x}, Terminal: screen, Signals: x.signals})
		x.news.Broadcast()
	}()
	return x
}

// newTalk has a cluster but no terminal yet.
func newTalk(t *testing.T, docs map[string]string) *talk {
	t.Helper()
	x := &talk{wizard: &wizard{t: t, clock: newClock()}, signals: make(chan os.Signal, 1), finished: make(chan struct{})}
	x.news = sync.NewCond(&x.mu)
	x.es = emulator.New(emulator.Options{Now: x.clock.now})
	for id, doc := range docs {
		if err := x.es.PutDocument(id, []byte(doc)); err != nil {
			t.Fatal(err)
		}
	}
	x.faults = emulator.NewFaulty(x.es)
	return x
}

// patient sets how long a request may take: where one hangs, only a moment.
func (x *talk) patient(long bool) *talk {
	if !long {
		x.timeout = aMoment
	}
	return x
}

// options point the wizard at the emulator.
func (x *talk) options() Options {
	x.t.Helper()
	srv := httptest.NewServer(x.faults)
	x.t.Cleanup(srv.Close)
	x.url = srv.URL
	return Options{Cluster: x.reaches(cmp.Or(x.timeout, aWhile)), Host: "es.example:9200", Now: x.clock.now,
		Pace: Pace{First: time.Millisecond, Most: time.Millisecond, Service: 30 * time.Second}}
}

// watchScreen collects what the terminal shows.
func (x *talk) watchScreen() {
	b := make([]byte, 4096)
	for {
		n, err := x.keys.Read(b)
		x.mu.Lock()
		x.shown.Write(b[:n])
		x.news.Broadcast()
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// transcript is everything shown so far.
func (x *talk) transcript() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.told()
}

// told is transcript for who holds the lock.
func (x *talk) told() string {
	return strings.ReplaceAll(x.shown.String(), "\r\n", "\n")
}

// until waits for a condition on what was shown since something was typed last.
func (x *talk) until(what string, ok func(since string) bool) {
	x.t.Helper()
	deadline := time.Now().Add(patientFor)
	late := time.AfterFunc(patientFor, x.news.Broadcast) // After the deadline, or nobody would look.
	defer late.Stop()
	x.mu.Lock()
	defer x.mu.Unlock()
	for !ok(x.shown.String()[x.mark:]) {
		if time.Now().After(deadline) {
			x.t.Fatalf("waited in vain for %s:\n%s", what, x.told())
		}
		x.news.Wait()
	}
}

// tells waits until a text was shown since something was typed last.
func (x *talk) tells(text string) *talk {
	x.t.Helper()
	x.until(fmt.Sprintf("%q", text), func(since string) bool { return strings.Contains(since, text) })
	return x
}

// answers waits for a question and types each answer, with Enter behind it.
func (x *talk) answers(answers ...string) *talk {
	x.t.Helper()
	for _, a := range answers {
		x.question().types(a + "\r")
	}
	return x
}

// question waits until the program asks, and the terminal shows it: what is typed
// then comes after all that was said.
func (x *talk) question() *talk {
	x.t.Helper()
	x.until("a question", func(string) bool { return x.open && strings.HasSuffix(x.shown.String(), x.asked) })
	return x
}

// types sends keys as they are.
func (x *talk) types(keys string) *talk {
	x.t.Helper()
	x.mu.Lock()
	x.mark, x.open = x.shown.Len(), false
	x.mu.Unlock()
	if _, err := io.WriteString(x.keys, keys); err != nil {
		x.t.Fatal(err)
	}
	return x
}

// ends waits for the end, and shows the outcome as the command line does.
func (x *talk) ends(code int) *talk {
	x.t.Helper()
	select {
	case <-x.finished:
	case <-time.After(patientFor):
		x.t.Fatalf("it does not end:\n%s", x.transcript())
	}
	if x.err != nil {
		x.t.Fatalf("it failed: %v", x.err)
	}
	if x.outcome.Code != code {
		x.t.Errorf("exit code %d, want %d", x.outcome.Code, code)
	}
	x.echoes()
	_, _ = fmt.Fprint(x.screen, strings.Join(append(x.outcome.Lines, ""), "\n"))
	if x.outcome.Err != nil {
		_, _ = fmt.Fprintf(x.screen, "connwiz: %v\n", x.outcome.Err)
	}
	_, _ = fmt.Fprintf(x.screen, "[exit %d]\n", x.outcome.Code)
	x.until("the end", func(string) bool { return strings.HasSuffix(x.shown.String(), "]\r\n") })
	return x
}

// echoes fails unless the terminal echoes and edits lines, as it was found.
func (x *talk) echoes() {
	x.t.Helper()
	if !echoing(x.t, x.screen) {
		x.t.Error("the terminal was left without its echo")
	}
}

// echoing reports whether what is typed on a terminal shows.
func echoing(t *testing.T, tty *os.File) bool {
	t.Helper()
	// MakeRaw changes exactly what a terminal in its ordinary mode has.
	now, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := term.MakeRaw(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	rawNow, err := term.GetState(int(tty.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	if err := term.Restore(int(tty.Fd()), raw); err != nil {
		t.Fatal(err)
	}
	return *now != *rawNow
}

// story compares the transcript with the stored one.
func (x *talk) story(name string) {
	x.t.Helper()
	sameStory(x.t, name, x.transcript())
}

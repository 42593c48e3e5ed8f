package emulator

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"
)

// faultyPeer is a peer behind a Faulty.
func faultyPeer(t *testing.T) (*peer, *Faulty) {
	t.Helper()
	s := New(Options{})
	f := NewFaulty(s)
	listener := httptest.NewServer(f)
	t.Cleanup(listener.Close)
	client := listener.Client()
	// Kept connections would be tried again by net/http itself.
	client.Transport.(*http.Transport).DisableKeepAlives = true
	return &peer{t: t, server: s, url: listener.URL, client: client, header: http.Header{}}, f
}

// send sends one request and returns what net/http makes of it.
func (p *peer) send(ctx context.Context, method, path, body string) (*http.Response, error) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(ctx, method, p.url+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	return p.client.Do(request)
}

func TestFaultStatuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status  int
		product string
		want    string
	}{
		{409, "Elasticsearch", `~version_conflict_engine_exception: `},
		{429, "Elasticsearch", "es_rejected_execution_exception: rejected execution of coordinating operation"},
		{500, "Elasticsearch", "exception: the server failed"},
		{503, "Elasticsearch", "~unavailable_shards_exception: "},
		{502, "", "~<h1>502 Bad Gateway</h1>"},
		{504, "", "~<h1>504 Gateway Timeout</h1>"},
	} {
		p, f := faultyPeer(t)
		f.Add(Fault{Status: c.status, RetryAfter: "7"})
		a := p.do("GET /", "")
		part, _ := strings.CutPrefix(c.want, "~")
		if a.status != c.status || !strings.Contains(a.text(), part) || a.header.Get("X-Elastic-Product") != c.product || a.header.Get("Retry-After") != "7" {
			t.Errorf("%d: got %d %s %v", c.status, a.status, a.text(), a.header)
		}
		if n := len(p.server.Requests()); n != 0 {
			t.Errorf("%d: the server behind saw %d requests", c.status, n)
		}
	}
}

func TestFaultsCountAndMatch(t *testing.T) {
	t.Parallel()
	p, f := faultyPeer(t)
	f.Add(Fault{Match: func(r *http.Request) bool { return r.Method == http.MethodPut }, Times: 2, Status: 503, Body: "{}"})
	var got []int
	for _, line := range []string{"GET /", "PUT /_connector/a", "PUT /_connector/a", "PUT /_connector/a"} {
		got = append(got, p.do(line, "").status)
	}
	f.Add(Fault{Status: 500})
	got = append(got, p.do("GET /", "").status)
	f.Clear()
	got = append(got, p.do("GET /", "").status)
	want := []int{200, 503, 503, 201, 500, 200}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func TestConnectionFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		fault   Fault
		handled bool
	}{
		{"reset before", Fault{ResetBefore: true}, false},
		{"reset after", Fault{ResetAfter: true}, true},
	} {
		p, f := faultyPeer(t)
		f.Add(c.fault)
		response, err := p.send(t.Context(), http.MethodPut, "/_connector/a", `{"name":"n"}`)
		if err == nil {
			_ = response.Body.Close()
			t.Fatalf("%s: answered %s", c.name, response.Status)
		}
		if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := p.server.Document("a") != nil; got != c.handled {
			t.Errorf("%s: handled %v", c.name, got)
		}
	}
}

func TestCutBody(t *testing.T) {
	t.Parallel()
	p, f := faultyPeer(t)
	f.Add(Fault{CutBody: 10})
	response, err := p.send(t.Context(), http.MethodGet, "/", "")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if len(body) != 10 || !errors.Is(err, io.ErrUnexpectedEOF) || response.StatusCode != 200 {
		t.Errorf("%d, %q, %v", response.StatusCode, body, err)
	}
}

func TestHangEndsWhenTheClientLeaves(t *testing.T) {
	t.Parallel()
	p, f := faultyPeer(t)
	reached := make(chan struct{})
	f.Add(Fault{Hang: true, Match: func(*http.Request) bool { close(reached); return true }})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-reached; cancel() }()
	response, err := p.send(ctx, http.MethodPut, "/_connector/a", `{}`)
	if err == nil {
		_ = response.Body.Close()
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestLatencyDelaysTheAnswer(t *testing.T) {
	t.Parallel()
	p, f := faultyPeer(t)
	const latency = 30 * time.Millisecond
	f.Add(Fault{Latency: latency})
	start := time.Now()
	p.expect("late", step{"GET /", "", 200, ""})
	if took := time.Since(start); took < latency {
		t.Errorf("took %s", took)
	}
}

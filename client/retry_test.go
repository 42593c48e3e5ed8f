package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

func later(code int, after string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(code)
	}
}

// cut sends the beginning of an answer and breaks the connection.
func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"id":`))
	panic(http.ErrAbortHandler)
}

func TestWhatPassesIsTriedAgain(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer   http.HandlerFunc
		requests int
	}{
		"429":                       {status(429, ""), 4},
		"502":                       {status(502, ""), 4},
		"503":                       {status(503, ""), 4},
		"504":                       {status(504, ""), 4},
		"a connection that breaks":  {reset, 4},
		"an answer that is cut":     {cut, 4},
		"a success after a failure": {answers(reset, status(503, ""), ok(`{"id":"c1"}`)), 3},
		"400":                       {status(400, ""), 1},
		"401":                       {status(401, ""), 1},
		"404":                       {status(404, ""), 1},
		"409":                       {status(409, ""), 1},
		"500":                       {status(500, ""), 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, tt.answer)
			c, pauses := connect(t, Config{URL: f.URL})
			_, err := c.Get(t.Context(), "c1")
			if got := len(f.requests()); got != tt.requests {
				t.Errorf("%d requests, want %d (%v)", got, tt.requests, err)
			}
			if got := len(*pauses); got != tt.requests-1 {
				t.Errorf("%d pauses, want %d", got, tt.requests-1)
			}
		})
	}
}

func TestRetriesAreConfigured(t *testing.T) {
	t.Parallel()
	for retries, want := range map[int]int{-1: 1, 0: 4, 1: 2, 6: 7} {
		f := newFake(t, status(503, ""))
		c, _ := connect(t, Config{URL: f.URL, Retries: retries})
		if _, err := c.Get(t.Context(), "c1"); err == nil {
			t.Error("no error")
		}
		if got := len(f.requests()); got != want {
			t.Errorf("Retries %d: %d requests, want %d", retries, got, want)
		}
	}
}

func TestAPostIsNeverRepeated(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{"overload": status(503, ""), "loss": reset} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, answer)
			c := connectTo(t, f.URL)
			_, err := c.run(t.Context(), call{op: "create", write: true, once: true, request: read(esapi.ConnectorPostRequest{})})
			if e := failed(t, err); e.Reaction != Unreachable || len(f.requests()) != 1 {
				t.Errorf("got %v after %d requests", e, len(f.requests()))
			}
		})
	}
}

func TestPausesDoubleWithJitterUpToALimit(t *testing.T) {
	t.Parallel()
	p := retryPolicy{first: 100, longest: 400}
	var slept []time.Duration
	p.sleep = func(_ context.Context, d time.Duration) error { slept = append(slept, d); return nil }
	differ := make(map[time.Duration]bool)
	for range 50 {
		slept = nil
		for attempt := range 5 {
			_ = p.wait(t.Context(), attempt+1, 0)
		}
		for i, longest := range []time.Duration{100, 200, 400, 400, 400} {
			if slept[i] < longest/2 || slept[i] > longest {
				t.Fatalf("pause %d is %d, want %d to %d", i+1, slept[i], longest/2, longest)
			}
		}
		differ[slept[4]] = true
	}
	if len(differ) < 2 {
		t.Error("the pauses have no jitter")
	}
}

func TestRetryAfterIsHonouredWithinBounds(t *testing.T) {
	t.Parallel()
	t.Run("a wish within our patience", func(t *testing.T) {
		t.Parallel()
		f := newFake(t, answers(later(429, "7"), ok(`{"id":"c1"}`)))
		c, pauses := connect(t, Config{URL: f.URL})
		if _, err := c.Get(t.Context(), "c1"); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(*pauses, []time.Duration{7 * time.Second}) {
			t.Errorf("paused %v", *pauses)
		}
	})
	t.Run("a wish beyond it ends the call", func(t *testing.T) {
		t.Parallel()
		f := newFake(t, later(503, "3600"))
		c, pauses := connect(t, Config{URL: f.URL})
		_, err := c.Get(t.Context(), "c1")
		if e := failed(t, err); e.RetryAfter != time.Hour || len(*pauses) != 0 {
			t.Errorf("got %+v after %v", e, *pauses)
		}
	})
}

func TestRetryAfterIsRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"": 0, "0": 0, "12": 12 * time.Second, "-1": 0, "x": 0, "99999999999": 24 * time.Hour,
		"Mon, 02 Jan 2006 15:04:05 GMT": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {text}}); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
	soon := time.Now().Add(time.Minute).UTC().Format(http.TimeFormat)
	if got := retryAfter(http.Header{"Retry-After": {soon}}); got < 50*time.Second || got > time.Minute {
		t.Errorf("a date in a minute: got %v", got)
	}
}

func TestCancellingEndsAPauseAtOnce(t *testing.T) {
	t.Parallel()
	f := newFake(t, later(503, "20"))
	c, err := New(Config{URL: f.URL})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, cancel := context.WithCancel(t.Context())
	paused := make(chan struct{})
	c.retry.sleep = func(ctx context.Context, d time.Duration) error {
		close(paused)
		return sleep(ctx, d)
	}
	done := make(chan error)
	go func() { _, err := c.Get(ctx, "c1"); done <- err }()
	<-paused
	start := time.Now()
	cancel()
	err = <-done
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("ended after %v", took)
	}
	if !errors.Is(err, context.Canceled) || failed(t, err).Reason != "cancelled" {
		t.Errorf("got %v", err)
	}
}

func TestCancellingEndsARequestAtOnce(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	f := newFake(t, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	c := connectTo(t, f.URL)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	_, err := c.UpdateValues(ctx, "c1", nil)
	e := failed(t, err)
	if !errors.Is(err, context.Canceled) || !e.Sent {
		t.Errorf("got %+v", e)
	}
	if n := len(f.requests()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestARequestHasATimeOut(t *testing.T) {
	t.Parallel()
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	hangInBody := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = w.Write([]byte(`{"id":`))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	for name, answer := range map[string]http.HandlerFunc{"without an answer": hang, "within the answer": hangInBody} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t, answer)
			c, pauses := connect(t, Config{URL: f.URL, Timeout: 50 * time.Millisecond})
			_, err := c.Get(t.Context(), "c1")
			e := failed(t, err)
			if e.Reaction != Unreachable || !errors.Is(err, context.DeadlineExceeded) || len(*pauses) != 0 {
				t.Errorf("got %+v", e)
			}
			mustContain(t, e.Reason, "no answer within 50ms")
		})
	}
	t.Run("that of the caller counts too", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		_, err := connectTo(t, newFake(t, hang).URL).Get(ctx, "c1")
		if e := failed(t, err); e.Reaction != Unreachable || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %+v", e)
		}
	})
}

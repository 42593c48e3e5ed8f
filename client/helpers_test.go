package client

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"connwiz/schema"
)

// seen is one request that a fake server received.
type seen struct {
	Method, Path, Query, Body string
	Header                    http.Header
}

// fake is a small Elasticsearch: it answers every request with the product header
// and the function's answer, and remembers what came.
type fake struct {
	*httptest.Server
	mu   sync.Mutex
	came []seen
}

func (f *fake) requests() []seen {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.came)
}

func (f *fake) wrap(answer http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, _ := io.ReadAll(r.Body)
		f.mu.Lock()
		f.came = append(f.came, seen{r.Method, r.RequestURI, r.URL.RawQuery, string(content), r.Header})
		f.mu.Unlock()
		w.Header().Set("X-Elastic-Product", "Elasticsearch")
		answer(w, r)
	})
}

func newFake(t *testing.T, answer http.HandlerFunc) *fake {
	t.Helper()
	f := &fake{}
	f.Server = httptest.NewServer(f.wrap(answer))
	t.Cleanup(f.Close)
	return f
}

// answers replies with each step in turn, the last one for ever.
func answers(steps ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		step := steps[0]
		if len(steps) > 1 {
			steps = steps[1:]
		}
		mu.Unlock()
		step(w, r)
	}
}

func status(code int, content string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		_, _ = io.WriteString(w, content)
	}
}

func ok(content string) http.HandlerFunc { return status(http.StatusOK, content) }

// reset breaks the connection without an answer, after the request was read.
func reset(w http.ResponseWriter, _ *http.Request) {
	panic(http.ErrAbortHandler)
}

// failure in Elasticsearch's form.
func refusalOf(code int, kind, reason string) http.HandlerFunc {
	cause := map[string]any{"type": kind, "reason": reason}
	content, _ := json.Marshal(map[string]any{
		"error":  map[string]any{"root_cause": []any{cause}, "type": kind, "reason": reason},
		"status": code,
	})
	return status(code, string(content))
}

func secret(s string) schema.Secret { return schema.NewSecret([]byte(s)) }

// connect makes a client whose pauses take no time and are recorded.
func connect(t *testing.T, cfg Config) (*Client, *[]time.Duration) {
	t.Helper()
	c, err := New(cfg)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	t.Cleanup(c.Close)
	var mu sync.Mutex
	var pauses []time.Duration
	c.retry.sleep = func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		pauses = append(pauses, d)
		return ctx.Err()
	}
	return c, &pauses
}

func connectTo(t *testing.T, url string) *Client {
	t.Helper()
	c, _ := connect(t, Config{URL: url})
	return c
}

// failed returns err as the package's error.
func failed(t *testing.T, err error) *Error {
	t.Helper()
	e, ok := err.(*Error) //nolint:errorlint // nothing may wrap it
	if !ok {
		t.Fatalf("error is %T (%v), want *Error", err, err)
	}
	return e
}

func mustContain(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q lacks %q", text, p)
		}
	}
}

func mustLack(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(text, p) {
			t.Errorf("%q contains %q", text, p)
		}
	}
}

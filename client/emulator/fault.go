package emulator

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Fault is one way a link or server fails.
type Fault struct {
	// Match chooses requests; nil: all.
	Match func(*http.Request) bool
	// Times it strikes; 0: always.
	Times int

	Latency     time.Duration
	Status      int    // answer with this status and an error body of the server's kind
	Body        string // with Status: this body instead
	RetryAfter  string
	ResetBefore bool // close the connection before the request is handled
	ResetAfter  bool // handle it, then close the connection without an answer
	CutBody     int  // send only so many bytes of the answer, then close; 0: all
	Hang        bool // never answer until the client leaves
}

// Faulty wraps a handler; faults can be added and cleared while it runs.
type Faulty struct {
	http.Handler

	mu     sync.Mutex
	faults []*Fault
}

// NewFaulty wraps h.
func NewFaulty(h http.Handler) *Faulty { return &Faulty{Handler: h} }

// Add adds a fault; the first that matches strikes.
func (f *Faulty) Add(x Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = append(f.faults, &x)
}

// Clear removes all faults.
func (f *Faulty) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults = nil
}

// ServeHTTP answers as the handler does, or as the first fault that matches.
func (f *Faulty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if fault := f.take(r); fault != nil {
		fault.strike(w, r, f.Handler)
		return
	}
	f.Handler.ServeHTTP(w, r)
}

// take returns the fault for a request and counts it.
func (f *Faulty) take(r *http.Request) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.faults, func(x *Fault) bool { return x.Match == nil || x.Match(r) })
	if i < 0 {
		return nil
	}
	fault := *f.faults[i]
	if fault.Times > 0 {
		if f.faults[i].Times--; f.faults[i].Times == 0 {
			f.faults = slices.Delete(f.faults, i, i+1)
		}
	}
	return &fault
}

func (x Fault) strike(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if x.Latency > 0 {
		wait(r, x.Latency)
	}
	switch {
	case x.Hang:
		// The server notices a client that leaves only once the body is read.
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
		reset(w)
	case x.ResetBefore:
		reset(w)
	case x.Status != 0:
		_, _ = io.Copy(io.Discard, r.Body)
		x.refuse(w)
	case x.ResetAfter:
		next.ServeHTTP(&recorder{header: http.Header{}}, r)
		reset(w)
	case x.CutBody > 0:
		x.cut(w, r, next)
	default:
		next.ServeHTTP(w, r)
	}
}

func wait(r *http.Request, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}

// cut announces the whole answer and sends a part of it.
func (x Fault) cut(w http.ResponseWriter, r *http.Request, next http.Handler) {
	whole := &recorder{header: w.Header()}
	next.ServeHTTP(whole, r)
	w.Header().Set("Content-Length", strconv.Itoa(whole.body.Len()))
	w.WriteHeader(whole.status)
	_, _ = w.Write(whole.body.Bytes()[:min(x.CutBody, whole.body.Len())])
	if flusher, can := w.(http.Flusher); can {
		flusher.Flush()
	}
	panic(http.ErrAbortHandler) // the way to tell net/http to close the connection
}

// recorder keeps an answer instead of sending it.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the headers to be sent.
func (r *recorder) Header() http.Header { return r.header }

// WriteHeader keeps the status.
func (r *recorder) WriteHeader(status int) { r.status = status }

// Write keeps a part of the body.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.body.Write(b)
}

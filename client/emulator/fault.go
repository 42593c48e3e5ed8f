package emulator

import (
	"net/http"
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
type Faulty struct{ http.Handler }

// NewFaulty wraps h.
func NewFaulty(h http.Handler) *Faulty { panic("stub") }

// Add adds a fault; the first that matches strikes.
func (f *Faulty) Add(x Fault) { panic("stub") }

// Clear removes all faults.
func (f *Faulty) Clear() { panic("stub") }

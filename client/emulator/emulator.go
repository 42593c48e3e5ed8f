// Package emulator is a stand-in for Elasticsearch's connector APIs and for the
// connector service, in memory. It is built from the reference of the real
// server, refuses what that refuses, and knows nothing of connwiz's client.
package emulator

import (
	"context"
	"net/http"
	"time"
)

// Options of a Server; the zero value is an open server without auth.
type Options struct {
	Version  string           // default a 9.x version
	Now      func() time.Time // default time.Now
	Username string           // with Password: basic auth is asked for
	Password string
	APIKeys  []string // encoded keys that are let in; empty with Username "": no auth
	ReadOnly []string // of these users or keys: writes answer 403
}

// Server is the stand-in. It is an http.Handler and safe for concurrent use.
type Server struct{}

// New returns an empty server.
func New(o Options) *Server { panic("stub") }

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { panic("stub") }

// Request is one request that arrived, for tests.
type Request struct {
	Method, Path, Query string
	Header              http.Header
	Body                []byte
	Status              int // what was answered
}

// Requests returns all requests so far, oldest first.
func (s *Server) Requests() []Request { panic("stub") }

// PutDocument stores a connector document as the connector service or Kibana
// would by direct indexing: raw JSON, nothing checked.
func (s *Server) PutDocument(id string, raw []byte) error { panic("stub") }

// Document returns the stored document, or nil.
func (s *Server) Document(id string) []byte { panic("stub") }

// Seed adds the six sample connectors of the demo.
func (s *Server) Seed() error { panic("stub") }

// Service is the simulated connector service.
type Service struct {
	Idling    time.Duration // between polls; the real one: 30 s, the demo: 2 s
	Heartbeat time.Duration // the real one: 300 s
	// Schemas to register by service type for connectors in created; nil: the
	// samples.
	Schemas map[string][]byte
}

// Run polls until the context ends: registers schemas, checks in, and gives the
// verdict that the real service would give.
func (v *Service) Run(ctx context.Context, s *Server) error { panic("stub") }

// Poll does one round at once, for tests.
func (v *Service) Poll(s *Server) { panic("stub") }

// Package emulator is a stand-in for Elasticsearch's connector APIs and for the
// connector service, in memory. It is built from the reference of the real
// server, refuses what that refuses, and knows nothing of connwiz's client.
package emulator

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

// defaultVersion is the server line whose behaviour this package has.
const defaultVersion = "9.1.5"

// maxRequests bounds what a demo that runs for days remembers.
const maxRequests = 10000

// Options of a Server; the zero value is an open server without auth.
type Options struct {
	// Version is that of a release from 8.12.0 on, or [Serverless]; the server
	// lacks what its release lacks. Default: a 9.x version.
	Version  string
	Now      func() time.Time // default time.Now
	Username string           // with Password: basic auth is asked for
	Password string
	APIKeys  []string // encoded keys that are let in; empty with Username "": no auth
	ReadOnly []string // of these users or keys: writes answer 403
}

// Server is the stand-in. It is an http.Handler and safe for concurrent use.
type Server struct {
	options    Options
	serverless bool
	routes     []route

	mu         sync.Mutex
	connectors store
	jobs       store
	secrets    store
	indices    map[string]*index
	keys       []apiKey
	requests   []Request
}

// New returns an empty server.
func New(o Options) *Server {
	if o.Version == "" {
		o.Version = defaultVersion
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o, serverless: o.Version == Serverless, indices: map[string]*index{}}
	if s.serverless {
		s.options.Version = frozenVersion
	}
	s.routes = s.released(s.table())
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := newCall(s, r)
	answer := c.answer()
	s.record(c, answer.status)
	c.write(w, answer)
}

// Request is one request that arrived, for tests.
type Request struct {
	Method, Path, Query string
	Header              http.Header
	Body                []byte
	Status              int // what was answered
}

func (s *Server) record(c *call, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.requests) >= maxRequests {
		s.requests = slices.Delete(s.requests, 0, maxRequests/2)
	}
	s.requests = append(s.requests, Request{
		Method: c.request.Method,
		Path:   c.request.URL.EscapedPath(),
		Query:  c.request.URL.RawQuery,
		Header: c.request.Header.Clone(),
		Body:   c.body,
		Status: status,
	})
}

// Requests returns all requests so far, oldest first; of very many the latest.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// PutDocument stores a connector document as the connector service or Kibana
// would by direct indexing: raw JSON, nothing checked.
func (s *Server) PutDocument(id string, raw []byte) error {
	doc, err := parseDocument(raw)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.connectors.put(id, doc)
	return nil
}

// Document returns the stored document, or nil.
func (s *Server) Document(id string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	doc := s.connectors.get(id)
	if doc == nil {
		return nil
	}
	return doc.Encode()
}

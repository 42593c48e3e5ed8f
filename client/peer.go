package client

import (
	"bytes"
	"context"
	"net/http"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

// Peer is a server beside Elasticsearch, such as Kibana, that is spoken to with
// the same care: the rules for addresses and certificates, the credentials, the
// pauses between attempts, the reactions to errors and the silence about secrets
// are those of [Client]. It is safe for concurrent use.
type Peer struct{ client *Client }

// Dialect is what a peer does otherwise than Elasticsearch.
type Dialect struct {
	Server string      // its name in messages
	Header http.Header // sent with every request
	// Refusal reads the body of an error. A body that isn't the server's own, but a
	// proxy's, is no refusal.
	Refusal func(status int, body []byte) (Refusal, bool)
}

// Refusal is a peer's own answer to a request that failed.
type Refusal struct {
	Type, Reason string
	// Astray: the server lacks the path or is another one, so that the answer says
	// nothing of what was asked.
	Astray bool
}

// PeerRequest is one request to a peer. A POST is sent once; the other methods
// are repeated like the reads of [Client].
type PeerRequest struct {
	Op, Target string // as in [Error]
	Method     string
	Path       string // escaped, with its query
	// Body is JSON or nil. Send takes it over and zeroes it.
	Body []byte
	// Secrets are what the body holds in secret: none of it comes back in an error.
	Secrets []schema.Value
}

// NewPeer checks the configuration and returns a peer; it makes no request.
func NewPeer(cfg Config, d Dialect) (*Peer, error) {
	c, err := New(cfg)
	if err != nil {
		return nil, err
	}
	c.dialect = &d
	c.transport.genuine.Store(true) // the check is for a header of Elasticsearch's
	return &Peer{client: c}, nil
}

// Close ends the peer as [Client.Close] does.
func (p *Peer) Close() { p.client.Close() }

// Host returns host and port of the server.
func (p *Peer) Host() string { return p.client.Host() }

// Send makes the request and returns the body of the answer. Its error is an
// *[Error].
func (p *Peer) Send(ctx context.Context, r PeerRequest) ([]byte, error) {
	content := &body{bytes: r.Body}
	defer content.wipe()
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	a, err := p.client.run(ctx, call{
		op: r.Op, target: r.Target, write: !reads, once: r.Method == http.MethodPost,
		request: func() esapi.Request { return peerAttempt{p.client.dialect, r, content} },
		secrets: func() []schema.Value { return r.Secrets },
	})
	return a.body, err
}

// peerAttempt is one attempt at a request.
type peerAttempt struct {
	dialect *Dialect
	request PeerRequest
	content *body
}

// Do sends the request.
func (a peerAttempt) Do(ctx context.Context, transport esapi.Transport) (*esapi.Response, error) {
	r, err := http.NewRequestWithContext(ctx, a.request.Method, a.request.Path, http.NoBody)
	if err != nil {
		return nil, err
	}
	for name, values := range a.dialect.Header {
		r.Header[name] = values
	}
	if a.request.Body != nil {
		r.Body = a.content.reader()
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := transport.Perform(r)
	if err != nil {
		return nil, err
	}
	return &esapi.Response{StatusCode: res.StatusCode, Body: res.Body, Header: res.Header}, nil
}

// server is the name of the server in messages.
func (c *Client) server() string {
	if c.dialect != nil {
		return c.dialect.Server
	}
	return "Elasticsearch"
}

// envelope reads the body of an error; nil when it isn't the server's own.
func (c *Client) envelope(status int, raw []byte) *envelope {
	if c.dialect == nil {
		return parseEnvelope(raw)
	}
	r, own := c.dialect.Refusal(status, bytes.TrimSpace(raw))
	switch {
	case !own:
		return nil
	case r.Astray:
		return &envelope{text: r.Reason}
	}
	return &envelope{cause: cause{kind: r.Type, reason: r.Reason}}
}

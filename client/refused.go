package client

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// refused makes the failure of a request that was answered with an error.
func (c *Client) refused(k call, res *esapi.Response) *failure {
	// A cut or over-long body leaves us with the status, which is answer enough.
	raw, _ := io.ReadAll(io.LimitReader(res.Body, maxError))
	r := refusal{status: res.StatusCode, header: res.Header, envelope: c.envelope(res.StatusCode, raw), server: c.server()}
	// Go's and nginx's answer to plain HTTP on a TLS port.
	r.wantsTLS = r.status == http.StatusBadRequest && r.envelope == nil &&
		c.transport.address.Scheme == "http" && bytes.Contains(raw, []byte("HTTPS"))
	f := k.fail(r.reaction(), c.redact(k, r.reason()), nil)
	f.Status, f.Type = r.status, r.envelope.kind()
	f.NoEndpoint = r.noEndpoint()
	f.RetryAfter = retryAfter(res.Header)
	f.passing = r.passing()
	// A gateway gave up waiting or lost its server: the write may be done.
	f.Sent = k.write && (r.status == http.StatusBadGateway || r.status == http.StatusGatewayTimeout)
	return c.transport.scope.hide(f)
}

// refusal is an answer with an error status.
type refusal struct {
	status   int
	header   http.Header
	envelope *envelope // nil: a body that isn't the server's own
	server   string
	wantsTLS bool
}

// passing reports whether the server, or a gateway before it, is only busy.
func (r refusal) passing() bool {
	switch r.status {
	case http.StatusTooManyRequests, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// reaction says what the caller must do. A 400 or 404 counts as the server's word
// on what was asked only in Elasticsearch's own form: proxies give them too, and so
// does a server that lacks the whole endpoint.
func (r refusal) reaction() Reaction {
	own := r.envelope != nil && !r.envelope.flat()
	switch {
	case r.status == http.StatusUnauthorized || r.status == http.StatusForbidden:
		return NotAllowed
	case r.passing(), r.wantsTLS:
		return Unreachable
	case r.status == http.StatusConflict:
		return Conflict
	case r.status == http.StatusNotFound && own:
		return NotFound
	case r.status == http.StatusBadRequest && own:
		return Rejected
	}
	return Trouble
}

// noEndpoint reports whether the server's router knows no such path, or no such
// method on it, or keeps it from users of serverless.
func (r refusal) noEndpoint() bool {
	if r.envelope == nil {
		return false
	}
	text := r.envelope.reason()
	return strings.HasPrefix(text, noHandler) ||
		r.status == http.StatusMethodNotAllowed && strings.HasPrefix(text, "Incorrect HTTP method for uri") ||
		r.status == http.StatusGone && r.envelope.kind() == "api_not_available_exception"
}

// noHandler begins the router's answer to an unknown path (RestController).
const noHandler = "no handler found for uri"

// reason puts the answer in words: the server's own where it gave any.
func (r refusal) reason() string {
	status := fmt.Sprintf("%d %s", r.status, http.StatusText(r.status))
	if r.status >= 300 && r.status < 400 {
		return status + r.redirect()
	}
	if r.wantsTLS {
		return "the server expects TLS: write https in its URL"
	}
	if r.envelope == nil {
		return status + ", and the answer isn't " + r.server + "'s: does a proxy stand between?"
	}
	text := r.envelope.reason()
	switch {
	case text == "" && r.envelope.kind() != "":
		return status + " (" + r.envelope.kind() + ")"
	case text == "":
		return status + ", without a reason"
	case strings.HasPrefix(text, noHandler):
		return "this server doesn't have the endpoint, its version may be too old: " + text
	case r.reaction() == NotAllowed:
		return shortDenial(text)
	case r.reaction() == Unreachable:
		return status + ": " + text
	}
	return text
}

// redirect names where a redirect leads, without path and query. Redirects are
// not followed: credentials would travel along.
func (r refusal) redirect() string {
	to, err := url.Parse(r.header.Get("Location"))
	if err != nil || to.Host == "" {
		return ": the server redirects, give the final URL"
	}
	return ": the server redirects to " + to.Scheme + "://" + to.Host + ", give the final URL"
}

// shortDenial leaves out of a security_exception what is long and no help: the
// roles of the caller and the path.
func shortDenial(text string) string {
	for _, start := range []string{" with effective roles [", " for REST request ["} {
		before, rest, found := strings.Cut(text, start)
		if !found {
			continue
		}
		if _, after, closed := strings.Cut(rest, "]"); closed {
			text = before + after
		}
	}
	return text
}

// malformed is the error of a success that can't be read.
func (a answer) malformed() error {
	f := a.call.fail(Trouble, "the answer is not the JSON that was expected", errors.New("malformed answer"))
	f.Sent = a.call.write
	return f.Error
}

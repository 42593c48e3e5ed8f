package emulator

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	x "connwiz/client/emulator/internal/xcontent"
)

// KibanaOptions of a [Kibana]; the zero value has every type and a trial licence.
type KibanaOptions struct {
	// Version decides which wording errors have and which ids are refused; default
	// the server's.
	Version string
	License string // basic, standard, gold, platinum, enterprise, trial; default trial
	// EnabledTypes is xpack.actions.enabledActionTypes, AllowedHosts
	// xpack.actions.allowedHosts; empty: all.
	EnabledTypes []string
	AllowedHosts []string
}

// Kibana is the stand-in for Kibana's API of action connectors. It is an
// http.Handler and safe for concurrent use.
type Kibana struct {
	server  *Server
	options KibanaOptions
	types   []actionType

	mu         sync.Mutex
	connectors []actionConnector
	requests   []Request
}

// Kibana returns a new Kibana beside the server, which lets in the same users and
// keys. It knows the preconfigured connector "preconfigured-email".
func (s *Server) Kibana(o KibanaOptions) *Kibana {
	if o.Version == "" {
		o.Version = s.options.Version
	}
	if o.License == "" {
		o.License = "trial"
	}
	k := &Kibana{server: s, options: o, types: actionTypes()}
	k.connectors = []actionConnector{{
		id: "preconfigured-email", name: "Mail of the operators", kind: ".email", preconfigured: true,
	}}
	return k
}

// ServeHTTP answers one request.
func (k *Kibana) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &kibanaCall{kibana: k, request: r}
	answer := c.answer()
	k.record(c, answer.status)
	h := w.Header()
	h.Set("Kbn-Name", "connwiz-demo")
	h.Set("Elastic-Api-Version", "2023-10-31")
	for name, values := range answer.header {
		h[name] = values
	}
	if answer.body == nil {
		w.WriteHeader(answer.status)
		return
	}
	h.Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.body.Encode()) // a client that went away is no concern
}

func (k *Kibana) record(c *kibanaCall, status int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.requests) >= maxRequests {
		k.requests = slices.Delete(k.requests, 0, maxRequests/2)
	}
	k.requests = append(k.requests, Request{
		Method: c.request.Method, Path: c.request.URL.EscapedPath(), Query: c.request.URL.RawQuery,
		Header: c.request.Header.Clone(), Body: c.body, Status: status,
	})
}

// Requests returns all requests so far, oldest first; of very many the latest.
func (k *Kibana) Requests() []Request {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.requests)
}

// kibanaCall is one request on its way through Kibana.
type kibanaCall struct {
	kibana  *Kibana
	request *http.Request
	body    []byte
	content *x.Node // of the body
	who     principal
	space   string
	id      string // of the connector in the path
}

// answer takes Kibana's order of checks: the xsrf header, authentication, the
// route, the body; what follows is the route's.
func (c *kibanaCall) answer() reply {
	body, err := io.ReadAll(io.LimitReader(c.request.Body, maxBody))
	if c.body = body; err != nil {
		return kibanaError(http.StatusBadRequest, "Invalid request payload")
	}
	reads := c.request.Method == http.MethodGet || c.request.Method == http.MethodOptions
	if !reads && c.request.Header.Get("Kbn-Xsrf") == "" && c.request.Header.Get("Kbn-Version") == "" {
		return kibanaError(http.StatusBadRequest, "Request must contain a kbn-xsrf header.")
	}
	credentials := newCall(c.kibana.server, c.request)
	if refusal := credentials.authenticate(); refusal != nil {
		return kibanaError(http.StatusUnauthorized, "["+refusal.Type+"]: "+refusal.Reason)
	}
	c.who = credentials.who
	run := c.route()
	if run == nil {
		return kibanaError(http.StatusNotFound, "Not Found")
	}
	if len(c.body) > 0 {
		content, refusal := x.Parse(c.body)
		if refusal != nil {
			return kibanaError(http.StatusBadRequest, "Invalid request payload JSON format")
		}
		c.content = content
	}
	c.kibana.mu.Lock()
	defer c.kibana.mu.Unlock()
	return run()
}

// route finds what answers the request, nil where nothing does.
func (c *kibanaCall) route() func() reply {
	parts := segments(c.request.URL.EscapedPath())
	if len(parts) > 2 && parts[0] == "s" {
		c.space, parts = parts[1], parts[2:]
	}
	if len(parts) < 3 || parts[0] != "api" || parts[1] != "actions" {
		return nil
	}
	if len(parts) > 3 {
		id, err := url.PathUnescape(parts[3])
		if err != nil {
			return nil
		}
		c.id, parts[3] = id, "{id}"
	}
	if c.request.Method == http.MethodPost && len(parts) == 4 && !c.kibana.atLeast(8, 8) {
		return nil // ids of one's own came with 8.8
	}
	return map[string]func() reply{
		"GET connector_types":          c.listTypes,
		"GET connectors":               c.listConnectors,
		"POST connector":               c.createConnector,
		"GET connector/{id}":           c.getConnector,
		"POST connector/{id}":          c.createConnector,
		"PUT connector/{id}":           c.updateConnector,
		"DELETE connector/{id}":        c.deleteConnector,
		"POST connector/{id}/_execute": c.executeConnector,
	}[c.request.Method+" "+strings.Join(parts[2:], "/")]
}

// kibanaError is Kibana's form of an error.
func kibanaError(status int, message string) reply {
	return reply{status: status, body: x.Object(
		x.M("statusCode", x.Int(status)),
		x.M("error", x.Text(http.StatusText(status))),
		x.M("message", x.Text(message)),
	)}
}

func badRequest(message string) reply { return kibanaError(http.StatusBadRequest, message) }

func forbidden(message string) reply { return kibanaError(http.StatusForbidden, message) }

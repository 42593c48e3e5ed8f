package emulator

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/url"

	"connwiz/client/emulator/internal/xcontent"
)

// maxBody is Elasticsearch's default for http.max_content_length.
const maxBody = 100 << 20

// call is one request on its way through the server.
type call struct {
	server  *Server
	request *http.Request
	uri     string // path and query as they were sent
	path    string // decoded
	ids     map[string]string
	params  *params
	body    []byte
	read    bool // the handler has looked at the body
	compat  bool // the answer is asked for in the compatible media type
	who     principal
}

// reply is an answer: body nil means none at all.
type reply struct {
	status int
	header http.Header
	body   *xcontent.Node
}

func ok(members ...xcontent.Member) reply {
	return reply{status: http.StatusOK, body: xcontent.Object(members...)}
}

func newCall(s *Server, r *http.Request) *call {
	c := &call{server: s, request: r, uri: r.URL.RequestURI()}
	c.path = r.URL.Path
	query, err := url.ParseQuery(r.URL.RawQuery)
	c.params = &params{values: query, broken: err != nil}
	return c
}

// answer takes the server's own order of checks: body size, authentication,
// routing, media type, handler. The body is read first so that it is recorded.
func (c *call) answer() reply {
	if !c.readBody() {
		return reply{status: http.StatusRequestEntityTooLarge}
	}
	if refusal := c.authenticate(); refusal != nil {
		return c.refuse(refusal)
	}
	if refusal := c.checkAccept(); refusal != nil {
		return c.refuse(refusal)
	}
	if c.params.broken {
		return c.refuse(xcontent.IllegalArgument("query string is malformed"))
	}
	handler, flat := c.server.route(c)
	if flat != nil {
		return *flat
	}
	if flat := c.checkContentType(); flat != nil {
		return *flat
	}
	return c.handle(handler)
}

func (c *call) readBody() bool {
	var source io.Reader = c.request.Body
	if c.request.Header.Get("Content-Encoding") == "gzip" {
		unzipped, err := gzip.NewReader(source)
		if err != nil {
			return false
		}
		source = unzipped
	}
	body, err := io.ReadAll(io.LimitReader(source, maxBody+1))
	c.body = body
	return err == nil && len(body) <= maxBody
}

// handle runs a handler in the order of Elasticsearch's BaseRestHandler: it
// reads parameters and body, then what was left unread is refused, then the
// request validates itself, then the caller's rights are asked for.
func (c *call) handle(r route) reply {
	op, refusal := r.prepare(c)
	if refusal == nil {
		refusal = c.unread()
	}
	if refusal == nil {
		refusal = validationFailed(op.problems)
	}
	if refusal == nil {
		refusal = c.authorize(r)
	}
	if refusal != nil {
		return c.refuse(refusal)
	}
	answer, refusal := c.server.locked(op)
	if refusal != nil {
		return c.refuse(refusal)
	}
	return answer
}

func (s *Server) locked(op operation) (reply, *xcontent.Exception) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return op.run()
}

// unread refuses parameters and a body that the handler didn't ask for.
func (c *call) unread() *xcontent.Exception {
	if refusal := c.params.unread(c.path); refusal != nil {
		return refusal
	}
	if len(c.body) > 0 && !c.read {
		return xcontent.IllegalArgument("request [%s %s] does not support having a body", c.request.Method, c.path)
	}
	return nil
}

// content reads the body with a parser; there must be one.
func (c *call) content(p xcontent.Parser) (*xcontent.Node, *xcontent.Exception) {
	c.read = true
	if len(c.body) == 0 {
		e := xcontent.IllegalArgument("request body is required")
		e.Type = "parse_exception"
		return nil, e
	}
	n, err := xcontent.Parse(c.body)
	if err != nil {
		return nil, err
	}
	return p.Parse(n)
}

// optionalContent is content for requests that may come without a body.
func (c *call) optionalContent(p xcontent.Parser) (*xcontent.Node, *xcontent.Exception) {
	if len(c.body) == 0 {
		c.read = true
		return xcontent.Object(), nil
	}
	return c.content(p)
}

// refuse renders an exception.
func (c *call) refuse(e *xcontent.Exception) reply {
	answer := reply{status: e.Status, body: e.Envelope(c.params.flag("error_trace"))}
	for _, m := range e.Extra {
		if m.Name != "header" {
			continue
		}
		answer.header = http.Header{}
		for _, header := range m.Value.Members() {
			for _, value := range header.Value.Items() {
				answer.header.Add(header.Name, value.Text())
			}
		}
	}
	return answer
}

// write sends the answer in the form that was asked for.
func (c *call) write(w http.ResponseWriter, answer reply) {
	for name, values := range answer.header {
		w.Header()[name] = values
	}
	w.Header().Set("X-elastic-product", "Elasticsearch")
	if answer.body == nil {
		w.WriteHeader(answer.status)
		return
	}
	w.Header().Set("Content-Type", c.responseType())
	w.WriteHeader(answer.status)
	if c.request.Method == http.MethodHead {
		return
	}
	body := answer.body
	if path := c.params.values.Get("filter_path"); path != "" {
		body = xcontent.Filter(body, path)
	}
	encoded := body.Encode()
	if c.params.flag("pretty") {
		encoded = body.EncodePretty()
	}
	// A client that went away is no concern of the server's.
	_, _ = w.Write(encoded)
}

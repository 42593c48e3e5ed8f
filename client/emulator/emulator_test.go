package emulator

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	x "connwiz/client/emulator/internal/xcontent"
)

// peer speaks with a server over real HTTP.
type peer struct {
	t      *testing.T
	server *Server
	url    string
	client *http.Client
	header http.Header
}

func newPeer(t *testing.T, o Options) *peer {
	t.Helper()
	s := New(o)
	listener := httptest.NewServer(s)
	t.Cleanup(listener.Close)
	return &peer{t: t, server: s, url: listener.URL, client: listener.Client(), header: http.Header{}}
}

// answer is what came back.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	raw    string
	body   *x.Node
}

// do sends a request; "PUT /path" with a JSON body or "".
func (p *peer) do(line, body string) answer {
	p.t.Helper()
	method, path, _ := strings.Cut(line, " ")
	request, err := http.NewRequest(method, p.url+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for name, values := range p.header {
		request.Header[name] = values
	}
	response, err := p.client.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	node, _ := x.Parse(raw)
	return answer{t: p.t, status: response.StatusCode, header: response.Header, raw: string(raw), body: node}
}

func TestTheMainSampleTakesValuesAndGetsAVerdict(t *testing.T) {
	t.Parallel()
	p := newPeer(t, Options{})
	if err := p.server.Seed(); err != nil {
		t.Fatal(err)
	}
	service := &Service{}
	const put, get = "PUT /_connector/orders-postgres/_configuration", "GET /_connector/orders-postgres?filter_path=status,error"
	for _, step := range []struct{ name, values, want string }{
		{"an unreachable host", `{"host":"db.invalid","database":"d","username":"u","password":"p"}`,
			`{"status":"error","error":"Could not connect to db.invalid: [Errno -2] Name or service not known"}`},
		{"a wrong password", `{"host":"db","password":"wrong"}`,
			`{"status":"error","error":"Could not sign in: the server refused password \"wrong\""}`},
		{"all is well", `{"password":"right"}`, `{"status":"connected","error":null}`},
	} {
		if a := p.do(put, `{"values":`+step.values+`}`); a.status != http.StatusOK {
			t.Fatalf("%s: %d %s", step.name, a.status, a.raw)
		}
		service.Poll(p.server)
		if a := p.do(get, ""); a.raw != step.want {
			t.Errorf("%s: got %s, want %s", step.name, a.raw, step.want)
		}
	}
}

package emulator

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
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
	status int
	header http.Header
	raw    string
	body   *x.Node
}

// do sends a request; line is "PUT /path".
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
	return answer{status: response.StatusCode, header: response.Header, raw: string(raw), body: node}
}

// text is the answer in short: an error as "type: reason <- cause", anything else
// as it came, with instants written as <now>.
func (a answer) text() string {
	failure := a.body.Get("error")
	if failure.Kind() != x.KindObject || a.body.Get("status").Kind() != x.KindNumber {
		if failure.Kind() == x.KindString && a.status >= 400 {
			return failure.Text()
		}
		return regexp.MustCompile(`"20\d\d-[0-9-]+T[0-9:.]+Z"`).ReplaceAllString(a.raw, `"<now>"`)
	}
	var parts []string
	for e := failure; e != nil; e = e.Get("caused_by") {
		parts = append(parts, e.Get("type").Text()+": "+e.Get("reason").Text())
	}
	return strings.Join(parts, " <- ")
}

// step is one request and what is expected of its answer.
type step struct {
	request, body string
	status        int
	// want is the answer in short; with a leading ~ a part of it; "" anything.
	want string
}

// behaviour is a sentence about the server and the requests that prove it.
type behaviour struct {
	name  string
	steps []step
}

// c1 is the connector that most behaviours start from.
func c1() step {
	return step{"PUT /_connector/c1", `{"index_name":"search-1","service_type":"t"}`, 201, ""}
}

// configured gives c1 a schema and so the status configured.
func configured() step {
	return step{"PUT /_connector/c1/_configuration", `{"configuration":{
		"host":{"label":"Host","type":"str","value":"h"},
		"port":{"label":"Port","type":"int","value":1},
		"secret":{"label":"Secret","sensitive":true,"value":"s3cr3t"}}}`, 200, `{"result":"updated"}`}
}

func prove(t *testing.T, o Options, behaviours []behaviour) {
	t.Helper()
	for _, b := range behaviours {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(t, o)
			for i, s := range b.steps {
				p.expect(fmt.Sprintf("step %d, %s", i+1, s.request), s)
			}
		})
	}
}

func (p *peer) expect(name string, s step) {
	p.t.Helper()
	a := p.do(s.request, s.body)
	if a.status != s.status {
		p.t.Fatalf("%s: status %d, want %d; %s", name, a.status, s.status, a.raw)
	}
	got := a.text()
	if part, partly := strings.CutPrefix(s.want, "~"); partly && !strings.Contains(got, part) || !partly && s.want != "" && got != s.want {
		p.t.Errorf("%s:\ngot  %s\nwant %s", name, got, s.want)
	}
	if product := a.header.Get("X-Elastic-Product"); product != "Elasticsearch" {
		p.t.Errorf("%s: X-Elastic-Product is %q", name, product)
	}
}

// locationFree writes every [line:column] as [%].
func locationFree(text string) string {
	return regexp.MustCompile(`\[\d+:\d+\]`).ReplaceAllString(text, "[%]")
}

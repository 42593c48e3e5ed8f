package client

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"connwiz/schema"
)

func TestOnlyElasticsearchIsSpokenWith(t *testing.T) {
	t.Parallel()
	withProduct := func(product string, code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Del("X-Elastic-Product")
			if product != "" {
				w.Header().Set("X-Elastic-Product", product)
			}
			w.WriteHeader(code)
			_, _ = io.WriteString(w, `{"cluster_name":"n"}`)
		}
	}
	t.Run("a success without the header is refused", func(t *testing.T) {
		t.Parallel()
		for _, product := range []string{"", "OpenSearch"} {
			_, err := connectTo(t, newFake(t, withProduct(product, 200)).URL).Info(t.Context())
			e := failed(t, err)
			mustContain(t, e.Reason, "this is not Elasticsearch")
			if !e.Foreign() {
				t.Error("it isn't told apart from trouble")
			}
			if e.Reaction != Trouble {
				t.Errorf("got %+v", e)
			}
		}
	})
	t.Run("a failure without it is not", func(t *testing.T) {
		t.Parallel()
		_, err := connectTo(t, newFake(t, withProduct("", 401)).URL).Info(t.Context())
		if e := failed(t, err); e.Reaction != NotAllowed {
			t.Errorf("got %+v", e)
		}
	})
	t.Run("the first success decides", func(t *testing.T) {
		t.Parallel()
		f := newFake(t, answers(withProduct("", 500), withProduct("Elasticsearch", 200), withProduct("", 200)))
		c := connectTo(t, f.URL)
		if _, err := c.Info(t.Context()); err == nil {
			t.Error("a 500 is no error")
		}
		for range 2 {
			if _, err := c.Info(t.Context()); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestInfoTellsWhoTheClusterIs(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"name":"node","cluster_name":"prod","cluster_uuid":"u1",
		"version":{"number":"9.1.2","build_flavor":"serverless"},"tagline":"You Know, for Search"}`))
	c, _ := connect(t, Config{URL: f.URL, UserAgent: "test/1"})
	got, err := c.Info(t.Context())
	want := Info{ClusterName: "prod", ClusterUUID: "u1", Version: "9.1.2", BuildFlavor: "serverless"}
	if err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	r := f.requests()[0]
	if r.Path != "/" || r.Header.Get("User-Agent") != "test/1" || len(f.requests()) != 1 {
		t.Errorf("sent %+v", r)
	}
}

func TestNoSecretIsLoggedOrPrinted(t *testing.T) {
	t.Parallel()
	const canary = "c4n4ryc4n4ry"
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.Level(-100), AddSource: true}))
	document := `{"id":"c1","error":"` + canary + `","configuration":{"p":{"label":"P","sensitive":true,"value":"` + canary + `"}}}`
	f := newFake(t, answers(ok(document), status(400, canary), status(503, canary), reset, ok(document), refusalOf(400, "t", canary)))
	cfg := Config{URL: f.URL, APIKey: secret(canary), Username: canary, Password: secret(canary), Log: log}
	c, _ := connect(t, cfg)

	connector, err := c.Get(t.Context(), "c1")
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]schema.Value{"p": schema.SecretText(secret(canary))}
	_, first := c.UpdateValues(t.Context(), "c1", values)
	_, second := c.UpdateValues(t.Context(), "c1", values)
	_, third := c.List(t.Context(), Filter{Query: canary}, 0, 1)
	for _, err := range []error{first, second, third} {
		if err == nil {
			t.Error("no error")
		}
		mustLack(t, fmt.Sprintf("%v %+v %#v", err, err, err), canary)
	}
	mustLack(t, fmt.Sprintf("%+v %#v", connector.Configuration, cfg.APIKey), canary)
	mustLack(t, fmt.Sprintf("%v %+v %#v", c, c, c), canary)
	mustLack(t, out.String(), canary, "Query", "Authorization")
	mustContain(t, out.String(), "method=GET path=/_connector/c1", "status=200", "duration=",
		"method=PUT path=/_connector/c1/_configuration", "got no answer")
}

func TestCloseClosesIdleConnections(t *testing.T) {
	t.Parallel()
	closed := make(chan struct{})
	f := &fake{}
	f.Server = httptest.NewUnstartedServer(f.wrap(ok(`{"id":"c1"}`)))
	f.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			close(closed)
		}
	}
	f.Start()
	t.Cleanup(f.Close)
	c, err := New(Config{URL: f.URL})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := c.Info(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	c.Close()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Fatal("the connection is still open")
	}
	c.Close() // does nothing the second time
	if _, err := c.Info(t.Context()); err == nil {
		t.Error("a closed client sent a request")
	}
}

func TestAFailingConnectionIsNamed(t *testing.T) {
	t.Parallel()
	gone := newFake(t, ok(`{"id":"c1"}`))
	gone.Close()
	tests := map[string]struct{ url, want string }{
		"a port where nobody listens": {gone.URL, "connection refused"},
		"a host that isn't":           {"http://no-such-host.invalid:9200", "no-such-host.invalid:9200: "},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, pauses := connect(t, Config{URL: tt.url})
			_, err := c.Info(t.Context())
			e := failed(t, err)
			mustContain(t, e.Reason, tt.want)
			if e.Reaction != Unreachable || len(*pauses) != 0 {
				t.Errorf("got %+v after %d pauses", e, len(*pauses))
			}
		})
	}
	t.Run("a server that closes a plain connection", func(t *testing.T) {
		t.Parallel()
		_, err := connectTo(t, newFake(t, reset).URL).Info(t.Context())
		mustContain(t, failed(t, err).Reason, "is its URL https?")
	})
	t.Run("one that answered before is known to be plain", func(t *testing.T) {
		t.Parallel()
		c := connectTo(t, newFake(t, answers(ok(`{"version":{}}`), reset)).URL)
		if _, err := c.Info(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, err := c.Info(t.Context())
		mustLack(t, failed(t, err).Reason, "https")
	})
	t.Run("one that refused before is known to be plain too", func(t *testing.T) {
		t.Parallel()
		c := connectTo(t, newFake(t, answers(refusalOf(401, "security_exception", "who are you"), reset)).URL)
		_, refused := c.Info(t.Context())
		if got := failed(t, refused).Reaction; got != NotAllowed {
			t.Fatalf("got %v first", got)
		}
		_, err := c.Info(t.Context())
		mustLack(t, failed(t, err).Reason, "https")
	})
	t.Run("a server that isn't HTTP", func(t *testing.T) {
		t.Parallel()
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = l.Close() }()
		go func() {
			for conn, err := l.Accept(); err == nil; conn, err = l.Accept() {
				_, _ = io.WriteString(conn, "SSH-2.0-hunter22\r\n\r\n")
				_ = conn.Close()
			}
		}()
		_, err = connectTo(t, "http://"+l.Addr().String()).Info(t.Context())
		e := failed(t, err)
		mustLack(t, err.Error(), "hunter22")
		if e.Reaction != Unreachable {
			t.Errorf("got %+v", e)
		}
	})
}

func TestABadProxyAddressIsNotQuoted(t *testing.T) {
	t.Parallel()
	c := connectTo(t, "http://es.example")
	c.transport.http.Proxy = proxyOf(func(*http.Request) (*url.URL, error) {
		return nil, errors.New(`invalid proxy address "http://u:hunter22@pro xy"`)
	})
	_, err := c.Info(t.Context())
	mustContain(t, failed(t, err).Reason, "the proxy address in the environment")
	mustLack(t, fmt.Sprintf("%v %+v", err, err), "hunter22")
}

package client

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/elastic/elastic-transport-go/v8/elastictransport"
)

// transport carries the requests of esapi to one cluster. It adds to Elastic's
// transport what that gets wrong or lacks: escaped paths behind a prefix,
// credentials that aren't kept as text, a product check, a log without secrets.
type transport struct {
	address *url.URL
	secrets credentials
	elastic *elastictransport.Client
	http    *http.Transport
	genuine atomic.Bool // the product check has passed
	spoke   atomic.Bool // something that speaks the scheme of its URL has answered
	timeout time.Duration
	scope   *Scope
}

func newTransport(cfg Config, address *url.URL, secrets credentials) (*transport, error) {
	tlsConfig, err := cfg.tlsConfig(address)
	if err != nil {
		return nil, err
	}
	h := &http.Transport{
		Proxy:               proxyOf(http.ProxyFromEnvironment),
		DialContext:         (&net.Dialer{Timeout: cfg.Timeout}).DialContext,
		TLSClientConfig:     tlsConfig,
		TLSHandshakeTimeout: cfg.Timeout,
		MaxIdleConnsPerHost: 4,
		IdleConnTimeout:     90 * time.Second,
		// A time-out of one request is the context's, so that it covers the body.
	}
	e, err := elastictransport.NewClient(
		// The path prefix is ours to add: see Perform.
		elastictransport.WithURLs(&url.URL{Scheme: address.Scheme, Host: address.Host}),
		elastictransport.WithTransport(h),
		elastictransport.WithUserAgent(cfg.UserAgent),
		elastictransport.WithDisableRetry(),
		elastictransport.WithInterceptors(logged(cfg.Log)),
	)
	if err != nil {
		return nil, err
	}
	return &transport{address: address, secrets: secrets, elastic: e, http: h, timeout: cfg.Timeout, scope: cfg.Scope}, nil
}

// Perform sends one request once. It is what esapi calls.
func (t *transport) Perform(r *http.Request) (*http.Response, error) {
	if err := t.scope.permits(r); err != nil {
		return nil, err
	}
	if t.address.Path != "" {
		// Elastic's transport adds a prefix to the plain path alone, which loses
		// the escapes of an id.
		escaped := t.address.EscapedPath() + r.URL.EscapedPath()
		r.URL.Path, r.URL.RawPath = t.address.Path+r.URL.Path, escaped
	}
	if b, ok := r.Body.(*bodyReader); ok {
		r.ContentLength = b.size()
		// Asked for only where a stale connection took nothing of the request.
		r.GetBody = func() (io.ReadCloser, error) { return b.body.reader(), nil }
	}
	r.Header.Set("Accept", "application/json")
	t.secrets.authorize(r.Header)
	res, err := t.elastic.Perform(r)
	if err != nil {
		return nil, err
	}
	t.spoke.Store(true)
	return res, t.checkProduct(res)
}

// checkProduct refuses to go on with a server that isn't Elasticsearch. As in
// Elastic's own clients the first success decides; failures are not checked,
// since proxies answer those too.
func (t *transport) checkProduct(res *http.Response) error {
	if res.StatusCode > 299 || t.genuine.Load() {
		return nil
	}
	if res.Header.Get("X-Elastic-Product") != "Elasticsearch" {
		_ = res.Body.Close()
		return notElasticsearchError{}
	}
	t.genuine.Store(true)
	return nil
}

func (t *transport) close() {
	// It only says that it was closed before.
	_ = t.elastic.Close(context.Background())
	t.http.CloseIdleConnections()
}

// notElasticsearchError is a success without the header that every answer of
// Elasticsearch carries.
type notElasticsearchError struct{}

func (notElasticsearchError) Error() string {
	return "this is not Elasticsearch: the answer lacks the header X-Elastic-Product " +
		"(is it Kibana's URL, or does a proxy remove the header?)"
}

// proxyAddressError stands for the error of the environment's proxy setting, which
// quotes the proxy's URL and with it a password.
type proxyAddressError struct{}

func (proxyAddressError) Error() string {
	return "the proxy address in the environment can't be read (HTTPS_PROXY, HTTP_PROXY)"
}

// proxyOf asks a source of proxies and keeps its error to itself.
func proxyOf(source func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(r *http.Request) (*url.URL, error) {
		u, err := source(r)
		if err != nil {
			return nil, proxyAddressError{}
		}
		return u, nil
	}
}

// logged is the only log of the package: method, path, status and duration. A
// query, a header, a body or the text of an error never gets there.
func logged(log *slog.Logger) elastictransport.InterceptorFunc {
	return func(next elastictransport.RoundTripFunc) elastictransport.RoundTripFunc {
		return func(r *http.Request) (*http.Response, error) {
			start := time.Now()
			res, err := next(r)
			attrs := []slog.Attr{
				slog.String("method", r.Method),
				slog.String("path", r.URL.EscapedPath()),
				slog.Duration("duration", time.Since(start)),
			}
			if err != nil {
				log.LogAttrs(r.Context(), slog.LevelWarn, "request got no answer", attrs...)
				return nil, err
			}
			attrs = append(attrs, slog.Int("status", res.StatusCode))
			log.LogAttrs(r.Context(), slog.LevelInfo, "request answered", attrs...)
			return res, nil
		}
	}
}

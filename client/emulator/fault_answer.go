package emulator

import (
	"crypto/tls"
	"net"
	"net/http"
	"strconv"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// refuse answers with the fault's status: as the server would, or, for the
// statuses that come from a proxy in front of it, as those do.
func (f Fault) refuse(w http.ResponseWriter) {
	body, kind := f.Body, "application/json"
	switch {
	case body == "":
		body, kind = failure(f.Status)
	case strings.HasPrefix(body, "<"):
		kind = "text/html"
	}
	if kind == "application/json" {
		w.Header().Set("X-elastic-product", "Elasticsearch")
	}
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(f.Status)
	_, _ = w.Write([]byte(body))
}

// failure makes up the body for a status.
func failure(status int) (body, contentType string) {
	if status == http.StatusBadGateway || status == http.StatusGatewayTimeout {
		title := strconv.Itoa(status) + " " + http.StatusText(status)
		return "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>", "text/html"
	}
	return string(failed(status).Envelope(false).Encode()), "application/json"
}

func failed(status int) *x.Exception {
	switch status {
	case http.StatusBadRequest:
		return x.IllegalArgument("this request was refused")
	case http.StatusUnauthorized:
		return exception(status, "security_exception", "missing authentication credentials for REST request [/]")
	case http.StatusForbidden:
		return exception(status, "security_exception", "this action is unauthorized for user [elastic]")
	case http.StatusNotFound:
		return notFound("not found")
	case http.StatusConflict:
		return exception(status, "version_conflict_engine_exception",
			"[orders-postgres]: version conflict, required seqNo [7], primary term [1]. current document has seqNo [8] and primary term [1]")
	case http.StatusTooManyRequests:
		return exception(status, "es_rejected_execution_exception", "rejected execution of coordinating operation")
	case http.StatusServiceUnavailable:
		return exception(status, "unavailable_shards_exception", "[.elastic-connectors-v1][0] primary shard is not active")
	default:
		return exception(status, "exception", "the server failed")
	}
}

// reset closes the connection so that the client sees a reset, not an end.
func reset(w http.ResponseWriter) {
	hijacker, can := w.(http.Hijacker)
	if !can {
		panic(http.ErrAbortHandler)
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	raw := conn
	if secure, isTLS := conn.(*tls.Conn); isTLS {
		raw = secure.NetConn()
	}
	if tcp, isTCP := raw.(*net.TCPConn); isTCP {
		_ = tcp.SetLinger(0)
	}
	_ = raw.Close()
}

package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
)

// unanswered makes the failure of a request that got no (whole) answer. Only
// causes that are known to quote nothing are wrapped; what the network stack says
// otherwise may contain a URL.
func (c *Client) unanswered(parent context.Context, k call, err error) *failure {
	if parent.Err() != nil {
		return k.ended(parent.Err(), false)
	}
	if f := k.outOfScope(err); f != nil {
		return f
	}
	var foreign notElasticsearchError
	if errors.As(err, &foreign) {
		return k.fail(Trouble, foreign.Error(), foreign)
	}
	reason, cause := tlsReason(err)
	if reason == "" {
		reason, cause = c.networkReason(err)
	}
	f := k.fail(Unreachable, c.Host()+": "+reason, cause)
	f.passing = lost(err)
	return c.transport.scope.hide(f)
}

// lost reports whether a connection broke that had been made: the server may be
// restarting. A refused connection, a wrong name or certificate and a time-out
// are final: repeating them only makes a person wait.
func lost(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) ||
		errors.Is(err, syscall.ECONNABORTED) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		strings.Contains(err.Error(), "server closed idle connection")
}

// tlsReason names what was wrong with the server's certificate or the handshake,
// "" when it was something else.
func tlsReason(err error) (string, error) {
	var (
		mismatch  *pinError
		authority x509.UnknownAuthorityError
		noRoots   x509.SystemRootsError
		host      x509.HostnameError
		invalid   x509.CertificateInvalidError
		record    tls.RecordHeaderError
		handshake *net.OpError
	)
	switch {
	case errors.As(err, &mismatch):
		return mismatch.Error(), mismatch
	case errors.As(err, &authority):
		return "the server's certificate is signed by an unknown authority", authority
	case errors.As(err, &noRoots):
		return "this machine has no certificates to check the server's against: give a CA certificate", nil
	case errors.As(err, &host):
		return "the server's certificate is for another host: " + hostNames(host.Certificate), host
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the server's certificate has expired or is not valid yet", invalid
	case errors.As(err, &invalid):
		return "the server's certificate can't be used: " + invalid.Error(), invalid
	case errors.As(err, &record):
		return "the server doesn't speak TLS: is its URL http?", nil
	case errors.As(err, &handshake) && handshake.Op == "remote error":
		// An alert's text is from a fixed list.
		return "the server refused the TLS handshake: " + strings.TrimPrefix(handshake.Err.Error(), "tls: "), nil
	case strings.HasPrefix(err.Error(), "tls: "):
		return "the TLS handshake failed: " + strings.TrimPrefix(err.Error(), "tls: "), nil
	}
	return "", nil
}

// hostNames lists the first names that a certificate is for.
func hostNames(cert *x509.Certificate) string {
	names := append([]string(nil), cert.DNSNames...)
	for _, ip := range cert.IPAddresses {
		names = append(names, ip.String())
	}
	switch {
	case len(names) == 0:
		return "it names none"
	case len(names) > 4:
		return strings.Join(names[:4], ", ") + ", ..."
	}
	return strings.Join(names, ", ")
}

// networkReason names why no answer came.
func (c *Client) networkReason(err error) (string, error) {
	var (
		dns   *net.DNSError
		errno syscall.Errno
		proxy proxyAddressError
	)
	switch {
	case errors.As(err, &proxy):
		return proxy.Error(), nil
	case errors.As(err, &dns) && dns.IsNotFound:
		return "no such host", nil
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		return fmt.Sprintf("no answer within %s", c.transport.timeout), context.DeadlineExceeded
	case errors.As(err, &dns):
		return "the name of the host can't be looked up", nil
	case strings.Contains(err.Error(), "malformed HTTP"):
		if c.mayBeHTTPS() {
			return "the server doesn't speak HTTP here: is its URL https, or the port another?", nil
		}
		return "the server doesn't speak HTTP here: is the port another?", nil
	case lost(err):
		return c.lostReason(), nil
	case errors.As(err, &errno):
		return errno.Error(), errno
	}
	return "the request failed", nil
}

// mayBeHTTPS reports whether the server may expect TLS: its URL says http, and it
// never answered to that.
func (c *Client) mayBeHTTPS() bool {
	return c.transport.address.Scheme == "http" && !c.transport.spoke.Load()
}

// lostReason hints at https: a server that expects TLS closes a plain connection
// without a word.
func (c *Client) lostReason() string {
	if c.mayBeHTTPS() {
		return "the connection was closed without a whole answer: is its URL https?"
	}
	return "the connection was closed without a whole answer"
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

package client

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// holder is a certificate with its key.
type holder struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// issue makes a certificate; it is signed by itself when by is nil.
func issue(t *testing.T, by *holder, change func(*x509.Certificate)) *holder {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: "leaf"},
		NotBefore:    time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(template)
	}
	parent, signer := template, key
	if by != nil {
		parent, signer = by.cert, by.key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return &holder{cert, key}
}

func issueCA(t *testing.T, by *holder) *holder {
	t.Helper()
	return issue(t, by, func(c *x509.Certificate) {
		c.Subject = pkix.Name{CommonName: "Genuine CA"}
		c.IsCA, c.BasicConstraintsValid = true, true
		c.KeyUsage, c.ExtKeyUsage, c.IPAddresses = x509.KeyUsageCertSign, nil, nil
	})
}

func (h *holder) fingerprint() string {
	sum := sha256.Sum256(h.cert.Raw)
	return hex.EncodeToString(sum[:])
}

func (h *holder) file(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: h.cert.Raw})
	if err := os.WriteFile(file, block, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// newTLSFake serves with leaf's key and sends the others along.
func newTLSFake(t *testing.T, leaf *holder, others ...*holder) *fake {
	t.Helper()
	chain := tls.Certificate{Certificate: [][]byte{leaf.cert.Raw}, PrivateKey: leaf.key}
	for _, o := range others {
		chain.Certificate = append(chain.Certificate, o.cert.Raw)
	}
	f := &fake{}
	f.Server = httptest.NewUnstartedServer(f.wrap(ok(`{"version":{"number":"9.1.0"}}`)))
	f.TLS = &tls.Config{Certificates: []tls.Certificate{chain}, MinVersion: tls.VersionTLS10}
	f.Config.ErrorLog = log.New(io.Discard, "", 0)
	f.StartTLS()
	t.Cleanup(f.Close)
	return f
}

func colons(s string) string {
	var pairs []string
	for i := 0; i < len(s); i += 2 {
		pairs = append(pairs, s[i:i+2])
	}
	return strings.ToUpper(strings.Join(pairs, ":"))
}

func TestAGenuineServerIsTrusted(t *testing.T) {
	t.Parallel()
	ca := issueCA(t, nil)
	middle := issueCA(t, ca)
	leaf, below := issue(t, ca, nil), issue(t, middle, nil)
	own := issue(t, nil, func(c *x509.Certificate) { c.IPAddresses = nil })
	tests := map[string]struct {
		server *fake
		cfg    Config
	}{
		"by a CA file":                          {newTLSFake(t, leaf), Config{CACertFile: ca.file(t)}},
		"by the CA's fingerprint":               {newTLSFake(t, leaf, ca), Config{CAFingerprint: ca.fingerprint()}},
		"by a fingerprint with colons":          {newTLSFake(t, leaf, ca), Config{CAFingerprint: colons(ca.fingerprint())}},
		"by a fingerprint as openssl prints it": {newTLSFake(t, leaf, ca), Config{CAFingerprint: "sha256 Fingerprint=" + colons(ca.fingerprint()) + "\n"}},
		"by a root above an intermediate":       {newTLSFake(t, below, middle, ca), Config{CAFingerprint: ca.fingerprint()}},
		"by an intermediate":                    {newTLSFake(t, below, middle, ca), Config{CAFingerprint: middle.fingerprint()}},
		"by its own fingerprint":                {newTLSFake(t, leaf), Config{CAFingerprint: leaf.fingerprint()}},
		"by its own, whatever its names are":    {newTLSFake(t, own), Config{CAFingerprint: own.fingerprint()}},
		"by file and fingerprint":               {newTLSFake(t, leaf, ca), Config{CACertFile: ca.file(t), CAFingerprint: ca.fingerprint()}},
		"by the flag":                           {newTLSFake(t, own), Config{Insecure: true}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.cfg.URL = tt.server.URL
			c, _ := connect(t, tt.cfg)
			if info, err := c.Info(t.Context()); err != nil || info.Version != "9.1.0" {
				t.Errorf("got %+v, %v", info, err)
			}
		})
	}
}

func TestAServerThatProvesNothingGetsNoRequest(t *testing.T) {
	t.Parallel()
	ca, other := issueCA(t, nil), issueCA(t, nil)
	leaf, foreign := issue(t, ca, nil), issue(t, other, nil)
	self := issue(t, nil, func(c *x509.Certificate) { c.Subject = ca.cert.Subject })
	elsewhere := issue(t, ca, func(c *x509.Certificate) {
		c.IPAddresses, c.DNSNames = nil, []string{"es.example"}
	})
	nameless := issue(t, ca, func(c *x509.Certificate) { c.IPAddresses = nil })
	crowded := issue(t, ca, func(c *x509.Certificate) {
		c.IPAddresses, c.DNSNames = []net.IP{net.IPv4(10, 0, 0, 1)}, []string{"a.x", "b.x", "c.x", "d.x"}
	})
	expired := issue(t, ca, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) })
	unusable := issue(t, ca, func(c *x509.Certificate) {
		c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}
	})
	old := newTLSFake(t, leaf)
	old.TLS.MaxVersion = tls.VersionTLS11 // the server's own, and nobody has called yet
	tests := map[string]struct {
		server *fake
		cfg    Config
		want   string
	}{
		"an unknown authority by default":      {newTLSFake(t, leaf, ca), Config{}, "unknown authority"},
		"an authority that isn't in the file":  {newTLSFake(t, foreign, other), Config{CACertFile: ca.file(t)}, "unknown authority"},
		"a wrong host":                         {newTLSFake(t, elsewhere), Config{CACertFile: ca.file(t)}, "another host: es.example"},
		"a wrong host under a pinned CA":       {newTLSFake(t, elsewhere, ca), Config{CAFingerprint: ca.fingerprint()}, "another host: es.example"},
		"a certificate without names":          {newTLSFake(t, nameless), Config{CACertFile: ca.file(t)}, "another host: it names none"},
		"a certificate of many hosts":          {newTLSFake(t, crowded), Config{CACertFile: ca.file(t)}, "another host: a.x, b.x, c.x, d.x, ..."},
		"an expired certificate":               {newTLSFake(t, expired), Config{CACertFile: ca.file(t)}, "expired"},
		"an expired one under a pinned CA":     {newTLSFake(t, expired, ca), Config{CAFingerprint: ca.fingerprint()}, "expired"},
		"an expired pinned one":                {newTLSFake(t, expired), Config{CAFingerprint: expired.fingerprint()}, "expired"},
		"one for another use":                  {newTLSFake(t, unusable, ca), Config{CACertFile: ca.file(t)}, "can't be used"},
		"another fingerprint":                  {newTLSFake(t, leaf, ca), Config{CAFingerprint: other.fingerprint()}, "fingerprint mismatch"},
		"its own certificate, the CA appended": {newTLSFake(t, self, ca), Config{CAFingerprint: ca.fingerprint()}, "fingerprint mismatch"},
		"its own CA, the genuine one appended": {newTLSFake(t, foreign, other, ca), Config{CAFingerprint: ca.fingerprint()}, "fingerprint mismatch"},
		"its own, the pinned one appended":     {newTLSFake(t, self, leaf), Config{CAFingerprint: leaf.fingerprint()}, ""},
		"a file that holds, a pin that doesn't": {
			newTLSFake(t, leaf, ca),
			Config{CACertFile: ca.file(t), CAFingerprint: other.fingerprint()}, "fingerprint mismatch",
		},
		"a pin that holds, a file that doesn't": {
			newTLSFake(t, leaf, ca),
			Config{CACertFile: other.file(t), CAFingerprint: ca.fingerprint()}, "unknown authority",
		},
		"TLS 1.1": {old, Config{Insecure: true}, "refused the TLS handshake: protocol version not supported"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.cfg.URL, tt.cfg.APIKey = tt.server.URL, secret("aHVudGVyMjI=")
			c, pauses := connect(t, tt.cfg)
			_, err := c.Info(t.Context())
			e := failed(t, err)
			mustContain(t, e.Reason, tt.want, c.Host())
			if e.Reaction != Unreachable || len(tt.server.requests()) != 0 {
				t.Errorf("got %+v after %d requests", e, len(tt.server.requests()))
			}
			if len(*pauses) != 0 {
				t.Errorf("tried again %d times", len(*pauses))
			}
		})
	}
}

func TestTLSAndPlainTextAreToldApart(t *testing.T) {
	t.Parallel()
	plain := newFake(t, ok(`{"id":"c1"}`))
	_, err := connectTo(t, strings.Replace(plain.URL, "http:", "https:", 1)).Info(t.Context())
	mustContain(t, failed(t, err).Reason, "is its URL http?")

	secure := newTLSFake(t, issue(t, nil, nil))
	_, err = connectTo(t, strings.Replace(secure.URL, "https:", "http:", 1)).Info(t.Context())
	mustContain(t, failed(t, err).Reason, "https")
}

func TestBadCertificateSettingsAreRefused(t *testing.T) {
	t.Parallel()
	noPEM := filepath.Join(t.TempDir(), "no.pem")
	if err := os.WriteFile(noPEM, []byte("not a certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	ca := issueCA(t, nil)
	tests := map[string]struct {
		cfg  Config
		want string
	}{
		"a file without a certificate":    {Config{CACertFile: noPEM}, "no.pem"},
		"a file that isn't there":         {Config{CACertFile: "/nowhere/ca.pem"}, `"/nowhere/ca.pem": no such file`},
		"a fingerprint that is too short": {Config{CAFingerprint: "ab:cd"}, "64 hexadecimal digits"},
		"a fingerprint that isn't hex":    {Config{CAFingerprint: strings.Repeat("zz", 32)}, "64 hexadecimal digits"},
		"a file for a plain connection":   {Config{URL: "http://es.example", CACertFile: ca.file(t)}, "write https"},
		"a pin for a plain connection":    {Config{URL: "http://es.example", CAFingerprint: ca.fingerprint()}, "write https"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.cfg.URL == "" {
				tt.cfg.URL = "https://es.example"
			}
			_, err := New(tt.cfg)
			if err == nil {
				t.Fatal("accepted")
			}
			mustContain(t, err.Error(), tt.want)
		})
	}
}

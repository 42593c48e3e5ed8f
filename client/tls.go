package client

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
)

// tlsConfig says how the server proves who it is. With a CA file only that file
// is trusted, with a fingerprint only the pinned certificate; with both the
// server must satisfy both.
func (cfg Config) tlsConfig(address *url.URL) (*tls.Config, error) {
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if address.Scheme != "https" {
		return t, cfg.checkPlain()
	}
	if cfg.Insecure {
		t.InsecureSkipVerify = true //nolint:gosec // asked for by the flag
		return t, nil
	}
	if cfg.CACertFile != "" {
		pool, err := readCertificates(cfg.CACertFile)
		if err != nil {
			return nil, err
		}
		t.RootCAs = pool
	}
	if cfg.CAFingerprint == "" {
		return t, nil
	}
	p, err := parsePin(cfg.CAFingerprint, address.Hostname())
	if err != nil {
		return nil, err
	}
	// The pin replaces the verification against a pool; VerifyConnection runs on
	// resumed connections too, unlike VerifyPeerCertificate.
	t.InsecureSkipVerify = cfg.CACertFile == "" //nolint:gosec // pin.verify does it
	t.VerifyConnection = p.verify
	return t, nil
}

// checkPlain refuses a certificate for a connection that has none: who gives one
// counts on it.
func (cfg Config) checkPlain() error {
	if cfg.CACertFile != "" || cfg.CAFingerprint != "" {
		return errors.New("a CA certificate or fingerprint is given, but the URL is http: write https")
	}
	return nil
}

func readCertificates(file string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(file)
	if err != nil {
		var cause *fs.PathError
		if errors.As(err, &cause) {
			err = cause.Err // the path is in our own text
		}
		return nil, fmt.Errorf("read CA certificate %q: %w", file, err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("read CA certificate %q: no PEM certificate in it", file)
	}
	return pool, nil
}

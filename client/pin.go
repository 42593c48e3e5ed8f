package client

import (
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
)

// pin is the fingerprint of the one certificate that is trusted: the server's own
// or that of a CA which signed it.
type pin struct {
	sum  [sha256.Size]byte
	host string // what the server's certificate must be for
}

// parsePin reads a fingerprint in any of the forms that tools print: with colons
// or blanks, in either case, after a "SHA256 Fingerprint=".
func parsePin(text, host string) (pin, error) {
	if _, after, ok := cutLast(text, "="); ok {
		text = after
	}
	digits := strings.NewReplacer(":", "", " ", "").Replace(strings.TrimSpace(text))
	sum, err := hex.DecodeString(digits)
	if err != nil || len(sum) != sha256.Size {
		return pin{}, errors.New("the CA fingerprint is not a SHA-256: give 64 hexadecimal digits")
	}
	return pin{sum: [sha256.Size]byte(sum), host: host}, nil
}

// pinError is a connection that the pin refused.
type pinError struct{ text string }

func (e *pinError) Error() string { return "fingerprint mismatch: " + e.text }

// verify builds a chain from the server's certificate up to the pinned one. That
// the pinned certificate was merely sent along proves nothing: anybody can append
// a public certificate to his own.
func (p pin) verify(state tls.ConnectionState) error {
	sent := state.PeerCertificates
	at := slices.IndexFunc(sent, func(c *x509.Certificate) bool { return sha256.Sum256(c.Raw) == p.sum })
	if at < 0 {
		return &pinError{"the server sent no certificate with it"}
	}
	options := x509.VerifyOptions{
		Roots:         x509.NewCertPool(),
		Intermediates: x509.NewCertPool(),
	}
	options.Roots.AddCert(sent[at])
	if at == 0 {
		// The server holds the key of the very certificate that is trusted: which
		// names stand in it doesn't matter, only whether it is still valid.
		options.KeyUsages = []x509.ExtKeyUsage{x509.ExtKeyUsageAny}
	} else {
		options.DNSName = p.host
	}
	for _, c := range sent[1:] {
		options.Intermediates.AddCert(c)
	}
	_, err := sent[0].Verify(options)
	return pinned(err)
}

// pinned turns a broken chain into a mismatch and leaves what names its own
// cause: a wrong host, an expired certificate.
func pinned(err error) error {
	var unknown x509.UnknownAuthorityError
	if errors.As(err, &unknown) {
		return &pinError{"the certificate with it did not sign the server's own"}
	}
	return err
}

//go:build unix

package ui

import (
	"encoding/base64"
	"testing"

	"connwiz/client/emulator"
)

func TestOnlyAnAddressWithTLSAsksForACertificate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		address string
		asks    bool
	}{
		"http":                 {"http://es.example.com:9200", false},
		"http in capitals":     {"HTTP://es.example.com:9200", false},
		"https":                {"https://es.example.com:9200", true},
		"nothing typed yet":    {"", true},
		"a cloud id":           {"prod:ZXhhbXBsZS5jb20kZXMka2I=", true},
		"an address to finish": {"http:/", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := arriving(t, emulator.Options{}, nil)
			x.setup.Link = nil
			x.arrive("", 80, 24).typed(c.address)
			if c.asks {
				x.sees("Certificate")
			} else {
				x.misses("Certificate")
			}
		})
	}
}

// A choice made while the address had a certificate is of no use without.
func TestACertificateIsForgottenWithTheTLS(t *testing.T) {
	t.Parallel()
	x := arriving(t, emulator.Options{}, nil)
	x.setup.Link = nil
	x.arrive("", 80, 24).typed("https://127.0.0.1:1")
	x.press("tab", "tab", "tab", "tab", "right", "tab").typed("/nowhere/ca.pem")
	x.sees("CA file").press("ctrl+home", "ctrl+u").typed(x.url)
	x.misses("CA file", "Certificate").press("tab", "right", "right")
	x.takes("Connect and test").sees("Elasticsearch 9.1.5")
}

// Kibana shows a key in two forms, and both will do.
func TestAKeyIsTypedInBothForms(t *testing.T) {
	t.Parallel()
	encoded := base64.StdEncoding.EncodeToString([]byte("id:CANARYkey"))
	for _, typed := range []string{"id:CANARYkey", encoded} {
		x := arriving(t, emulator.Options{APIKeys: []string{encoded}}, nil)
		x.setup.Link = nil
		x.arrive("", 80, 24).typed(x.url).press("tab", "right", "tab").typed(typed)
		x.takes("Connect and test").sees("Elasticsearch 9.1.5").misses("CANARYkey")
	}
}

package schema

import (
	"crypto/x509"
	"encoding/pem"
	"strings"
)

// wrongOutlookCertificate checks the certificate of an own Exchange server. People
// paste it with its lines joined by blanks, which the source mends.
func wrongOutlookCertificate(e *Evaluation, text string) string {
	server := e.State("data_source").Effective.Equal(Text("outlook_server"))
	if !server || !pythonTruth(e.State("ssl_enabled").Effective) {
		return ""
	}
	rest := []byte(withLines(text))
	for found := false; ; found = true {
		var block *pem.Block
		block, rest = pem.Decode(rest)
		if block == nil {
			if found {
				return ""
			}
			return "must be a certificate in PEM form"
		}
		if _, err := x509.ParseCertificate(block.Bytes); err != nil {
			return "must be a certificate in PEM form"
		}
	}
}

// withLines puts the lines of a PEM text back onto lines of their own.
func withLines(text string) string {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	for i, part := range strings.Split(text, "-----") {
		if i%2 == 1 {
			b.WriteString("\n-----" + part + "-----\n")
			continue
		}
		b.WriteString(strings.ReplaceAll(strings.TrimSpace(part), " ", "\n"))
	}
	return strings.TrimSpace(b.String()) + "\n"
}

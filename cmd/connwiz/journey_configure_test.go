//go:build unix

package main

import (
	"encoding/base64"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// pem is a key file of 52 lines that no key is in.
func pem() string {
	body := make([]byte, 50*48)
	for i := range body {
		body[i] = byte(i*7 + i/251)
	}
	text := base64.StdEncoding.EncodeToString(body)
	lines := []string{"-----BEGIN PRIVATE KEY-----"}
	for ; len(text) > 0; text = text[64:] {
		lines = append(lines, text[:64])
	}
	return strings.Join(append(lines, "-----END PRIVATE KEY-----"), "\n") + "\n"
}

func TestJourneyFromTheListToAConnectedConnector(t *testing.T) {
	t.Parallel()
	g := raise(t, "needs_configuration", shop)
	if err := g.es.Seed(); err != nil {
		t.Fatal(err)
	}
	g.serve()
	s := g.start(screentest.Options{Silent: true, Shell: true})
	s.WaitFor("Web shop")
	s.WaitFor("Orders database")
	s.Send("shop needs")
	s.WaitFor("1 match")
	s.Press(screentest.Enter)
	s.WaitFor("Review changes")

	s.Send("db.example.com")
	s.WaitFor("db.example.com")
	s.Press(screentest.Tab, screentest.Backspace)
	s.WaitFor("543")
	s.Send("9")
	s.WaitFor("5439")
	s.Press(screentest.Enter, screentest.Enter)
	s.WaitFor("  Certificate")
	s.Press(screentest.Up, screentest.Enter)
	s.WaitFor("Password *")
	s.Press(screentest.Tab)
	s.Send("s3cret-typed")
	s.Press(screentest.Tab)
	s.WaitFor("12 characters")
	s.Press(screentest.Space)
	s.WaitFor("on")
	s.Press(screentest.Tab, screentest.CtrlU)
	s.Send("orders, invoices")
	s.WaitFor("orders, invoices")
	s.Press(screentest.CtrlS)
	s.WaitFor("Enter sends 6 values to shop, and nothing else")
	submit(s)
	s.WaitFor("Configuration updated")
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	s.WaitFor("Filter:")
	s.Press(screentest.Esc, screentest.Esc)
	left(t, s, 0)
	said(t, s, "shop: Configuration updated; connected")
	unseen(t, s, "s3cret-typed")
	g.wrote(map[string]any{"host": "db.example.com", "port": 5439.0, "method": "password", "password": "s3cret-typed",
		"tls": true, "tables": "orders,invoices"})
}


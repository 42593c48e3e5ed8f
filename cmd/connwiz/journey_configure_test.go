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

func TestJourneyOfAKeyFileArrivesByteForByte(t *testing.T) {
	t.Parallel()
	for name, paste := range map[string]func(*screentest.Session){
		"as a bracketed paste":   func(s *screentest.Session) { s.Paste(pem()) },
		"with carriage returns":  func(s *screentest.Session) { s.Paste(strings.ReplaceAll(pem(), "\n", "\r")) },
		"with Windows's endings": func(s *screentest.Session) { s.Paste(strings.ReplaceAll(pem(), "\n", "\r\n")) },
		"without brackets":       func(s *screentest.Session) { s.Send(strings.ReplaceAll(pem(), "\n", "\r")) },
		"without brackets, in pieces": func(s *screentest.Session) {
			text := strings.ReplaceAll(pem(), "\n", "\r")
			for len(text) > 0 {
				n := min(len(text), 100)
				s.Send(text[:n])
				text = text[n:]
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "needs_configuration", with(t, shop, map[string]any{"host": "h", "method": "certificate", "tls": false})).serve()
			s := g.configure()
			s.Press(screentest.Tab, screentest.Tab, screentest.Tab)
			s.WaitFor("masked, Ctrl+R reveals")
			paste(s)
			s.WaitFor("••••")
			s.Settle()
			s.Press(screentest.Tab)
			s.WaitFor("3304 characters, 52 lines")
			s.Press(screentest.CtrlS)
			s.WaitFor("Enter sends 1 value to shop")
			submit(s)
			s.WaitFor("connected: the connector service accepted it")
			s.Press(screentest.Enter)
			left(t, s, 0)
			unseen(t, s, "PRIVATE KEY--", pem()[28:60])
			g.wrote(map[string]any{"key": pem()})
		})
	}
}

func TestJourneyOfAConnectorThatIsFineAsItIs(t *testing.T) {
	t.Parallel()
	g := raise(t, "needs_configuration", filled(t)).serve()
	s := g.configure()
	s.Press(screentest.CtrlEnd, screentest.Enter)
	s.WaitFor("submits it as it is")
	submit(s)
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	left(t, s, 0)
	said(t, s, "shop: Configuration updated; connected")
	unseen(t, s, "hunter2-stored")
	g.wrote(map[string]any{})
}

func TestJourneyWithNothingToSendSendsNothing(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	s := g.configure()
	s.Send("x")
	s.WaitFor("1 change")
	s.Press(screentest.Backspace)
	s.WaitFor("nothing changed")
	s.Press(screentest.CtrlS)
	s.WaitFor("Nothing is changed")
	submit(s)
	s.WaitFor("Review changes")
	s.Press(screentest.Esc)
	left(t, s, 0)
	g.wrote()
}

func TestJourneyBeforeTheSchemaIsThere(t *testing.T) {
	t.Parallel()
	g := raise(t, "created", "{}")
	s := g.start(screentest.Options{Silent: true, Shell: true}, "configure", theShop)
	s.WaitFor("Waiting for the connector service")
	g.serve()
	s.WaitFor("Review changes")
	s.WaitFor("needs configuration")
	s.Press(screentest.Esc)
	left(t, s, 0)
	g.wrote()
}

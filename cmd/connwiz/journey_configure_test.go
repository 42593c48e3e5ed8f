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
	s.does("shop needs", "1 match")
	s.does(screentest.Enter, "Review changes")

	s.Send("db.example.com")
	s.WaitFor("db.example.com")
	s.Press(screentest.Tab)
	s.does(screentest.Backspace, "543")
	s.does("9", "5439")
	s.does(screentest.Enter, "▸ Sign in with")
	s.does(screentest.Enter, "  Certificate")
	s.does(screentest.Up, "▸ Password")
	s.does(screentest.Enter, "Password *")
	s.Press(screentest.Tab)
	s.Send("s3cret-typed")
	s.does(screentest.Tab, "12 characters")
	s.does(screentest.Space, "on")
	s.Press(screentest.Tab, screentest.CtrlU)
	s.Send("orders, invoices")
	s.WaitFor("orders, invoices")
	s.does(screentest.CtrlS, "Enter sends 6 values to shop, and nothing else")
	s.submits()
	s.WaitFor("Configuration updated")
	s.WaitFor("connected: the connector service accepted it")
	s.does(screentest.Enter, "Filter:")
	s.does(screentest.Esc, "Orders database")
	s.Press(screentest.Esc)
	s.leaves(0)
	s.says("shop: Configuration updated; connected")
	s.hides("s3cret-typed")
	g.wrote(map[string]any{"host": "db.example.com", "port": 5439.0, "method": "password", "password": "s3cret-typed",
		"tls": true, "tables": "orders,invoices"})
}

func TestJourneyOfAKeyFileArrivesByteForByte(t *testing.T) {
	t.Parallel()
	for name, paste := range map[string]func(*seat){
		"as a bracketed paste":   func(s *seat) { s.Paste(pem()) },
		"with carriage returns":  func(s *seat) { s.Paste(strings.ReplaceAll(pem(), "\n", "\r")) },
		"with Windows's endings": func(s *seat) { s.Paste(strings.ReplaceAll(pem(), "\n", "\r\n")) },
		"without brackets":       func(s *seat) { s.Send(strings.ReplaceAll(pem(), "\n", "\r")) },
		"without brackets, in pieces": func(s *seat) {
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
			s.does(screentest.Tab, "3304 characters, 52 lines")
			s.does(screentest.CtrlS, "Enter sends 1 value to shop")
			s.submits()
			s.WaitFor("connected: the connector service accepted it")
			s.Press(screentest.Enter)
			s.leaves(0)
			s.hides("PRIVATE KEY--", pem()[28:60])
			g.wrote(map[string]any{"key": pem()})
		})
	}
}

func TestJourneyOfAConnectorThatIsFineAsItIs(t *testing.T) {
	t.Parallel()
	g := raise(t, "needs_configuration", filled(t)).serve()
	s := g.configure()
	s.does(screentest.CtrlEnd, "▸ Review changes")
	s.does(screentest.Enter, "submits it as it is")
	s.submits()
	s.WaitFor("connected: the connector service accepted it")
	s.Press(screentest.Enter)
	s.leaves(0)
	s.says("shop: Configuration updated; connected")
	s.hides("hunter2-stored")
	g.wrote(map[string]any{})
}

func TestJourneyWithNothingToSendSendsNothing(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	s := g.configure()
	s.does("x", "1 change")
	s.does(screentest.Backspace, "nothing changed")
	s.does(screentest.CtrlS, "Nothing is changed")
	s.submits()
	s.WaitFor("Review changes")
	s.Press(screentest.Esc)
	s.leaves(0)
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
	s.leaves(0)
	g.wrote()
}

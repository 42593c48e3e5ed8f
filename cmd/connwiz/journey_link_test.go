//go:build unix

package main

import (
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"
)

// outages are the ways in which a link or a server is away.
func outages() map[string]emulator.Fault {
	return map[string]emulator.Fault{
		"the connection is reset":     {ResetBefore: true},
		"no answer comes":             {Hang: true},
		"the answer is cut off":       {CutBody: 5},
		"a proxy says bad gateway":    {Status: http.StatusBadGateway, Body: "<html>bad gateway</html>"},
		"the server is busy for long": {Status: http.StatusTooManyRequests, RetryAfter: "0"},
	}
}

// during returns the outage for requests that match alone.
func during(outage emulator.Fault, match func(*http.Request) bool) emulator.Fault {
	outage.Match = match
	return outage
}

func isWrite(r *http.Request) bool { return r.Method == http.MethodPut }

// isPoll matches the questions for the status alone.
func isPoll(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.Contains(r.URL.RawQuery, "filter_path")
}

func isRead(r *http.Request) bool { return r.Method == http.MethodGet && !isPoll(r) }

// impatient is for requests that never are answered.
const impatient = "--timeout=5s"

func TestJourneyWhoseLinkIsCutWhileLoading(t *testing.T) {
	t.Parallel()
	for name, outage := range outages() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			g.link.Add(outage)
			s := g.start(screentest.Options{Silent: true, Shell: true}, "configure", theShop, impatient)
			s.WaitFor("try again")
			g.link.Clear()
			s.does("r", "Review changes")
			s.Press(screentest.Esc)
			s.leaves(0)
			g.wrote()
		})
	}
}

func TestJourneyWhoseLinkIsCutForGoodSaysWhyItEnded(t *testing.T) {
	t.Parallel()
	g := raise(t, "connected", filled(t))
	g.link.Add(emulator.Fault{ResetBefore: true})
	s := g.start(screentest.Options{Silent: true, Shell: true}, "configure", theShop)
	s.WaitFor("can't be reached")
	s.Press(screentest.Esc)
	s.leaves(7)
	if log := s.Log(); !strings.Contains(log, "connwiz: hint: check the address") {
		t.Errorf("no hint on the normal screen\n%s", s.Dump())
	}
}

func TestJourneyWhoseLinkIsCutWhileSubmitting(t *testing.T) {
	t.Parallel()
	for name, outage := range outages() {
		if outage.CutBody > 0 {
			continue // The write has landed then: see the next test.
		}
		moments := map[string]func(*http.Request) bool{"at the write": isWrite}
		if outage.ResetBefore {
			moments["before the write"] = isRead
		}
		for when, match := range moments {
			t.Run(name+" "+when, func(t *testing.T) {
				t.Parallel()
				g := raise(t, "connected", filled(t)).serve()
				s := g.start(screentest.Options{Silent: true, Shell: true}, "configure", theShop, impatient)
				s.WaitFor("Review changes")
				s.does("-new", "db.example.com-new")
				s.toPassword()
				s.does("typed-here", "2 changes")
				s.does(screentest.CtrlS, "Enter sends 2 values")
				g.link.Add(during(outage, match))
				s.submits()
				s.WaitFor("try again")
				s.does(screentest.Esc, "db.example.com-new")
				s.WaitFor("2 changes")
				g.link.Clear()
				s.does(screentest.CtrlS, "Enter sends 2 values")
				s.submits()
				s.WaitFor("connected: the connector service accepted it")
				s.Press(screentest.Enter)
				s.leaves(0)
				s.hides("typed-here")
				for _, values := range g.puts() {
					if got, want := encode(t, values), `{"host":"db.example.com-new","password":"typed-here"}`; got != want {
						t.Errorf("sent %s, want %s", got, want)
					}
				}
			})
		}
	}
}

func TestJourneyWhoseAnswerIsLostLooksBeforeItWritesAgain(t *testing.T) {
	t.Parallel()
	for name, outage := range map[string]emulator.Fault{"all of it": {ResetAfter: true}, "its end": {CutBody: 5}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.configure()
			s.does("-new", "1 change")
			s.does(screentest.CtrlS, "Enter sends 1 value")
			g.link.Add(during(outage, isWrite))
			s.submits()
			s.WaitFor("Configuration updated") // found by looking, unasked
			g.link.Clear()
			g.serve()
			s.WaitFor("connected: the connector service accepted it")
			s.Press(screentest.Enter)
			s.leaves(0)
			s.says("shop: Configuration updated; connected")
			if writes := len(g.puts()); writes != 1 {
				t.Errorf("%d writes arrived, want the one whose answer was lost", writes)
			}
		})
	}
}

func TestJourneyWhoseLinkIsCutWhileWatching(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"the connection is reset", "no answer comes"} {
		outage := outages()[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := raise(t, "connected", filled(t))
			s := g.start(screentest.Options{Silent: true, Shell: true}, "configure", theShop, impatient)
			s.WaitFor("Review changes")
			s.does("-new", "1 change")
			s.does(screentest.CtrlS, "Enter sends 1 value")
			g.link.Add(during(outage, isPoll))
			s.submits()
			s.WaitFor("Configuration updated")
			s.WaitFor("✗")
			g.serve()
			g.link.Clear()
			s.WaitFor("connected: the connector service accepted it")
			s.Press(screentest.Enter)
			s.leaves(0)
			s.says("shop: Configuration updated; connected")
			g.wrote(map[string]any{"host": "db.example.com-new"})
		})
	}
}

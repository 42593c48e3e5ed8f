package ui

import (
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
)

// reads and writes tell the requests of the wizard apart.
func reads(r *http.Request) bool  { return r.Method == http.MethodGet }
func writes(r *http.Request) bool { return r.Method == http.MethodPut }

// fromTheWriteOn chooses the first write and all that comes after it.
func fromTheWriteOn() func(*http.Request) bool {
	var gone atomic.Bool
	return func(r *http.Request) bool { return writes(r) && gone.CompareAndSwap(false, true) || gone.Load() }
}

// troubles are the ways in which a request fails, with words that must be on the
// screen then.
func troubles() map[string]struct {
	fault emulator.Fault
	says  string
} {
	return map[string]struct {
		fault emulator.Fault
		says  string
	}{
		"the link breaks before the request":    {emulator.Fault{ResetBefore: true}, "can't be reached"},
		"the link breaks before the answer":     {emulator.Fault{ResetAfter: true}, "can't be reached"},
		"the answer is cut":                     {emulator.Fault{CutBody: 10}, "can't be reached"},
		"credentials are refused":               {emulator.Fault{Status: 401}, "Not allowed"},
		"rights are missing":                    {emulator.Fault{Status: 403}, "Not allowed"},
		"the connector is gone":                 {emulator.Fault{Status: 404}, "no such connector"},
		"another writer is faster":              {emulator.Fault{Status: 409}, "Another writer was faster"},
		"the server is overloaded":              {emulator.Fault{Status: 429}, "can't be reached"},
		"the server fails":                      {emulator.Fault{Status: 500}, "trouble"},
		"a proxy stands in with a page":         {emulator.Fault{Status: 503, Body: "<html>sorry</html>"}, "can't be reached"},
		"the server answers after the time-out": {emulator.Fault{Hang: true}, "can't be reached"},
	}
}

// mayPass reports whether asking again may have another answer.
func mayPass(f emulator.Fault) bool { return f.Status != 401 && f.Status != 403 && f.Status != 404 }

func TestAFailedLoadSaysSoAndTriesAgain(t *testing.T) {
	t.Parallel()
	for name, c := range troubles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := prepare(t, "orders", 80, 24, one("needs_configuration", everyKind))
			x.m.env.fixed = mayPass(c.fault) // else as from the list: a program that was started for it ends
			f := c.fault
			f.Match = reads
			x.fails(f)
			x.begin().sees(c.says, "try again")
			x.faults.Clear()
			x.press("r").sees("Host", "Review changes")
		})
	}
}

func TestAFailedSubmitLosesNothingTyped(t *testing.T) {
	t.Parallel()
	for name, c := range troubles() {
		for what, match := range map[string]func(*http.Request) bool{"reading again": reads, "writing": writes} {
			t.Run(what+": "+name, func(t *testing.T) {
				t.Parallel()
				x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
				x.typed("db.example.com").press("tab").typed("5432").press("tab").typed("s3cr3t-token").press("tab", "right", "ctrl+s")
				f := c.fault
				if f.Match = match; what == "writing" && lands(f) {
					f.Match = fromTheWriteOn() // else the answer is looked up
				}
				x.fails(f)
				x.press("enter").sees(c.says, "try again").misses("s3cr3t")
				x.press("esc").sees("db.example.com", "5432", "Everything").sees("set, 12 characters")
				x.press("ctrl+s", "enter").sees("try again")
				x.faults.Clear()
				x.press("r").sees("Configuration updated")
				if got := x.stored(); got["token"] != "s3cr3t-token" || got["host"] != "db.example.com" || got["port"] != 5432.0 {
					t.Errorf("stored %v", got)
				}
			})
		}
	}
}

// lands reports whether a fault strikes after the request was handled.
func lands(f emulator.Fault) bool { return f.ResetAfter || f.CutBody > 0 }

func TestALostAnswerIsLookedUpUnasked(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("db.example.com").press("ctrl+s")
	x.faults.Add(emulator.Fault{Match: writes, ResetAfter: true})
	x.press("enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 {
		t.Errorf("sent %q", got)
	}
}

func TestALostWriteIsSentAgainAfterALookButNotForEver(t *testing.T) {
	t.Parallel()
	for times, says := range map[int]string{1: "Configuration updated", mostLooks + 1: "it may have been saved"} {
		x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
		x.typed("db.example.com").press("ctrl+s")
		x.faults.Add(emulator.Fault{Match: writes, ResetBefore: true, Times: times})
		x.press("enter").sees(says)
	}
}

func TestALostAnswerIsLookedUpBeforeAnythingIsSentAgain(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("db.example.com").press("ctrl+s")
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.press("enter").sees("it may have been saved")
	sent := len(x.puts())
	x.faults.Clear()
	x.press("r").sees("Configuration updated")
	if got := len(x.puts()); got != sent {
		t.Errorf("%d writes after the answer was lost, want none: the first had landed", got-sent)
	}
}

func TestALostLinkWhileWatchingIsSaidAndTheWatchGoesOn(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("db.example.com").press("ctrl+s", "enter").sees("Configuration updated")
	x.faults.Add(emulator.Fault{ResetBefore: true})
	x.tick()
	x.sees("Configuration updated", "can't be reached")
	x.faults.Clear()
	x.setStatus("connected", "")
	x.tick()
	x.sees("connected: the connector service accepted it")
}

func TestTheServicesErrorStandsAtItsFieldWithoutTheSecret(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(with(everyKind, "host", `"h"`), "port", "1")))
	x.press("tab", "tab").typed("s3cr3t-token").press("ctrl+s", "enter").sees("Configuration updated")
	x.setStatus("error", "Field validation errors: 'Port' value '1' should be greater than 7.; 'Token' value 's3cr3t-token' failed regex check [a-z]+.")
	x.tick()
	x.sees("The service reports", "'(redacted)'").misses("s3cr3t")
	x.clock.pass(31 * time.Second)
	x.tick()
	x.sees("The service refused it").press("enter")
	x.sees("should be greater than 7", "must match [a-z]+").misses("s3cr3t")
	if x.m.leave(); x.m.Outcome().Code != 130 {
		t.Errorf("leaving the form ends with %d", x.m.Outcome().Code)
	}
}

func TestAConflictIsSettledFieldByField(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(with(everyKind, "host", `"h"`), "token", `"old"`)))
	x.typed("2").press("tab").typed("7").press("tab").typed("mine-token").press("ctrl+s")
	x.put(with(with(everyKind, "host", `"elsewhere"`), "token", `"their-token"`))
	x.press("enter").sees("Somebody else changed these fields", "elsewhere", "h2", "another secret").misses("their-token", "mine-token")
	x.press("t", "m", "enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"port":7,"token":"mine-token"}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestASchemaThatChangedUnderneathLosesNothing(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(everyKind, "host", `"h"`)))
	x.typed("2").press("tab").typed("7").press("ctrl+s")
	x.put(`{"port": {"label": "Port", "type": "int", "value": ""}, "extra": {"label": "Extra", "value": "x"}}`)
	x.press("enter").sees("the field is gone", "h2")
	x.press("m", "t", "enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 || got[0] != `{"values":{"port":7}}` {
		t.Errorf("sent %q", got)
	}
}

func TestARefusedSecretIsAStoredOneAfterwards(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(everyKind, "host", `"h"`)))
	x.press("tab", "tab").typed("wrong-token").press("ctrl+s", "enter")
	x.setStatus("error", "'Token' value 'wrong-token' failed regex check [a-z]+.")
	x.tick()
	x.press("enter").sees("Token").misses("•", "replaced")
	x.typed("right").press("ctrl+r").sees("right").misses("wrong")
	x.press("ctrl+s", "enter")
	if got := x.puts(); len(got) != 2 || got[1] != `{"values":{"token":"right"}}` {
		t.Errorf("sent %q", got)
	}
}

func TestARefusalIsRememberedUntilALaterSaveIsAccepted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mend bool
		code int
		line string
	}{
		"left as it is": {false, 8, "refused"}, "mended and accepted": {true, 0, "connected"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, "orders", 80, 24, one("connected", with(everyKind, "host", `"h"`)))
			x.typed("1").press("ctrl+s", "enter")
			x.setStatus("error", "Could not connect.")
			x.tick()
			x.press("enter").sees("Review changes")
			if c.mend {
				x.typed("2").press("ctrl+s", "enter")
				x.setStatus("connected", "")
				x.tick()
				x.press("enter")
			} else {
				x.press("esc")
			}
			if o := x.m.Outcome(); !x.quit || o.Code != c.code || len(o.Lines) != 1 || !strings.Contains(o.Lines[0], c.line) {
				t.Errorf("quit %v, outcome %+v", x.quit, o)
			}
		})
	}
}

func TestNothingIsSentWhenTheLostWriteHadLanded(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("db.example.com").press("ctrl+s")
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.press("enter").sees("it may have been saved").press("esc")
	sent := len(x.puts())
	x.faults.Clear()
	x.press("ctrl+s", "enter").sees("Configuration updated")
	if got := x.puts(); len(got) != sent {
		t.Errorf("sent again: %q", got[sent:])
	}
}

func TestAConnectorThatCanNotBeHadEndsTheProgramAtOnce(t *testing.T) {
	t.Parallel()
	for _, status := range []int{401, 403, 404} {
		x := prepare(t, "orders", 80, 24, one("connected", everyKind))
		x.faults.Add(emulator.Fault{Status: status})
		o := x.begin().m.Outcome()
		var ce *client.Error
		if !errors.As(o.Err, &ce) || ce.Status != status {
			t.Errorf("%d: outcome %+v\n%s", status, o, x.screen())
		}
	}
	for name, x := range map[string]*talk{
		"the form":  startTalk(t, "orders", nil),
		"one field": startLineEdit(t, EditOptions{Field: "token"}, nil),
	} {
		if x.ends(1); x.outcome.Err == nil || strings.Contains(x.transcript(), "tries again") {
			t.Errorf("%s: outcome %+v\n%s", name, x.outcome, x.transcript())
		}
	}
}

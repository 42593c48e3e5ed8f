package ui

import (
	"strings"
	"testing"
)

func TestTheFormIsFilledReviewedAndAccepted(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.sees("Orders", "needs configuration", "Host", "Port", "Advanced", "Review changes").misses("Certificate", "Rows a page")

	x.typed("db.example.com").press("enter").typed("5432").press("tab")
	x.typed("s3cr3t-token").misses("s3cr3t").press("tab").sees("set, 12 characters")
	x.press("right").sees("Everything").press("tab", "space").sees("on", "Certificate")
	x.press("tab").pasted("-----BEGIN X-----\r\nabc\r\n-----END X-----\r\n").misses("BEGIN").press("tab")
	x.sees("set, 38 characters, 3 lines")
	x.press("ctrl+s").sees("Host", "not set → db.example.com", "not set → set", "Enter sends 6 values")
	x.misses("s3cr3t", "BEGIN")
	x.press("enter").sees("Configuration updated", "configured", "No answer yet")

	if got := x.puts(); len(got) != 1 {
		t.Fatalf("%d writes arrived, want one: %q", len(got), got)
	}
	want := `{"values":{"host":"db.example.com","port":5432,"token":"s3cr3t-token","mode":"all","tls":true,` +
		`"ca":"-----BEGIN X-----\nabc\n-----END X-----\n"}}`
	if got := x.puts()[0]; !sameJSON(t, got, want) {
		t.Errorf("sent %s\nwant %s", got, want)
	}

	x.setStatus("connected", "")
	x.tick()
	x.sees("connected: the connector service accepted it").press("enter")
	if o := x.m.Outcome(); !x.quit || o.Code != 0 || !strings.Contains(o.Lines[0], "connected") {
		t.Errorf("outcome %+v, quit %v", o, x.quit)
	}
}

func TestAnUntouchedSecretIsNotSent(t *testing.T) {
	t.Parallel()
	stored := with(with(with(everyKind, "host", `"a"`), "token", `"keep-me"`), "port", "1")
	x := start(t, "orders", 80, 24, one("connected", stored))
	x.sees("set").misses("keep-me")
	x.press("end").typed("b").press("ctrl+s", "enter")
	if got := x.puts(); len(got) != 1 || got[0] != `{"values":{"host":"ab"}}` {
		t.Errorf("sent %q", got)
	}
}

func TestAProblemStandsBesideTheFieldAndNeverTraps(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.press("tab").typed("70000").sees("should be less than 65536").press("tab", "tab").sees("Mode")
	x.press("ctrl+s").sees("Enter goes back to the first problem").press("enter").sees("70000")
	if got := x.puts(); len(got) != 0 {
		t.Errorf("a blocked review sent %q", got)
	}
}

func TestAFieldHiddenAndShownAgainKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.press("tab", "tab", "tab", "tab", "space").sees("Certificate")
	x.press("tab").pasted("pem").press("shift+tab", "space").misses("Certificate")
	x.press("space").sees("Certificate", "set, 3 characters")
}

func TestSeveralLinesAreNotJoinedIntoOneLine(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.press("tab", "tab").pasted("one\ntwo").sees("2 lines pasted into a field that takes one")
	x.press("tab").sees("not set")
}

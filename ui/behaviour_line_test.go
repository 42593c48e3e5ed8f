//go:build unix

package ui

import (
	"net/http"
	"strings"
	"syscall"
	"testing"

	"connwiz/client/emulator"
)

func TestAHiddenMultiLinePasteIntoOneLineIsRefused(t *testing.T) {
	t.Parallel()
	x := startLineEdit(t, EditOptions{Field: "token"}, one("connected", everything()))
	x.question().types("-----BEGIN-----\r" + canary + "\r-----END-----\r")
	x.tells("3 lines pasted into a field that takes one")
	x.answers("").ends(0).story("pasted-lines")
	if got := x.puts(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}

func TestLeavingWithATypedSecretIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("!find token", canary).question()
	x.signals <- syscall.SIGINT
	x.tells("Typed but not sent: Token. Ctrl+C again leaves without it.").tells("(Everything): ")
	x.signals <- syscall.SIGINT
	x.ends(130).story("leave")
	if got := x.puts(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}

func TestCtrlCInsideASecretCounts(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("!find token").question().types("half\x03")
	x.ends(130)
}

func TestASignalEndsWithItsOwnCode(t *testing.T) {
	t.Parallel()
	for code, s := range map[int]syscall.Signal{143: syscall.SIGTERM, 129: syscall.SIGHUP} {
		x := startTalk(t, "orders", one("connected", everything()))
		x.answers("!find token", canary).question()
		x.signals <- s
		x.ends(code)
	}
}

func TestASecretTypedTwiceMustBeTheSame(t *testing.T) {
	t.Parallel()
	x := startLineEdit(t, EditOptions{Field: "token", Confirm: true}, one("connected", everything()))
	x.answers(canary, "another", canary, canary, "y").tells("No answer yet")
	x.types("\r").ends(8).story("edit-twice")
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"token":"`+canary+`"}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestAHiddenFieldIsEditedOnPurpose(t *testing.T) {
	t.Parallel()
	x := startLineEdit(t, EditOptions{Field: "certificate"}, one("connected", everything()))
	x.tells("The service ignores this field now: shown when Use TLS is on.")
	x.question().types(canary + "\r.\r")
	x.answers("y").tells("No answer yet")
	x.types("\r").ends(8)
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"ca":"`+canary+`"}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestAConnectorThatIsRightCanBeSubmittedAsItIs(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("needs_configuration", `{"path": {"label": "Path", "value": "/srv"}}`))
	x.answers("", "y").tells("No answer yet")
	x.setStatus("connected", "")
	x.ends(0).story("as-it-is")
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestTheFormOpensWhenTheSchemaComes(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("created", `{}`))
	x.tells("service_type shopdb")
	if err := x.es.PutDocument("orders", []byte(document("needs_configuration", `{"path": {"label": "Path", "value": ""}}`))); err != nil {
		t.Fatal(err)
	}
	x.answers("<").ends(0).story("await")
}

func TestAFailedLoadIsTriedAgainInLineMode(t *testing.T) {
	t.Parallel()
	for name, c := range troubles() {
		if !mayPass(c.fault) {
			continue // It ends at once.
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newTalk(t, one("connected", everything()))
			f := c.fault
			f.Match = reads
			x.patient(!f.Hang)
			x.faults.Add(f)
			x.begin("orders", RunLine)
			x.tells(c.says).question()
			x.faults.Clear()
			x.answers("").tells("Host")
			x.answers("<").ends(0)
		})
	}
}

func TestAFailedSubmitLosesNothingTypedInLineMode(t *testing.T) {
	t.Parallel()
	for name, c := range troubles() {
		for what, match := range map[string]func(*http.Request) bool{"reading again": reads, "writing": writes} {
			t.Run(what+": "+name, func(t *testing.T) {
				t.Parallel()
				f := c.fault
				x := newTalk(t, one("connected", everything())).patient(!f.Hang).begin("orders", RunLine)
				x.answers("!find token", canary, "!review").question()
				if f.Match = match; what == "writing" && lands(f) {
					f.Match = fromTheWriteOn() // else the answer is looked up
				}
				x.faults.Add(f)
				x.answers("y").tells(c.says)
				x.answers("<").tells("Everything")
				x.answers("!review", "y").tells(c.says)
				x.question()
				x.faults.Clear()
				x.answers("")
				x.tells("Configuration updated")
				x.tells("No answer yet").types("\r").ends(8)
				if got := x.stored()["token"]; got != canary {
					t.Errorf("stored %v", got)
				}
			})
		}
	}
}

func TestALostAnswerIsLookedUpUnaskedInLineMode(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("other.example.com", "!review").question()
	x.faults.Add(emulator.Fault{Match: writes, ResetAfter: true})
	x.answers("y").tells("Configuration updated").tells("No answer yet").types("\r").ends(8)
	if got := x.puts(); len(got) != 1 {
		t.Errorf("sent %q", got)
	}
}

func TestALostAnswerIsLookedUpFirstInLineMode(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("other.example.com", "!review").question()
	x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
	x.answers("y").tells("it may have been saved").question()
	sent := len(x.puts())
	x.faults.Clear()
	x.answers("").tells("No answer yet").types("\r").ends(8)
	if got := len(x.puts()); got != sent {
		t.Errorf("%d writes after the answer was lost, want none: the first had landed", got-sent)
	}
	sameStory(t, "lost-answer", withoutPorts(x.transcript()))
}

// Nobody who leaves then must be told that nothing was sent; nor, once it is known what
// is stored, that it isn't.
func TestLeavingWhileAWriteIsInDoubtSaysSoInLineMode(t *testing.T) {
	t.Parallel()
	const doubt = "orders: the request was sent, but no answer came: it may have been saved"
	for name, c := range map[string]struct {
		again bool
		code  int
	}{"in doubt": {false, 130}, "looked up": {true, 8}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := startTalk(t, "orders", one("connected", everything()))
			x.answers("other.example.com", "!review").question()
			x.faults.Add(emulator.Fault{Match: fromTheWriteOn(), ResetAfter: true})
			x.answers("y").tells("it may have been saved").question()
			x.faults.Clear()
			if c.again {
				x.answers("").tells("No answer yet")
			}
			x.types("\x04").ends(c.code)
			if got := strings.Contains(strings.Join(x.outcome.Lines, "\n"), doubt); got == c.again {
				t.Errorf("the outcome is %q", x.outcome.Lines)
			}
		})
	}
}

// withoutPorts replaces the addresses of the test's own server.
func withoutPorts(s string) string {
	out := strings.Builder{}
	for rest := s; ; {
		before, after, found := strings.Cut(rest, "127.0.0.1:")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		out.WriteString("es.example")
		rest = strings.TrimLeft(after, "0123456789")
	}
}

func TestALinkLostWhileWaitingIsSaidOnce(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("other.example.com", "!review", "y").tells("No answer yet")
	x.faults.Add(emulator.Fault{ResetBefore: true})
	x.tells("can't be reached")
	x.faults.Clear()
	x.setStatus("connected", "")
	x.tells("Status: connected.").ends(0)
	if n := strings.Count(x.transcript(), "can't be reached"); n != 1 {
		t.Errorf("said %d times:\n%s", n, x.transcript())
	}
}

func TestEveryWriteIsAccountedForInLineMode(t *testing.T) {
	t.Parallel()
	x := newTalk(t, one("connected", everything()))
	var saves []Save
	x.account = func(s Save) { saves = append(saves, s) }
	x.begin("orders", RunLine)
	x.answers("other.example.com", "!review", "y").tells("No answer yet").types("\r").ends(8)
	if len(saves) != 1 || saves[0].Connector != "orders" || len(saves[0].Fields) != 1 || saves[0].Fields[0] != "host" || saves[0].Err != nil {
		t.Errorf("accounted for %+v", saves)
	}
}

func TestASchemaThatChangedUnderneathLosesNothingInLineMode(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", everything()))
	x.answers("other.example.com", "7", "!review").question()
	x.put(`{"port": {"label": "Port", "type": "int", "value": 5432}, "extra": {"label": "Extra", "value": "x"}}`)
	x.answers("y", "1").tells("the field is gone; other.example.com can't be sent").tells("No answer yet")
	x.types("\r").ends(8)
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"port":7}}`) {
		t.Errorf("sent %q", got)
	}
}

func TestCommandsWorkAtEveryKindOfField(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("needs_configuration", everyKind))
	x.answers("!help", "!default", "!revew", `\!revew`, "<", "!restore")
	x.answers("<", "new", "<", "<", "n", "!find 4", "2", "<", "!clear", "!find ca", "!find a", "<", "!find rows", "!default", "!find tables")
	x.answers(`\.`+"\ra\r.", "!find note", "!find tables", "?", "!leave", "y").ends(130).story("commands")
}

func TestAFieldThatAppearsBehindTheWalkIsStillAsked(t *testing.T) {
	t.Parallel()
	x := startTalk(t, "orders", one("connected", `{
 "first": {"label": "First", "order": 1, "value": "a", "depends_on": [{"field": "last", "value": true}]},
 "last": {"label": "Last", "order": 2, "type": "bool", "display": "toggle", "value": false}}`))
	x.answers("on").tells("First (a)")
	x.answers("b").tells("Send 2 values")
	x.answers("n", "!leave", "y").ends(130)
}

func TestHostileTextChangesNothingOnTheScreen(t *testing.T) {
	t.Parallel()
	const evil = `\u001b]0;owned\u0007\u001b[2J\u202e`
	x := startTalk(t, "orders", one("error", `{"a": {"label": "A`+evil+`", "tooltip": "`+evil+`", "value": "`+evil+`",
 "display": "dropdown", "options": [{"label": "`+evil+`", "value": "x`+evil+`"}]}}`))
	x.answers("?", "1", "!list", "!review", "n", "!leave", "y").ends(130)
	if got := x.transcript(); strings.ContainsAny(got, "\x1b\x07\u202e") {
		t.Errorf("control characters on the screen: %q", got)
	}
}

func TestALiteralStartsWithABackslash(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`\?`: "?", `\<`: "<", `\!review`: "!review", `\\!review`: `\!review`, `\!anything`: "!anything",
		`\\server\share`: `\\server\share`, `\n`: `\n`, `\`: `\`, `plain`: "plain", "\\?\nmore": "?\nmore", `\!Passw0rd`: `\!Passw0rd`,
	} {
		if got := literal(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{`\?`: "?", `\!clear`: "!clear", `\!anything`: `\!anything`, `\\x`: `\\x`} {
		if got := literalSecret([]byte(in)); string(got) != want {
			t.Errorf("secret %q: got %q, want %q", in, got, want)
		}
	}
}

func TestAPasswordThatLooksLikeACommandIsAPassword(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"!passw0rd", "!password", "?x", "<a", "!findme", "!review1"} {
		if c, ok := commandIn([]byte(s)); ok {
			t.Errorf("%q was taken for %q", s, c.word)
		}
	}
}

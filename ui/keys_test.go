package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"connwiz/client"

	tea "github.com/charmbracelet/bubbletea"
)

func TestAnOpenListChoosesByArrowsAndByLetters(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.press("tab", "tab", "tab", "enter").sees("Everything", "Changes", "Nothing")
	x.press("down", "enter").sees("Changes").misses("Nothing")
	x.press("enter", "n", "enter").sees("Nothing").misses("Everything")
	x.press("c").sees("Everything", "▸ Changes").press("esc").sees("Nothing").misses("▸ Changes")
	x.press("enter", "up", "esc").sees("Nothing").press("left").sees("Changes").press("right", "right").sees("Everything")
}

func TestASwitchHasThreeStates(t *testing.T) {
	t.Parallel()
	unset := strings.Replace(everyKind, `"value": false`, `"value": ""`, 1)
	for name, c := range map[string]struct{ key, want string }{
		"Space turns it on": {"space", "on"}, "Right turns it on": {"right", "on"}, "Left turns it off": {"left", "off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, "orders", 80, 24, one("needs_configuration", unset))
			x.press("tab", "tab", "tab", "tab").sees("not set  Space changes it").press(c.key).sees(c.want + "  Space changes it")
			x.pasted(" ").sees("This is a switch", c.want+"  Space changes it")
			x.press("x").sees(c.want + "  Space changes it")
		})
	}
}

func TestClearRestoreAndDefault(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(with(everyKind, "host", `"stored"`), "rows", "7")))
	x.press("ctrl+u").sees("will be cleared", "cannot be empty").press("ctrl+o").sees("stored").misses("will be cleared")
	x.press("ctrl+f").typed("rows").press("enter").sees("7").press("ctrl+d").sees("50", "Review changes (1 change)")
	x.press("ctrl+home").press("ctrl+d").sees("no default")
}

func TestAStoredSecretIsClearedOnlyAfterAQuestion(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", with(everyKind, "token", `"stored"`)))
	x.press("tab", "tab", "ctrl+u").sees("Clear Token?").press("enter").sees("Clear Token?").press("esc").sees("set")
	x.press("ctrl+u", "y").sees("will be cleared")
	x.press("ctrl+o").sees("Token *     set").misses("will be cleared")
	x.typed("new").press("ctrl+u").sees("Token *", "set").misses("Clear Token?", "•")
}

func TestRevealEndsWithTheFocus(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.press("tab", "tab").typed("s3cr3t").misses("s3cr3t").press("ctrl+r").sees("s3cr3t").press("tab", "shift+tab").misses("s3cr3t")
}

func TestLeavingSaysWhatIsLost(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		keys []string
		code int
		line string
	}{
		"Esc with nothing changed just leaves":       {[]string{"esc"}, 0, ""},
		"Ctrl+C with nothing changed is cancelled":   {[]string{"ctrl+c"}, 130, ""},
		"Esc with a change asks first":               {[]string{"x", "esc", "y"}, 130, "1 change unsent"},
		"Ctrl+C with a change keeps no one waiting":  {[]string{"x", "ctrl+c"}, 130, "1 change unsent"},
		"Ctrl+C with a typed secret wants two":       {[]string{"tab", "tab", "x", "ctrl+c", "ctrl+c"}, 130, "1 change unsent"},
		"another key between takes Ctrl+C back":      {[]string{"tab", "tab", "x", "ctrl+c", "tab", "ctrl+c", "ctrl+c"}, 130, "1 change unsent"},
		"Enter is no yes to the question of leaving": {[]string{"x", "esc", "enter", "y"}, 130, "1 change unsent"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
			for i, k := range c.keys {
				if x.quit {
					t.Fatalf("left before key %d", i)
				}
				x.press(k)
			}
			o := x.m.Outcome()
			if !x.quit || o.Code != c.code || !strings.Contains(strings.Join(o.Lines, "\n"), c.line) {
				t.Errorf("quit %v, outcome %+v", x.quit, o)
			}
		})
	}
}

func TestAFirstCtrlCNamesTheSecret(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.press("tab", "tab").typed("s3cr3t").press("ctrl+c").sees("Typed but not sent: Token").misses("s3cr3t")
}

func TestLeavingAConnectorThatCannotBeReadIsAFailure(t *testing.T) {
	t.Parallel()
	x := start(t, "nothing", 80, 24, nil).press("esc")
	var e *client.Error
	if o := x.m.Outcome(); !errors.As(o.Err, &e) || e.Reaction != client.NotFound {
		t.Errorf("outcome %+v", o)
	}
}

func TestLeavingTheWatchIsNoVerdict(t *testing.T) {
	t.Parallel()
	for _, k := range []string{"esc", "ctrl+c"} {
		x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
		x.typed("h").press("ctrl+s", "enter").sees("Configuration updated").press(k)
		if o := x.m.Outcome(); !x.quit || o.Code != 8 {
			t.Errorf("%s: outcome %+v", k, o)
		}
	}
}

func TestTheFormOpensWhenTheServiceRegistersTheSchema(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("created", `{}`))
	x.sees("Waiting for the connector service", "connector_id orders", "service_type shopdb")
	x.tick()
	x.sees("Waiting for the connector service")
	if err := x.es.PutDocument("orders", []byte(document("needs_configuration", everyKind))); err != nil {
		t.Fatal(err)
	}
	x.tick()
	x.sees("Host", "Review changes")
}

func TestTheWatchSaysWhyNothingComes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ seen, want string }{
		"never seen":    {`null`, "No connector service has ever checked in"},
		"seen long ago": {`"2026-03-11T09:00:00Z"`, "No heartbeat: the service last checked in 3 days ago"},
		"seen lately":   {`"2026-03-14T09:20:00Z"`, "No answer yet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := strings.Replace(document("connected", everyKind), `"2026-03-14T09:26:00Z"`, c.seen, 1)
			x := start(t, "orders", 80, 24, map[string]string{"orders": doc})
			x.typed("h").press("ctrl+s", "enter").sees("Configuration updated", c.want)
		})
	}
}

func TestEnterSubmitsOnlyAloneAndAfterAMoment(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("h").press("ctrl+s")
	x.send(tea.KeyMsg{Type: tea.KeyEnter})
	x.clock.pass(299 * time.Millisecond)
	x.send(tea.KeyMsg{Type: tea.KeyEnter})
	x.sees("Enter sends")
	x.clock.pass(400 * time.Millisecond)
	x.send(tea.KeyMsg{Type: tea.KeyTab})
	x.clock.pass(5 * time.Millisecond)
	x.send(tea.KeyMsg{Type: tea.KeyEnter})
	x.pasted("\r")
	x.sees("Enter sends").press("enter").sees("Configuration updated")
}

func TestATornKeyNeverGetsIntoAField(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("ab").press("alt+[").sees("ab").misses("ab[")
	x.press("tab", "tab").typed("ab").press("alt+[", "tab").sees("set, 2 characters")
}

func TestAnEnterInABurstOnlyEndsALine(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("needs_configuration", everyKind))
	x.typed("h").press("ctrl+j").typed("7").press("ctrl+s", "ctrl+j", "ctrl+j").sees("Enter sends 2 values")
	if got := x.puts(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
}

func TestTheListIsFilteredByEveryWord(t *testing.T) {
	t.Parallel()
	x := start(t, "", 80, 24, several())
	x.typed("shopdb error").sees("Source 4", "1 match of 5 connectors").misses("Source 3")
	x.press("esc").sees("Source 3").press("down", "down", "enter").sees("Waiting for the connector service").press("esc").sees("Source 2")
}

func TestAStoredArrayIsMendedOnAKey(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", `{"tables": {"label": "Tables", "type": "list", "display": "textarea", "value": ["a", "b"]}}`))
	x.sees("Ctrl+D mends it").press("ctrl+d", "ctrl+s").sees("Enter sends 1 value").press("enter").sees("Configuration updated")
	if got := x.puts(); len(got) != 1 || got[0] != `{"values":{"tables":"a,b"}}` {
		t.Errorf("sent %q", got)
	}
}

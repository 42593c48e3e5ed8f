package command

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// vault is a connector with secrets that its schema doesn't call so.
const vault = `{
	"host":      {"label": "Host", "order": 1, "type": "str", "value": "db.example.com"},
	"api_token": {"label": "Token", "order": 2, "type": "str", "value": "tok-stored-1"},
	"old_tokens": {"label": "Old tokens", "order": 3, "type": "list", "required": false, "value": "tok-stored-2"},
	"password":  {"label": "Password", "order": 4, "type": "str", "sensitive": true, "value": "xyz-stored-3"},
	"port":      {"label": "Port", "order": 5, "type": "int", "display": "numeric", "value": 5432}
}`

func TestGuestsSeeNoValueThatLooksLikeASecret(t *testing.T) {
	t.Parallel()
	h := moor(t)
	h.store("vault", "error", vault)
	for _, who := range []string{"ana", "ron"} {
		for _, line := range []string{
			"show vault", "show vault --output json", "show vault --output yaml", "show vault api_token", "show vault api_token --output json",
			"show vault old_tokens --output yaml", "show vault port", "check vault --output json", "check vault", "list --output json",
			"set vault host=x --dry-run --output json", "set vault --clear api_token --dry-run --output yaml", "set vault api_token=x",
		} {
			if got := h.ask(t, who, "", line); strings.Contains(got.out+got.err, "-stored-") {
				t.Errorf("%s: %s says\n%s%s", who, line, got.out, got.err)
			}
		}
	}
	if got := h.ask(t, "ana", "", "show vault api_token --output json"); !strings.Contains(got.out, `"sensitive": true`) {
		t.Errorf("the field isn't sensitive:\n%s", got.out)
	}
	for _, line := range []string{"configure vault", "edit vault api_token"} {
		v := h.visit(t, "ana", line)
		v.WaitFor("Token")
		v.Settle()
		v.press("\t\x12\x12\x12")
		v.Settle()
		v.hangUp()
		if strings.Contains(v.Log(), "tok-stored") {
			t.Errorf("%s shows a secret:\n%s", line, v.Log())
		}
	}
	if strings.Contains(h.log.String(), "-stored-") {
		t.Errorf("the log holds a secret:\n%s", h.log)
	}
}

// Nothing that a guest sees may hang on whether what he typed is what is stored,
// wherever he types it; else he could try as often as he likes.
func TestAGuestCannotTestGuesses(t *testing.T) {
	t.Parallel()
	h := moor(t)
	for _, c := range []struct{ in, line string }{
		{"GUESS", "set vault --stdin api_token --dry-run"},
		{"GUESS", "set vault --stdin api_token --dry-run --output json"},
		{"GUESS", "set vault --stdin password --dry-run --output yaml"},
		{"GUESS", "set vault --stdin password --output json"},
		{"GUESS", "set vault --stdin api_token"},
		{"GUESS", "set vault --stdin api_token --wait --wait-timeout 1s"},
		{"GUESS", "set vault --stdin api_token host=h --dry-run"},
		{`{"password": "GUESS"}`, "set vault --values - --dry-run"},
		{`{"password": "GUESS"}`, "set vault --values - --output json"},
		{`{"password": "GUESS"}`, "check vault --values - --output json"},
		{`{"api_token": "GUESS", "nonsense": 1}`, "check vault --values -"},
		{`{"old_tokens": ["GUESS"]}`, "set vault --values - --dry-run --output json"},
		// Beside the field: what is typed in the open comes back as it was.
		{"", "set vault host=GUESS --dry-run"},
		{"", "set vault 'host=a GUESS b' --dry-run --output json"},
		{"", "set vault port=GUESS"},
		{"", "set vault port=GUESS --output json"},
		{"", "set vault host=http://x:GUESS@y --dry-run"},
		{"", "set vault GUESS=1"},
		{"", "show vault GUESS"},
		{"", "show GUESS"},
		{"", "edit vault GUESS --plain"},
		{`{"GUESS": 1}`, "check vault --values -"},
		{`{"GUESS": 1}`, "check vault --values - --output json"},
		{`{"port": "GUESS"}`, "check vault --values - --output json"},
		{`{"port": "GUESS"}`, "set vault --values -"},
		{"", "GUESS"},
	} {
		var said []string
		for _, guess := range []string{"tok-stored-1", "xyz-stored-3", "wrong-guess"} {
			h.store("vault", "connected", vault)
			fill := strings.NewReplacer("GUESS", guess)
			got := h.ask(t, "ana", fill.Replace(c.in), fill.Replace(c.line))
			blank := strings.NewReplacer(guess, "GUESS")
			said = append(said, spread(blank.Replace(fmt.Sprintf("%d\n%s\n%s", got.code, got.out, got.err))))
		}
		if said[0] != said[2] || said[1] != said[2] {
			t.Errorf("%s < %s\na right guess: %s\nanother: %s\na wrong one: %s", c.line, c.in, said[0], said[1], said[2])
		}
	}
}

// spread takes out what hangs on how long a guess is: columns and rules of tables.
func spread(said string) string {
	return regexp.MustCompile(`[ \n]+`).ReplaceAllString(said, " ")
}

func TestAGuestCannotTestGuessesInTheForm(t *testing.T) {
	t.Parallel()
	h := moor(t)
	h.store("vault", "connected", vault)
	for _, c := range []struct{ line, first, keys, seen, review string }{
		{"edit vault api_token", "Token", "GUESS", "••••••••••••", "Enter sends"},
		{"edit vault password", "Password", "GUESS", "••••••••••••", "Enter sends"},
		{"edit vault host", "Host", "\x15GUESS", "GUESS", "Enter sends"},
		{"edit vault api_token --plain", "Token, hidden", "GUESS", "hidden", "Send 1 value"},
		{"edit vault host --plain", "Host (", "GUESS", "GUESS", "Send 1 value"},
	} {
		var said []string
		for _, guess := range []string{"tok-stored-1", "tok-wrong--1"} {
			v := h.visit(t, "ana", c.line)
			v.WaitFor(c.first)
			v.Settle()
			v.press(strings.ReplaceAll(c.keys, "GUESS", guess))
			v.enter(strings.ReplaceAll(c.seen, "GUESS", guess))
			v.WaitFor(c.review)
			said = append(said, strings.ReplaceAll(v.Screen(), guess, "GUESS"))
			v.hangUp()
		}
		if said[0] != said[1] {
			t.Errorf("%s: with a right guess\n%s\nwith a wrong one\n%s", c.line, said[0], said[1])
		}
	}
}

// What is stored already stays what it is, and yet the request is made: the status
// of the connector would tell.
func TestAnUnchangedSecretOfAGuestIsNotSent(t *testing.T) {
	t.Parallel()
	h := moor(t)
	h.store("vault", "connected", vault)
	got := h.ask(t, "ana", "tok-stored-1", "set vault --stdin api_token host=new")
	if puts := h.puts(); got.code != 0 || fmt.Sprint(puts) != "[map[host:new]]" {
		t.Errorf("exit %d, wrote %v\n%s", got.code, puts, got.err)
	}
	got = h.ask(t, "ana", "xyz-stored-3", "set vault --stdin password")
	if puts := h.puts(); got.code != 0 || len(puts) != 2 || len(puts[1]) != 0 || !strings.Contains(got.out, "Configuration updated") {
		t.Errorf("exit %d, wrote %v\n%s%s", got.code, puts, got.out, got.err)
	}
}

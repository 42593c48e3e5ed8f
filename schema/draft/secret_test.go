package draft_test

import (
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

const tokenStored = `{"f":{"sensitive":true,"required":false,"value":"old token"}}`

func TestStatesOfASecret(t *testing.T) {
	t.Parallel()
	type step func(*draft.Draft)
	set := func(text string) step {
		return func(d *draft.Draft) { d.SetSecret("f", secret(text)) }
	}
	clear := func(d *draft.Draft) { d.Clear("f") }
	const notStored = `{"f":{"sensitive":true,"value":""}}`
	tests := []struct {
		name     string
		doc      string
		steps    []step
		state    draft.State
		body     string
		warnings string
	}{
		{"not set", notStored, nil, draft.NotSet, `{}`, "f required"},
		{"set and untouched", tokenStored, nil, draft.Set, `{}`, ""},
		{"a replacement", tokenStored, []step{set("new")}, draft.Replaced, `{"f":"new"}`, ""},
		{"the first one", notStored, []step{set("new")}, draft.Replaced, `{"f":"new"}`, ""},
		{"a replacement deleted back to nothing is untouched", tokenStored, []step{set("n"), set("")}, draft.Set, `{}`, ""},
		{"clearing drops the replacement first", tokenStored, []step{set("new"), clear}, draft.Set, `{}`, ""},
		{"clearing an untouched one empties it", tokenStored, []step{clear}, draft.Cleared, `{"f":""}`, ""},
		{"clearing twice after a replacement empties it", tokenStored, []step{set("new"), clear, clear}, draft.Cleared, `{"f":""}`, ""},
		{"clearing again keeps it cleared", tokenStored, []step{clear, clear}, draft.Cleared, `{"f":""}`, ""},
		{"typing after clearing replaces", tokenStored, []step{clear, set("new")}, draft.Replaced, `{"f":"new"}`, ""},
		{"typing back to nothing after clearing is untouched", tokenStored, []step{clear, set("")}, draft.Set, `{}`, ""},
		{"clearing what is not set changes nothing", notStored, []step{clear}, draft.NotSet, `{}`, "f required"},
		{"a replacement equal to the stored one isn't sent", tokenStored, []step{set("old token")}, draft.Set, `{}`, "f wizard_same_secret"},
		{"blanks at the ends warn", tokenStored, []step{set(" new ")}, draft.Replaced, `{"f":" new "}`, "f wizard_blanks"},
		{"text typed into a sensitive field is a secret", tokenStored, []step{func(d *draft.Draft) { d.SetText("f", "new") }}, draft.Replaced, `{"f":"new"}`, ""},
		{"a chosen value of a sensitive field is a secret", tokenStored, []step{func(d *draft.Draft) { d.Choose("f", schema.Text("new")) }}, draft.Replaced, `{"f":"new"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, tt.doc)
			for _, s := range tt.steps {
				s(d)
			}
			f := field(t, d, "f")
			equal(t, "state", f.State, tt.state)
			equal(t, "text", f.Text, "")
			equal(t, "body", body(t, d, false), tt.body)
			equal(t, "warnings", brief(d.Warnings()), tt.warnings)
		})
	}
}

func TestSecretsAreChangedInWords(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"sensitive":true,"value":"old token"},"b":{"sensitive":true,"value":""},
		"c":{"sensitive":true,"required":false,"value":"other"}}`)
	d.SetSecret("a", secret("new"))
	d.SetSecret("b", secret("new"))
	d.Clear("c")
	var got []string
	for _, c := range d.Changes() {
		got = append(got, c.Field.Name+": "+c.FromState+" -> "+c.ToState)
	}
	equal(t, "changes", strings.Join(got, "; "), "a: set -> replaced; b: not set -> replaced; c: set -> cleared")
}

func TestSizeOfATypedSecret(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text         string
		chars, lines int
	}{
		{"", 0, 0}, {"x", 1, 1}, {"héé", 3, 1}, {"a\nb", 3, 2}, {"a\nb\n", 4, 2}, {"\n", 1, 1},
	}
	for _, tt := range tests {
		d := newDraft(t, `{"f":{"sensitive":true,"display":"textarea","value":"old token"}}`)
		d.SetSecret("f", secret(tt.text))
		chars, lines := d.SecretSize("f")
		equal(t, "characters of "+tt.text, chars, tt.chars)
		equal(t, "lines of "+tt.text, lines, tt.lines)
	}
	chars, lines := newDraft(t, `{}`).SecretSize("nosuch")
	equal(t, "size of an unknown field", chars+lines, 0)
}

func TestTheDraftKeepsACopyOfASecret(t *testing.T) {
	t.Parallel()
	d := newDraft(t, tokenStored)
	mine := secret("new token")
	d.SetSecret("f", mine)
	mine.Wipe()
	equal(t, "body", body(t, d, false), `{"f":"new token"}`)
	equal(t, "secret", string(d.Secret("f").Reveal()), "new token")
}

func TestAReplacedReplacementIsZeroed(t *testing.T) {
	t.Parallel()
	d := newDraft(t, tokenStored)
	for name, step := range map[string]func(){
		"typed over": func() { d.SetSecret("f", secret("y")) },
		"cleared":    func() { d.Clear("f") },
		"restored":   func() { d.Restore("f") },
	} {
		d.SetSecret("f", secret("first"))
		first := d.Secret("f").Reveal()
		step()
		equal(t, name, string(first), "\x00\x00\x00\x00\x00")
	}
}

func TestWipingZeroesWhatWasTyped(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"f":{"sensitive":true,"value":"old token"},"g":{"value":"x"},"h":{"sensitive":true,"value":"old"}}`)
	d.SetSecret("f", secret("new token"))
	d.SetSecret("h", secret("another"))
	d.SetText("g", "y")
	gone, _ := d.Rebase(parse(t, `{"g":{"value":"x"},"f":{"sensitive":true,"value":"old token"}}`))
	typed := gone.Secret("f").Reveal()
	lost := gone.Lost()[0].Secret.Reveal()
	sent, err := gone.Payload(true)
	if err != nil {
		t.Fatal(err)
	}

	gone.Wipe()
	equal(t, "typed bytes", string(typed), strings.Repeat("\x00", len("new token")))
	equal(t, "lost bytes", string(lost), strings.Repeat("\x00", len("another")))
	equal(t, "secret", gone.Secret("f").Empty(), true)
	equal(t, "lost", len(gone.Lost()), 0)
	equal(t, "other edits", body(t, gone, false), `{"g":"y"}`)
	equal(t, "the draft it came from", string(d.Secret("f").Reveal()), "new token")
	equal(t, "a payload under way", string(sent.Values["f"].RevealJSON()), `"new token"`)

	sent.Wipe()
	equal(t, "a payload wiped", sent.Values["f"].Reveal(), "")
}

func TestWipingKeepsWhatIsNoSecret(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"value":"x"},"b":{"sensitive":true,"required":false,"value":"old"},"c":{"value":"x"}}`)
	d.SetText("a", "y")
	d.SetText("c", "y")
	d.Clear("b")
	next, _ := d.Rebase(parse(t, `{"b":{"sensitive":true,"required":false,"value":"old"},"c":{"value":"x"}}`))
	next.Wipe()
	equal(t, "body", body(t, next, false), `{"b":"","c":"y"}`)
	equal(t, "lost", len(next.Lost()), 1)
}

func TestUnsentSecretsAreNamed(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"sensitive":true,"value":"old token"},"b":{"sensitive":true,"value":"old"},
		"api_key":{"value":""},"plain":{"value":""},"d":{"sensitive":true,"value":"z"}}`)
	d.SetSecret("a", secret("new"))
	d.SetSecret("b", secret("old")) // the same
	d.SetText("api_key", "forgotten flag")
	d.SetText("plain", "x")
	d.Clear("d")
	equal(t, "unsent", strings.Join(d.UnsentSecrets(), " "), "a api_key")
}

func TestASecretTypedIntoAFieldWithoutTheFlagStaysOne(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"password":{"value":"old"}}`)
	d.SetSecret("password", secret("new"))
	f := field(t, d, "password")
	equal(t, "text", f.Text, "")
	equal(t, "state", f.State, draft.Replaced)
	equal(t, "printed", f.Value.String(), schema.Redacted)
	equal(t, "body", body(t, d, false), `{"password":"new"}`)
}

func TestASensitiveNumberIsSentAsOne(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"pin":{"type":"int","sensitive":true,"value":1234}}`)
	d.SetSecret("pin", secret("4321"))
	equal(t, "body", body(t, d, false), `{"pin":4321}`)
	d.SetSecret("pin", secret("12x"))
	equal(t, "body", body(t, d, true), `values can't be converted: pin`)
	equal(t, "to", d.Changes()[0].To.String(), schema.Redacted)
}

package unsent_test

import (
	"strings"
	"testing"
	"time"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// sent records the payload of a draft as on its way.
func sent(t *testing.T, s *unsent.Store, d *draft.Draft) {
	t.Helper()
	p, err := d.Payload(true)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveInFlight(cluster, connector, unsent.Noted(d, p.Names, p.Values)); err != nil {
		t.Fatal(err)
	}
}

func TestWhatBecameOfAWriteThatNobodySawTheAnswerOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		edit   func(*draft.Draft)
		stored func(before *schema.Schema) *schema.Schema
		want   unsent.Landing
		landed bool
		known  bool
	}{
		{
			"it landed",
			func(d *draft.Draft) { d.SetText("host", "other"); d.SetText("port", "5"); d.Clear("note") },
			with("host", schema.Text("other"), "port", schema.Int(5), "note", schema.Text("")),
			unsent.Landing{Stored: []string{"host", "note", "port"}}, true, true,
		},
		{
			"it landed, and something stores the number as text",
			func(d *draft.Draft) { d.SetText("port", "5") }, with("port", schema.Text("5")),
			unsent.Landing{Stored: []string{"port"}}, true, true,
		},
		{
			"it did not",
			func(d *draft.Draft) { d.SetText("host", "other"); d.Choose("ssl", schema.Bool(true)) }, with(),
			unsent.Landing{Different: []string{"host", "ssl"}}, false, true,
		},
		{
			"it landed, and somebody changed one of its fields since",
			func(d *draft.Draft) { d.SetText("host", "other"); d.SetText("port", "5") },
			with("host", schema.Text("other"), "port", schema.Int(6)),
			unsent.Landing{Stored: []string{"host"}, Different: []string{"port"}}, false, true,
		},
		{
			"it carried only secrets, so nobody can tell",
			func(d *draft.Draft) { d.SetSecret("password", secret(canary)); d.SetText("api_token", canary) },
			with("password", schema.Text(canary), "api_token", schema.Text(canary)),
			unsent.Landing{Unknown: []string{"password", "api_token"}}, false, false,
		},
		{
			"it carried a secret too short to be looked for in other fields",
			func(d *draft.Draft) { d.SetText("api_token", "abc"); d.SetText("host", "abcd") },
			with("host", schema.Text("abcd"), "api_token", schema.Text("abc")),
			unsent.Landing{Stored: []string{"host"}, Unknown: []string{"api_token"}}, true, true,
		},
		{
			"it carried a secret beside something that landed",
			func(d *draft.Draft) { d.SetSecret("password", secret(canary)); d.SetText("host", "other") },
			with("host", schema.Text("other"), "password", schema.Text(canary)),
			unsent.Landing{Stored: []string{"host"}, Unknown: []string{"password"}}, true, true,
		},
		{
			"it carried a secret in an ordinary field",
			func(d *draft.Draft) { d.SetText("host", "https://me:"+canary+"@h") }, with(),
			unsent.Landing{Unknown: []string{"host"}}, false, false,
		},
		{
			"it cleared a secret, which is no secret",
			func(d *draft.Draft) { d.Clear("old_pass") }, with("old_pass", schema.Text("")),
			unsent.Landing{Stored: []string{"old_pass"}}, true, true,
		},
		{
			"it should have cleared a secret",
			func(d *draft.Draft) { d.Clear("old_pass") }, with(),
			unsent.Landing{Different: []string{"old_pass"}}, false, true,
		},
		{
			"its field is gone",
			func(d *draft.Draft) { d.SetText("host", "other") },
			func(*schema.Schema) *schema.Schema { return parse(t, `{"x":{"value":""}}`) },
			unsent.Landing{Unknown: []string{"host"}}, false, false,
		},
		{
			"its field is a secret by now",
			func(d *draft.Draft) { d.SetText("host", "other") },
			func(*schema.Schema) *schema.Schema { return parse(t, `{"host":{"sensitive":true,"value":"other"}}`) },
			unsent.Landing{Unknown: []string{"host"}}, false, false,
		},
		{
			"what is stored can't be converted",
			func(d *draft.Draft) { d.SetText("port", "5") }, with("port", schema.Text("bad")),
			unsent.Landing{Different: []string{"port"}}, false, true,
		},
		{
			"it was submitted as it was", func(*draft.Draft) {}, with(), unsent.Landing{}, false, false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, dir := newStore(t)
			d := newDraft(t, document)
			tt.edit(d)
			sent(t, s, d)
			noCanary(t, dir)
			equal(t, "mode", perm(t, only(t, dir)), 0o600)
			w, ok, err := s.LoadInFlight(cluster, connector)
			if !ok || err != nil {
				t.Fatalf("no record: %v", err)
			}
			equal(t, "sent at", w.SentAt, newClock().at)
			for _, name := range []string{"password", "api_token"} {
				if _, kept := w.Values[name]; kept {
					t.Errorf("the value of %s was kept", name)
				}
			}
			got := w.Compare(tt.stored(d.Schema()))
			equal(t, "stored", strings.Join(got.Stored, " "), strings.Join(tt.want.Stored, " "))
			equal(t, "different", strings.Join(got.Different, " "), strings.Join(tt.want.Different, " "))
			equal(t, "unknown", strings.Join(got.Unknown, " "), strings.Join(tt.want.Unknown, " "))
			landed, known := got.Landed()
			equal(t, "landed", landed, tt.landed)
			equal(t, "known", known, tt.known)
		})
	}
}

// with returns a change of the stored values, given as names and values in turn.
func with(pairs ...any) func(*schema.Schema) *schema.Schema {
	values := map[string]schema.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		values[name], _ = pairs[i+1].(schema.Value)
	}
	return func(before *schema.Schema) *schema.Schema { return before.With(values) }
}

func TestTheRecordOfAWriteIsApartFromTheDraft(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	d := edited(t)
	d.SetText("port", "5")
	save(t, s, d)
	sent(t, s, d)
	equal(t, "files", len(files(t, dir)), 2)
	noCanary(t, dir)
	if _, ok, err := s.LoadInFlight("other:9200", connector); ok || err != nil {
		t.Errorf("offered on another cluster, error %v", err)
	}
	if err := s.DropInFlight(cluster, connector); err != nil {
		t.Error(err)
	}
	if _, ok, err := s.LoadInFlight(cluster, connector); ok || err != nil {
		t.Errorf("still there, error %v", err)
	}
	equal(t, "kept", len(load(t, s).Fields), 8)
}

func TestTheRecordOfAWriteExpires(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock()
	s := unsent.Open(dir, c.now)
	d := newDraft(t, document)
	d.SetText("host", "other")
	sent(t, s, d)
	c.pass(unsent.MaxAge + time.Second)
	if _, ok, err := s.LoadInFlight(cluster, connector); ok || err != nil {
		t.Errorf("still there, error %v", err)
	}
	equal(t, "files", len(files(t, dir)), 0)
}

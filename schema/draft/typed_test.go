package draft_test

import (
	"encoding/json"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

const kinds = `{
	"host":{"order":1,"value":"h"},
	"port":{"order":2,"type":"int","value":1},
	"ssl":{"order":3,"type":"bool","value":false},
	"note":{"order":4,"required":false,"value":"n"},
	"rows":{"order":5,"type":"list","value":["a"]},
	"key":{"order":6,"sensitive":true,"value":"old"},
	"api_token":{"order":7,"value":"t"},
	"pass":{"order":8,"sensitive":true,"required":false,"value":"p"}}`

func editAll(d *draft.Draft) {
	d.SetText("host", "other")
	d.SetText("port", "5x")
	d.Choose("ssl", schema.Bool(true))
	d.Clear("note")
	d.Repair("rows")
	d.SetSecret("key", secret("canary-secret"))
	d.SetText("api_token", "canary-token")
	d.Clear("pass")
}

func TestWhatIsKeptOnDiskHoldsNoSecret(t *testing.T) {
	t.Parallel()
	d := newDraft(t, kinds)
	editAll(d)
	kept, err := json.Marshal(d.Typed())
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "kept", string(kept), `[{"name":"host","text":"other"},{"name":"port","text":"5x"},`+
		`{"name":"ssl","choice":true},{"name":"note","cleared":true},{"name":"rows","repaired":true},`+
		`{"name":"pass","cleared":true}]`)
}

func TestWhatWasKeptIsEnteredAgain(t *testing.T) {
	t.Parallel()
	d := newDraft(t, kinds)
	editAll(d)
	kept, err := json.Marshal(d.Typed())
	if err != nil {
		t.Fatal(err)
	}
	var typed []draft.TypedField
	if err := json.Unmarshal(kept, &typed); err != nil {
		t.Fatal(err)
	}
	again := newDraft(t, kinds)
	equal(t, "left over", len(again.Retype(typed)), 0)
	for _, name := range []string{"key", "api_token"} {
		d.Restore(name)
	}
	d.SetText("port", "2")
	again.SetText("port", "2")
	equal(t, "body", body(t, again, false), body(t, d, false))
}

func TestWhatCannotBeEnteredAgainIsGivenBack(t *testing.T) {
	t.Parallel()
	d := newDraft(t, kinds)
	left := d.Retype([]draft.TypedField{
		{Name: "nosuch", Text: "x"},
		{Name: "ssl", Choice: json.RawMessage(`{`)},
		{Name: "host", Text: "y"},
	})
	equal(t, "left over", len(left), 2)
	equal(t, "body", body(t, d, false), `{"host":"y"}`)
}

func TestLostEditsAreKeptToo(t *testing.T) {
	t.Parallel()
	d := newDraft(t, kinds)
	d.SetText("host", "other")
	next, _ := d.Rebase(parse(t, `{"port":{"type":"int","value":1}}`))
	typed := next.Typed()
	equal(t, "kept", len(typed), 1)
	equal(t, "kept text", typed[0].Text, "other")
}

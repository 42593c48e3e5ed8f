package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

func describe(conflicts []draft.Conflict) string {
	var parts []string
	for _, c := range conflicts {
		text := fmt.Sprintf("%s: %v, theirs %v, mine %v", c.Name, c.Base, c.Theirs, c.Mine)
		if c.Gone {
			text += ", gone"
		}
		if c.Reshaped {
			text += ", reshaped"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

func TestCarryingEditsOver(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		base, fresh string
		edit        func(*draft.Draft)
		conflicts   string
		body        string
	}{
		{
			"an edit on an unchanged field stays", `{"a":{"value":"x"}}`, `{"a":{"value":"x"}}`,
			func(d *draft.Draft) { d.SetText("a", "y") }, "", `{"a":"y"}`,
		},
		{
			"a field not edited takes the fresh value", `{"a":{"value":"x"}}`, `{"a":{"value":"z"}}`,
			func(*draft.Draft) {}, "", `{}`,
		},
		{
			"an edit whose base changed is a conflict and stays", `{"a":{"value":"x"}}`, `{"a":{"value":"z"}}`,
			func(d *draft.Draft) { d.SetText("a", "y") }, "a: x, theirs z, mine y", `{"a":"y"}`,
		},
		{
			"both entered the same", `{"a":{"value":"x"}}`, `{"a":{"value":"y"}}`,
			func(d *draft.Draft) { d.SetText("a", "y") }, "", `{}`,
		},
		{
			"the same value of another kind is no conflict", `{"a":{"type":"int","value":"5"}}`, `{"a":{"type":"int","value":5}}`,
			func(d *draft.Draft) { d.SetText("a", "6") }, "", `{"a":6}`,
		},
		{
			"nothing stored either way is no conflict", `{"a":{"value":null}}`, `{"a":{"value":""}}`,
			func(d *draft.Draft) { d.SetText("a", "6") }, "", `{"a":"6"}`,
		},
		{
			"a new rule is a conflict", `{"a":{"type":"int","value":5}}`,
			`{"a":{"type":"int","value":5,"validations":[{"type":"less_than","constraint":100}]}}`,
			func(d *draft.Draft) { d.SetText("a", "6") }, "a: 5, theirs 5, mine 6, reshaped", `{"a":6}`,
		},
		{
			"another type is a conflict", `{"a":{"value":""}}`, `{"a":{"type":"int","value":""}}`,
			func(d *draft.Draft) { d.SetText("a", "6") }, "a: , theirs , mine 6, reshaped", `{"a":6}`,
		},
		{
			"other options are a conflict",
			`{"a":{"display":"dropdown","options":[{"label":"A","value":"a"}],"value":""}}`,
			`{"a":{"display":"dropdown","options":[{"label":"A","value":"a"},{"label":"B","value":"b"}],"value":""}}`,
			func(d *draft.Draft) { d.Choose("a", schema.Text("a")) }, "a: , theirs , mine a, reshaped", `{"a":"a"}`,
		},
		{
			"another dependency is a conflict", `{"a":{"value":"x"}}`,
			`{"a":{"value":"x","depends_on":[{"field":"a","value":"x"}]}}`,
			func(d *draft.Draft) { d.SetText("a", "y") }, "a: x, theirs x, mine y, reshaped", `{"a":"y"}`,
		},
		{
			"another label is none", `{"a":{"value":"x","label":"A","order":1}}`, `{"a":{"value":"x","label":"B","order":2}}`,
			func(d *draft.Draft) { d.SetText("a", "y") }, "", `{"a":"y"}`,
		},
		{
			"an edit equal to the old value becomes a conflict", `{"a":{"sensitive":true,"value":"x"}}`, `{"a":{"sensitive":true,"value":"z"}}`,
			func(d *draft.Draft) { d.SetSecret("a", secret("x")) },
			"a: (redacted), theirs (redacted), mine (redacted)", `{"a":"x"}`,
		},
		{
			"clearing stays", `{"a":{"value":"x","required":false}}`, `{"a":{"value":"z","required":false}}`,
			func(d *draft.Draft) { d.Clear("a") }, "a: x, theirs z, mine ", `{"a":""}`,
		},
		{
			"clearing what was cleared meanwhile is no change", `{"a":{"value":"x","required":false}}`, `{"a":{"value":"","required":false}}`,
			func(d *draft.Draft) { d.Clear("a") }, "", `{}`,
		},
		{
			"a repair takes the fresh items", `{"a":{"type":"list","value":["x"]}}`, `{"a":{"type":"list","value":["x"]}}`,
			func(d *draft.Draft) { d.Repair("a") }, "", `{"a":"x"}`,
		},
		{
			"a repair that came from elsewhere is no change", `{"a":{"type":"list","value":["x"]}}`, `{"a":{"type":"list","value":"x"}}`,
			func(d *draft.Draft) { d.Repair("a") }, "", `{}`,
		},
		{
			"a stored value that can't be read is compared as it is", `{"a":{"type":"int","value":"x"}}`, `{"a":{"type":"int","value":"z"}}`,
			func(d *draft.Draft) { d.SetText("a", "1") }, "a: x, theirs z, mine 1", `{"a":1}`,
		},
		{
			"a value mended elsewhere is a conflict", `{"a":{"type":"int","value":"x"}}`, `{"a":{"type":"int","value":2}}`,
			func(d *draft.Draft) { d.SetText("a", "1") }, "a: x, theirs 2, mine 1", `{"a":1}`,
		},
		{
			"a value broken elsewhere is a conflict", `{"a":{"type":"int","value":2}}`, `{"a":{"type":"int","value":"x"}}`,
			func(d *draft.Draft) { d.SetText("a", "1") }, "a: 2, theirs x, mine 1", `{"a":1}`,
		},
		{
			"a value emptied elsewhere is a conflict", `{"a":{"value":"x"}}`, `{"a":{"value":""}}`,
			func(d *draft.Draft) { d.SetText("a", "y") }, "a: x, theirs , mine y", `{"a":"y"}`,
		},
		{
			"a field that is gone is a conflict and isn't sent", `{"a":{"value":"x"},"b":{"value":"x"}}`, `{"b":{"value":"x"}}`,
			func(d *draft.Draft) { d.SetText("a", "y"); d.SetText("b", "y") }, "a: x, theirs None, mine y, gone", `{"b":"y"}`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, tt.base)
			tt.edit(d)
			next, conflicts := d.Rebase(parse(t, tt.fresh))
			equal(t, "conflicts", describe(conflicts), tt.conflicts)
			equal(t, "body", body(t, next, true), tt.body)
		})
	}
}

func TestTakingTheirValueIsRestoring(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"value":"x"}}`)
	d.SetText("a", "y")
	next, conflicts := d.Rebase(parse(t, `{"a":{"value":"z"}}`))
	next.Restore(conflicts[0].Name)
	equal(t, "body", body(t, next, false), `{}`)
	equal(t, "text", field(t, next, "a").Text, "z")
	equal(t, "schema", next.Schema().Field("a").Value.String(), "z")
}

func TestEditsOfFieldsThatAreGoneComeBackWithThem(t *testing.T) {
	t.Parallel()
	const whole = `{"a":{"value":"x"},"k":{"sensitive":true,"value":"old"},"b":{"value":"x"}}`
	d := newDraft(t, whole)
	d.SetText("a", "y")
	d.SetSecret("k", secret("new"))
	without, conflicts := d.Rebase(parse(t, `{"b":{"value":"x"}}`))
	equal(t, "conflicts", len(conflicts), 2)
	d.Wipe() // the new draft has copies
	lost := without.Lost()
	equal(t, "lost", len(lost), 2)
	equal(t, "lost text", lost[0].Text, "y")
	equal(t, "lost secret", string(lost[1].Secret.Reveal()), "new")
	equal(t, "lost secret printed", lost[1].Value.String(), schema.Redacted)
	equal(t, "dirty", without.Dirty(), true)
	equal(t, "unsent", strings.Join(without.UnsentSecrets(), " "), "k")
	equal(t, "changes", len(without.Changes()), 0)

	still, conflicts := without.Rebase(parse(t, `{"b":{"value":"x"}}`))
	equal(t, "conflicts told once", len(conflicts), 0)
	back, conflicts := still.Rebase(parse(t, whole))
	equal(t, "conflicts when back", len(conflicts), 0)
	equal(t, "body when back", body(t, back, false), `{"a":"y","k":"new"}`)
	equal(t, "lost when back", len(back.Lost()), 0)
}

func TestASecretNeverBecomesPlainText(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"sensitive":true,"value":"old"}}`)
	d.SetSecret("a", secret("new"))
	next, conflicts := d.Rebase(parse(t, `{"a":{"value":"old"}}`))
	equal(t, "conflicts", describe(conflicts), "a: (redacted), theirs (redacted), mine (redacted), reshaped")
	equal(t, "text", field(t, next, "a").Text, "")
	equal(t, "printed", field(t, next, "a").Value.String(), schema.Redacted)
}

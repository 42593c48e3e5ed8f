package draft_test

import (
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

const proxy = `{
	"ssl":{"type":"bool","display":"toggle","order":1,"value":false},
	"mutual":{"type":"bool","display":"toggle","order":2,"value":false,"depends_on":[{"field":"ssl","value":true}]},
	"cert":{"order":3,"value":"","depends_on":[{"field":"mutual","value":true}]},
	"host":{"order":4,"value":"h"}}`

func TestActivityAsItWouldBeAfterSubmitting(t *testing.T) {
	t.Parallel()
	on, off := schema.Bool(true), schema.Bool(false)
	tests := []struct {
		name   string
		doc    string
		edit   func(*draft.Draft)
		active map[string]bool
	}{
		{
			"a stored switch that is off hides", proxy, func(*draft.Draft) {},
			map[string]bool{"ssl": true, "mutual": false, "cert": false, "host": true},
		},
		{
			"a switch turned on shows", proxy,
			func(d *draft.Draft) { d.Choose("ssl", on) },
			map[string]bool{"mutual": true, "cert": false},
		},
		{
			"a chain of switches shows", proxy,
			func(d *draft.Draft) { d.Choose("ssl", on); d.Choose("mutual", on) },
			map[string]bool{"mutual": true, "cert": true},
		},
		{
			"an edit that is hidden again doesn't count, since it isn't sent", proxy,
			func(d *draft.Draft) { d.Choose("ssl", on); d.Choose("mutual", on); d.Choose("ssl", off) },
			map[string]bool{"mutual": false, "cert": false},
		},
		{
			"order of the edits doesn't matter", proxy,
			func(d *draft.Draft) { d.Choose("mutual", on); d.Choose("ssl", on) },
			map[string]bool{"mutual": true, "cert": true},
		},
		{
			"a hidden field satisfies others with its stored value",
			`{"a":{"type":"bool","value":false},"b":{"type":"bool","value":true,"depends_on":[{"field":"a","value":true}]},
			"x":{"value":"","depends_on":[{"field":"b","value":true}]}}`,
			func(*draft.Draft) {},
			map[string]bool{"b": false, "x": true},
		},
		{
			"the default of an optional empty field counts",
			`{"m":{"required":false,"default_value":"p","value":"q"},"x":{"value":"","depends_on":[{"field":"m","value":"p"}]}}`,
			func(d *draft.Draft) { d.Clear("m") },
			map[string]bool{"x": true},
		},
		{
			"text never equals a switch",
			`{"m":{"type":"bool","value":""},"x":{"value":"","depends_on":[{"field":"m","value":"true"}]}}`,
			func(d *draft.Draft) { d.Choose("m", on) },
			map[string]bool{"x": false},
		},
		{
			"a typed number is compared as a number",
			`{"n":{"type":"int","value":1},"x":{"value":"","depends_on":[{"field":"n","value":3}]}}`,
			func(d *draft.Draft) { d.SetText("n", "3") },
			map[string]bool{"x": true},
		},
		{
			"text that can't be converted leaves the stored value in force",
			`{"n":{"type":"int","value":3},"x":{"value":"","depends_on":[{"field":"n","value":3}]}}`,
			func(d *draft.Draft) { d.SetText("n", "3x") },
			map[string]bool{"n": true, "x": true},
		},
		{
			"all dependencies must hold",
			`{"a":{"value":"1"},"b":{"value":""},"x":{"value":"","depends_on":[{"field":"a","value":"1"},{"field":"b","value":"2"}]}}`,
			func(d *draft.Draft) { d.SetText("b", "3") },
			map[string]bool{"x": false},
		},
		{
			"a field that depends on itself doesn't vanish while one types",
			`{"x":{"value":"a","depends_on":[{"field":"x","value":"a"}]}}`,
			func(d *draft.Draft) { d.SetText("x", "b") },
			map[string]bool{"x": true},
		},
		{
			"a cycle settles",
			`{"a":{"value":"1","depends_on":[{"field":"b","value":"1"}]},"b":{"value":"1","depends_on":[{"field":"a","value":"1"}]}}`,
			func(d *draft.Draft) { d.SetText("a", "2") },
			map[string]bool{"a": true, "b": false},
		},
		{
			"a dependency on a field that doesn't exist hides",
			`{"x":{"value":"v","depends_on":[{"field":"gone","value":1}]}}`,
			func(*draft.Draft) {},
			map[string]bool{"x": false, "gone": false},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, tt.doc)
			tt.edit(d)
			for name, want := range tt.active {
				equal(t, name+" active", d.Active(name), want)
				if f, ok := d.Field(name); ok {
					equal(t, name+" active in its view", f.Active, want)
					equal(t, name+" has a reason to hide", f.Unmet != nil, !want)
				}
			}
		})
	}
}

func TestAFieldHiddenAgainKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"ssl":{"type":"bool","value":true},
		"ca":{"value":"","depends_on":[{"field":"ssl","value":true}]},
		"key":{"sensitive":true,"value":"old","depends_on":[{"field":"ssl","value":true}]}}`)
	d.SetText("ca", "typed")
	d.SetSecret("key", secret("new"))
	d.Choose("ssl", schema.Bool(false))
	equal(t, "body while hidden", body(t, d, false), `{"ssl":false}`)
	hidden := field(t, d, "ca")
	equal(t, "text while hidden", hidden.Text, "typed")
	equal(t, "state while hidden", hidden.State, draft.Changed)
	equal(t, "value while hidden", hidden.Value.String(), "")
	equal(t, "unsent while hidden", len(d.UnsentSecrets()), 1)

	d.Choose("ssl", schema.Bool(true))
	equal(t, "body when shown", body(t, d, false), `{"ca":"typed","key":"new"}`)
	d.Choose("ssl", schema.Bool(false))
	d.Restore("ssl")
	equal(t, "body when restored", body(t, d, false), `{"ca":"typed","key":"new"}`)
}

func TestAnOptionalEditedHiddenFieldMakesTheDraftDirty(t *testing.T) {
	t.Parallel()
	d := newDraft(t, proxy)
	d.SetText("cert", "typed")
	equal(t, "changes", len(d.Changes()), 0)
	equal(t, "dirty", d.Dirty(), true)
	equal(t, "unconvertible hidden text sent", body(t, d, false), `{}`)
}

package unsent_test

import (
	"encoding/json"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// dropdown is a field with these options.
func dropdown(kind string, options ...string) string {
	var all []string
	for _, o := range options {
		all = append(all, `{"label":"L","value":`+o+`}`)
	}
	return `{"type":"` + kind + `","display":"dropdown","value":"","options":[` + strings.Join(all, ",") + `]}`
}

func TestWhatIsEnteredAgainAndWhatIsLeft(t *testing.T) {
	t.Parallel()
	text := func(d *draft.Draft) { d.SetText("f", "typed") }
	choose := func(v schema.Value) func(*draft.Draft) { return func(d *draft.Draft) { d.Choose("f", v) } }
	tests := []struct {
		name     string
		was, now string
		edit     func(*draft.Draft)
		applied  int
		left     string
		text     string // that the field shows afterwards
	}{
		{"the same field", `{"value":"x"}`, `{"value":"x"}`, text, 1, "", "typed"},
		{"another value is stored", `{"value":"x"}`, `{"value":"y"}`, text, 1, "", "typed"},
		{"another label and place", `{"value":"x"}`, `{"value":"x","label":"New","order":9,"category":"c"}`, text, 1, "", "typed"},
		{"stored by now", `{"value":"x"}`, `{"value":"typed"}`, text, 0, "", "typed"},
		{"gone", `{"value":"x"}`, ``, text, 0, "f", ""},
		{"a number now", `{"value":"x"}`, `{"type":"int","value":1}`, text, 0, "f", "1"},
		{"sensitive now", `{"value":"x"}`, `{"value":"","sensitive":true}`, text, 0, "f", ""},
		{"with options now, without this one", `{"value":"x"}`, dropdown("str", `"a"`), text, 0, "f", ""},
		{"with options now, this one among them", `{"value":"x"}`, dropdown("str", `"a"`, `"typed"`), text, 1, "", "typed"},
		{"a number that can't be converted", `{"type":"int","value":1}`, `{"type":"int","value":1}`, text, 1, "", "typed"},
		{"an option that is still there", dropdown("int", "1", "2"), dropdown("int", "2", "3"), choose(schema.Int(2)), 1, "", "2"},
		{"an option that is gone", dropdown("int", "1", "2"), dropdown("int", "1"), choose(schema.Int(2)), 0, "f", ""},
		{
			"a toggle", `{"type":"bool","display":"toggle","value":false}`, `{"type":"bool","display":"toggle","value":false}`,
			choose(schema.Bool(true)), 1, "", "true",
		},
		{
			"a toggle that is text now", `{"type":"bool","display":"toggle","value":false}`, `{"type":"str","value":"x"}`,
			choose(schema.Bool(true)), 0, "f", "x",
		},
		{"a cleared field", `{"value":"x"}`, `{"value":"y"}`, func(d *draft.Draft) { d.Clear("f") }, 1, "", ""},
		{"a cleared field that is empty by now", `{"value":"x"}`, `{"value":""}`, func(d *draft.Draft) { d.Clear("f") }, 0, "", ""},
		{
			"a repair that is still due", `{"type":"list","value":["a"]}`, `{"type":"list","value":["a","b"]}`,
			func(d *draft.Draft) { d.Repair("f") }, 1, "", "a,b",
		},
		{
			"a repair that was made", `{"type":"list","value":["a"]}`, `{"type":"list","value":"a"}`,
			func(d *draft.Draft) { d.Repair("f") }, 0, "", "a",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, _ := newStore(t)
			d := newDraft(t, `{"f":`+tt.was+`}`)
			tt.edit(d)
			save(t, s, d)
			now := `{}`
			if tt.now != "" {
				now = `{"f":` + tt.now + `}`
			}
			fresh, kept := newDraft(t, now), load(t, s)
			applied, left := kept.Apply(fresh)
			equal(t, "applied", applied, tt.applied)
			equal(t, "left", strings.Join(left, " "), tt.left)
			equal(t, "still at hand", names(kept.Fields), "f")
			if tt.now != "" {
				f, _ := fresh.Field("f")
				equal(t, "text", f.Text, tt.text)
			}
		})
	}
}

func TestAFileNeverFillsASecret(t *testing.T) {
	t.Parallel()
	for _, f := range []unsent.Field{
		{TypedField: draft.TypedField{Name: "password", Text: "planted"}, Type: schema.TypeStr},
		{TypedField: draft.TypedField{Name: "password", Choice: json.RawMessage(`"planted"`)}, Type: schema.TypeStr},
		{TypedField: draft.TypedField{Name: "password", Repaired: true}, Type: schema.TypeStr},
		{TypedField: draft.TypedField{Name: "api_token", Text: "planted"}, Type: schema.TypeStr},
		{TypedField: draft.TypedField{Name: "api_token", Choice: json.RawMessage(`"planted"`)}, Type: schema.TypeStr},
	} {
		d := newDraft(t, document)
		applied, left := unsent.Kept{Fields: []unsent.Field{f}}.Apply(d)
		equal(t, "applied to "+f.Name, applied, 0)
		equal(t, "left", strings.Join(left, " "), f.Name)
		equal(t, "changed", d.Dirty(), false)
	}
}

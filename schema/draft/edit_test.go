package draft_test

import (
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

func TestWhatIsEntered(t *testing.T) {
	t.Parallel()
	const f = "f"
	typing := func(text string) func(*draft.Draft) {
		return func(d *draft.Draft) { d.SetText(f, text) }
	}
	choosing := func(v schema.Value) func(*draft.Draft) {
		return func(d *draft.Draft) { d.Choose(f, v) }
	}
	clearing := func(d *draft.Draft) { d.Clear(f) }
	tests := []struct {
		name  string
		field string
		edit  func(*draft.Draft)
		state draft.State
		body  string
	}{
		{"an untouched field without value is not set", `{"type":"str","value":""}`, func(*draft.Draft) {}, draft.NotSet, `{}`},
		{"an untouched field with a value is set", `{"type":"str","value":"x"}`, func(*draft.Draft) {}, draft.Set, `{}`},
		{"typed text is sent as a string", `{"type":"str","value":""}`, typing("a b"), draft.Changed, `{"f":"a b"}`},
		{"text is not trimmed", `{"type":"str","value":""}`, typing(" a "), draft.Changed, `{"f":" a "}`},
		{"text equal to the stored one is no change", `{"type":"str","value":"x"}`, typing("x"), draft.Set, `{}`},
		{"a number is sent as a JSON number", `{"type":"int","value":""}`, typing("5432"), draft.Changed, `{"f":5432}`},
		{"a number that only Python reads becomes plain", `{"type":"int","value":""}`, typing("1_000"), draft.Changed, `{"f":1000}`},
		{"the same number in other letters is no change", `{"type":"int","value":"5"}`, typing("05"), draft.Set, `{}`},
		{"a number stored as text and typed as it is, is no change", `{"type":"int","value":"5"}`, typing("5"), draft.Set, `{}`},
		{"a fraction cut off by the service is no change", `{"type":"int","value":7.9}`, typing("7"), draft.Set, `{}`},
		{"zero is a value", `{"type":"int","value":""}`, typing("0"), draft.Changed, `{"f":0}`},
		{"emptied text is cleared with an empty string", `{"type":"str","value":"x","required":false}`, typing(""), draft.Cleared, `{"f":""}`},
		{"an emptied number is cleared with an empty string", `{"type":"int","value":5,"required":false}`, typing(""), draft.Cleared, `{"f":""}`},
		{"a cleared number is never null", `{"type":"int","value":5,"required":false}`, clearing, draft.Cleared, `{"f":""}`},
		{"clearing what is not set changes nothing", `{"type":"int","value":""}`, clearing, draft.NotSet, `{}`},
		{"clearing null changes nothing", `{"type":"str","value":null}`, clearing, draft.NotSet, `{}`},
		{"clearing an empty array changes nothing", `{"type":"list","value":[]}`, clearing, draft.NotSet, `{}`},
		{"clearing null of an unknown type changes nothing", `{"type":"dict","value":null}`, clearing, draft.NotSet, `{}`},
		{"a list is sent as one text", `{"type":"list","value":""}`, typing("a, b ,, c,"), draft.Changed, `{"f":"a,b,c"}`},
		{"a new line separates items", `{"type":"list","value":""}`, typing("a\nb\n"), draft.Changed, `{"f":"a,b"}`},
		{"the same items in other letters are no change", `{"type":"list","value":"a,b"}`, typing("a ,  b,"), draft.Set, `{}`},
		{"a list of separators is empty", `{"type":"list","value":"a","required":false}`, typing(" , "), draft.Cleared, `{"f":""}`},
		{"a toggle is sent as a JSON boolean", `{"type":"bool","display":"toggle","value":""}`, choosing(schema.Bool(true)), draft.Changed, `{"f":true}`},
		{"off is a value and not nothing", `{"type":"bool","display":"toggle","value":null}`, choosing(schema.Bool(false)), draft.Changed, `{"f":false}`},
		{"a toggle chosen as it is stored is no change", `{"type":"bool","display":"toggle","value":true}`, choosing(schema.Bool(true)), draft.Set, `{}`},
		{"the text false is on for the service, so switching on changes nothing", `{"type":"bool","display":"toggle","value":"false"}`, choosing(schema.Bool(true)), draft.Set, `{}`},
		{"the text false is on for the service, so off is a change", `{"type":"bool","display":"toggle","value":"false"}`, choosing(schema.Bool(false)), draft.Changed, `{"f":false}`},
		{"the text false is on for the service, so typing false is a change", `{"type":"bool","display":"toggle","value":"false"}`, typing("false"), draft.Changed, `{"f":false}`},
		{"the text true is on for the service, so typing true is no change", `{"type":"bool","display":"toggle","value":"true"}`, typing("true"), draft.Set, `{}`},
		{"an item with a comma, typed, becomes two", `{"type":"list","value":["a,b"]}`, typing("a,b"), draft.Changed, `{"f":"a,b"}`},
		{"choosing null clears", `{"type":"bool","display":"toggle","value":true,"required":false}`, choosing(schema.Null()), draft.Cleared, `{"f":""}`},
		{"an option is sent as it is", `{"type":"str","display":"dropdown","options":[{"label":"A","value":"a"}],"value":""}`, choosing(schema.Text("a")), draft.Changed, `{"f":"a"}`},
		{"an option that isn't listed is refused", `{"type":"str","display":"dropdown","options":[{"label":"A","value":"a"}],"value":""}`, choosing(schema.Text("z")), draft.Changed, `values are not valid: f`},
		{"a number that can't be read is refused", `{"type":"int","value":5}`, typing("abc"), draft.Changed, `values can't be converted: f`},
		{"a stored number that can't be read counts as set", `{"type":"int","value":"abc"}`, func(*draft.Draft) {}, draft.Set, `{}`},
		{"a stored number that can't be read, typed again, is no change", `{"type":"int","value":"abc"}`, typing("abc"), draft.Set, `{}`},
		{"a stored number that can't be read is mended", `{"type":"int","value":"abc"}`, typing("7"), draft.Changed, `{"f":7}`},
		{"a stored number that can't be read is cleared", `{"type":"int","value":"abc","required":false}`, clearing, draft.Cleared, `{"f":""}`},
		{"a bad default doesn't hide that the value is the same", `{"type":"int","value":"5","default_value":"x"}`, typing("05"), draft.Set, `{}`},
		{"an unknown type is sent as text", `{"type":"dict","value":""}`, typing("x"), draft.Changed, `{"f":"x"}`},
		{"a choice that can't be converted is refused", `{"type":"int","value":5}`, choosing(schema.List(schema.Int(1))), draft.Changed, `values can't be converted: f`},
		{"an array given as JSON is sent as one text", `{"type":"list","value":""}`, choosing(schema.List(schema.Text("a"), schema.Text("b"))), draft.Changed, `{"f":"a,b"}`},
		{"unknown names are ignored", `{"type":"str","value":""}`, func(d *draft.Draft) {
			d.SetText("g", "x")
			d.SetSecret("g", secret("x"))
			d.Choose("g", schema.Bool(true))
			d.Clear("g")
			d.Restore("g")
			d.TakeDefault("g")
			d.Repair("g")
		}, draft.NotSet, `{}`},
		{"restoring brings the stored value back", `{"type":"str","value":"x"}`, func(d *draft.Draft) {
			d.SetText(f, "y")
			d.Restore(f)
		}, draft.Set, `{}`},
		{"typing back to the stored text is no change", `{"type":"str","value":"x"}`, func(d *draft.Draft) {
			d.SetText(f, "xy")
			d.SetText(f, "x")
		}, draft.Set, `{}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, `{"f":`+tt.field+`}`)
			tt.edit(d)
			got := field(t, d, f)
			equal(t, "state", got.State, tt.state)
			equal(t, "body", body(t, d, false), tt.body)
			changed := tt.state != draft.NotSet && tt.state != draft.Set
			equal(t, "dirty", d.Dirty(), changed)
			equal(t, "changes", len(d.Changes()) == 1, changed)
		})
	}
}

func TestTextOfTheEditor(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		field string
		edit  func(*draft.Draft)
		text  string
		typed bool
	}{
		{"the stored text is shown", `{"value":"x"}`, func(*draft.Draft) {}, "x", false},
		{"the typed text is shown as it was typed", `{"type":"list","value":"x"}`, func(d *draft.Draft) { d.SetText("f", " a,,b ") }, " a,,b ", true},
		{"text that can't be converted is kept", `{"type":"int","value":5}`, func(d *draft.Draft) { d.SetText("f", "5x") }, "5x", true},
		{"a cleared field shows nothing", `{"value":"x"}`, func(d *draft.Draft) { d.Clear("f") }, "", true},
		{"a chosen number shows its digits", `{"type":"int","value":5}`, func(d *draft.Draft) { d.Choose("f", schema.Int(7)) }, "7", true},
		{"a secret is never shown", `{"value":"x","sensitive":true}`, func(d *draft.Draft) { d.SetSecret("f", secret("y")) }, "", true},
		{"a stored secret is never shown", `{"value":"x","sensitive":true}`, func(*draft.Draft) {}, "", false},
		{"a repair types nothing", `{"type":"list","value":["x"]}`, func(d *draft.Draft) { d.Repair("f") }, "x", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, `{"f":`+tt.field+`}`)
			tt.edit(d)
			f := field(t, d, "f")
			equal(t, "text", f.Text, tt.text)
			equal(t, "typed", f.Typed, tt.typed)
		})
	}
}

func TestTakingTheDefault(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		field string
		taken bool
		body  string
	}{
		{"a number", `{"type":"int","value":"","default_value":50}`, true, `{"f":50}`},
		{"a number given as text", `{"type":"int","value":"","default_value":"50"}`, true, `{"f":50}`},
		{"a text", `{"type":"str","value":"x","default_value":"y"}`, true, `{"f":"y"}`},
		{"a toggle that is off", `{"type":"bool","display":"toggle","value":"","default_value":false}`, true, `{"f":false}`},
		{"a list given as an array", `{"type":"list","value":"","default_value":["a","b"]}`, true, `{"f":"a,b"}`},
		{"an option", `{"display":"dropdown","options":[{"label":"A","value":"a"}],"value":"","default_value":"a"}`, true, `{"f":"a"}`},
		{"of a secret", `{"sensitive":true,"value":"","default_value":"changeme"}`, true, `{"f":"changeme"}`},
		{"of an unknown type", `{"type":"dict","value":"","default_value":true}`, true, `{"f":true}`},
		{"that is stored already", `{"type":"int","value":50,"default_value":50}`, true, `{}`},
		{"that is null", `{"type":"int","value":5,"default_value":null}`, false, `{}`},
		{"that is empty", `{"type":"str","value":"x","default_value":""}`, false, `{}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, `{"f":`+tt.field+`}`)
			equal(t, "taken", d.TakeDefault("f"), tt.taken)
			equal(t, "body", body(t, d, false), tt.body)
		})
	}
}

func TestDefaultsAreShownButNeverFilledIn(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"f":{"type":"int","required":false,"value":"","default_value":50}}`)
	f := field(t, d, "f")
	equal(t, "value", f.Value.Kind(), schema.KindNull)
	equal(t, "effective", f.Effective.String(), "50")
	equal(t, "state", f.State, draft.NotSet)
	equal(t, "body", body(t, d, false), `{}`)

	d.SetText("f", "60")
	equal(t, "value", field(t, d, "f").Value.String(), "60")
	d.Clear("f")
	equal(t, "effective when cleared", field(t, d, "f").Effective.String(), "50")
}

func TestAStoredArrayIsRepairedOnlyWhenAskedTo(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"f":{"type":"list","value":["a","b"]},"g":{"type":"list","value":"a"}}`)
	equal(t, "warnings", brief(d.Warnings()), "f wizard_list")
	equal(t, "body", body(t, d, false), `{}`)

	equal(t, "nothing to repair", d.Repair("g"), false)
	equal(t, "nothing of that name", d.Repair("nosuch"), false)
	equal(t, "repaired", d.Repair("f"), true)
	f := field(t, d, "f")
	equal(t, "state", f.State, draft.Changed)
	equal(t, "marked", f.Repaired, true)
	equal(t, "body", body(t, d, false), `{"f":"a,b"}`)
	equal(t, "change", d.Changes()[0].To.String(), "a,b")

	d.Restore("f")
	equal(t, "body after restoring", body(t, d, false), `{}`)
	d.SetText("f", "a,b,c")
	equal(t, "body of new items", body(t, d, false), `{"f":"a,b,c"}`)
	equal(t, "warnings on new items", brief(d.Warnings()), "")
}

func TestAChangeShowsWhatWasEnteredEvenIfItCannotBeSent(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"type":"int","value":5},"b":{"type":"int","value":"bad"}}`)
	d.Choose("a", schema.List(schema.Int(1)))
	d.SetText("b", "worse")
	changes := d.Changes()
	equal(t, "chosen", changes[0].To.String(), "[1]")
	equal(t, "typed", changes[1].To.String(), "worse")
	equal(t, "stored", changes[1].From.String(), "bad")
}

func TestTextFalseInAToggleIsShownAsOnWithAWarning(t *testing.T) {
	t.Parallel()
	for value, warned := range map[string]bool{
		`"false"`: true, `"No"`: true, `" "`: true, `"true"`: false, `"x"`: false, `false`: false, `""`: false,
	} {
		d := newDraft(t, `{"f":{"type":"bool","display":"toggle","required":false,"value":`+value+`}}`)
		f := field(t, d, "f")
		equal(t, "warned of "+value, len(f.Warnings) == 1, warned)
		if warned {
			on, _ := f.Value.Bool()
			equal(t, "on with "+value, on, true)
		}
	}
}

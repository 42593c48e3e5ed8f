package draft_test

import (
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

func TestWhatBlocksAndWhatDoesNot(t *testing.T) {
	t.Parallel()
	on := schema.Bool(true)
	tests := []struct {
		name           string
		doc            string
		edit           func(*draft.Draft)
		gate, warnings string
	}{
		{
			"nothing changed blocks nothing, however bad the document",
			`{"a":{"value":""},"b":{"type":"int","value":"x"}}`, func(*draft.Draft) {},
			"", "a required, b conversion",
		},
		{
			"an older empty field elsewhere is a warning",
			`{"a":{"value":""},"b":{"value":""}}`, func(d *draft.Draft) { d.SetText("a", "x") },
			"", "b required",
		},
		{
			"emptying a required field blocks",
			`{"a":{"value":"x"}}`, func(d *draft.Draft) { d.Clear("a") },
			"a required", "",
		},
		{
			"blank text in a required field blocks",
			`{"a":{"value":"x"}}`, func(d *draft.Draft) { d.SetText("a", "  ") },
			"a wizard_blank", "",
		},
		{
			"a rule that the new value breaks blocks",
			`{"a":{"type":"int","value":1,"validations":[{"type":"less_than","constraint":9}]}}`,
			func(d *draft.Draft) { d.SetText("a", "9") },
			"a less_than", "",
		},
		{
			"a rule that the old value broke too blocks the new one",
			`{"a":{"type":"int","value":10,"validations":[{"type":"less_than","constraint":9}]}}`,
			func(d *draft.Draft) { d.SetText("a", "9") },
			"a less_than", "",
		},
		{
			"of a secret too, though the words are the same",
			`{"a":{"sensitive":true,"value":"old","validations":[{"type":"regex","constraint":"[0-9]+"}]}}`,
			func(d *draft.Draft) { d.SetSecret("a", secret("new")) },
			"a regex", "",
		},
		{
			"a broken rule of an untouched field is a warning",
			`{"a":{"type":"int","value":10,"validations":[{"type":"less_than","constraint":9}]},"b":{"value":""}}`,
			func(d *draft.Draft) { d.SetText("b", "x") },
			"", "a less_than",
		},
		{
			"a switch that reveals an empty required field blocks there",
			proxy, func(d *draft.Draft) { d.Choose("ssl", on); d.Choose("mutual", on) },
			"cert required", "",
		},
		{
			"what the revealed field gets cures it",
			proxy, func(d *draft.Draft) { d.Choose("ssl", on); d.Choose("mutual", on); d.SetText("cert", "c") },
			"", "",
		},
		{
			"a value typed into a field that is hidden never blocks",
			`{"s":{"type":"bool","value":true},"n":{"type":"int","value":1,"depends_on":[{"field":"s","value":true}]}}`,
			func(d *draft.Draft) { d.SetText("n", "x"); d.Choose("s", schema.Bool(false)) },
			"", "",
		},
		{
			"a hidden stored value that can't be converted is still reported",
			`{"s":{"type":"bool","value":false},"n":{"type":"int","value":"abc","depends_on":[{"field":"s","value":true}]}}`,
			func(*draft.Draft) {},
			"", "n conversion",
		},
		{
			"a bad default is no fault of the new value",
			`{"n":{"type":"int","value":1,"default_value":"x"}}`,
			func(d *draft.Draft) { d.SetText("n", "2") },
			"", "n conversion",
		},
		{
			"clearing an optional number under a rule crashes the service, so it blocks",
			`{"n":{"type":"int","required":false,"value":5,"validations":[{"type":"less_than","constraint":16}]}}`,
			func(d *draft.Draft) { d.Clear("n") },
			"n rule_error", "",
		},
		{
			"a dependency that now reaches an unknown field blocks",
			`{"s":{"type":"bool","value":false},"x":{"value":"v","depends_on":[{"field":"s","value":true},{"field":"gone","value":1}]}}`,
			func(d *draft.Draft) { d.Choose("s", on) },
			"x dependency", "",
		},
		{
			"a pattern that can't be compiled is an older problem",
			`{"a":{"value":"x","validations":[{"type":"regex","constraint":"("}]}}`,
			func(d *draft.Draft) { d.SetText("a", "y") },
			"", "a rule_error",
		},
		{
			"a number that can't be read blocks with the wizard's word alone",
			`{"n":{"type":"int","value":""}}`, func(d *draft.Draft) { d.SetText("n", "x") },
			"n wizard_number", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newDraft(t, tt.doc)
			tt.edit(d)
			equal(t, "gate", brief(d.Gate()), tt.gate)
			equal(t, "warnings", brief(d.Warnings()), tt.warnings)
			_, err := d.Payload(false)
			equal(t, "refused", err != nil, tt.gate != "")
		})
	}
}

func TestAnUnknownVerdictDoesNotBlock(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"value":"","validations":[{"type":"regex","constraint":"(a|aa)+"}]}}`)
	d.SetText("a", strings.Repeat("a", 50)+"!")
	equal(t, "gate", brief(d.Gate()), "")
	equal(t, "warnings", brief(d.Warnings()), "a regex_timeout")
	equal(t, "words", strings.HasPrefix(d.Warnings()[0].Message, "the service's verdict is unknown: "), true)
}

func TestProblemsOfEntriesThatAreNoFieldsAreWarnings(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"value":"x"},"extract_full_html":{"label":"Full","value":""}}`)
	equal(t, "warnings", brief(d.Warnings()), "extract_full_html required")
	d.SetText("a", "y")
	equal(t, "gate", brief(d.Gate()), "")
}

func TestADependencyOnAnEntryThatIsNoFieldIsCompared(t *testing.T) {
	t.Parallel()
	const doc = `{"extract_full_html":{"type":"bool","value":true},
		"a":{"value":"x","depends_on":[{"field":"extract_full_html","value":true}]},
		"b":{"value":"x","depends_on":[{"field":"extract_full_html","value":false}]}}`
	d := newDraft(t, doc)
	equal(t, "met", d.Active("a"), true)
	equal(t, "unmet", d.Active("b"), false)
}

func TestProblemsCausedElsewhereAreToldFromThoseOfTheChange(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"s":{"type":"bool","value":false},"x":{"value":"","depends_on":[{"field":"s","value":true}]}}`)
	d.Choose("s", schema.Bool(true))
	x := field(t, d, "x")
	equal(t, "problems", brief(x.Problems), "")
	equal(t, "caused", brief(x.Caused), "x required")
	d.SetText("x", " ")
	x = field(t, d, "x")
	equal(t, "problems when typed", brief(x.Problems), "x wizard_blank")
	equal(t, "caused when typed", brief(x.Caused), "")
}

func TestOlderProblemsSayWhatWillHappen(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"label":"Host","value":""}}`)
	equal(t, "message", d.Warnings()[0].Message, "once saved, the service will refuse: 'Host' cannot be empty.")
	equal(t, "message once saved", d.WarningsOnceSaved()[0].Message, "saved, but the service will refuse: 'Host' cannot be empty.")
	equal(t, "number once saved", len(d.WarningsOnceSaved()), len(d.Warnings()))
}

func TestProblemsComeInLayoutOrder(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"z":{"order":3,"value":"x"},"y":{"order":2,"value":"x"},"x":{"order":1,"value":"x"}}`)
	for _, name := range []string{"z", "x", "y"} {
		d.Clear(name)
	}
	equal(t, "gate", brief(d.Gate()), "x required, y required, z required")
	equal(t, "body", body(t, d, true), `{"x":"","y":"","z":""}`)
	var names []string
	for _, c := range d.Changes() {
		names = append(names, c.Field.Name)
	}
	equal(t, "changes", strings.Join(names, " "), "x y z")
}

func TestForceOverridesEverythingButConversion(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"value":"x"},"n":{"type":"int","value":1},"m":{"type":"int","value":1}}`)
	d.Clear("a")
	equal(t, "refused", body(t, d, false), "values are not valid: a")
	equal(t, "forced", body(t, d, true), `{"a":""}`)
	d.SetText("n", "x")
	d.SetText("m", "y")
	equal(t, "refused with text for a number", body(t, d, false), "values can't be converted: m, n")
	equal(t, "forced with text for a number", body(t, d, true), "values can't be converted: m, n")
}

func TestARefusalNamesEachFieldOnce(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"type":"int","value":1,"validations":[{"type":"less_than","constraint":3},{"type":"less_than","constraint":4}]}}`)
	d.SetText("a", "9")
	equal(t, "gate", brief(d.Gate()), "a less_than, a less_than")
	equal(t, "refused", body(t, d, false), "values are not valid: a")
}

func TestProblemsOfAField(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"value":""},"b":{"value":"x"}}`)
	equal(t, "problems untouched", brief(field(t, d, "a").Problems), "")
	equal(t, "service's word", brief(field(t, d, "a").ServiceProblems), "a required")
	d.Clear("b")
	equal(t, "problems changed", brief(field(t, d, "b").Problems), "b required")
}

func TestVerdictIsOnTheDocumentAsItWouldBeStored(t *testing.T) {
	t.Parallel()
	d := newDraft(t, `{"a":{"label":"A","value":""}}`)
	equal(t, "before", d.Verdict().Valid, false)
	d.SetText("a", "x")
	equal(t, "after", d.Verdict().Valid, true)
	d.Restore("a")
	equal(t, "restored", d.Verdict().Valid, false)
}

func TestSubmitAsItIs(t *testing.T) {
	t.Parallel()
	valid := newDraft(t, `{"a":{"value":"x"}}`)
	equal(t, "valid", valid.ValidAsRegistered(), true)
	equal(t, "body", body(t, valid, false), `{}`)
	valid.SetText("a", "y")
	equal(t, "with a change", valid.ValidAsRegistered(), false)
	equal(t, "invalid", newDraft(t, `{"a":{"value":""}}`).ValidAsRegistered(), false)
}

package schema

import "testing"

func TestAPatternThatOnlyPythonRunsLeavesTheVerdictOpen(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"f": {"label": "Dash", "value": "x", "validations": [{"type": "regex", "constraint": "\\N{EM DASH}"}]},
		"g": {"label": "G", "value": ""}}`)
	v := s.Evaluate().Verdict()
	if len(v.Problems) != 2 || v.Problems[0].Kind != KindRegexTimeout || v.Problems[0].Exception != "" || v.Problems[1].Kind != KindRequired {
		t.Errorf("%+v", v.Problems)
	}
	for _, f := range s.Lint() {
		if f.Code == "regex_invalid" {
			t.Errorf("the linter calls it invalid: %s", f.Message)
		}
	}
}

func TestANumberBetweenSeparatorsOfASCIIIsNone(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"int", "float"} {
		v := parse(t, `{"f": {"type": "`+kind+`", "value": "5\u001d"}}`).Evaluate().Verdict()
		if v.Stage != StageConstruct || v.Problems[0].Exception != "ValueError" {
			t.Errorf("%s: %+v", kind, v)
		}
	}
	list := parse(t, `{"f": {"type": "list", "value": "a\u001d,\u001f"}}`).Evaluate().State("f")
	if list.Stored.Reveal() != "['a']" {
		t.Errorf("but a list trims them: %s", list.Stored.Reveal())
	}
}

package schema

import "testing"

// Every kind of problem is a word of the JSON contract. These are the documents
// that bring each of them up, and how far the service gets.
func TestEveryProblemIsOfItsKind(t *testing.T) {
	t.Parallel()
	rule := func(kind, constraint string) string {
		return `"validations": [{"type": "` + kind + `", "constraint": ` + constraint + `}]`
	}
	for kind, doc := range map[ProblemKind]string{
		KindConversion:   `"type": "int", "value": "x"`,
		KindRequired:     `"value": ""`,
		KindDependency:   `"value": "x", "depends_on": [{"field": "gone", "value": 1}]`,
		KindLessThan:     `"type": "int", "value": 5, ` + rule("less_than", "5"),
		KindGreaterThan:  `"type": "int", "value": 5, ` + rule("greater_than", "5"),
		KindIncludedIn:   `"value": "x", ` + rule("included_in", `["y"]`),
		KindListType:     `"value": "x", ` + rule("list_type", `"str"`),
		KindRegex:        `"value": "x", ` + rule("regex", `"y"`),
		KindRegexTimeout: `"value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", ` + rule("regex", `"(a+)+$"`),
		KindRuleError:    `"value": "x", ` + rule("less_than", "5"),
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			v := parse(t, `{"f": {`+doc+`}}`).Evaluate().Verdict()
			if v.Valid || len(v.Problems) != 1 || v.Problems[0].Kind != kind {
				t.Fatalf("%+v", v)
			}
			stage := StageCheck
			if kind == KindConversion {
				stage = StageConstruct
			}
			if v.Stage != stage {
				t.Errorf("stage %s", v.Stage)
			}
			raises := kind == KindConversion || kind == KindDependency || kind == KindRuleError
			if (v.Problems[0].Exception != "") != raises {
				t.Errorf("exception %q", v.Problems[0].Exception)
			}
		})
	}
}

func TestFindingsAreAsBadAsTheyAre(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]Severity{
		`"label": "L", "order": 1, "type": "int", "value": "x"`:                  SeverityError,
		`"label": "L", "order": 1, "default_value": "x"`:                         SeverityWarning,
		`"label": "L", "order": 1, "display": "dropdown"`:                        SeverityError,
		`"label": "L", "order": 1, "made_up": true`:                              SeverityWarning,
		`"label": "L", "value": ""`:                                              SeverityWarning,
		`"label": "L", "order": 1, "depends_on": [{"field": "x", "value": 1}]`:   SeverityError,
		`"label": "L", "order": 1, "depends_on": [{"field": "f", "value": "x"}]`: SeverityWarning,
		`"label": null, "order": 1`:                                              SeverityError,
	} {
		found := parse(t, `{"f": {`+doc+`}}`).Lint()
		if len(found) != 1 || found[0].Severity != want {
			t.Errorf("%s: %+v", doc, found)
		}
	}
}

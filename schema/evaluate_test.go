package schema

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestStateTellsWhyAFieldIsHidden(t *testing.T) {
	t.Parallel()
	e := parse(t, `{
		"ssl": {"type": "bool", "value": false},
		"ca": {"value": "x", "depends_on": [{"field": "ssl", "value": true}]},
		"lost": {"value": "x", "depends_on": [{"field": "gone", "value": 1}]},
		"n": {"type": "int", "value": "abc", "depends_on": [{"field": "ssl", "value": true}]},
		"opt": {"type": "int", "required": false, "default_value": "5", "value": ""}
	}`).Evaluate()
	if s := e.State("ssl"); !s.Active || s.Unmet != nil || s.Unknown != "" || s.Err != nil || s.Empty {
		t.Errorf("ssl: %+v", s)
	}
	if s := e.State("ca"); s.Active || s.Unmet == nil || s.Unmet.Field != "ssl" || !s.Unmet.Value.Equal(Bool(true)) {
		t.Errorf("ca: %+v", s)
	}
	if s := e.State("lost"); s.Active || s.Unmet != nil || s.Unknown != "gone" {
		t.Errorf("lost: %+v", s)
	}
	if s := e.State("n"); s.Active || s.Err == nil || s.Err.Kind != KindConversion {
		t.Errorf("n: %+v", s)
	}
	if s := e.State("opt"); !s.Empty || s.Stored.Kind() != KindNull || !s.Effective.Equal(Int(5)) {
		t.Errorf("opt: %+v", s)
	}
	if s := e.State("nobody"); s.Field != nil || e.Problems("nobody") != nil {
		t.Errorf("nobody: %+v", s)
	}
	names := ""
	for _, s := range e.States() {
		names += s.Field.Name + " "
	}
	if names != "ssl ca lost n opt " {
		t.Errorf("states of %s", names)
	}
	if e.Schema().Field("ssl") == nil {
		t.Error("the evaluation knows its schema")
	}
}

func TestProblemsAreThoseOfOneField(t *testing.T) {
	t.Parallel()
	e := parse(t, `{
		"on": {"type": "bool", "value": false},
		"bad": {"type": "int", "value": "x", "depends_on": [{"field": "on", "value": true}]},
		"hidden": {"value": "", "depends_on": [{"field": "on", "value": true}]},
		"empty": {"value": ""},
		"rules": {"type": "int", "value": 5, "validations": [{"type": "less_than", "constraint": 3}, {"type": "greater_than", "constraint": 9}]},
		"raises": {"value": "x", "validations": [{"type": "less_than", "constraint": 3}]},
		"lost": {"value": "x", "depends_on": [{"field": "gone", "value": 1}]},
		"odd": {"value": "x", "depends_on": 5},
		"slow": {"value": "`+strings.Repeat("a", 50)+`b", "validations": [{"type": "regex", "constraint": "(a+)+$"}]},
		"fine": {"value": "x"}
	}`).Evaluate()
	for name, want := range map[string][]ProblemKind{
		"on": nil, "hidden": nil, "fine": nil, "bad": {KindConversion}, "empty": {KindRequired},
		"rules": {KindLessThan, KindGreaterThan}, "raises": {KindRuleError}, "lost": {KindDependency},
		"odd": {KindRuleError}, "slow": {KindRegexTimeout},
	} {
		var got []ProblemKind
		for _, p := range e.Problems(name) {
			got = append(got, p.Kind)
			if p.Field != name || p.Message == "" {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestATimeOutQuotesNoValue(t *testing.T) {
	t.Parallel()
	p := parse(t, `{"f": {"label": "L", "value": "`+strings.Repeat("a", 50)+`b", "validations": [{"type": "regex", "constraint": "(a+)+$"}]}}`).
		Evaluate().Problems("f")
	if len(p) != 1 || p[0].Message != "'L' took too long in regex check (a+)+$: whether it passes is unknown." {
		t.Errorf("%+v", p)
	}
}

func TestAnExceptionDiscardsWhatWasCollected(t *testing.T) {
	t.Parallel()
	v := parse(t, `{"a": {"value": ""}, "b": {"value": "x", "validations": [{"type": "less_than", "constraint": 3}]}, "c": {"value": ""}}`).
		Evaluate().Verdict()
	if v.Stage != StageCheck || len(v.Problems) != 1 || v.Problems[0].Field != "b" || v.Problems[0].Exception != "TypeError" {
		t.Errorf("%+v", v)
	}
}

func TestTheFirstFailedConversionIsAllThatIsSaid(t *testing.T) {
	t.Parallel()
	v := parse(t, `{"a": {"value": ""}, "b": {"type": "int", "value": "x"}, "c": {"type": "int", "value": "y"}}`).Evaluate().Verdict()
	if v.Stage != StageConstruct || v.Valid || len(v.Problems) != 1 || v.Problems[0].Field != "b" {
		t.Errorf("%+v", v)
	}
}

func TestNoMessageShowsTheValueOfASensitiveField(t *testing.T) {
	t.Parallel()
	long := canary + strings.Repeat("1", 5000)
	for name, attributes := range map[string]string{
		"conversion":   `"type": "int", "value": "` + canary + `"`,
		"long digits":  `"type": "int", "value": "` + strings.Repeat("7", 5000) + `"`,
		"long text":    `"type": "int", "value": "` + long + `"`,
		"float":        `"type": "float", "value": "` + canary + `"`,
		"default":      `"type": "int", "required": false, "default_value": "` + canary + `"`,
		"less_than":    `"value": "` + canary + `", "validations": [{"type": "less_than", "constraint": "a"}]`,
		"included_in":  `"value": "` + canary + `", "validations": [{"type": "included_in", "constraint": ["a"]}]`,
		"items":        `"type": "list", "value": "x,` + canary + `", "validations": [{"type": "included_in", "constraint": ["x"]}]`,
		"nested items": `"type": "list", "value": [["` + canary + `"]], "validations": [{"type": "list_type", "constraint": "str"}]`,
		"pairs":        `"type": "list", "value": {"k": "` + canary + `"}, "validations": [{"type": "list_type", "constraint": "str"}]`,
		"regex":        `"value": "` + canary + `", "validations": [{"type": "regex", "constraint": "a"}]`,
		"not a text":   `"type": "dict", "value": {"a": "` + canary + `"}, "validations": [{"type": "regex", "constraint": "a"}]`,
		"not a list":   `"value": "` + canary + `", "validations": [{"type": "list_type", "constraint": "str"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := parse(t, `{"f": {"sensitive": true, `+attributes+`}}`).Evaluate()
			v := e.Verdict()
			if v.Valid || strings.Contains(fmt.Sprintf("%+v %+v", v, e.State("f")), canary) || strings.Contains(v.Message, "5000") {
				t.Errorf("%+v", v)
			}
			if !strings.Contains(v.Message, Redacted) {
				t.Errorf("no substitute in %s", v.Message)
			}
		})
	}
}

// randomSchema makes fields that depend on each other.
func randomSchema(r *rand.Rand, fields int) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range fields {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `"f%d": {"type": %q, "required": %t, "default_value": %s, "value": %s`, i,
			[]string{"str", "int", "bool", "list"}[r.IntN(4)], r.IntN(2) == 0, randomValue(r), randomValue(r))
		if r.IntN(2) == 0 {
			fmt.Fprintf(&b, `, "depends_on": [{"field": "f%d", "value": %s}, {"field": "f%d", "value": %s}]`,
				r.IntN(fields+1), randomValue(r), r.IntN(fields), randomValue(r))
		}
		b.WriteString("}")
	}
	return b.String() + "}"
}

func randomValue(r *rand.Rand) string {
	return []string{`true`, `false`, `1`, `0`, `""`, `"a"`, `"1"`, `null`, `"a,b"`, `1.5`}[r.IntN(10)]
}

func TestChangingOneValueGivesWhatEvaluatingAllDoes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		s := parse(t, randomSchema(r, 8))
		e := s.Evaluate()
		for range 5 {
			name, v := fmt.Sprintf("f%d", r.IntN(9)), value(t, randomValue(r))
			e = e.With(name, v)
			s = s.With(map[string]Value{name: v})
			want := s.Evaluate()
			if !reflect.DeepEqual(e.States(), want.States()) || !reflect.DeepEqual(e.Verdict(), want.Verdict()) {
				t.Fatalf("%s = %s in %s", name, v, s.Raw())
			}
		}
	}
}

func TestARunningSourceAddsItsOwnWord(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, source, stored, value, message string }{
		{
			name:    "74 a field of the schema is missing",
			source:  `{"a": {"required": false}, "b": {}}`,
			stored:  `{"b": {"value": "x"}}`,
			message: "Connector has missing configuration fields: a",
		},
		{
			name:    "75 a field that the schema doesn't know is checked too",
			source:  `{}`,
			stored:  `{"x": {"label": "X", "value": ""}}`,
			message: "Field validation errors: 'X' cannot be empty.",
		},
		{
			name:   "76 the schema's type wins",
			source: `{"f": {"type": "int"}}`,
			stored: `{"f": {"type": "str", "value": "5"}}`,
			value:  `5`,
		},
		{
			name:   "77 the document's rules count",
			source: `{"f": {"type": "int", "validations": [{"type": "less_than", "constraint": 10}]}}`,
			stored: `{"f": {"type": "int", "value": 50}}`,
			value:  `50`,
		},
		{
			name:   "78 and whether it is required",
			source: `{"f": {"required": true}}`,
			stored: `{"f": {"required": false, "value": ""}}`,
			value:  `""`,
		},
		{
			name:   "79 a switch stored without type turns on",
			source: `{"f": {"type": "bool"}}`,
			stored: `{"f": {"value": false}}`,
			value:  `true`,
		},
		{
			name:   "a default becomes the value",
			source: `{"f": {"type": "int"}}`,
			stored: `{"f": {"required": false, "default_value": "7", "value": ""}}`,
			value:  `7`,
		},
		{
			name:   "what the schema's type makes empty gets the document's default",
			source: `{"f": {"type": "list"}}`,
			stored: `{"f": {"required": false, "default_value": "d", "value": ","}}`,
			value:  `"d"`,
		},
		{
			name:    "a value that the schema's type can't take",
			source:  `{"f": {"type": "int"}}`,
			stored:  `{"f": {"value": "x"}}`,
			message: "invalid literal for int() with base 10: 'x'",
		},
		{
			name:    "a value that the document's type can't take",
			source:  `{"f": {"type": "str"}}`,
			stored:  `{"f": {"type": "int", "value": "x"}}`,
			message: "invalid literal for int() with base 10: 'x'",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stored, source := parse(t, c.stored), parse(t, c.source)
			v := stored.VerdictAs(source)
			if v.Message != c.message || v.Valid != (c.message == "") {
				t.Errorf("%+v", v)
			}
			if c.value == "" {
				return
			}
			as, _ := stored.runAs(source)
			if got := string(as.Evaluate().State("f").Effective.RevealJSON()); got != c.value {
				t.Errorf("value %s", got)
			}
		})
	}
	v := parse(t, `{}`).VerdictAs(parse(t, `{"a": {}, "b": {}}`))
	if v.Stage != StageFields || len(v.Problems) != 2 || v.Problems[1].Field != "b" || v.Problems[1].Kind != KindMissing {
		t.Errorf("%+v", v)
	}
}

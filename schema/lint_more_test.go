package schema

import (
	"strings"
	"testing"
)

func TestTheLinterTriesTheFewValuesOfAField(t *testing.T) {
	t.Parallel()
	rules := func(kind, rules string) string {
		return `{"f": {` + well + `"type": "` + kind + `", "validations": [` + rules + `]}}`
	}
	for name, c := range map[string][2]string{
		"choices out of bounds":       {rules("int", `{"type": "included_in", "constraint": [1, 2]}, {"type": "greater_than", "constraint": 5}`), "f rule_impossible"},
		"choices against a pattern":   {rules("str", `{"type": "included_in", "constraint": ["a", "b"]}, {"type": "regex", "constraint": "[c-d]"}`), "f rule_impossible"},
		"choices of two rules":        {rules("str", `{"type": "included_in", "constraint": ["a"]}, {"type": "included_in", "constraint": ["b"]}`), "f rule_impossible"},
		"a choice in common":          {rules("str", `{"type": "included_in", "constraint": ["a", "b"]}, {"type": "included_in", "constraint": ["b", "c"]}`), ""},
		"a choice that is no number":  {rules("int", `{"type": "included_in", "constraint": ["x", 1]}, {"type": "greater_than", "constraint": 5}`), "f rule_impossible"},
		"a pattern without an answer": {rules("str", `{"type": "included_in", "constraint": ["`+strings.Repeat("a", 40)+`b"]}, {"type": "regex", "constraint": "(a+)+$"}`), ""},
		"no choices at all":           {rules("str", `{"type": "included_in", "constraint": []}`), "f rule_impossible"},
		"a switch below zero":         {rules("bool", `{"type": "less_than", "constraint": 0}`), "f rule_impossible"},
		"a switch that must be on":    {rules("bool", `{"type": "greater_than", "constraint": 0}`), ""},
		"a type of items it ignores":  {rules("list", `{"type": "list_type", "constraint": "float"}`), "f rule_unknown"},
	} {
		if got := codes(t, c[0]); got != c[1] {
			t.Errorf("%s: got %q, want %q", name, got, c[1])
		}
	}
}

func TestTheLinterKnowsWhatIsMisread(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`"type": "bool", "required": false, "default_value": "false"`: "f default_misread",
		`"type": "bool", "value": "0"`:                                "f value_misread",
		`"type": "bool", "required": false, "default_value": false`:   "",
		`"required": "false"`:                                         "f required_misread",
		`"required": "true"`:                                          "",
	} {
		if got := codes(t, `{"f": {`+well+doc+`}}`); got != want {
			t.Errorf("%s: got %q, want %q", doc, got, want)
		}
	}
	if got := codes(t, `{"f": {`+well+`"type": 5}}`); got != "f type_malformed, f server_refuses" {
		t.Errorf("a type that is a number: %q", got)
	}
}

func TestTheLinterLooksThroughHiddenFields(t *testing.T) {
	t.Parallel()
	hidden := `"s": {` + well + `"type": "bool"}, "h": {"label": "H", "order": 2, "depends_on": [{"field": "s", "value": "on"}]}, `
	behind := `"f": {"label": "F", "order": 3, "depends_on": [{"field": "h", "value": "x"}]}`
	if got := codes(t, `{`+hidden+behind+`}`); got != "h dependency_impossible, h unreachable, f unreachable" {
		t.Errorf("a field behind one that is never shown: %q", got)
	}
	stored := `{"h": {"label": "H", "order": 2, "value": "x", "depends_on": [{"field": "s", "value": "on"}]}, "s": {` + well + `"type": "bool"}, ` + behind + `}`
	if got := codes(t, stored); got != "h dependency_impossible, h unreachable" {
		t.Errorf("its value was right from the beginning: %q", got)
	}
}

func TestTheLinterAsksWhetherAConditionCanBeMetInPeace(t *testing.T) {
	t.Parallel()
	on := func(attributes, value string) string {
		return `{"a": {"label": "A", "order": 2, ` + attributes + `}, "f": {` + well + `"depends_on": [{"field": "a", "value": ` + value + `}]}}`
	}
	for name, c := range map[string][2]string{
		"a value against the rules":         {on(`"type": "int", "validations": [{"type": "less_than", "constraint": 5}]`, `7`), "f dependency_refused"},
		"one within the rules":              {on(`"type": "int", "validations": [{"type": "less_than", "constraint": 5}]`, `4`), ""},
		"nothing, where a default fills in": {on(`"type": "bool", "required": false, "default_value": true`, `null`), "f dependency_impossible, f unreachable"},
		"the default itself":                {on(`"type": "bool", "required": false, "default_value": true`, `true`), ""},
	} {
		if got := codes(t, c[0]); got != c[1] {
			t.Errorf("%s: got %q, want %q", name, got, c[1])
		}
	}
}

func TestTheLinterComparesOptionsAsTheServiceReadsThem(t *testing.T) {
	t.Parallel()
	options := func(kind, options string) string {
		return `{"f": {` + well + `"display": "dropdown", "type": "` + kind + `", "options": [` + options + `]}}`
	}
	for name, c := range map[string][2]string{
		"a number twice":    {options("int", `{"label": "a", "value": 1}, {"label": "b", "value": "1"}`), "f option_duplicate"},
		"a label twice":     {options("str", `{"label": "a", "value": "x"}, {"label": "a", "value": "y"}`), "f option_duplicate"},
		"nothing in common": {options("str", `{"label": "a", "value": "x"}, {"label": "b", "value": "y"}`), ""},
	} {
		if got := codes(t, c[0]); got != c[1] {
			t.Errorf("%s: got %q, want %q", name, got, c[1])
		}
	}
	apart := `{"s": {"label": "S", "order": 2, "type": "bool"}, "f": {` + well + `"depends_on": [{"field": "s", "value": true}]},
		"g": {` + well + `"depends_on": [{"field": "s", "value": false}]}}`
	if got := codes(t, apart); got != "" {
		t.Errorf("two fields that are never shown together may share an order: %q", got)
	}
}

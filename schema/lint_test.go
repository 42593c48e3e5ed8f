package schema

import (
	"fmt"
	"strings"
	"testing"
)

// well is the attributes that keep the linter quiet.
const well = `"label": "L", "order": 1, `

// codes runs the linter and returns what it found, as "field code" for each.
func codes(t *testing.T, doc string) string {
	t.Helper()
	var found []string
	for _, f := range parse(t, doc).Lint() {
		found = append(found, f.Field+" "+f.Code)
		if f.Message == "" || f.Severity != SeverityError && f.Severity != SeverityWarning {
			t.Errorf("%+v", f)
		}
	}
	return strings.Join(found, ", ")
}

func TestTheLinterLooksAtOneField(t *testing.T) {
	t.Parallel()
	rule := func(kind, constraint string) string {
		return `, "validations": [{"type": "` + kind + `", "constraint": ` + constraint + `}]`
	}
	for _, c := range []struct{ name, attributes, want string }{
		{"nothing to say", `"type": "str", "value": ""`, ""},
		{
			"a bad default",
			`"type": "int", "required": false, "default_value": "x"`,
			"f default_unconvertible",
		},
		{"a bad value", `"type": "int", "value": "x"`, "f value_unconvertible"},
		{
			"the default of a required field",
			`"type": "int", "default_value": 5`,
			"f default_ignored",
		},
		{
			"a secret that isn't marked",
			`"type": "str", "type": "str", "value": ""}, "password": {"label": "P", "order": 2`,
			"password secret_not_sensitive",
		},

		{
			"a dropdown without options",
			`"display": "dropdown"`,
			"f options_missing",
		},
		{
			"options",
			`"display": "dropdown", "options": [{"label": "A", "value": "a"}], "value": "a"`,
			"",
		},
		{
			"duplicate options",
			`"display": "dropdown", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "a"}]`,
			"f option_duplicate",
		},
		{
			"an option of another type",
			`"display": "dropdown", "type": "int", "options": [{"label": "A", "value": "a"}]`,
			"f option_unconvertible",
		},
		{
			"an option that means the opposite",
			`"display": "dropdown", "type": "bool", "options": [{"label": "No", "value": "false"}]`,
			"f option_unconvertible",
		},
		{
			"a default that is no option",
			`"display": "dropdown", "required": false, "default_value": "z", "options": [{"label": "A", "value": "a"}]`,
			"f default_no_option",
		},
		{
			"a value that is no option",
			`"display": "dropdown", "value": "z", "options": [{"label": "A", "value": "a"}]`,
			"f value_no_option",
		},
		{
			"several values that are options",
			`"display": "dropdown", "type": "list", "value": "a,b", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]`,
			"",
		},
		{
			"several values and one more",
			`"display": "dropdown", "type": "list", "value": "a,c", "options": [{"label": "A", "value": "a"}]`,
			"f value_no_option",
		},

		{
			"an unknown rule",
			`"value": "x"` + rule("max_length", "5"),
			"f rule_unknown, f server_refuses",
		},
		{
			"a rule without constraint",
			`"validations": [{"type": "regex"}]`,
			"f validations_malformed, f server_refuses",
		},
		{
			"rules that are no list",
			`"validations": 5`,
			"f validations_malformed, f server_refuses",
		},
		{
			"a bad pattern",
			`"type": "str"` + rule("regex", `"[a"`),
			"f regex_invalid",
		},
		{
			"a pattern that is a number",
			`"type": "str"` + rule("regex", `5`),
			"f regex_invalid",
		},
		{
			"a pattern for a number",
			`"type": "int"` + rule("regex", `"a"`),
			"f rule_impossible",
		},
		{
			"a bound for text",
			`"type": "str"` + rule("less_than", `5`),
			"f rule_impossible",
		},
		{
			"a bound of text for text",
			`"type": "str"` + rule("less_than", `"m"`),
			"",
		},
		{
			"a bound of text for a number",
			`"type": "int"` + rule("less_than", `"5"`),
			"f rule_impossible",
		},
		{
			"a bound for a list",
			`"type": "list"` + rule("greater_than", `5`),
			"f rule_impossible",
		},
		{
			"a bound for an unknown type",
			`"value": "x", "type": "dict"` + rule("greater_than", `5`),
			"f server_refuses",
		},
		{
			"a rule for lists",
			`"type": "str"` + rule("list_type", `"str"`),
			"f rule_impossible",
		},
		{
			"numbers from text",
			`"type": "list"` + rule("list_type", `"int"`),
			"f rule_impossible",
		},
		{"texts from text", `"type": "list"` + rule("list_type", `"str"`), ""},
		{"choices", `"type": "str"` + rule("included_in", `["a", 1]`), ""},
		{
			"choices of another type",
			`"type": "list"` + rule("included_in", `[1, 2]`),
			"f rule_impossible",
		},
		{
			"no choices",
			`"type": "int"` + rule("included_in", `[]`),
			"f rule_impossible",
		},
		{"choices in a text", `"type": "str"` + rule("included_in", `"abc"`), ""},
		{
			"choices that are a number",
			`"type": "int"` + rule("included_in", `5`),
			"f rule_impossible",
		},
		{
			"choices for an unknown type",
			`"type": "dict"` + rule("included_in", `[1]`),
			"f server_refuses",
		},

		{
			"bounds",
			`"type": "int", "validations": [{"type": "greater_than", "constraint": 0}, {"type": "less_than", "constraint": 2}]`,
			"",
		},
		{
			"bounds with nothing between",
			`"type": "int", "validations": [{"type": "greater_than", "constraint": 0}, {"type": "less_than", "constraint": 1}]`,
			"f rule_impossible",
		},
		{
			"negative bounds with nothing between",
			`"type": "int", "validations": [{"type": "greater_than", "constraint": -1.5}, {"type": "less_than", "constraint": -1}]`,
			"f rule_impossible",
		},
		{
			"fractions between",
			`"type": "float", "validations": [{"type": "greater_than", "constraint": 0}, {"type": "less_than", "constraint": 1}]`,
			"f server_refuses",
		},
		{
			"no fraction between",
			`"type": "float", "validations": [{"type": "greater_than", "constraint": 1}, {"type": "less_than", "constraint": 1}]`,
			"f rule_impossible, f server_refuses",
		},
		{
			"the narrowest bounds count",
			`"type": "int", "validations": [{"type": "greater_than", "constraint": 0}, {"type": "greater_than", "constraint": 5}, {"type": "less_than", "constraint": 9}, {"type": "less_than", "constraint": 6}]`,
			"f rule_impossible",
		},
		{
			"bounds of an optional number",
			`"type": "int", "required": false` + rule("less_than", "5"),
			"f bound_of_nothing",
		},
		{
			"with a default",
			`"type": "int", "required": false, "default_value": 4` + rule("less_than", "5"),
			"",
		},
		{
			"a default that breaks the rules",
			`"type": "int", "required": false, "default_value": 5` + rule("less_than", "5"),
			"f default_invalid",
		},
		{
			"an optional text that can't be empty",
			`"type": "str", "required": false` + rule("regex", `".+"`),
			"f empty_invalid",
		},
		{
			"an optional text that can",
			`"type": "str", "required": false` + rule("regex", `".*"`),
			"",
		},
		{
			"options that break the rules",
			`"display": "dropdown", "options": [{"label": "A", "value": "a"}]` + rule("regex", `"b"`),
			"f rule_impossible",
		},
		{
			"an option that passes",
			`"display": "dropdown", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]` + rule("regex", `"b"`),
			"",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := codes(t, `{"f": {`+well+c.attributes+`}}`); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheLinterLooksAtConditions(t *testing.T) {
	t.Parallel()
	const head = `{
		"b": {"label": "B", "order": 1, "type": "bool"}, "n": {"label": "N", "order": 2, "type": "int"},
		"s": {"label": "S", "order": 3, "type": "str"}, "l": {"label": "L", "order": 4, "type": "list"},
		"d": {"label": "D", "order": 5, "display": "dropdown", "options": [{"label": "A", "value": "a"}]},
		"u": {"label": "U", "order": 6, "type": "dict"}, "x": {"label": "X", "order": 7, "type": "float"}, "c": {"type": "category", "label": "C"},
		"f": {"label": "F", "order": 8, "depends_on": `
	const quiet = "u server_refuses, x server_refuses, c server_refuses"
	for _, c := range []struct{ name, dependsOn, want string }{
		{"a switch", `[{"field": "b", "value": true}]`, ""},
		{"a switch as a number", `[{"field": "b", "value": 1}]`, ""},
		{
			"a switch that hasn't been touched",
			`[{"field": "b", "value": null}]`,
			"",
		},
		{
			"a switch as text",
			`[{"field": "b", "value": "true"}]`,
			"f dependency_impossible, f unreachable",
		},
		{
			"a switch of two",
			`[{"field": "b", "value": 2}]`,
			"f dependency_impossible, f unreachable",
		},
		{"a number", `[{"field": "n", "value": 5}]`, ""},
		{
			"a number that is no whole one",
			`[{"field": "n", "value": 5.5}]`,
			"f dependency_impossible, f unreachable",
		},
		{"a fraction", `[{"field": "x", "value": 5.5}]`, ""},
		{
			"a fraction as text",
			`[{"field": "x", "value": "5"}]`,
			"f dependency_impossible, f unreachable",
		},
		{
			"a number as text",
			`[{"field": "n", "value": "5"}]`,
			"f dependency_impossible, f unreachable",
		},
		{"a text", `[{"field": "s", "value": "x"}]`, ""},
		{
			"a text as null",
			`[{"field": "s", "value": null}]`,
			"f dependency_impossible, f unreachable",
		},
		{
			"a text as a number",
			`[{"field": "s", "value": 5}]`,
			"f dependency_impossible, f unreachable",
		},
		{
			"a list",
			`[{"field": "l", "value": "a"}]`,
			"f dependency_impossible, f unreachable",
		},
		{"an option", `[{"field": "d", "value": "a"}]`, ""},
		{
			"no option",
			`[{"field": "d", "value": "z"}]`,
			"f dependency_impossible, f unreachable",
		},
		{
			"a dropdown that hasn't been touched",
			`[{"field": "d", "value": ""}]`,
			"",
		},
		{"an unknown type", `[{"field": "u", "value": [1]}]`, "f server_refuses"},
		{
			"an unknown field",
			`[{"field": "gone", "value": 1}]`,
			"f dependency_unknown",
		},
		{
			"a category",
			`[{"field": "c", "value": 1}]`,
			"f dependency_unknown, f unreachable",
		},
		{
			"a contradiction",
			`[{"field": "s", "value": "a"}, {"field": "s", "value": "b"}]`,
			"f dependency_contradiction, f unreachable",
		},
		{
			"the same twice",
			`[{"field": "b", "value": true}, {"field": "b", "value": 1}]`,
			"",
		},
		{"itself", `[{"field": "f", "value": "x"}]`, "f cycle"},
		{"a number for the list", `5`, "f depends_on_malformed, f server_refuses"},
		{
			"a condition without value",
			`[{"field": "b"}]`,
			"f depends_on_malformed, f server_refuses",
		},
		{
			"a condition that is none",
			`[null]`,
			"f depends_on_malformed, f server_refuses",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := codes(t, head+c.dependsOn+`}}`)
			got = strings.TrimPrefix(strings.TrimPrefix(got, quiet), ", ")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheLinterFindsCircles(t *testing.T) {
	t.Parallel()
	field := func(name, on string, order int) string {
		return fmt.Sprintf(`%q: {"label": "L", "order": %d, "depends_on": [{"field": %q, "value": "x"}]}`, name, order, on)
	}
	doc := "{" + field("a", "b", 1) + "," + field("b", "c", 2) + "," + field("c", "b", 3) + "}"
	found := parse(t, doc).Lint()
	if len(found) != 1 || found[0].Code != "cycle" || found[0].Message != "the conditions go in a circle: b → c → b" {
		t.Errorf("%+v", found)
	}
}

func TestTheLinterLooksAtTheOrder(t *testing.T) {
	t.Parallel()
	if got := codes(t, `{"a": {"label": "A", "order": 1}, "b": {"label": "B", "order": 1}, "c": {"label": "C"},
		"d": {"label": "D", "order": 1, "ui_restrictions": ["advanced"]}}`); got != "b order_clash, c order_missing" {
		t.Error(got)
	}
	if orderText(3) != "3" || orderText(2.5) != "2.5" {
		t.Error("an order is written as it is")
	}
}

func TestTheLinterKnowsWhatTheServerRefuses(t *testing.T) {
	t.Parallel()
	for attributes, want := range map[string]string{
		`"order": 1`:                                      "label is missing",
		`"label": null`:                                   "label must be a text",
		`"category": null`:                                "category must be a text",
		`"placeholder": 5`:                                "placeholder must be a text or null",
		`"tooltip": []`:                                   "tooltip must be a text or null",
		`"order": null`:                                   "order must be a number",
		`"order": "x"`:                                    "order must be a number",
		`"required": null`:                                "required must be true or false",
		`"sensitive": "yes"`:                              "sensitive must be true or false",
		`"display": null`:                                 "display must be one of text, textbox, textarea, numeric, toggle, dropdown",
		`"display": "slider"`:                             "display must be one of text, textbox, textarea, numeric, toggle, dropdown",
		`"type": "STR"`:                                   "type must be str, int, list or bool",
		`"type": ""`:                                      "type must be str, int, list or bool",
		`"default_value": [], "required": false`:          "default_value must not be an array or an object",
		`"value": ["a"], "type": "list"`:                  "value must not be an array",
		`"ui_restrictions": [5]`:                          "ui_restrictions must be a list of texts",
		`"ui_restrictions": null`:                         "ui_restrictions must be a list of texts",
		`"depends_on": null`:                              "depends_on must be a list of objects",
		`"options": ["a"]`:                                "options must be a list of objects",
		`"options": [{"label": "A"}]`:                     "options needs label and value in each of its objects",
		`"options": [{"label": 5, "value": "a"}]`:         "options has a label that must be a text",
		`"options": [{"label": "A", "value": true}]`:      "options has a value that must be a text or a number",
		`"depends_on": [{"field": "f", "value": [1]}]`:    "depends_on has a value that must not be a list or an object",
		`"validations": [{"type": "x", "constraint": 1}]`: "validations has a type that must be one of less_than, greater_than, list_type, included_in, regex",
		`"validations": [{"type": "less_than", "constraint": null}]`: "validations has a constraint that must be a text, a number or a list",
		`"made_up": 1`: "the attribute made_up is not kept",
	} {
		doc := `{"f": {` + attributes + `}}`
		if !strings.Contains(attributes, `"label"`) && attributes != `"order": 1` {
			doc = `{"f": {"label": "L", ` + attributes + `}}`
		}
		found := false
		for _, f := range parse(t, doc).Lint() {
			found = found || strings.HasPrefix(f.Code, "server_") && f.Message == want
		}
		if !found {
			t.Errorf("%s: %+v", attributes, parse(t, doc).Lint())
		}
	}
	if got := codes(t, `{"f": "bare"}`); got != "f server_refuses, f order_missing" {
		t.Errorf("a bare entry: %s", got)
	}
	fine := `"label": "L", "category": "c", "placeholder": null, "tooltip": "t", "order": "1", "required": "true", "sensitive": "false",
		"display": "TextBox", "type": null, "default_value": null, "value": {"a": 1}, "ui_restrictions": "advanced", "depends_on": [], "options": {"label": "A", "value": 1}`
	for _, f := range parse(t, `{"f": {`+fine+`}}`).Lint() {
		if strings.HasPrefix(f.Code, "server_") {
			t.Errorf("the server takes this: %+v", f)
		}
	}
}

func TestTheLinterShowsNoSecret(t *testing.T) {
	t.Parallel()
	found := parse(t, `{"f": {"label": "L", "sensitive": true, "type": "int", "required": false, "default_value": "`+canary+`", "value": "`+canary+`"}}`).Lint()
	if len(found) < 2 || strings.Contains(fmt.Sprint(found), canary) {
		t.Errorf("%+v", found)
	}
}

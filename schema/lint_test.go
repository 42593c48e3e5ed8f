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

func TestTheLinterShowsNoSecret(t *testing.T) {
	t.Parallel()
	found := parse(t, `{"f": {"label": "L", "sensitive": true, "type": "int", "required": false, "default_value": "`+canary+`", "value": "`+canary+`"}}`).Lint()
	if len(found) < 2 || strings.Contains(fmt.Sprint(found), canary) {
		t.Errorf("%+v", found)
	}
}

package schema

import (
	"fmt"
	"strings"
	"testing"
)

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

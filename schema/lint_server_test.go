package schema

import (
	"strings"
	"testing"
)

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

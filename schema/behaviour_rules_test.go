package schema

import "fmt"

func ruleBehaviours() []behaviour {
	return []behaviour{
		{
			name: "38 less_than is strict",
			doc:  `"type": "int", "label": "Max", "value": 16, "validations": [{"type": "less_than", "constraint": 16}]`,
			says: []string{"'Max' value '16' should be less than 16."},
		},
		{
			name:  "39 the converted value is compared",
			doc:   `"type": "int", "value": "15", "validations": [{"type": "less_than", "constraint": 16}]`,
			value: `15`,
		},
		{
			name: "40 greater_than is strict",
			doc:  `"type": "int", "label": "Age", "value": -1, "validations": [{"type": "greater_than", "constraint": -1}]`,
			says: []string{"'Age' value '-1' should be greater than -1."},
		},
		{
			name: "41 all failures are collected",
			doc:  `"type": "int", "label": "N", "value": 5, "validations": [{"type": "greater_than", "constraint": 7}, {"type": "less_than", "constraint": 3}]`,
			says: []string{"'N' value '5' should be greater than 7.", "'N' value '5' should be less than 3."},
		},
		{
			name:   "42 comparing nothing raises",
			doc:    `"type": "int", "required": false, "value": "", "validations": [{"type": "less_than", "constraint": 16}]`,
			raises: "TypeError: '<' not supported between instances of 'NoneType' and 'int'",
		},
		{
			name: "43 the default is what is checked",
			doc:  `"type": "int", "required": false, "default_value": 20, "label": "Max", "value": "", "validations": [{"type": "less_than", "constraint": 16}]`,
			says: []string{"'Max' value '20' should be less than 16."},
		},
		{
			name: "44 the rules of an empty required field don't run",
			doc:  `"type": "int", "label": "Max", "value": "", "validations": [{"type": "less_than", "constraint": 16}]`,
			says: []string{"'Max' cannot be empty."},
		},
		{
			name: "45 a pattern matches the whole value",
			doc:  `"type": "str", "label": "URL", "value": "see https://x", "validations": [{"type": "regex", "constraint": "https://.*"}]`,
			says: []string{"'URL' value 'see https://x' failed regex check https://.*."},
		},
		{
			name: "46 also without anchors",
			doc:  `"type": "str", "label": "Code", "value": "AB12", "validations": [{"type": "regex", "constraint": "[A-Z]+"}]`,
			says: []string{"'Code' value 'AB12' failed regex check [A-Z]+."},
		},
		{
			name: "47 an optional empty text is matched",
			doc:  `"type": "str", "required": false, "label": "URL", "value": "", "validations": [{"type": "regex", "constraint": "^https://.*"}]`,
			says: []string{"'URL' value '' failed regex check ^https://.*."},
		},
		{
			name: "48 an alternation is matched as a whole",
			doc:  `"type": "str", "label": "P", "value": "catalog", "validations": [{"type": "regex", "constraint": "cat|dog"}]`,
			says: []string{"'P' value 'catalog' failed regex check cat|dog."},
		},
		{
			name: "49 a pattern needs text",
			doc:  `"type": "int", "label": "Port", "value": 80, "validations": [{"type": "regex", "constraint": "\\d+"}]`,
			says: []string{"Cannot regex validate 'Port' because '80' is not a string."},
		},
		{
			name: "50 included_in checks a single value",
			doc:  `"type": "str", "label": "Mode", "value": "x", "validations": [{"type": "included_in", "constraint": ["a", "b"]}]`,
			says: []string{"'Mode' list value 'x' should be one of a, b."},
		},
		{
			name: "51 included_in has a message for each bad item",
			doc:  `"type": "list", "label": "Sel", "value": "a,q,r", "validations": [{"type": "included_in", "constraint": ["a", "b"]}]`,
			says: []string{"'Sel' list value 'q' should be one of a, b.", "'Sel' list value 'r' should be one of a, b."},
		},
		{
			name: "52 items from text are never numbers",
			doc:  `"type": "list", "label": "Ids", "value": "1", "validations": [{"type": "included_in", "constraint": [1, 2]}]`,
			says: []string{"'Ids' list value '1' should be one of 1, 2."},
		},
		{
			name: "53 list_type has a message for each bad item",
			doc:  `"type": "list", "label": "Ids", "value": "1,2", "validations": [{"type": "list_type", "constraint": "int"}]`,
			says: []string{"'Ids' list value '1' should be of type int.", "'Ids' list value '2' should be of type int."},
		},
		{
			name:  "54 items from text are text",
			doc:   `"type": "list", "value": "1,2", "validations": [{"type": "list_type", "constraint": "str"}]`,
			value: `["1","2"]`,
		},
		{
			name: "55 list_type needs a list",
			doc:  `"type": "str", "label": "Name", "value": "a", "validations": [{"type": "list_type", "constraint": "str"}]`,
			says: []string{"Cannot list_type validate 'Name' because its value 'a' is not a list."},
		},
		{
			name:  "56 an unknown rule is ignored",
			doc:   `"type": "str", "value": "x", "validations": [{"type": "max_length", "constraint": 0}]`,
			value: `"x"`,
		},
		{
			name:   "57 but its constraint must be there",
			doc:    `"type": "str", "value": "x", "validations": [{"type": "max_length"}]`,
			raises: "KeyError: 'constraint'",
		},
		{
			name:  "58 options are not enforced",
			doc:   `"type": "str", "display": "dropdown", "options": [{"label": "A", "value": "a"}], "value": "zzz"`,
			value: `"zzz"`,
		},
	}
}

// on is a condition.
func on(field, value string) string {
	return fmt.Sprintf(`"depends_on": [{"field": %q, "value": %s}]`, field, value)
}

func dependencyBehaviours() []behaviour {
	return []behaviour{
		{
			name: "59 a field with an unmet condition is not checked",
			doc:  `{"ssl": {"type": "bool", "value": false}, "ca": {"value": "", ` + on("ssl", "true") + `}}`,
		},
		{
			name: "60 a field with a met condition is checked",
			doc:  `{"ssl": {"type": "bool", "value": true}, "ca": {"label": "CA", "value": "", ` + on("ssl", "true") + `}}`,
			says: []string{"'CA' cannot be empty."},
		},
		{
			name: "61 the text false switches on",
			doc:  `{"ssl": {"type": "bool", "value": "false"}, "ca": {"label": "CA", "value": "", ` + on("ssl", "true") + `}}`,
			says: []string{"'CA' cannot be empty."},
		},
		{
			name: "62 a text is no boolean",
			doc:  `{"ssl": {"type": "bool", "value": true}, "ca": {"value": "", ` + on("ssl", `"true"`) + `}}`,
		},
		{
			name: "63 true equals 1",
			doc:  `{"ssl": {"type": "bool", "value": true}, "ca": {"label": "CA", "value": "", ` + on("ssl", "1") + `}}`,
			says: []string{"'CA' cannot be empty."},
		},
		{
			name: "64 the converted value is compared",
			doc:  `{"n": {"type": "int", "value": "3"}, "x": {"label": "X", "value": "", ` + on("n", "3") + `}}`,
			says: []string{"'X' cannot be empty."},
		},
		{
			name: "65 all conditions must hold",
			doc:  `{"a": {"type": "bool", "value": true}, "b": {"value": "p"}, "x": {"value": "", "depends_on": [{"field": "a", "value": true}, {"field": "b", "value": "q"}]}}`,
		},
		{
			name: "66 the default of an optional field counts",
			doc:  `{"m": {"required": false, "default_value": "p", "value": ""}, "x": {"label": "X", "value": "", ` + on("m", `"p"`) + `}}`,
			says: []string{"'X' cannot be empty."},
		},
		{
			name: "67 conditions are not transitive",
			doc:  `{"a": {"type": "bool", "value": false}, "b": {"type": "bool", "value": true, ` + on("a", "true") + `}, "x": {"label": "X", "value": "", ` + on("b", "true") + `}}`,
			says: []string{"'X' cannot be empty."},
		},
		{
			name:   "68 a condition on an unknown field raises",
			doc:    `{"x": {"label": "X", "value": "v", ` + on("gone", "1") + `}}`,
			raises: "ConfigurableFieldDependencyError: 'X' depends on configuration 'gone', but it does not exist.",
		},
		{
			name: "69 the first unmet condition ends the walk",
			doc:  `{"a": {"type": "bool", "value": false}, "x": {"value": "", "depends_on": [{"field": "a", "value": true}, {"field": "gone", "value": 1}]}}`,
		},
		{
			name:   "70 hidden fields are converted too",
			doc:    `{"a": {"type": "bool", "value": false}, "n": {"type": "int", "value": "abc", ` + on("a", "true") + `}}`,
			raises: "ValueError: invalid literal for int() with base 10: 'abc'",
		},
		{
			name: "71 a list never equals one value",
			doc:  `{"l": {"type": "list", "value": "p"}, "x": {"value": "", ` + on("l", `"p"`) + `}}`,
		},
		{
			name: "72 messages follow the document, not the order",
			doc:  `{"z": {"label": "Z", "order": 2, "value": ""}, "y": {"type": "int", "label": "Y", "order": 1, "value": ""}}`,
			says: []string{"'Z' cannot be empty.", "'Y' cannot be empty."},
		},
		{
			name: "73 a bare value is text, labelled by its key",
			doc:  `{"host": "h", "port": ""}`,
			says: []string{"'Port' cannot be empty."},
		},
	}
}

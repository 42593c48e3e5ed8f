package schema

import "testing"

func TestRulesOnUnlikeThingsRaiseWhatPythonRaises(t *testing.T) {
	t.Parallel()
	rule := func(kind, constraint string) string {
		return `, "validations": [{"type": "` + kind + `", "constraint": ` + constraint + `}]`
	}
	for _, b := range []behaviour{
		{
			name:   "text and a number",
			doc:    `"value": "x"` + rule("less_than", "5"),
			raises: "TypeError: '<' not supported between instances of 'str' and 'int'",
		},
		{
			name:   "a number and null",
			doc:    `"type": "int", "value": 1` + rule("greater_than", "null"),
			raises: "TypeError: '>' not supported between instances of 'int' and 'NoneType'",
		},
		{
			name:   "a list and a number",
			doc:    `"type": "list", "value": "a"` + rule("less_than", "5"),
			raises: "TypeError: '<' not supported between instances of 'list' and 'int'",
		},
		{
			name:   "two objects",
			doc:    `"type": "dict", "value": {"a": 1}` + rule("less_than", "{}"),
			raises: "TypeError: '<' not supported between instances of 'dict' and 'dict'",
		},
		{
			name:   "the first items that differ",
			doc:    `"type": "list", "value": [1, "a"]` + rule("less_than", "[1, 2]"),
			raises: "TypeError: '<' not supported between instances of 'str' and 'int'",
		},
		{
			name:  "texts compare by code points",
			doc:   `"value": "Z"` + rule("less_than", `"a"`),
			value: `"Z"`,
		},
		{
			name:  "lists compare by items",
			doc:   `"type": "list", "value": "a,b"` + rule("greater_than", `["a", "a"]`),
			value: `["a","b"]`,
		},
		{
			name:  "a shorter list is less",
			doc:   `"type": "list", "value": "a"` + rule("less_than", `["a", "b"]`),
			value: `["a"]`,
		},
		{
			name:  "a longer one is greater",
			doc:   `"type": "list", "value": "a,b"` + rule("greater_than", `["a"]`),
			value: `["a","b"]`,
		},
		{
			name: "and not less",
			doc:  `"type": "list", "value": "a,b"` + rule("less_than", `["a"]`),
			says: []string{"'f' value '['a', 'b']' should be less than ['a']."},
		},
		{
			name: "a boolean is a number",
			doc:  `"type": "bool", "value": true` + rule("less_than", "1"),
			says: []string{"'f' value 'True' should be less than 1."},
		},
		{
			name:  "numbers compare exactly",
			doc:   `"type": "int", "value": 9007199254740993` + rule("greater_than", "9007199254740992.0"),
			value: `9007199254740993`,
		},
		{
			name: "NaN is never less",
			doc:  `"type": "float", "value": "nan"` + rule("less_than", "5"),
			says: []string{"'f' value 'nan' should be less than 5."},
		},

		{
			name:   "a number in a text",
			doc:    `"type": "int", "value": 5` + rule("included_in", `"5"`),
			raises: "TypeError: 'in <string>' requires string as left operand, not int",
		},
		{
			name:   "a text in a number",
			doc:    `"value": "5"` + rule("included_in", "5"),
			raises: "TypeError: argument of type 'int' is not iterable",
		},
		{
			name:   "a text in null",
			doc:    `"value": "5"` + rule("included_in", "null"),
			raises: "TypeError: argument of type 'NoneType' is not iterable",
		},
		{
			name:   "a list in an object",
			doc:    `"type": "list", "value": [[1]]` + rule("included_in", `{"a": 1}`),
			raises: "TypeError: unhashable type: 'list'",
		},
		{
			name:   "an object in an object",
			doc:    `"type": "dict", "value": {}` + rule("included_in", `{"a": 1}`),
			raises: "TypeError: unhashable type: 'dict'",
		},
		{
			name: "a pair in an object",
			doc:  `"type": "list", "value": {"a": 1}` + rule("included_in", `{"a": 1}`),
			says: []string{"'f' list value '('a', 1)' should be one of a."},
		},
		{
			name:   "a pair with a list in an object",
			doc:    `"type": "list", "value": {"a": []}` + rule("included_in", `{"a": 1}`),
			raises: "TypeError: unhashable type: 'list'",
		},
		{
			name:  "a part of a text",
			doc:   `"value": "bc"` + rule("included_in", `"abcd"`),
			value: `"bc"`,
		},
		{
			name: "no part of a text",
			doc:  `"value": "ca"` + rule("included_in", `"abc"`),
			says: []string{"'f' list value 'ca' should be one of a, b, c."},
		},
		{
			name:  "a key of an object",
			doc:   `"value": "a"` + rule("included_in", `{"a": 1}`),
			value: `"a"`,
		},
		{
			name: "a number among the keys",
			doc:  `"type": "int", "value": 1` + rule("included_in", `{"a": 1}`),
			says: []string{"'f' list value '1' should be one of a."},
		},
		{
			name:  "a number equals a boolean",
			doc:   `"type": "int", "value": 1` + rule("included_in", `[true]`),
			value: `1`,
		},
		{
			name: "zero is not null",
			doc:  `"type": "int", "value": 0` + rule("included_in", `[null]`),
			says: []string{"'f' list value '0' should be one of None."},
		},
		{
			name:  "minus zero is zero",
			doc:   `"type": "float", "value": -0.0` + rule("included_in", `[0]`),
			value: `-0.0`,
		},
		{
			name:  "a large fraction is a large number",
			doc:   `"type": "int", "value": 10000000000000000000000` + rule("included_in", `[1e22]`),
			value: `10000000000000000000000`,
		},
		{
			name: "but not its neighbour",
			doc:  `"type": "int", "value": 10000000000000000000001` + rule("included_in", `[1e22]`),
			says: []string{"'f' list value '10000000000000000000001' should be one of 1e+22."},
		},
		{
			name: "NaN is never among the choices",
			doc:  `"type": "float", "value": "nan"` + rule("included_in", `[1, "nan"]`),
			says: []string{"'f' list value 'nan' should be one of 1, nan."},
		},
		{
			name:  "lists and objects equal item by item",
			doc:   `"type": "list", "value": [[1, {"a": true, "b": null}], []]` + rule("included_in", `[[1.0, {"b": null, "a": 1}], []]`),
			value: `[[1,{"a":true,"b":null}],[]]`,
		},
		{
			name: "texts of a list don't run together",
			doc:  `"type": "list", "value": [["a", "b"]]` + rule("included_in", `[["ab"], ["a \"1:b"]]`),
			says: []string{`'f' list value '['a', 'b']' should be one of ['ab'], ['a "1:b'].`},
		},
		{
			name: "the choices are written as Python writes them",
			doc:  `"value": "x"` + rule("included_in", `[null, true, 1.0, ["a"]]`),
			says: []string{"'f' list value 'x' should be one of None, True, 1.0, ['a']."},
		},

		{
			name:  "a boolean is an int",
			doc:   `"type": "list", "value": [true, 1]` + rule("list_type", `"int"`),
			value: `[true,1]`,
		},
		{
			name: "a pair is no text",
			doc:  `"type": "list", "value": {"a": 1}` + rule("list_type", `"str"`),
			says: []string{"'f' list value '('a', 1)' should be of type str."},
		},
		{
			name:  "other constraints check nothing",
			doc:   `"type": "list", "value": [1, "a"]` + rule("list_type", `"float"`),
			value: `[1,"a"]`,
		},

		{
			name:   "a pattern that is a number",
			doc:    `"value": "x"` + rule("regex", "5"),
			raises: "TypeError: first argument must be string or compiled pattern",
		},
		{
			name:   "a pattern that is a list",
			doc:    `"value": "x"` + rule("regex", "[1]"),
			raises: "TypeError: unhashable type: 'list'",
		},
		{
			name:   "a bad pattern",
			doc:    `"value": "x"` + rule("regex", `"[a"`),
			raises: "re.error: unterminated character set at position 0",
		},
		{
			name: "a bad pattern isn't read for what is no text",
			doc:  `"type": "int", "value": 1` + rule("regex", `"[a"`),
			says: []string{"Cannot regex validate 'f' because '1' is not a string."},
		},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			b.check(t)
		})
	}
}

package schema

import "testing"

// A document may hold attributes of any kind. What the service makes of them is
// Python's word, which the same documents got from Python 3.11.

func TestAttributesOfWrongKindsRaiseWhatPythonRaises(t *testing.T) {
	t.Parallel()
	const optional = `"required": false, `
	for _, b := range []behaviour{
		{
			name:   "type null",
			doc:    `"type": null, "value": "x"`,
			raises: "AttributeError: 'NoneType' object has no attribute 'split'",
		},
		{
			name:   "type a number",
			doc:    `"type": 5`,
			raises: "AttributeError: 'int' object has no attribute 'split'",
		},
		{
			name:   "type a list",
			doc:    `"type": ["str"]`,
			raises: "AttributeError: 'list' object has no attribute 'split'",
		},
		{
			name:   "an array for a number",
			doc:    `"type": "int", "value": [1]`,
			raises: "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'",
		},
		{
			name:   "an object for a fraction",
			doc:    `"type": "float", "value": {"a": 1}`,
			raises: "TypeError: float() argument must be a string or a real number, not 'dict'",
		},
		{
			name:   "text for a fraction",
			doc:    `"type": "float", "value": "1,5"`,
			raises: "ValueError: could not convert string to float: '1,5'",
		},
		{
			name:   "an infinity for a number",
			doc:    `"type": "int", "value": 1e400`,
			raises: "OverflowError: cannot convert float infinity to integer",
		},
		{
			name:   "a huge number for a fraction",
			doc:    `"type": "float", "value": 1` + zeros(400),
			raises: "OverflowError: int too large to convert to float",
		},
		{
			name:   "the default's exception comes before the value's",
			doc:    `"type": "int", "value": "v", "default_value": "d"`,
			raises: "ValueError: invalid literal for int() with base 10: 'd'",
		},

		{
			name:   "depends_on a number",
			doc:    optional + `"depends_on": 5`,
			raises: "TypeError: object of type 'int' has no len()",
		},
		{
			name:   "depends_on a boolean",
			doc:    optional + `"depends_on": true`,
			raises: "TypeError: object of type 'bool' has no len()",
		},
		{
			name:   "depends_on a text",
			doc:    optional + `"depends_on": "ssl"`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:   "depends_on an object",
			doc:    optional + `"depends_on": {"field": "f", "value": 1}`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:   "a condition that is null",
			doc:    optional + `"depends_on": [null]`,
			raises: "TypeError: 'NoneType' object is not subscriptable",
		},
		{
			name:   "a condition that is a list",
			doc:    optional + `"depends_on": [[1]]`,
			raises: "TypeError: list indices must be integers or slices, not str",
		},
		{
			name:   "a condition without field",
			doc:    optional + `"depends_on": [{"value": 1}]`,
			raises: "KeyError: 'field'",
		},
		{
			name:   "a condition without value",
			doc:    optional + `"depends_on": [{"field": "f"}]`,
			raises: "KeyError: 'value'",
		},
		{
			name:   "a condition without value on no field",
			doc:    optional + `"depends_on": [{"field": "x"}]`,
			raises: "ConfigurableFieldDependencyError: 'f' depends on configuration 'x', but it does not exist.",
		},
		{
			name:   "a condition on a number",
			doc:    optional + `"depends_on": [{"field": 5, "value": 1}]`,
			raises: "ConfigurableFieldDependencyError: 'f' depends on configuration '5', but it does not exist.",
		},
		{
			name:   "a condition on null",
			doc:    optional + `"depends_on": [{"field": null, "value": 1}]`,
			raises: "ConfigurableFieldDependencyError: 'f' depends on configuration 'None', but it does not exist.",
		},
		{
			name:   "a condition on a list",
			doc:    optional + `"depends_on": [{"field": ["f"], "value": 1}]`,
			raises: "TypeError: unhashable type: 'list'",
		},
		{
			name:  "an empty text for depends_on is no condition",
			doc:   `"value": "x", "depends_on": ""`,
			value: `"x"`,
		},
		{
			name:  "nor is an empty object",
			doc:   `"value": "x", "depends_on": {}`,
			value: `"x"`,
		},

		{
			name:   "validations a number",
			doc:    optional + `"validations": 5`,
			raises: "TypeError: 'int' object is not iterable",
		},
		{
			name:   "validations a text",
			doc:    optional + `"validations": "x"`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:   "validations an object",
			doc:    optional + `"validations": {"type": "regex"}`,
			raises: "TypeError: string indices must be integers, not 'str'",
		},
		{
			name:  "validations an empty object",
			doc:   `"value": "x", "validations": {}`,
			value: `"x"`,
		},
		{
			name:   "a rule that is a number",
			doc:    optional + `"validations": [1.5]`,
			raises: "TypeError: 'float' object is not subscriptable",
		},
		{
			name:   "a rule without type",
			doc:    optional + `"validations": [{"constraint": 1}]`,
			raises: "KeyError: 'type'",
		},
		{
			name:  "a rule of type null is unset",
			doc:   `"value": "x", "validations": [{"type": null, "constraint": 1}]`,
			value: `"x"`,
		},
		{
			name:  "a rule whose type is a list is unknown",
			doc:   `"value": "x", "validations": [{"type": [1], "constraint": 1}]`,
			value: `"x"`,
		},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			b.check(t)
		})
	}
}

func zeros(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '0'
	}
	return string(b)
}

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

func TestOddAttributesThatTheServiceAccepts(t *testing.T) {
	t.Parallel()
	for _, b := range []behaviour{
		{
			name:  "required null is false",
			doc:   `"required": null, "value": ""`,
			value: `""`,
		},
		{
			name:  "required an empty list is false",
			doc:   `"required": [], "value": ""`,
			value: `""`,
		},
		{
			name:  "required 0.0 is false",
			doc:   `"required": 0.0, "value": ""`,
			value: `""`,
		},
		{
			name: "required an object is true",
			doc:  `"required": {"a": 1}, "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name: "an empty label stays",
			doc:  `"label": "", "value": ""`,
			says: []string{"'' cannot be empty."},
		},
		{
			name: "a null label is the key",
			doc:  `"label": null, "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name: "a label that is a number",
			doc:  `"label": 5, "value": ""`,
			says: []string{"'5' cannot be empty."},
		},
		{
			name: "a label that is a list",
			doc:  `"label": ["a"], "value": ""`,
			says: []string{"'['a']' cannot be empty."},
		},
		{
			name:  "a type with its module",
			doc:   `"type": "builtins.int", "value": "5"`,
			value: `5`,
		},
		{
			name:  "a type with empty parts",
			doc:   `"type": ".int.", "value": "5"`,
			value: `5`,
		},
		{
			name:  "a type with another module",
			doc:   `"type": "x.int", "value": "5"`,
			value: `"5"`,
		},
		{
			name:  "a type of other case",
			doc:   `"type": "INT", "value": "5"`,
			value: `"5"`,
		},
		{name: "an empty type", doc: `"type": "", "value": 5`, value: `5`},
		{
			name: "null of an unknown type",
			doc:  `"type": "dict", "value": null`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "an object for a text",
			doc:   `"value": {"a": [1]}`,
			value: `"{'a': [1]}"`,
		},
		{
			name:  "an object for a switch",
			doc:   `"type": "bool", "value": {}`,
			value: `false`,
		},
		{
			name:  "an object for a list",
			doc:   `"type": "list", "value": {"a": 1}`,
			value: `[["a",1]]`,
		},
		{
			name:  "a fraction for a list",
			doc:   `"type": "list", "value": 1.5`,
			value: `[1.5]`,
		},
		{
			name:  "a boolean for a list",
			doc:   `"type": "list", "value": false`,
			value: `[false]`,
		},
		{
			name:  "a boolean for a fraction",
			doc:   `"type": "float", "value": true`,
			value: `1.0`,
		},
		{
			name:  "text for a fraction",
			doc:   `"type": "float", "value": " 1_0.5 "`,
			value: `10.5`,
		},
		{
			name:  "an infinity in text",
			doc:   `"type": "float", "value": "-inf"`,
			value: `"-Infinity"`,
		},
		{
			name:  "nothing for a fraction",
			doc:   `"type": "float", "required": false`,
			value: `null`,
		},
		{name: "nothing for a text", doc: `"required": false`, value: `""`},
		{
			name:  "nothing for a list",
			doc:   `"type": "list", "required": false`,
			value: `[]`,
		},
		{
			name:  "digits of another script",
			doc:   `"type": "int", "value": "١٢"`,
			value: `12`,
		},
		{
			name:  "white space of any kind around items",
			doc:   `"type": "list", "value": "\u00a0a\u2003,\u001cb"`,
			value: `["a","b"]`,
		},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			b.check(t)
		})
	}
}

func TestBareEntriesAreTexts(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`null`: "None", `true`: "True", `5`: "5", `1.0`: "1.0", `["a"]`: "['a']", `"x"`: "x",
	} {
		s := parse(t, `{"SOME_key": `+doc+`}`)
		st := s.Evaluate().State("SOME_key")
		if st.Stored.Reveal() != want || st.Field.Label != "Some_key" || !st.Field.Required {
			t.Errorf("%s: %+v", doc, st)
		}
	}
}

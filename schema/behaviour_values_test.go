package schema

import ()

func conversionBehaviours() []behaviour {
	return []behaviour{
		{
			name:  "1 text is not trimmed",
			doc:   `"type": "str", "value": " x "`,
			value: `" x "`,
		},
		{
			name:  "2 blank text counts as filled in",
			doc:   `"type": "str", "value": " "`,
			value: `" "`,
		},
		{
			name: "3 a null text is empty",
			doc:  `"type": "str", "value": null`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "4 a boolean becomes Python's text",
			doc:   `"type": "str", "value": false`,
			value: `"False"`,
		},
		{
			name:  "5 a number may have blanks around it",
			doc:   `"type": "int", "value": " 5432 "`,
			value: `5432`,
		},
		{
			name: "6 an empty number is empty",
			doc:  `"type": "int", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:   "7 a blank number can't be loaded",
			doc:    `"type": "int", "value": " "`,
			raises: "ValueError: invalid literal for int() with base 10: ' '",
		},
		{
			name:   "8 a fraction in text is no whole number",
			doc:    `"type": "int", "value": "5432.0"`,
			raises: "ValueError: invalid literal for int() with base 10: '5432.0'",
		},
		{
			name:  "9 a JSON fraction is truncated",
			doc:   `"type": "int", "value": 7.9`,
			value: `7`,
		},
		{name: "10 zero is a value", doc: `"type": "int", "value": 0`, value: `0`},
		{
			name:  "11 underscores separate digits",
			doc:   `"type": "int", "value": "1_000"`,
			value: `1000`,
		},
		{
			name:  "12 an int field keeps a boolean",
			doc:   `"type": "int", "value": true`,
			value: `true`,
		},
		{
			name:  "13 a number has no upper bound",
			doc:   `"type": "int", "value": "18446744073709551616"`,
			value: `18446744073709551616`,
		},
		{
			name: "14 an empty switch is empty",
			doc:  `"type": "bool", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "15 false is a value",
			doc:   `"type": "bool", "value": false`,
			value: `false`,
		},
		{
			name:  "16 every text but the empty one is true",
			doc:   `"type": "bool", "value": "false"`,
			value: `true`,
		},
		{
			name:  "17 zero is false",
			doc:   `"type": "bool", "value": 0`,
			value: `false`,
		},
		{
			name:  "18 a list is split at commas",
			doc:   `"type": "list", "value": "a, b ,, c,"`,
			value: `["a","b","c"]`,
		},
		{
			name: "19 a list of nothing is empty",
			doc:  `"type": "list", "value": " , "`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "20 a backslash doesn't escape a comma",
			doc:   `"type": "list", "value": "x\\,y"`,
			value: `["x\\","y"]`,
		},
		{
			name:  "21 lines are no items",
			doc:   `"type": "list", "value": "x\ny"`,
			value: `["x\ny"]`,
		},
		{
			name:  "22 JSON in a text is not read",
			doc:   `"type": "list", "value": "[\"x\"]"`,
			value: `["[\"x\"]"]`,
		},
		{
			name:  "23 an array is taken as it is",
			doc:   `"type": "list", "value": [" x ", ""]`,
			value: `[" x ",""]`,
		},
		{
			name: "24 a list of empty texts is empty",
			doc:  `"type": "list", "value": [""]`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name:  "25 a list with one item is not empty",
			doc:   `"type": "list", "value": ["", "x"]`,
			value: `["","x"]`,
		},
		{
			name:  "26 a number becomes a list of one",
			doc:   `"type": "list", "value": 12`,
			value: `[12]`,
		},
		{
			name:  "27 an unknown type converts nothing",
			doc:   `"type": "boolean", "value": "false"`,
			value: `"false"`,
		},
	}
}

func requiredBehaviours() []behaviour {
	return []behaviour{
		{
			name: "28 a field without the attribute is required",
			doc:  `"type": "str", "label": "Host", "value": ""`,
			says: []string{"'Host' cannot be empty."},
		},
		{
			name:  "29 an optional empty field takes its default",
			doc:   `"type": "int", "required": false, "default_value": 50, "value": ""`,
			value: `50`,
		},
		{
			name: "30 a required field never does",
			doc:  `"type": "int", "required": true, "default_value": 50, "label": "Rows", "value": ""`,
			says: []string{"'Rows' cannot be empty."},
		},
		{
			name:  "31 zero beats the default",
			doc:   `"type": "int", "required": false, "default_value": 50, "value": 0`,
			value: `0`,
		},
		{
			name:  "32 blank text beats the default",
			doc:   `"type": "str", "required": false, "default_value": "d", "value": " "`,
			value: `" "`,
		},
		{
			name:  "33 the default is converted too",
			doc:   `"type": "list", "required": false, "default_value": "a,b", "value": [null]`,
			value: `["a","b"]`,
		},
		{
			name:   "34 a bad default breaks the document",
			doc:    `"type": "int", "required": false, "default_value": "x", "value": 1`,
			raises: "ValueError: invalid literal for int() with base 10: 'x'",
		},
		{
			name:  "35 an optional field may have nothing",
			doc:   `"type": "bool", "required": false, "value": ""`,
			value: `null`,
		},
		{
			name: "36 required is judged by its truth",
			doc:  `"type": "str", "required": "false", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
		{
			name: "37 the key stands in for a missing label",
			doc:  `"type": "str", "value": ""`,
			says: []string{"'f' cannot be empty."},
		},
	}
}

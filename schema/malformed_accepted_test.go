package schema

import "testing"

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

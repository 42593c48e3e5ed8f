package schema

import "testing"

func TestChoicesBecomeTheSentForm(t *testing.T) {
	t.Parallel()
	of := func(kind Type) Field { return Field{Name: "f", Label: "F", Type: kind} }
	dropdown := Field{Name: "f", Label: "F", Type: TypeStr, Display: DisplayDropdown, Options: []Option{{"A", Text("a")}}}
	for _, c := range []entered{
		{name: "null clears", field: of(TypeInt), text: `null`, sent: `""`},
		{name: "a text is entered", field: of(TypeInt), text: `"5"`, sent: `5`},
		{
			name:  "the text false is off",
			field: of(TypeBool),
			text:  `"false"`,
			sent:  `false`,
		},
		{name: "a number", field: of(TypeInt), text: `5`, sent: `5`},
		{
			name:  "a fraction without a rest",
			field: of(TypeInt),
			text:  `7.0`,
			sent:  `7`,
		},
		{
			name:       "a fraction with a rest",
			field:      of(TypeInt),
			text:       `7.9`,
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "an infinity",
			field:      of(TypeInt),
			text:       `1e400`,
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:     "a large fraction",
			field:    of(TypeInt),
			text:     `1e20`,
			sent:     `100000000000000000000`,
			problems: "wizard_range",
		},
		{
			name:       "a boolean is no number",
			field:      of(TypeInt),
			text:       `true`,
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:     "a large number",
			field:    of(TypeInt),
			text:     `9007199254740992`,
			sent:     `9007199254740992`,
			problems: "wizard_range",
		},
		{
			name:  "a whole number in a float field",
			field: of(TypeFloat),
			text:  `5`,
			sent:  `5.0`,
		},
		{
			name:  "a fraction in a float field",
			field: of(TypeFloat),
			text:  `1.5`,
			sent:  `1.5`,
		},
		{
			name:     "an infinity in a float field",
			field:    of(TypeFloat),
			text:     `1e400`,
			sent:     `"inf"`,
			problems: "wizard_range",
		},
		{
			name:       "a number too large for a fraction",
			field:      of(TypeFloat),
			text:       `1` + zeros(400),
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "a boolean is no fraction",
			field:      of(TypeFloat),
			text:       `true`,
			problems:   "wizard_number",
			unsendable: true,
		},
		{name: "on", field: of(TypeBool), text: `true`, sent: `true`},
		{name: "one is on", field: of(TypeBool), text: `1`, sent: `true`},
		{name: "zero is off", field: of(TypeBool), text: `0.0`, sent: `false`},
		{
			name:       "two is neither",
			field:      of(TypeBool),
			text:       `2`,
			problems:   "wizard_boolean",
			unsendable: true,
		},
		{
			name:  "an array is joined",
			field: of(TypeList),
			text:  `["a", " b ", 5, null, ""]`,
			sent:  `"a,b,5"`,
		},
		{
			name:  "a single number is a list",
			field: of(TypeList),
			text:  `5`,
			sent:  `"5"`,
		},
		{
			name:     "an item with a comma",
			field:    of(TypeList),
			text:     `["a,b"]`,
			sent:     `"a,b"`,
			problems: "wizard_list",
		},
		{
			name:       "an array of arrays",
			field:      of(TypeList),
			text:       `[["a"]]`,
			problems:   "wizard_list",
			unsendable: true,
		},
		{
			name:       "an object is no list",
			field:      of(TypeList),
			text:       `{"a": 1}`,
			problems:   "wizard_list",
			unsendable: true,
		},
		{name: "an array of nothing", field: of(TypeList), text: `[]`, sent: `""`},
		{
			name:     "a number in a text field",
			field:    of(TypeStr),
			text:     `5`,
			sent:     `"5"`,
			warnings: "wizard_text",
		},
		{
			name:     "a boolean in a text field",
			field:    of(TypeStr),
			text:     `true`,
			sent:     `"True"`,
			warnings: "wizard_text",
		},
		{
			name:       "an array is no text",
			field:      of(TypeStr),
			text:       `["a"]`,
			problems:   "wizard_text",
			unsendable: true,
		},
		{
			name:       "an infinity in a field of an unknown type",
			field:      of("dict"),
			text:       `1e400`,
			problems:   "wizard_range",
			unsendable: true,
		},
		{
			name:       "an infinity inside of its value",
			field:      of("dict"),
			text:       `{"a": [1, -1e400]}`,
			problems:   "wizard_range",
			unsendable: true,
		},
		{
			name:  "an unknown type takes anything",
			field: of("dict"),
			text:  `{"a": [1]}`,
			sent:  `{"a":[1]}`,
		},
		{name: "an option", field: dropdown, text: `"a"`, sent: `"a"`},
		{
			name:     "no option",
			field:    dropdown,
			text:     `5`,
			sent:     `"5"`,
			problems: "wizard_option",
			warnings: "wizard_text",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.check(t, c.field.FromChoice(value(t, c.text)))
		})
	}
	sensitive := Field{Name: "f", Type: TypeStr, Sensitive: true}
	if in := sensitive.FromChoice(Int(5)); !in.Value.Sensitive() || in.Value.Reveal() != "5" {
		t.Errorf("a choice in a sensitive field: %s", in.Value.RevealJSON())
	}
}

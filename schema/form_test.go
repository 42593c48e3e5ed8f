package schema

import "testing"

// The numbers are those of behaviours seen in Kibana's form. It converts text
// loosely and sends what it can't convert; what the wizard makes of the same
// entries is here.
func TestEntriesThatKibanaMishandles(t *testing.T) {
	t.Parallel()
	number := Field{Name: "f", Label: "F", Type: TypeInt, Display: DisplayNumeric}
	text := Field{Name: "f", Label: "F", Type: TypeStr, Display: DisplayText}
	textNumber := Field{Name: "f", Label: "F", Type: TypeStr, Display: DisplayNumeric}
	toggle := Field{Name: "f", Label: "F", Type: TypeBool, Display: DisplayToggle}
	list := Field{Name: "f", Label: "F", Type: TypeList, Display: DisplayTextArea}
	choice := Field{
		Name: "f", Label: "F", Type: TypeStr, Display: DisplayDropdown,
		Options: []Option{
			{"One", Text("1")},
			{"Two", Text("2")},
			{"Three", Text("3")},
			{"Four", Text("4")},
		},
	}
	required := text
	required.Required = true
	for _, c := range []entered{
		{
			name:  "41 a number is sent as a number",
			field: number,
			text:  "42",
			sent:  `42`,
		},
		{
			name:     "42 blanks around a number are dropped",
			field:    number,
			text:     " 42 ",
			sent:     `42`,
			warnings: "wizard_number",
		},
		{
			name:       "43 what is no number is refused, not sent as text",
			field:      number,
			text:       "abc",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "44 a fraction is refused",
			field:      number,
			text:       "1.0",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "45 an exponent is refused, not cut to its first digit",
			field:      number,
			text:       "1e3",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "46 hexadecimal is refused, not taken for zero",
			field:      number,
			text:       "0x1F",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:  "47 a negative number",
			field: number,
			text:  "-5",
			sent:  `-5`,
		},
		{
			name:     "48 a number out of the safe range",
			field:    number,
			text:     "9007199254740993",
			sent:     `9007199254740993`,
			problems: "wizard_range",
		},
		{
			name:  "49 blanks are nothing, not null",
			field: number,
			text:  "   ",
			sent:  `""`,
		},
		{
			name:  "50 clearing sends an empty text, not null",
			field: number,
			text:  "",
			sent:  `""`,
		},
		{
			name:  "51 a text field shown as a number takes any text",
			field: textNumber,
			text:  "abc",
			sent:  `"abc"`,
		},
		{
			name:  "53 a number in a text field is sent as text",
			field: text,
			text:  "4",
			sent:  `"4"`,
		},
		{
			name:  "54 the text false is off, not on",
			field: toggle,
			text:  "false",
			sent:  `false`,
		},
		{
			name:  "55 a switch is sent as a boolean",
			field: toggle,
			text:  "true",
			sent:  `true`,
		},
		{
			name:  "56 a list is tidied up",
			field: list,
			text:  "a, b,,c ",
			sent:  `"a,b,c"`,
		},
		{
			name:  "59 a dropdown that nobody touched chooses nothing",
			field: choice,
			text:  "",
			sent:  `""`,
		},
		{
			name:     "60 a value that is none of the options",
			field:    choice,
			text:     "5",
			sent:     `"5"`,
			problems: "wizard_option",
		},
		{
			name:     "73 blanks in a required text",
			field:    required,
			text:     "   ",
			sent:     `"   "`,
			problems: "wizard_blank",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.check(t, c.field.FromText(c.text))
		})
	}
}

func TestStoredArraysAreRepairedInsteadOfSentBack(t *testing.T) {
	t.Parallel()
	f := parse(t, `{"f": {"type": "list", "value": ["a", "b"]}}`).Field("f")
	if f.EditText() != "a,b" {
		t.Errorf("57 shown as %q", f.EditText())
	}
	if v, needed := f.Repair(); !needed || string(v.RevealJSON()) != `"a,b"` {
		t.Errorf("57 repaired as %s", v.RevealJSON())
	}
}

func TestRulesThatKibanaNeverRuns(t *testing.T) {
	t.Parallel()
	for _, b := range []behaviour{
		{
			name: "72 a required field without a value",
			doc:  `"label": "F", "value": ""`,
			says: []string{"'F' cannot be empty."},
		},
		{
			name: "75 a number that is too large",
			doc: `"label": "F", "type": "int", "value": 500,
				"validations": [{"type": "less_than", "constraint": 101}]`,
			says: []string{"'F' value '500' should be less than 101."},
		},
		{
			name: "76 a text that doesn't match",
			doc: `"label": "F", "value": "x",
				"validations": [{"type": "regex", "constraint": "^\\S+@\\S+\\.\\S+$"}]`,
			says: []string{`'F' value 'x' failed regex check ^\S+@\S+\.\S+$.`},
		},
	} {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			b.check(t)
		})
	}
}

func TestHiddenRequiredFieldsDontBlock(t *testing.T) {
	t.Parallel()
	e := parse(t, `{
		"t": {"type": "bool", "value": false},
		"c": {"value": "", "depends_on": [{"field": "t", "value": true}]}
	}`).Evaluate()
	if v := e.Verdict(); !v.Valid {
		t.Errorf("74 %+v", v)
	}
	if v := e.With("t", Bool(true)).Verdict(); v.Valid {
		t.Error("shown, the field must be filled in")
	}
}

func TestHidingAndShowingKeepsTheValue(t *testing.T) {
	t.Parallel()
	e := parse(t, `{
		"t": {"value": "on"},
		"c": {"value": "typed", "depends_on": [{"field": "t", "value": "on"}]}
	}`).Evaluate()
	off := e.With("t", Text("off"))
	if s := off.State("c"); s.Active || s.Stored.String() != "typed" {
		t.Errorf("20 hidden: %+v", s)
	}
	if s := off.With("t", Text("on")).State("c"); !s.Active || s.Stored.String() != "typed" {
		t.Errorf("20 shown again: %+v", s)
	}
}

package schema

import "testing"

func TestTextBecomesTheSentForm(t *testing.T) {
	t.Parallel()
	str := Field{Name: "f", Label: "F", Type: TypeStr}
	required := Field{Name: "f", Label: "F", Type: TypeStr, Required: true}
	area := Field{Name: "f", Label: "F", Type: TypeStr, Display: DisplayTextArea}
	integer := Field{Name: "f", Label: "F", Type: TypeInt, Display: DisplayNumeric}
	float := Field{Name: "f", Label: "F", Type: TypeFloat}
	boolean := Field{Name: "f", Label: "F", Type: TypeBool, Display: DisplayToggle}
	list := Field{Name: "f", Label: "F", Type: TypeList}
	requiredList := Field{Name: "f", Label: "F", Type: TypeList, Required: true}
	dropdown := Field{Name: "f", Label: "F", Type: TypeStr, Display: DisplayDropdown, Options: []Option{{"A", Text("a")}, {"One", Int(1)}}}
	numbers := Field{Name: "f", Label: "F", Type: TypeInt, Display: DisplayDropdown, Options: []Option{{"One", Text("1")}, {"Two", Int(2)}}}
	several := Field{Name: "f", Label: "F", Type: TypeList, Display: DisplayDropdown, Options: []Option{{"A", Text("a")}, {"B", Text("b")}}}
	for _, c := range []entered{
		{
			name:  "text is kept as it is",
			field: str,
			text:  " x\ty ",
			sent:  `" x\ty "`,
		},
		{name: "empty text clears", field: str, text: "", sent: `""`},
		{
			name:  "empty text in a required field is the service's matter",
			field: required,
			text:  "",
			sent:  `""`,
		},
		{
			name:     "blank text in a required field",
			field:    required,
			text:     " \t",
			sent:     `" \t"`,
			problems: "wizard_blank",
		},
		{
			name:     "blank text in an optional one",
			field:    str,
			text:     " ",
			sent:     `" "`,
			warnings: "wizard_blank",
		},
		{
			name:     "a no-break space is blank",
			field:    required,
			text:     "\u00a0",
			sent:     "\"\u00a0\"",
			problems: "wizard_blank",
		},
		{
			name:     "several lines in a field of one",
			field:    str,
			text:     "a\nb",
			sent:     `"a\nb"`,
			warnings: "wizard_lines",
		},
		{
			name:  "several lines in a text area",
			field: area,
			text:  "a\nb",
			sent:  `"a\nb"`,
		},
		{
			name:  "text of an unknown type",
			field: Field{Name: "f", Type: "dict"},
			text:  "{}",
			sent:  `"{}"`,
		},

		{name: "a number", field: integer, text: "5432", sent: `5432`},
		{name: "a negative number", field: integer, text: "-5", sent: `-5`},
		{
			name:     "a number with blanks",
			field:    integer,
			text:     " 42 ",
			sent:     `42`,
			warnings: "wizard_number",
		},
		{
			name:     "a number that only Python reads",
			field:    integer,
			text:     "1_000",
			sent:     `1000`,
			warnings: "wizard_number",
		},
		{
			name:     "digits of another script",
			field:    integer,
			text:     "٤٢",
			sent:     `42`,
			warnings: "wizard_number",
		},
		{name: "leading zeros", field: integer, text: "00012", sent: `12`},
		{name: "a plus sign", field: integer, text: "+7", sent: `7`},
		{
			name:       "no number",
			field:      integer,
			text:       "abc",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "a fraction in an int field",
			field:      integer,
			text:       "1.0",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "an exponent in an int field",
			field:      integer,
			text:       "1e3",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "hexadecimal digits",
			field:      integer,
			text:       "0x1F",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:       "a thousands separator",
			field:      integer,
			text:       "1,000",
			problems:   "wizard_number",
			unsendable: true,
		},
		{
			name:  "three blanks clear a number",
			field: integer,
			text:  "   ",
			sent:  `""`,
		},
		{name: "nothing clears a number", field: integer, text: "", sent: `""`},
		{
			name:  "the largest safe number",
			field: integer,
			text:  "9007199254740991",
			sent:  `9007199254740991`,
		},
		{
			name:     "beyond the safe range",
			field:    integer,
			text:     "9007199254740992",
			sent:     `9007199254740992`,
			problems: "wizard_range",
		},
		{
			name:     "below it",
			field:    integer,
			text:     "-9007199254740992",
			sent:     `-9007199254740992`,
			problems: "wizard_range",
		},

		{name: "a fraction", field: float, text: "1.5", sent: `1.5`},
		{
			name:  "a whole number in a float field",
			field: float,
			text:  "2",
			sent:  `2.0`,
		},
		{
			name:  "an exponent in a float field",
			field: float,
			text:  "1e3",
			sent:  `1000.0`,
		},
		{
			name:     "a fraction that only Python reads",
			field:    float,
			text:     "1_0.5",
			sent:     `10.5`,
			warnings: "wizard_number",
		},
		{
			name:     "not a number",
			field:    float,
			text:     "NaN",
			sent:     `"nan"`,
			problems: "wizard_range",
		},
		{
			name:     "an infinity",
			field:    float,
			text:     "-inf",
			sent:     `"-inf"`,
			problems: "wizard_range",
		},
		{
			name:       "no fraction",
			field:      float,
			text:       "1,5",
			problems:   "wizard_number",
			unsendable: true,
		},
		{name: "blanks clear a fraction", field: float, text: " ", sent: `""`},

		{name: "true", field: boolean, text: "true", sent: `true`},
		{name: "on, in any case", field: boolean, text: " ON ", sent: `true`},
		{name: "false", field: boolean, text: "False", sent: `false`},
		{name: "no", field: boolean, text: "no", sent: `false`},
		{name: "zero and one", field: boolean, text: "1", sent: `true`},
		{name: "nothing clears a switch", field: boolean, text: "", sent: `""`},
		{
			name:       "what would count as on",
			field:      boolean,
			text:       "maybe",
			problems:   "wizard_boolean",
			unsendable: true,
		},

		{
			name:  "items are trimmed and joined",
			field: list,
			text:  " a, b ,, c,",
			sent:  `"a,b,c"`,
		},
		{
			name:  "lines are items too",
			field: list,
			text:  "a\nb, c\r\n\n",
			sent:  `"a,b,c"`,
		},
		{
			name:  "nothing but separators clears a list",
			field: list,
			text:  " ,\n",
			sent:  `""`,
		},
		{
			name:     "but a required one wants items",
			field:    requiredList,
			text:     " , ",
			sent:     `""`,
			problems: "wizard_blank",
		},

		{name: "an option", field: dropdown, text: "a", sent: `"a"`},
		{
			name:  "an option that is a number",
			field: dropdown,
			text:  "1",
			sent:  `"1"`,
		},
		{
			name:     "no option",
			field:    dropdown,
			text:     "zzz",
			sent:     `"zzz"`,
			problems: "wizard_option",
		},
		{
			name:     "the label is no option",
			field:    dropdown,
			text:     "A",
			sent:     `"A"`,
			problems: "wizard_option",
		},
		{name: "nothing clears a dropdown", field: dropdown, text: "", sent: `""`},
		{name: "a number among options", field: numbers, text: "2", sent: `2`},
		{name: "a number among texts", field: numbers, text: "1", sent: `1`},
		{
			name:     "a number among no options",
			field:    numbers,
			text:     "3",
			sent:     `3`,
			problems: "wizard_option",
		},
		{name: "several options", field: several, text: "b, a", sent: `"b,a"`},
		{
			name:     "several options and one more",
			field:    several,
			text:     "a,c",
			sent:     `"a,c"`,
			problems: "wizard_option",
		},
		{
			name:  "a dropdown without options takes anything",
			field: Field{Display: DisplayDropdown, Type: TypeStr},
			text:  "x",
			sent:  `"x"`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.check(t, c.field.FromText(c.text))
		})
	}
}

func TestMessagesOfTheWizardNameTheField(t *testing.T) {
	t.Parallel()
	f := Field{Name: "port", Label: "Port", Type: TypeInt}
	p := f.FromText("x").Problems
	if len(p) != 1 || p[0].Field != "port" || p[0].Message != "'Port' must be a whole number." {
		t.Errorf("%+v", p)
	}
}

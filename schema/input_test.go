package schema

import (
	"strings"
	"testing"
)

// entered is what becomes of a text or a choice in a field.
type entered struct {
	name       string
	field      Field
	text       string
	sent       string // as JSON
	problems   string // kinds, separated by blanks
	warnings   string
	unsendable bool
}

func (c entered) check(t *testing.T, in Input) {
	t.Helper()
	if got := kinds(in.Problems); got != c.problems {
		t.Errorf("problems %q, want %q", got, c.problems)
	}
	if got := kinds(in.Warnings); got != c.warnings {
		t.Errorf("warnings %q, want %q", got, c.warnings)
	}
	if in.Convertible == c.unsendable {
		t.Errorf("convertible: %t", in.Convertible)
	}
	if got := string(in.Value.RevealJSON()); in.Convertible && got != c.sent {
		t.Errorf("sent %s, want %s", got, c.sent)
	}
}

func kinds(problems []Problem) string {
	var texts []string
	for _, p := range problems {
		texts = append(texts, string(p.Kind))
	}
	return strings.Join(texts, " ")
}

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

func TestSecretsBecomeTheSentForm(t *testing.T) {
	t.Parallel()
	str := Field{Name: "f", Label: "F", Type: TypeStr, Sensitive: true, Required: true}
	integer := Field{Name: "f", Label: "F", Type: TypeInt, Sensitive: true}
	area := Field{Name: "f", Label: "F", Type: TypeStr, Display: DisplayTextArea, Sensitive: true}
	for _, c := range []entered{
		{name: "a secret", field: str, text: canary, sent: `"` + canary + `"`},
		{
			name:     "blanks at its ends",
			field:    str,
			text:     canary + " ",
			sent:     `"` + canary + ` "`,
			warnings: "wizard_blanks",
		},
		{
			name:  "the last line break of a PEM",
			field: area,
			text:  canary + "\nx\n",
			sent:  `"` + canary + `\nx\n"`,
		},
		{
			name:     "a new line at its end",
			field:    str,
			text:     canary + "\n",
			sent:     `"` + canary + `\n"`,
			warnings: "wizard_lines wizard_blanks",
		},
		{
			name:     "blank",
			field:    str,
			text:     "  ",
			sent:     `"  "`,
			problems: "wizard_blank",
		},
		{name: "empty", field: str, text: "", sent: `""`},
		{name: "a number", field: integer, text: "12345", sent: `12345`},
		{
			name:       "no number",
			field:      integer,
			text:       canary,
			problems:   "wizard_number",
			unsendable: true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := c.field.FromSecret(NewSecret([]byte(c.text)))
			c.check(t, in)
			if !in.Value.Sensitive() {
				t.Error("the value lost its mark")
			}
			for _, p := range append(in.Problems, in.Warnings...) {
				if strings.Contains(p.Message, canary) {
					t.Errorf("the message shows the secret: %s", p.Message)
				}
			}
		})
	}
}

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

func TestMessagesOfTheWizardNameTheField(t *testing.T) {
	t.Parallel()
	f := Field{Name: "port", Label: "Port", Type: TypeInt}
	p := f.FromText("x").Problems
	if len(p) != 1 || p[0].Field != "port" || p[0].Message != "'Port' must be a whole number." {
		t.Errorf("%+v", p)
	}
}

func TestEditingStartsWithTheStoredValue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, attributes, want string }{
		{"text", `"value": " x "`, " x "},
		{"nothing", `"value": null`, ""},
		{"a number", `"type": "int", "value": 5432`, "5432"},
		{"a number in text", `"type": "int", "value": "1_000"`, "1_000"},
		{"a fraction", `"type": "float", "value": 1.5`, "1.5"},
		{"a switch", `"type": "bool", "value": true`, "true"},
		{"a boolean in a text field", `"value": true`, "True"},
		{"a list", `"type": "list", "value": "a, b"`, "a, b"},
		{"an array", `"type": "list", "value": ["a", " b "]`, "a,b"},
		{"an object", `"type": "dict", "value": {"a": [1]}`, `{"a":[1]}`},
		{"an object in a text field", `"value": {"a": 1}`, `{'a': 1}`},
		{"a secret", `"sensitive": true, "value": "` + canary + `"`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := parse(t, `{"f": {`+c.attributes+`}}`).Field("f")
			if got := f.EditText(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	marked := Field{Type: TypeStr, Value: Text(canary).AsSensitive()}
	if marked.EditText() != "" {
		t.Error("a marked value is no editing text")
	}
}

func TestAnArrayInAListFieldIsRepaired(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind   Type
		stored string
		want   string
		needed bool
	}{
		{TypeList, `["a", " b", "", null, 5]`, `"a,b,5"`, true},
		{TypeList, `[]`, `""`, true},
		{TypeList, `"a, b"`, `"a, b"`, false},
		{TypeStr, `["a"]`, `["a"]`, false},
	} {
		f := Field{Type: c.kind, Value: value(t, c.stored)}
		got, needed := f.Repair()
		if string(got.RevealJSON()) != c.want || needed != c.needed {
			t.Errorf("%s: %s, %t", c.stored, got.RevealJSON(), needed)
		}
	}
	secret := Field{Type: TypeList, Value: value(t, `["a"]`).AsSensitive()}
	if got, _ := secret.Repair(); !got.Sensitive() {
		t.Error("a repair must keep the mark")
	}
}

func TestNamesOfSecretsAreKnown(t *testing.T) {
	t.Parallel()
	secrets := "password passwd db_pwd passphrase secret client_secret secret_value token api_token access_token " +
		"personalAccessToken data_center_personal_access_token refresh_token apikey api_key apiKey api-key X-API-Key " +
		"private_key privateKey ssl_private_key access_key aws_secret_access_key aws_access_key_id account_key credential " +
		"credentials service_account_credentials password2 user.password admin_password_prod PASSWORD keyfile tls_keyfile " +
		"connection_string storage_account_key ssh_key signing_key bearer jwt"
	for name := range strings.FieldsSeq(secrets) {
		if f := (&Field{Name: name, Type: TypeStr}); !f.LooksSecret() {
			t.Errorf("%s is a secret", name)
		}
	}
	others := "username host key partition_key primary_key token_url tokenizer secretary password_policy tokens_endpoint " +
		"keyboard monkey passenger compass bypass path client_id app_id account_name ssl_ca keyspace keywords max_key author " +
		"authentication_method secret_name password_min_length"
	for name := range strings.FieldsSeq(others) {
		if f := (&Field{Name: name, Type: TypeStr}); f.LooksSecret() {
			t.Errorf("%s is no secret", name)
		}
	}
	for _, f := range []Field{
		{
			Name: "token_pagination_limit",
			Type: TypeInt}, {Name: "use_password",
			Type: TypeBool}, {Name: "token",
			Type: TypeFloat,
		},
	} {
		if f.LooksSecret() {
			t.Errorf("%s of the type %s is no secret", f.Name, f.Type)
		}
	}
	if f := (Field{Name: "x", Type: TypeInt, Sensitive: true}); !f.LooksSecret() {
		t.Error("what is sensitive is a secret, whatever its name and type")
	}
}

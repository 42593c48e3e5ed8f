package schema

import (
	"strings"
	"testing"
)

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

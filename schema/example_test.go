package schema_test

import (
	"fmt"

	"connwiz/schema"
)

// configuration is what a service might have registered.
const configuration = `{
	"host": {"label": "Host", "type": "str", "order": 1, "value": ""},
	"tls": {"label": "TLS", "type": "bool", "order": 2, "value": false, "display": "toggle"},
	"ca": {"label": "Certificate", "type": "str", "order": 3, "value": "", "display": "textarea",
		"depends_on": [{"field": "tls", "value": true}]},
	"rows": {"label": "Rows", "type": "int", "order": 4, "required": false, "default_value": 50, "value": "",
		"display": "numeric", "ui_restrictions": ["advanced"],
		"validations": [{"type": "less_than", "constraint": 1000}]},
	"password": {"label": "Password", "type": "str", "order": 5, "sensitive": true, "value": "hunter2"}
}`

func mustParse() *schema.Schema {
	s, err := schema.Parse([]byte(configuration))
	if err != nil {
		panic(err)
	}
	return s
}

// What the connector service would say of the document as it is.
func ExampleEvaluation_Verdict() {
	v := mustParse().Evaluate().Verdict()
	fmt.Println(v.Valid, v.Stage)
	fmt.Println(v.Message)
	// Output:
	// false check
	// Field validation errors: 'Host' cannot be empty.
}

// A form evaluates once and then judges only what each change touches.
func ExampleEvaluation_With() {
	e := mustParse().Evaluate()
	fmt.Println(e.State("ca").Active)
	e = e.With("tls", schema.Bool(true)).With("host", schema.Text("db.example.org"))
	fmt.Println(e.State("ca").Active)
	fmt.Println(e.Verdict().Message)
	// Output:
	// false
	// true
	// Field validation errors: 'Certificate' cannot be empty.
}

// The default stands in for an optional empty value.
func ExampleEvaluation_State() {
	s := mustParse().Evaluate().State("rows")
	fmt.Println(s.Empty, s.Stored, s.Effective)
	// Output: true None 50
}

// Text that a person entered becomes the value to send.
func ExampleField_FromText() {
	rows := mustParse().Field("rows")
	for _, text := range []string{"75", " 1_000 ", "many"} {
		in := rows.FromText(text)
		fmt.Println(in.Convertible, string(in.Value.RevealJSON()), in.Problems, in.Warnings)
	}
	// Output:
	// true 75 [] []
	// true 1000 [] [{rows wizard_number 'Rows' is sent as a plain number. }]
	// false "many" [{rows wizard_number 'Rows' must be a whole number. }] []
}

// A form shows the fields by section.
func ExampleSchema_Sections() {
	for _, section := range mustParse().Sections() {
		fmt.Printf("%q folded %t:", section.Title, section.Folded)
		for _, f := range section.Fields {
			fmt.Print(" ", f.Name)
		}
		fmt.Println()
	}
	// Output:
	// "" folded false: host tls ca password
	// "Advanced" folded true: rows
}

// A stored secret prints nowhere, unless it is revealed on purpose.
func ExampleValue_Reveal() {
	v := mustParse().Field("password").Value
	fmt.Printf("%v %#v %q\n", v, v, v)
	fmt.Println(v.Reveal())
	// Output:
	// (redacted) schema.Value((redacted)) "(redacted)"
	// hunter2
}

// The document can be printed without its secrets.
func ExampleSchema_WithoutSecrets() {
	s, err := schema.Parse([]byte(`{"token": {"sensitive": true, "value": "s3cret"}, "host": {"value": "h"}}`))
	if err != nil {
		panic(err)
	}
	fmt.Println(string(s.WithoutSecrets()))
	// Output: {"token":{"sensitive":true,"value":""},"host":{"value": "h"}}
}

// The linter speaks to those who write connectors.
func ExampleSchema_Lint() {
	s, err := schema.Parse([]byte(`{"mode": {"label": "Mode", "order": 1, "display": "dropdown", "type": "string"}}`))
	if err != nil {
		panic(err)
	}
	for _, f := range s.Lint() {
		fmt.Println(f.Severity, f.Field, f.Code+":", f.Message)
	}
	// Output:
	// error mode options_missing: a dropdown without options can't be used
	// error mode server_refuses: type must be str, int, list or bool
}

package schema

import (
	"strings"
	"testing"
)

func TestNothingRegisteredIsAnEmptySchema(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{"", " \n", "null", "{}", `{"extract_full_html": {"value": false}}`, `{"a": null}`} {
		s := parse(t, doc)
		if !s.Empty() || len(s.Fields()) != 0 || len(s.Sections()) != 0 {
			t.Errorf("%q has fields", doc)
		}
	}
}

func TestOnlyAnObjectIsAConfiguration(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`[]`: "the configuration is not a JSON object", `"x"`: "the configuration is not a JSON object", `5`: "the configuration is not a JSON object",
		`{`: "not valid JSON", `{"a": ` + canary: "not valid JSON",
	} {
		if _, err := Parse([]byte(doc)); err == nil || err.Error() != want {
			t.Errorf("%s: %v", doc, err)
		}
	}
}

func TestMissingAttributesGetTheServicesDefaults(t *testing.T) {
	t.Parallel()
	for name, doc := range map[string]string{
		"missing": `{"f": {}}`,
		"null": `{"f": {"label": null, "display": null, "order": null, "sensitive": null, "tooltip": null, "placeholder": null,
			"category": null, "options": null, "depends_on": null, "validations": null, "ui_restrictions": null,
			"default_value": null, "value": null}}`,
		"of the wrong kind": `{"f": {"display": 5, "order": [], "sensitive": 0, "tooltip": {}, "placeholder": 1, "category": [],
			"options": "x", "depends_on": [5], "validations": ["x"], "ui_restrictions": {"a": 1}}}`,
	} {
		f := parse(t, doc).Field("f")
		if f.Label != "f" || f.Display != DisplayText || f.Type != TypeStr || f.Order != 1 || f.HasOrder || !f.Required ||
			f.Sensitive || f.Tooltip+f.Placeholder+f.Category != "" || f.Options != nil || f.DependsOn != nil ||
			f.Validations != nil || f.Restrictions != nil || f.Default.Kind() != KindNull || f.Value.Kind() != KindNull {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestAttributesAreRead(t *testing.T) {
	t.Parallel()
	f := parse(t, `{"f": {"label": "L", "display": "DropDown", "type": "int", "order": 2.5, "required": false, "sensitive": true,
		"tooltip": "T", "placeholder": "P", "category": "c", "options": [{"label": "A", "value": 1}, {"value": 2}, {"label": "C"}, {}],
		"depends_on": [{"field": "g", "value": true}, {"field": 5, "value": null}], "ui_restrictions": ["advanced", 5],
		"validations": [{"type": "less_than", "constraint": 3}, {"type": null}], "default_value": 7, "value": "8"}}`).Field("f")
	if f.Label != "L" || f.Display != DisplayDropdown || f.Type != TypeInt || f.Order != 2.5 || !f.HasOrder || f.Required ||
		!f.Sensitive || f.Tooltip != "T" || f.Placeholder != "P" || f.Category != "c" || !f.Advanced() || !f.OneLine() {
		t.Errorf("%+v", f)
	}
	if len(f.Options) != 3 || f.Options[1].Label != "2" || f.Options[2].Value.Reveal() != "C" {
		t.Errorf("options %+v", f.Options)
	}
	if len(f.DependsOn) != 2 || f.DependsOn[0].Field != "g" || f.DependsOn[1].Field != "5" {
		t.Errorf("depends_on %+v", f.DependsOn)
	}
	if v := f.Validations; len(v) != 2 || v[0].Type != "less_than" || !v[0].HasConstraint || v[1].HasConstraint || !v[1].HasType {
		t.Errorf("validations %+v", f.Validations)
	}
	if f.Default.Reveal() != "7" || f.Value.Reveal() != "8" || f.Default.String() != Redacted || f.Value.String() != Redacted {
		t.Error("default and value of a sensitive field must be marked")
	}
}

func TestServerFormsOfAttributesAreRead(t *testing.T) {
	t.Parallel()
	f := parse(t, `{"f": {"order": " 3 ", "options": {"label": "A", "value": "a"}, "depends_on": {"field": "g", "value": 1},
		"ui_restrictions": "advanced", "display": "TEXTAREA"}}`).Field("f")
	if f.Order != 3 || !f.HasOrder || len(f.Options) != 1 || len(f.DependsOn) != 1 || !f.Advanced() || f.OneLine() {
		t.Errorf("%+v", f)
	}
	for attributes, want := range map[string]Display{
		`"display": "textbox"`: DisplayText, `"display": "slider"`: DisplayText, `"display": "numeric"`: DisplayNumeric, `"display": "toggle"`: DisplayToggle,
	} {
		if got := parse(t, `{"f": {`+attributes+`}}`).Field("f").Display; got != want {
			t.Errorf("%s: %s", attributes, got)
		}
	}
	for _, order := range []string{`"x"`, `"NaN"`, `true`, `null`} {
		if f := parse(t, `{"f": {"order": `+order+`}}`).Field("f"); f.HasOrder {
			t.Errorf("%s is an order", order)
		}
	}
}

func TestARepeatedKeyTakesTheLastValueInTheFirstPlace(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"a": {"value": "1"}, "b": {"value": "2"}, "a": {"value": "3"}}`)
	if f := s.Fields(); len(f) != 2 || f[0].Name != "a" || f[0].Value.String() != "3" {
		t.Errorf("%+v", f)
	}
}

func TestTheDocumentIsKeptByteForByte(t *testing.T) {
	t.Parallel()
	doc := `{ "a": {"value": 1.00, "label": "A", "made_up": {"x": [1e2]}}, "n": null, "b": "bare" }`
	s := parse(t, " "+doc+"\n")
	if got := string(s.Raw()); got != doc {
		t.Errorf("got %s", got)
	}
	want := `{"a":{"value":"new","label":"A","made_up":{"x": [1e2]}},"n":null,"b":"bare"}`
	if got := string(s.With(map[string]Value{"a": Text("new")}).Raw()); got != want {
		t.Errorf("changed: %s", got)
	}
	if got := string(s.With(nil).Raw()); got != `{"a":{"value": 1.00, "label": "A", "made_up": {"x": [1e2]}},"n":null,"b":"bare"}` {
		t.Errorf("copied: %s", got)
	}
}

func TestWithStoresAsTheServerDoes(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"a": {"type": "int", "value": 1}, "o": {"type": "dict", "value": {"x": 1, "y": {"z": 1}}}, "bare": "x", "e": {}}`)
	c := s.With(map[string]Value{
		"a": Text("5"), "o": value(t, `{"y": {"w": 2}, "v": 3}`), "bare": Text("new"), "gone": Text("x"), "e": Bool(true),
	})
	for name, want := range map[string]string{
		"a": `5`, "o": `{"x":1,"y":{"z":1,"w":2},"v":3}`, "bare": `"new"`, "e": `"True"`,
	} {
		if got := string(c.Evaluate().State(name).Stored.RevealJSON()); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if f := c.Field("bare"); f.Label != "bare" || f.Value.String() != "new" {
		t.Errorf("an entry that was no object becomes one: %+v", f)
	}
	if got := string(c.Raw()); !strings.Contains(got, `"bare":{"value":"new"}`) || !strings.Contains(got, `"e":{"value":true}`) {
		t.Errorf("raw %s", got)
	}
	if s.Field("a").Value.String() != "1" || c.Field("gone") != nil {
		t.Error("the schema itself must not change, nor grow")
	}
	// What was marked stays marked, whatever is stored.
	secret := parse(t, `{"p": {"sensitive": true, "value": ""}}`).With(map[string]Value{"p": Text(canary)})
	if secret.Field("p").Value.String() != Redacted {
		t.Error("a value stored in a sensitive field must be marked")
	}
}

func TestWithoutSecretsShowsNone(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"p": {"sensitive": true, "value": "`+canary+`", "default_value": "`+canary+`", "x": 1}, "u": {"value": "me"}, "b": "bare"}`)
	want := `{"p":{"sensitive":true,"value":"","default_value":"","x":1},"u":{"value": "me"},"b":"bare"}`
	if got := string(s.WithoutSecrets()); got != want {
		t.Errorf("got %s", got)
	}
	again := s.With(map[string]Value{"p": Text(canary), "u": Text("you")})
	if got := string(again.WithoutSecrets()); strings.Contains(got, canary) || !strings.Contains(got, `"you"`) {
		t.Errorf("changed: %s", got)
	}
}

func TestShapesAreComparedWithoutValues(t *testing.T) {
	t.Parallel()
	a := `{"a": {"label": "A", "value": 1}, "b": {"value": "x"}, "c": "bare"}`
	for doc, want := range map[string]bool{
		a: true,
		`{"b": {"value": "y"}, "a": {"value": 2, "label": "A"}, "c": "other"}`: true,
		`{"a": {"label": "A"}, "b": {"value": "x"}, "c": "bare"}`:              true,
		`{"a": {"label": "B", "value": 1}, "b": {"value": "x"}, "c": "bare"}`:  false,
		`{"a": {"label": "A", "value": 1}, "b": {"value": "x"}, "c": {}}`:      false,
		`{"a": {"label": "A", "value": 1}, "b": {"value": "x"}}`:               false,
		`{"a": {"label": "A", "value": 1}, "d": {"value": "x"}, "c": "bare"}`:  false,
	} {
		if got := parse(t, a).SameShape(parse(t, doc)); got != want {
			t.Errorf("%s: %t", doc, got)
		}
	}
	if s := parse(t, a); !s.SameShape(s.With(map[string]Value{"a": Text("x")})) {
		t.Error("another value makes no other shape")
	}
}

func TestWhatIsNoFieldIsStillThereForTheService(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"n": null, "c": {"type": "category", "label": "C"}, "extract_full_html": {"value": "x"}, "f": {"value": "x"}}`)
	if len(s.Fields()) != 1 || s.Field("n") != nil || s.Field("c") != nil || s.Field("extract_full_html") != nil {
		t.Errorf("%d fields", len(s.Fields()))
	}
	v := s.Evaluate().Verdict()
	if v.Message != "Field validation errors: 'C' cannot be empty." {
		t.Errorf("the service takes a category for a required field: %+v", v)
	}
	if got := s.Evaluate().State("n").Stored.String(); got != "None" {
		t.Errorf("null is stored as %q", got)
	}
}

func TestATypeWithItsModuleIsThatType(t *testing.T) {
	t.Parallel()
	f := parse(t, `{"f": {"type": "builtins.int", "value": "5"}}`).Field("f")
	if f.Type != TypeInt || f.FromText("1.5").Convertible {
		t.Errorf("the type is %s", f.Type)
	}
}

func TestAnOrderWithoutEndIsNone(t *testing.T) {
	t.Parallel()
	for _, order := range []string{`1e999`, `-1e999`, `"inf"`, `"nan"`, `"1e999"`, `1` + zeros(400), `true`, `"x"`} {
		if f := parse(t, `{"f": {"order": `+order+`}}`).Field("f"); f.HasOrder || f.Order != 1 {
			t.Errorf("%.10s is read as %v", order, f.Order)
		}
	}
	for order, want := range map[string]float64{`3`: 3, `2.5`: 2.5, `" 7 "`: 7, `-0`: 0} {
		if f := parse(t, `{"f": {"order": `+order+`}}`).Field("f"); !f.HasOrder || f.Order != want {
			t.Errorf("%s is read as %v", order, f.Order)
		}
	}
}

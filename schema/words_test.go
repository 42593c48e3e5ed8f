package schema_test

import (
	"testing"

	"connwiz/schema"
)

func TestFieldsAndRulesInWords(t *testing.T) {
	t.Parallel()
	s, err := schema.Parse([]byte(`{
		"int": {"type": "int"}, "float": {"type": "float"}, "bool": {"type": "bool"}, "list": {"type": "list"}, "str": {}, "odd": {"type": "odd"},
		"one": {"display": "dropdown", "options": [{"label": "A", "value": "a"}]},
		"two": {"display": "dropdown", "options": [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]},
		"rules": {"validations": [{"type": "less_than", "constraint": 5}, {"type": "greater_than", "constraint": 1.5}, {"type": "regex", "constraint": "a+"},
			{"type": "included_in", "constraint": ["a", 1]}, {"type": "list_type", "constraint": "int"}, {"type": "odd"}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"int": "whole number", "float": "number", "bool": "on or off", "list": "list, separated by commas or lines",
		"str": "text", "odd": "text", "one": "one of 1 option", "two": "one of 2 options",
	} {
		if got := s.Field(name).Words(); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	for i, want := range []string{"less than 5", "greater than 1.5", "must match a+", "one of ['a', 1]", "items of type int", "odd"} {
		if got := s.Field("rules").Validations[i].Words(); got != want {
			t.Errorf("rule %d: %q", i, got)
		}
	}
	for want, got := range map[string]string{
		"on": s.Field("bool").ValueWords(schema.Bool(true)), "off": s.Field("bool").ValueWords(schema.Bool(false)),
		"B": s.Field("two").ValueWords(schema.Text("b")), "c": s.Field("two").ValueWords(schema.Text("c")),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

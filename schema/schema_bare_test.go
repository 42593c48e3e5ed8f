package schema_test

import (
	"strings"
	"testing"

	"connwiz/schema"
)

func TestWithoutSecretsLeavesNoneInTheRest(t *testing.T) {
	t.Parallel()
	const canary = "c4n4ry-99"
	s, err := schema.Parse([]byte(`{
		"key": {"sensitive": true, "type": "str", "display": "text", "value": "` + canary + `", "default_value": "d3fault-1",
			"options": [{"label": "is ` + canary + `", "value": "` + canary + `"}],
			"validations": [{"type": "included_in", "constraint": ["` + canary + `", "x"]}],
			"placeholder": "such as ` + canary + `", "tooltip": "not d3fault-1"},
		"pin": {"sensitive": true, "type": "int", "value": 987654},
		"api_token": {"type": "str", "value": "t0k3n-t0k3n"},
		"other": {"type": "str", "value": "mine", "default_value": "` + canary + `",
			"depends_on": [{"field": "key", "value": "` + canary + `"}, {"field": "pin", "value": 987654}],
			"tooltip": "with t0k3n-t0k3n"},
		"flag": {"sensitive": true, "type": "bool", "value": true},
		"last": {"depends_on": [{"field": "flag", "value": true}], "type":  "str", "value": "kept  as it was"}}`))
	if err != nil {
		t.Fatal(err)
	}
	got := string(s.WithoutSecrets())
	for _, secret := range []string{canary, "d3fault-1", "987654", "t0k3n"} {
		if strings.Contains(got, secret) {
			t.Errorf("%s is left in %s", secret, got)
		}
	}
	for _, kept := range []string{`"value":"mine"`, `"field":"key","value":"(redacted)"`, `"last":{"depends_on": [{"field": "flag", "value": true}], "type":  "str"`} {
		if !strings.Contains(got, kept) {
			t.Errorf("%s is not in %s", kept, got)
		}
	}
}

func TestWithoutSecretsKeepsTheNamesThatASchemaIsMadeOf(t *testing.T) {
	t.Parallel()
	s, err := schema.Parse([]byte(`{"text": {"sensitive": true, "type": "str", "display": "text", "label": "text", "value": "text"},
		"b": {"type": "text", "display": "text", "depends_on": [{"field": "text", "value": "other"}], "value": ""}}`))
	if err != nil {
		t.Fatal(err)
	}
	got := string(s.WithoutSecrets())
	if strings.Contains(got, schema.Redacted) || strings.Count(got, "text") != 6 {
		t.Errorf("got %s", got)
	}
}

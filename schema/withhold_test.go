package schema

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhatLooksLikeASecretIsOneWhereSecretsAreWithheld(t *testing.T) {
	t.Parallel()
	s, err := Parse([]byte(`{
		"host":    {"label": "Host", "type": "str", "value": "db"},
		"token":   {"label": "Token", "type": "str", "value": "s3cr3t-stored", "default_value": "s3cr3t-default"},
		"tokens":  {"label": "Tokens", "type": "list", "value": "s3cr3t-a,s3cr3t-b"},
		"api_key": "s3cr3t-bare",
		"pin":     {"label": "PIN", "type": "int", "sensitive": true, "value": 4711}
	}`))
	if err != nil {
		t.Fatal(err)
	}
	open, kept := s.Withhold(), s
	if kept.Withheld() || !open.Withheld() || !open.With(map[string]Value{"host": Text("x")}).Withheld() {
		t.Error("the schema doesn't know whether its secrets are withheld")
	}
	changed := open.With(map[string]Value{"token": Text("s3cr3t-new"), "api_key": Text("s3cr3t-new")})
	for _, of := range []*Schema{open, changed} {
		for name, want := range map[string]bool{"host": false, "token": true, "tokens": true, "api_key": true, "pin": true} {
			f := of.Field(name)
			state := of.Evaluate().State(name)
			if f.Sensitive != want {
				t.Errorf("%s: sensitive is %v", name, f.Sensitive)
			}
			if said := fmt.Sprint(f.Value, f.Default, state.Stored, state.Effective); want && (strings.Contains(said, "s3cr3t") || strings.Contains(said, "4711")) {
				t.Errorf("%s prints %s", name, said)
			}
		}
	}
	if s.Field("token").Sensitive {
		t.Error("the schema itself was changed")
	}
	if got := string(open.Raw()); got != string(s.Raw()) {
		t.Errorf("the document is %s", got)
	}
}

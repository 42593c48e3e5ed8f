package command

import (
	"strings"
	"testing"
)

func TestParseValues(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"JSON stays exact":            {`{"x": 123456789012345678901234567890}`, `123456789012345678901234567890`},
		"a fraction stays one":        {`{"x": 1.0}`, `1.0`},
		"YAML text":                   {"x: db.example.com", `"db.example.com"`},
		"YAML number":                 {"x: 5432", `5432`},
		"YAML huge number":            {"x: 123456789012345678901234567890", `123456789012345678901234567890`},
		"YAML quoted number is text":  {`x: "5432"`, `"5432"`},
		"YAML hexadecimal":            {"x: 0x10", `16`},
		"YAML infinity":               {"x: .inf", `"+Inf"`},
		"YAML fraction":               {"x: 1_000.5", `1000.5`},
		"YAML truth":                  {"x: true", `true`},
		"YAML capital truth":          {"x: True", `true`},
		"YAML yes is text":            {"x: yes", `"yes"`},
		"YAML date is text":           {"x: 2026-01-02", `"2026-01-02"`},
		"YAML nothing is null":        {"x:", `null`},
		"YAML list":                   {"x: [a, 1, {b: c}]", `["a",1,{"b":"c"}]`},
		"YAML block keeps line ends":  {"x: |\n  a\n  b\n", `"a\nb\n"`},
		"YAML keys that look numeric": {"1: y\nx: z", `"z"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			values, err := parseValues([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := string(values["x"].RevealJSON()); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestParseValuesRefusesWithoutQuoting(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "null", "[]", `"CANARY"`, "CANARY", "- CANARY", "x: *CANARY", "a: &a [CANARY]\nb: *a", "{CANARY", "x: [CANARY", "5"} {
		_, err := parseValues([]byte(text))
		if err == nil {
			t.Errorf("%q was accepted", text)
			continue
		}
		if strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%q is quoted: %v", text, err)
		}
	}
}

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
			if got := string(values["x"].read.RevealJSON()); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestSetKeepsWhatStandsInAFile(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		"0123456", "1e5", "1.10", "0x1F", "+7", ".5", "0b11", "1_000", ".inf", "true", "True", "2026-01-02", "123456789012345678901234567890",
	} {
		t.Run(source, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			s.run("host: "+source+"\npassword: "+source+"\ntoken: "+source+"\ntables: ["+source+", x]\n", "set", "shop", "--values", "-").exits(t, 0)
			for field, want := range map[string]string{"host": source, "password": source, "token": source, "tables": source + ",x"} {
				if got := s.stored(field); got != want {
					t.Errorf("%s: stored %v, want %s", field, got, want)
				}
			}
		})
	}
	t.Run("numbers of JSON", func(t *testing.T) {
		t.Parallel()
		s := raise(t)
		s.run(`{"host": 1.10, "password": 1e5, "token": true, "port": 7000, "tables": [1.0, "b"]}`, "set", "shop", "--values", "-").
			exits(t, 0).says(t, "'Host' is sent as a text", "'Password' is sent as a text")
		for field, want := range map[string]any{"host": "1.10", "password": "1e5", "token": "true", "port": 7000.0, "tables": "1.0,b"} {
			if got := s.stored(field); got != want {
				t.Errorf("%s: stored %v, want %v", field, got, want)
			}
		}
	})
}

func TestSetRefusesMalformedFiles(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"text after JSON":          `{"host": "CANARY"} x`,
		"JSON after JSON":          `{"host": "CANARY"} {"host": "b"}`,
		"two YAML documents":       "host: CANARY\n---\nhost: b\n",
		"text after the end mark":  "host: CANARY\n...\nb",
		"a field twice in JSON":    `{"host": "CANARY", "host": "b"}`,
		"a field twice in YAML":    "host: CANARY\nhost: b\n",
		"an escaped field twice":   `{"host": "CANARY", "h\u006fst": "b"}`,
		"a key twice below":        `{"host": {"a": 1, "a": "CANARY"}}`,
		"a key that is a list":     "? [CANARY]\n: b\n",
		"JSON that isn't UTF-8":    "{\"host\": \"CANARY\xff\"}",
		"YAML that isn't UTF-8":    "host: CANARY\xff\n",
		"half a pair":              `{"host": "CANARY\ud800"}`,
		"half a pair before text":  `{"host": "\ud800CANARY"}`,
		"half a pair before break": `{"host": "\ud800\nCANARY"}`,
		"the second half":          `{"host": "CANARY\udc00"}`,
		"a pair the wrong way":     `{"host": "CANARY\udc00\ud800"}`,
		"half a pair in YAML":      `host: "CANARY\ud800"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			path := s.file("given", content)
			r := s.run("", "set", "shop", "--values", path).exits(t, 2).says(t, "malformed", path)
			if strings.Contains(r.out+r.err, "CANARY") || len(s.puts()) > 0 {
				t.Errorf("it was shown or sent: %s%s", r.out, r.err)
			}
		})
	}
}

func TestSetTakesEveryCharacterOfAFile(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`{"host": "\ud83d\ude00\\ud800"}`:     `😀\ud800`,
		"\ufeff" + `{"host": "\ud83d\ude00"}`: "😀",
		"\ufeffhost: é\n...\n":                "é",
		"---\nhost: \ufffd\n":                 "\ufffd",
	} {
		s := raise(t)
		s.run(content, "set", "shop", "--values", "-").exits(t, 0)
		if got := s.stored("host"); got != want {
			t.Errorf("%s: stored %q, want %q", content, got, want)
		}
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

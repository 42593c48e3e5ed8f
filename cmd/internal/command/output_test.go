package command

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// awkward are texts that a careless writer would get wrong.
var awkward = []string{
	"", " ", "plain", "two words", "true", "No", "null", "~", "1", "1e3", "0x1f", "1_000", "2026-01-02", "a: b", "- a", "# c", "a #b",
	"'q'", `"q"`, `\`, "tab\t", "line\nline\n", "trailing ", "\x00\x1b[31m", "\x7f\u0085\u009b31m", "\u202egnp.exe\u2066", "\u061c\u200f",
	"\u2028\u2029", "\ufeff", "emoji 👩‍👩‍👧", "漢字", "{}", "[]", "*a", "&a", "!t", "%x", "@x", "`x", "|", ">", "?", ":", "-", ",", "=", "<<",
	"\xff broken", "zero\u200bwidth", "a\u200db\u2060\u00ad", "می\u200cخواهم", "\u3164\ufe0f", "tag\U000e0041", "\U0010fffd", "\ue000",
}

func TestStructuredOutputKeepsTextAndEscapesHarm(t *testing.T) {
	t.Parallel()
	doc := map[string]any{"nested": map[string]any{"empty": map[string]any{}, "none": []any{}, "lists": []any{[]any{"x", []any{}}, []any{}}}}
	for _, s := range awkward {
		doc["key "+s] = []any{s, map[string]any{"a": s, "b": true, "c": nil, "d": 1.5}}
	}
	plain, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var want any
	if err := json.Unmarshal(plain, &want); err != nil {
		t.Fatal(err)
	}
	readers := map[format]func([]byte, any) error{"json": json.Unmarshal, "yaml": yaml.Unmarshal}
	for out, read := range readers {
		var b bytes.Buffer
		if err := out.write(&b, doc); err != nil {
			t.Fatal(err)
		}
		prev, runes := ' ', []rune(b.String()+" ")
		for i, r := range runes[:len(runes)-1] {
			if harmful(prev, r, runes[i+1]) || r < ' ' && r != '\n' {
				t.Errorf("%s holds the harmful character %U:\n%q", out, r, b.String())
			}
			prev = r
		}
		var got any
		if err := read(b.Bytes(), &got); err != nil {
			t.Fatalf("%s can't be read back: %v\n%s", out, err, b.String())
		}
		if !reflect.DeepEqual(normal(t, got), normal(t, want)) {
			t.Errorf("%s changed the document:\n%s", out, b.String())
		}
	}
}

// normal brings the number types of the two libraries together.
func normal(t *testing.T, v any) any {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestYAMLReadsLikeYAML(t *testing.T) {
	t.Parallel()
	in := `{"count":1,"connectors":[{"id":"a","error":null,"tags":["x","y"]},{"id":"b-2","error":"it broke: no","tags":[]}]}`
	want := strings.TrimLeft(`
count: 1
connectors:
  - id: a
    error: null
    tags:
      - x
      - "y"
  - id: b-2
    error: "it broke: no"
    tags: []
`, "\n")
	got, err := toYAML([]byte(in))
	if err != nil || string(got) != want {
		t.Errorf("error %v, got\n%s", err, got)
	}
}

func TestPeekFindsTheFormOfABrokenCommandLine(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]format{
		"list --bogus --output json": "json", "--output=yaml --bogus": "yaml", "list --bogus": "text",
		"--output": "text", "show -- --output json": "text", "--output xml": "text",
	} {
		f := format("text")
		f.peek(strings.Fields(line))
		if f != want {
			t.Errorf("%q gives %s, want %s", line, f, want)
		}
	}
}

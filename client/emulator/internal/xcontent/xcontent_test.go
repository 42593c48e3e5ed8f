package xcontent

import (
	"strings"
	"testing"
)

func parse(t *testing.T, text string) *Node {
	t.Helper()
	n, err := Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %s", text, err.Reason)
	}
	return n
}

func TestWhatIsReadIsWrittenUnchanged(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{}`, `[]`, `null`, `true`, `"a<b>&\u2028 \"ü"`, `1.50`, `-0`, `12345678901234567890`, `1e400`,
		`{"z":1,"a":{"y":[],"x":[{},null,false]}}`,
	} {
		want := strings.ReplaceAll(text, "\u2028", `\u2028`)
		if got := string(parse(t, text).Encode()); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestPretty(t *testing.T) {
	t.Parallel()
	const want = "{\n  \"a\" : [\n    1,\n    { }\n  ],\n  \"b\" : [ ]\n}\n"
	if got := string(parse(t, `{"a":[1,{}],"b":[]}`).EncodePretty()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMalformedText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{\"a\":\n  x}":      "[2:3] Unexpected character ('x' (code 120))",
		`{"ä":1,"ä":2}`:      "[1:8] Duplicate field 'ä'",
		`{"a":1`:             "[1:7] Unexpected end-of-input",
		"{\n\"a\":\"\xff\"}": "[2:6] Invalid UTF-8 start byte 0xff",
	} {
		if _, err := Parse([]byte(text)); err == nil || err.Reason != want || err.Cause == nil {
			t.Errorf("%q: got %+v, want %s", text, err, want)
		}
	}
}

func TestWhatFollowsTheFirstValueIsIgnored(t *testing.T) {
	t.Parallel()
	if got := string(parse(t, `{"a":1} nonsense`).Encode()); got != `{"a":1}` {
		t.Errorf("got %s", got)
	}
	if n := parse(t, "  \n"); n != nil {
		t.Errorf("blank text is %s", n.Encode())
	}
}

func TestFilterPath(t *testing.T) {
	t.Parallel()
	const doc = `{"id":"c","status":"s","list":[{"a":1,"b":{"c":2,"d":3}},{"b":{"d":4}},5],"empty":{},"x.y":{"z":1}}`
	for _, c := range []struct{ filter, want string }{
		{"id", `{"id":"c"}`},
		{"id,status", `{"id":"c","status":"s"}`},
		{"id.more", `{}`},
		{"i*", `{"id":"c"}`},
		{"*t*s", `{"status":"s"}`},
		{"list.a", `{"list":[{"a":1}]}`},
		{"list.b.c,list.a", `{"list":[{"a":1,"b":{"c":2}}]}`},
		{"list.*.d", `{"list":[{"b":{"d":3}},{"b":{"d":4}}]}`},
		{"**.d", `{"list":[{"b":{"d":3}},{"b":{"d":4}}]}`},
		{"empty", `{"empty":{}}`},
		{"empty.x", `{}`},
		{`x\.y.z`, `{"x.y":{"z":1}}`},
		{"-list", `{"id":"c","status":"s","empty":{},"x.y":{"z":1}}`},
		{"-list.b,-id,-x*,-e*", `{"status":"s","list":[{"a":1},5]}`},
		{"-**.d,-id,-status,-x*", `{"list":[{"a":1,"b":{"c":2}},5],"empty":{}}`},
		{"list,-list.b", `{"list":[{"a":1},5]}`},
		{"id, ,status", `{"id":"c","status":"s"}`},
		{"", doc},
	} {
		if got := string(Filter(parse(t, doc), c.filter).Encode()); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.filter, got, c.want)
		}
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, patch, want string }{
		{"omitted keys stay", `{"a":1,"b":2}`, `{"b":3}`, `{"a":1,"b":3}`},
		{"objects merge", `{"a":{"b":1}}`, `{"a":{"c":2}}`, `{"a":{"b":1,"c":2}}`},
		{"arrays replace", `{"a":[1,2]}`, `{"a":[3]}`, `{"a":[3]}`},
		{"null replaces", `{"a":{"b":1}}`, `{"a":null}`, `{"a":null}`},
		{"an object replaces a scalar", `{"a":1}`, `{"a":{"b":1}}`, `{"a":{"b":1}}`},
		{"new keys come last", `{"b":1}`, `{"a":2}`, `{"b":1,"a":2}`},
	} {
		old := parse(t, c.old)
		if got := string(Merge(old, parse(t, c.patch)).Encode()); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if got := string(old.Encode()); got != c.old {
			t.Errorf("%s: the old document became %s", c.name, got)
		}
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`, true},
		{`{"a":1}`, `{"a":1,"b":2}`, false},
		{`{"a":null}`, `{"b":null}`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[1]`, `[1,1]`, false},
		{`1`, `1.0`, false},
		{`1.0`, `1.00`, true},
		{`1e1`, `10.0`, true},
		{`"1"`, `1`, false},
		{`true`, `true`, true},
		{`true`, `false`, false},
		{`null`, `null`, true},
	} {
		if got := Equal(parse(t, c.a), parse(t, c.b)); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	t.Parallel()
	known := []string{"index_name", "from", "size", "name", "nine"}
	for unknown, want := range map[string]string{
		"index_nam":  " did you mean [index_name]?",
		"siz":        " did you mean [size]?",
		"nane":       " did you mean any of [name, nine]?",
		"connectors": "",
		"":           "",
	} {
		if got := DidYouMean(unknown, known, " "); got != want {
			t.Errorf("%s: got %q, want %q", unknown, got, want)
		}
	}
}

func TestParsersBuildWhenTheLastFieldArrives(t *testing.T) {
	t.Parallel()
	p := Parser{
		Name:   "p",
		Fields: []Field{String("a").Require(), String("b")},
		Build:  func(*Node) (*Node, *Exception) { return nil, IllegalArgument("no") },
	}
	for body, want := range map[string]string{
		`{"a":"x"}`:         "Failed to build [p] after last required field arrived",
		`{"a":"x","b":"y"}`: "[1:14] [p] failed to parse field [b]",
	} {
		if _, err := p.Parse(parse(t, body)); err == nil || err.Reason != want {
			t.Errorf("%s: got %+v", body, err)
		}
	}
}

func TestARequiredFieldMayBeNullWhenItIsTheLast(t *testing.T) {
	t.Parallel()
	p := Parser{Name: "p", Fields: []Field{StringOrNull("a").Require(), String("b")}}
	if _, err := p.Parse(parse(t, `{"a":null,"b":"x"}`)); err != nil {
		t.Errorf("all fields given: %s", err.Reason)
	}
	if _, err := p.Parse(parse(t, `{"a":null}`)); err == nil || err.Reason != "Required [a]" {
		t.Errorf("one field missing: %+v", err)
	}
}

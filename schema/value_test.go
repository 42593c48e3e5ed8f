package schema

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"testing"

	"go.yaml.in/yaml/v3"
)

// value reads JSON that must be a value.
func value(t testing.TB, raw string) Value {
	t.Helper()
	v, err := ParseValue([]byte(raw))
	if err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return v
}

func TestValuesReadAndWriteBack(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		`null`: `null`, `true`: `true`, `false`: `false`, `0`: `0`, `-0`: `0`, `12345678901234567890123`: `12345678901234567890123`,
		`1.0`: `1.0`, `1e3`: `1000.0`, `1E+3`: `1000.0`, `-0.0`: `-0.0`, `1e-7`: `1e-07`, `1e400`: `"Infinity"`, `-1e400`: `"-Infinity"`,
		`""`: `""`, `"a<b>&"`: `"a<b>&"`, `"é\u00e9\n\""`: `"éé\n\""`, `"\ud83d\ude00"`: "\"\U0001F600\"", `"\ud800"`: "\"\uFFFD\"",
		"\"\xff\"": "\"\uFFFD\"", `[]`: `[]`, `[ 1 , "a", [null] ]`: `[1,"a",[null]]`, `{}`: `{}`,
		`{"b": 1, "a": {"x": []}}`: `{"b":1,"a":{"x":[]}}`, `{"a": 1, "b": 2, "a": 3}`: `{"a":3,"b":2}`,
	} {
		if got := string(value(t, raw).RevealJSON()); got != want {
			t.Errorf("%s: got %s, want %s", raw, got, want)
		}
	}
	if got := string(Float(math.NaN()).RevealJSON()); got != `"NaN"` {
		t.Errorf("NaN: %s", got)
	}
}

func TestManyRepeatedKeysKeepTheirPlaces(t *testing.T) {
	t.Parallel()
	doc := "{"
	for i := range 200 {
		doc += fmt.Sprintf(`"k%d": %d,`, i%100, i)
	}
	v := value(t, doc+`"k0": "last"}`)
	if len(v.Items()) != 100 || v.keys()[99] != "k99" {
		t.Fatalf("%d keys", len(v.Items()))
	}
	if first, _ := v.member("k0"); first.String() != "last" {
		t.Errorf("k0 is %s", first)
	}
	if other, _ := v.member("k50"); !other.Equal(Int(150)) {
		t.Errorf("k50 is %s", other)
	}
}

func TestWhatIsNoJSONIsRefusedWithoutQuotingIt(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"", " ", "x", "{", `{"a"}`, `[1,]`, "01", "NaN", `"` + canary, "1 2"} {
		_, err := ParseValue([]byte(raw))
		if err == nil || err.Error() != "not valid JSON" {
			t.Errorf("%q: %v", raw, err)
		}
	}
}

func TestStrIsPythons(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		`null`: "None", `true`: "True", `false`: "False", `5`: "5", `1.0`: "1.0", `1e22`: "1e+22", `"a'b"`: "a'b",
		`["a", 1, null, true]`: "['a', 1, None, True]", `["it's"]`: `["it's"]`, `{}`: "{}",
		`{"a": 1, "b": [{"c": "d"}]}`: "{'a': 1, 'b': [{'c': 'd'}]}", `[]`: "[]",
	} {
		v := value(t, raw)
		if v.String() != want || v.Reveal() != want || fmt.Sprintf("%v|%s|%d", v, v, v) != want+"|"+want+"|"+want {
			t.Errorf("%s: got %s, want %s", raw, v, want)
		}
	}
	if got := fmt.Sprintf("%#v", Text("a")); got != "schema.Value(a)" {
		t.Errorf("as Go: %s", got)
	}
}

func TestEqualComparesAsPython(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b             string
		equal, identical bool
	}{
		{
			`true`,
			`1`,
			true,
			false}, {`1`,
			`1.0`,
			true,
			false}, {`true`,
			`1.0`,
			true,
			false}, {`false`,
			`0`,
			true,
			false,
		},
		{
			`false`,
			`-0.0`,
			true,
			false}, {`1.0`,
			`1.00`,
			true,
			true}, {`100`,
			`1e2`,
			true,
			false}, {`5`,
			`5`,
			true,
			true,
		},
		{
			`"1"`,
			`1`,
			false,
			false}, {`"true"`,
			`true`,
			false,
			false}, {`null`,
			`null`,
			true,
			true}, {`null`,
			`""`,
			false,
			false,
		},
		{
			`null`,
			`false`,
			false,
			false}, {`"a"`,
			`"a"`,
			true,
			true}, {`"a"`,
			`"A"`,
			false,
			false,
		},
		{
			`9007199254740993`,
			`9007199254740992.0`,
			false,
			false}, {`9007199254740992`,
			`9007199254740992.0`,
			true,
			false,
		},
		{
			`1e400`,
			`1e400`,
			true,
			true}, {`1e400`,
			`5`,
			false,
			false}, {`["a"]`,
			`"a"`,
			false,
			false,
		},
		{
			`[1, true]`,
			`[true, 1.0]`,
			true,
			false}, {`[1]`,
			`[1]`,
			true,
			true}, {`[1]`,
			`[1, 2]`,
			false,
			false,
		},
		{
			`{"a": 1, "b": 2}`,
			`{"b": 2.0, "a": true}`,
			true,
			false}, {`{"a": 1, "b": 2}`,
			`{"b": 2, "a": 1}`,
			true,
			true,
		},
		{
			`{"a": 1}`,
			`{"a": 2}`,
			false,
			false}, {`{"a": 1}`,
			`{"b": 1}`,
			false,
			false}, {`{"a": 1}`,
			`{}`,
			false,
			false,
		},
		{
			`{}`,
			`[]`,
			false,
			false}, {`true`,
			`true`,
			true,
			true}, {`true`,
			`false`,
			false,
			false,
		},
	} {
		a, b := value(t, c.a), value(t, c.b)
		if a.Equal(b) != c.equal || b.Equal(a) != c.equal {
			t.Errorf("%s equal to %s: %t", c.a, c.b, !c.equal)
		}
		if a.Identical(b) != c.identical || b.Identical(a) != c.identical {
			t.Errorf("%s identical to %s: %t", c.a, c.b, !c.identical)
		}
	}
	nan := Float(math.NaN())
	if nan.Equal(nan) || nan.Equal(Int(1)) || !nan.Identical(nan) || nan.Identical(Float(1)) {
		t.Error("NaN equals nothing, but is identical to itself")
	}
	if tuple := pair("a", Int(1)); tuple.Equal(List(Text("a"), Int(1))) || !tuple.Identical(List(Text("a"), Int(1))) {
		t.Error("a pair is no list to Python, but the same JSON")
	}
}

func TestMakersAndReadersAgree(t *testing.T) {
	t.Parallel()
	for raw, v := range map[string]Value{
		`null`: Null(), `true`: Bool(true), `-5`: Int(-5), `1.5`: Float(1.5), `"x"`: Text("x"), `[1,"x"]`: List(Int(1), Text("x")),
		`36893488147419103232`: BigInt(new(big.Int).Lsh(big.NewInt(1), 65)), `"s"`: SecretText(NewSecret([]byte("s"))),
	} {
		if !v.Identical(value(t, raw)) || v.Kind() != value(t, raw).Kind() || string(v.RevealJSON()) != raw {
			t.Errorf("%s: %s", raw, v.RevealJSON())
		}
	}
	if b, ok := Bool(true).Bool(); !b || !ok {
		t.Error("a boolean is one")
	}
	if _, ok := Int(1).Bool(); ok {
		t.Error("a number is no boolean")
	}
	if Null().Items() != nil || len(List(Int(1)).Items()) != 1 {
		t.Error("items are wrong")
	}
}

func TestEmptyIsWhatTheServiceCallsEmpty(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]bool{
		`null`: true, `""`: true, `[]`: true, `[null]`: true, `["", null]`: true,
		`" "`: false, `false`: false, `0`: false, `{}`: false, `[" "]`: false, `["", "x"]`: false, `[[]]`: false,
	} {
		if got := value(t, raw).Empty(); got != want {
			t.Errorf("%s: %t", raw, got)
		}
	}
}

func TestTheMarkSurvivesAndReachesItems(t *testing.T) {
	t.Parallel()
	v := value(t, `[["a"], "b"]`).AsSensitive()
	if !v.Sensitive() || !v.Items()[0].Items()[0].Sensitive() || Text("x").Sensitive() {
		t.Error("the mark is wrong")
	}
	if plain := value(t, `[["a"], "b"]`); plain.Sensitive() || plain.Items()[0].Sensitive() {
		t.Error("a mark reached another value")
	}
	for _, kind := range []Type{TypeStr, TypeBool, TypeList, "unknown"} {
		c, err := convert(v, Text(string(kind)))
		if err != nil || !c.Sensitive() {
			t.Errorf("%s lost the mark", kind)
		}
	}
}

func TestEncodersGetPlainValues(t *testing.T) {
	t.Parallel()
	v := value(t, `{"n": null, "b": true, "i": 5, "h": 36893488147419103232, "f": 1.5, "t": "x", "l": [1, "a"]}`)
	b, err := json.Marshal(map[string]Value{"v": v})
	if err != nil || string(b) != `{"v":`+string(v.RevealJSON())+`}` {
		t.Errorf("JSON %s, %v", b, err)
	}
	y, err := yaml.Marshal(v)
	want := "b: true\nf: 1.5\nh: \"36893488147419103232\"\ni: 5\nl:\n    - 1\n    - a\n\"n\": null\nt: x\n"
	if err != nil || string(y) != want {
		t.Errorf("YAML %s, %v", y, err)
	}
	if text, err := Text("x").MarshalText(); err != nil || string(text) != "x" {
		t.Errorf("text %s, %v", text, err)
	}
	if got := Text("x").LogValue().String(); got != "x" {
		t.Errorf("log %s", got)
	}
}

func TestEqualValuesAreDeeplyEqual(t *testing.T) {
	t.Parallel()
	raw := `{"a": [1, 2.5, "x", null, true]}`
	if !reflect.DeepEqual(value(t, raw), value(t, raw)) {
		t.Error("tests of other packages compare values deeply")
	}
}

package schema

import (
	"strings"
	"testing"
)

// FuzzParse looks for panics on the whole way from a document to its verdict,
// layout and findings.
func FuzzParse(f *testing.F) {
	for _, group := range [][]behaviour{conversionBehaviours(), requiredBehaviours(), ruleBehaviours(), dependencyBehaviours()} {
		for _, b := range group {
			f.Add([]byte(b.document()))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, err := Parse(raw)
		if err != nil {
			return
		}
		e := s.Evaluate()
		v := e.Verdict()
		if v.Valid != (len(v.Problems) == 0) || v.Valid != (v.Message == "") {
			t.Errorf("the verdict disagrees with itself: %+v", v)
		}
		s.Lint()
		s.Sections()
		again, err := Parse(s.With(nil).Raw())
		if err != nil || !s.SameShape(again) || again.Evaluate().Verdict().Message != v.Message {
			t.Errorf("rewritten, the document is another: %v", err)
		}
		if _, err := Parse(s.WithoutSecrets()); err != nil {
			t.Errorf("without secrets, the document is none: %v", err)
		}
	})
}

// FuzzConvert holds any JSON value and type against the rules of the sent form.
func FuzzConvert(f *testing.F) {
	for _, raw := range []string{`null`, `" 5 "`, `"1_000"`, `7.9`, `1e400`, `true`, `["a",null]`, `{"a":1}`, `"a, b\nc"`, `"` + zeros(5000) + `"`} {
		for _, kind := range []string{"str", "int", "float", "bool", "list", "other"} {
			f.Add([]byte(raw), kind)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte, kind string) {
		v, err := ParseValue(raw)
		if err != nil {
			return
		}
		if again, err := ParseValue(v.RevealJSON()); err != nil || again.Reveal() != v.Reveal() && !strings.Contains(v.Reveal(), "inf") {
			t.Fatalf("%q is read back as %s", raw, again.RevealJSON())
		}
		converted, exc := convertTo(v, Type(kind))
		if exc != nil {
			if exc.Class == "" || exc.Text == "" {
				t.Errorf("an exception without words: %+v", exc)
			}
			return
		}
		if twice, exc := convertTo(converted, Type(kind)); exc != nil || !twice.Identical(converted) {
			t.Errorf("%s of %s converts once more to %s", kind, converted.RevealJSON(), twice.RevealJSON())
		}
		in := (&Field{Name: "f", Type: Type(kind), Display: DisplayTextArea}).FromChoice(v)
		if known(Type(kind)) {
			acceptedForms(t, &Field{Name: "f", Type: Type(kind), Display: DisplayTextArea}, in)
		}
	})
}

func known(t Type) bool {
	return t == TypeStr || t == TypeInt || t == TypeFloat || t == TypeBool || t == TypeList
}

// FuzzList holds the splitting of lists against what it must be.
func FuzzList(f *testing.F) {
	for _, text := range []string{"", ",", "a,b", " a ,, b", "a\nb", "\u00a0x\u2003,y", `x\,y`, `["a","b"]`, "\x1ca\x1f,b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		items := convertList(Text(text)).Items()
		for _, item := range items {
			s := item.Reveal()
			if s == "" || strings.Contains(s, ",") || strings.TrimSpace(s) != s {
				t.Errorf("%q has the item %q", text, s)
			}
		}
		in := (&Field{Type: TypeList}).FromText(text)
		if strings.Contains(text, "\n") {
			return // the wizard takes lines for items too, the service does not
		}
		if sent := convertList(in.Value); !sent.Identical(List(items...)) {
			t.Errorf("%q is sent as %s", text, sent)
		}
	})
}

// FuzzRegex holds patterns of a document against each other: the whole text
// matches itself when it is escaped, and no pattern makes the verdict fail.
func FuzzRegex(f *testing.F) {
	for _, seed := range [][2]string{{"a+", "aa"}, {"(?P<n>.)(?P=n)", "xx"}, {"[", "x"}, {`\S+@\S+\.\S+`, "a@b.c"}, {"(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaab"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		e := newEntry("f", value(t, `{}`))
		e.patternSteps = patternSteps(1)
		e.effective = Text(text).AsSensitive()
		c := checker{entry: e}
		if err := c.regex(Text(pattern)); err != nil {
			return
		}
		for _, p := range c.problems {
			if len(text) > 3 && !strings.Contains(pattern, text) && !strings.Contains(Redacted, text) &&
				strings.Contains(strings.Replace(p.Message, pattern, "", 1), text) && !strings.Contains("'f' value failed regex check took too long in whether it passes is unknown", text) {
				t.Errorf("the message shows the value: %s", p.Message)
			}
		}
	})
}

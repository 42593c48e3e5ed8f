package schema

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// randomText makes texts of what matters to the rules: digits, signs, separators,
// blanks, letters of several scripts.
func randomText(r *rand.Rand) string {
	parts := []string{"1", "0", "9", "-", "+", "_", ".", ",", "e", " ", "\t", "\u00a0", "\n", "a", "é", "١", "true", "off", "nan", "inf", "'", `"`, `\`, "字"}
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(parts[r.IntN(len(parts))])
	}
	return b.String()
}

// acceptedForms is the property behind the sent form: what was accepted is read by
// the service as the effective value, and the sent form of that is the same again.
func acceptedForms(t *testing.T, f *Field, in Input) {
	t.Helper()
	if len(in.Problems) > 0 || !in.Convertible {
		return
	}
	effective, err := convertTo(in.Value, f.Type)
	if err != nil {
		t.Fatalf("%s: %s was accepted, but can't be converted: %s", f.Type, in.Value.RevealJSON(), err.Text)
	}
	again := f.FromChoice(effective)
	if len(again.Problems) > 0 || !again.Convertible {
		t.Fatalf("%s: %s was accepted, but its effective value isn't: %+v", f.Type, in.Value.RevealJSON(), again)
	}
	back, err := convertTo(again.Value, f.Type)
	if err != nil || !back.Identical(effective) {
		t.Fatalf("%s: %s became %s", f.Type, effective.RevealJSON(), back.RevealJSON())
	}
	stored := *f
	stored.Value = in.Value
	edited := stored.FromText(stored.EditText())
	if got, err := convertTo(edited.Value, f.Type); err != nil || !got.Identical(effective) {
		t.Fatalf("%s: edited as %q it became %s", f.Type, stored.EditText(), got.RevealJSON())
	}
}

func TestWhatIsAcceptedComesBackAsItIs(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		text := randomText(r)
		for _, kind := range []Type{TypeStr, TypeInt, TypeFloat, TypeBool, TypeList} {
			f := &Field{Name: "f", Type: kind, Required: r.IntN(2) == 0, Display: DisplayTextArea}
			acceptedForms(t, f, f.FromText(text))
		}
	}
}

func TestNumbersAreSentAsTheServiceWouldReadTheText(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		text := randomText(r)
		for _, kind := range []Type{TypeInt, TypeFloat} {
			in := (&Field{Type: kind}).FromText(text)
			direct, err := convertTo(Text(text), kind)
			if strings.TrimFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n\u00a0", r) }) == "" {
				continue // blank: an empty field to the wizard, an exception to the service
			}
			if in.Convertible != (err == nil) {
				t.Fatalf("%s %q: convertible is %t", kind, text, in.Convertible)
			}
			if sent, _ := convertTo(in.Value, kind); err == nil && !sent.Identical(direct) {
				t.Fatalf("%s %q: sent as %s, read as %s", kind, text, sent, direct)
			}
		}
	}
}

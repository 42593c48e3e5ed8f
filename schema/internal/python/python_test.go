package python

import (
	"math"
	"math/big"
	"strings"
	"testing"
	"testing/quick"
)

func TestReprOfTexts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                 `''`,
		"a b":              `'a b'`,
		"it's":             `"it's"`,
		`"`:                `'"'`,
		`'"`:               `'\'"'`,
		`\`:                `'\\'`,
		"\n\r\t":           `'\n\r\t'`,
		"\x00\x1b\x7f":     `'\x00\x1b\x7f'`,
		"\u0080\u00a0":     `'\x80\xa0'`,
		"\u200b\u2028":     `'\u200b\u2028'`,
		"\U000e0001":       `'\U000e0001'`,
		"\u0cf3\U00031350": `'\u0cf3\U00031350'`, // of Unicode 15, which Python 3.11 doesn't know
		"é字\U0001F600":     "'é字\U0001F600'",
	} {
		if got := Quote(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestReprOfFloats(t *testing.T) {
	t.Parallel()
	for f, want := range map[float64]string{
		0: "0.0", 1: "1.0", -1.5: "-1.5", 0.1: "0.1", 1e15: "1000000000000000.0",
		1e16: "1e+16", 123456789012345680: "1.2345678901234568e+17", 1e22: "1e+22", 1e-4: "0.0001",
		1e-5: "1e-05", 1.5e-7: "1.5e-07", 5e-324: "5e-324", 1e300: "1e+300", 1.0 / 3: "0.3333333333333333",
		math.Inf(1): "inf", math.Inf(-1): "-inf", math.Copysign(0, -1): "0.0",
	} {
		if f == 0 {
			continue // both zeros are one key of a map
		}
		if got := FloatText(f); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if FloatText(0) != "0.0" || FloatText(math.Copysign(0, -1)) != "-0.0" || FloatText(math.NaN()) != "nan" {
		t.Error("zeros or NaN are wrong")
	}
}

func TestInt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"0": "0", " 5432 ": "5432", "+7": "7", "-0": "0", "007": "7", "1_000": "1000", "1_0_0": "100",
		"\u00a05\u2003": "5", "١٢٣": "123", "１_２": "12", "\U0001d7d7": "9", "\u20285\u0085": "5",
		"18446744073709551616":    "18446744073709551616",
		strings.Repeat("9", 4300): strings.Repeat("9", 4300),
	} {
		got, err := ParseInt(text)
		if err != nil || got.String() != want {
			t.Errorf("%.30q: got %v, %v", text, got, err)
		}
	}
}

func TestIntRefuses(t *testing.T) {
	t.Parallel()
	for text, quoted := range map[string]string{
		" ": "' '", "": "''", "1.0": "'1.0'", "1e3": "'1e3'", "0x1": "'0x1'", "1,000": "'1,000'", "_1": "'_1'",
		"1_": "'1_'", "1__0": "'1__0'", "+": "'+'", "- 1": "'- 1'", "+-1": "'+-1'", "²": "'²'", "1\x00": `'1\x00'`,
		"é": "'é'", "\x1c5": `'\x1c5'`, "5\x1f": `'5\x1f'`, "\x1d٣": "'\\x1d٣'", "\U00011f55": `'\U00011f55'`, strings.Repeat("x", 300): "'" + strings.Repeat("x", 199),
	} {
		want := "invalid literal for int() with base 10: " + quoted
		if _, err := ParseInt(text); err == nil || err.Class != "ValueError" || err.Text != want {
			t.Errorf("%.30q: %+v", text, err)
		}
	}
	want := "Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; " +
		"use sys.set_int_max_str_digits() to increase the limit"
	if _, err := ParseInt("-" + strings.Repeat("1", 4301)); err == nil || err.Text != want {
		t.Errorf("too many digits: %+v", err)
	}
}

func TestFloat(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{
		"1": 1, " 1.5 ": 1.5, "1.": 1, ".5": 0.5, "-1e3": -1000, "1_0.5_0e1_0": 105e9, "١.٥": 1.5,
		"inf": math.Inf(1), "-Infinity": math.Inf(-1), "+INF": math.Inf(1), "1e400": math.Inf(1), "1e-400": 0,
	} {
		if got, err := ParseFloat(text); err != nil || got != want {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	if got, err := ParseFloat("-nan"); err != nil || !math.IsNaN(got) {
		t.Errorf("nan: %v, %v", got, err)
	}
	for _, text := range []string{"", " ", "x", "0x1p3", "1e", "+-1", "++inf", "infinit", "1_e5", "_1.0", "1 2", ".", "é", "5\x1c", "\U00011f55"} {
		want := "could not convert string to float: " + Quote(text)
		if _, err := ParseFloat(text); err == nil || err.Class != "ValueError" || err.Text != want {
			t.Errorf("%q: %+v", text, err)
		}
	}
}

func TestTruncate(t *testing.T) {
	t.Parallel()
	for f, want := range map[float64]string{7.9: "7", -7.9: "-7", 0.5: "0", 1e22: "10000000000000000000000"} {
		if got, err := Truncate(f); err != nil || got.String() != want {
			t.Errorf("%v: got %v, %v", f, got, err)
		}
	}
	if _, err := Truncate(math.NaN()); err == nil || *err != *ValueError("cannot convert float NaN to integer") {
		t.Errorf("NaN: %+v", err)
	}
	if _, err := Truncate(math.Inf(-1)); err == nil || *err != *OverflowError("cannot convert float infinity to integer") {
		t.Errorf("infinity: %+v", err)
	}
}

func TestFloatOfAWholeNumber(t *testing.T) {
	t.Parallel()
	if f, err := Float(big.NewFloat(5)); err != nil || f != 5 {
		t.Errorf("got %v, %v", f, err)
	}
	huge, _ := new(big.Int).SetString("1"+strings.Repeat("0", 400), 10)
	if _, err := Float(new(big.Float).SetInt(huge)); err == nil || *err != *OverflowError("int too large to convert to float") {
		t.Errorf("huge: %+v", err)
	}
}

func TestCapitalize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "port": "Port", "API_KEY": "Api_key", "éa": "Éa", "ßa": "Ssa", "1A": "1a", "ǆa": "ǅa",
		"ŉX": "ʼNx", "ﬁX": "Fix", "ᾳx": "ᾼx", "ΐ": "Ι\u0308\u0301", "aİ": "Ai\u0307",
		"xΟΔΟΣ": "Xοδος", "xΟΔΟΣ.": "Xοδος.", "xΣΑ": "Xσα", "Σ": "Σ", "x Σ": "X σ", "xΑ'Σ'": "Xα'ς'", " ": " ",
	} {
		if got := Capitalize(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestStrip(t *testing.T) {
	t.Parallel()
	if got := Strip(" \t\n\x1c\u00a0\u3000a b\u200b \u0085"); got != "a b\u200b" {
		t.Errorf("got %q", got)
	}
}

func TestExceptionsAreWordedAsPythonWordsThem(t *testing.T) {
	t.Parallel()
	for got, want := range map[Exception]Exception{
		*KeyError("type"):                 {"KeyError", "'type'"},
		*NoAttribute("NoneType", "split"): {"AttributeError", "'NoneType' object has no attribute 'split'"},
		*TypeError("a %s", "b"):           {"TypeError", "a b"},
	} {
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

func TestWhatIsPrintedIsReadBack(t *testing.T) {
	t.Parallel()
	ints := func(n int64) bool {
		got, err := ParseInt(big.NewInt(n).String())
		return err == nil && got.Int64() == n
	}
	floats := func(f float64) bool {
		got, err := ParseFloat(FloatText(f))
		return err == nil && got == f
	}
	if err := quick.Check(ints, nil); err != nil {
		t.Error(err)
	}
	if err := quick.Check(floats, nil); err != nil {
		t.Error(err)
	}
}

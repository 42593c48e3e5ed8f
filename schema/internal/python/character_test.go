package python

import "testing"

func TestNamesArePythonsIdentifiers(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"": false, "a": true, "_": true, "1": false, "a1": true, "a-b": false, "é": true, "a\u0301": true, "\u0301": false,
		"ⅷ": true, "℮": true, "℘": true, "a·": true, "·": false, "a፩": true, "a᧚": true, "ﷺ": false, "aﹰ": false,
		"aﾞ": true, "ﾞ": false, "aำ": true, "ำ": false, "a゛": false, "\U0001e4d0": false, "a²": false,
	} {
		if got := IsIdentifier(name); got != want {
			t.Errorf("%q: got %t", name, got)
		}
	}
}

func TestCharactersOfUnicode15AreNothing(t *testing.T) {
	t.Parallel()
	for _, r := range []rune{0xcf3, 0xece, 0x11f50, 0x1d2c0, 0x1e4f0, 0x31350} {
		if IsPrint(r) || IsLetter(r) || IsDecimal(r) || IsAlphanumeric(r) || IsIdentifier(string(r)) {
			t.Errorf("%U is something", r)
		}
	}
	for _, r := range []rune{0xcf2, 0x11ee0, 0x1d2e0, 0x3134a} {
		if !IsPrint(r) || !IsAlphanumeric(r) {
			t.Errorf("%U was there before", r)
		}
	}
}

package schema

import (
	"bytes"
	"encoding/json"
	"testing"
)

func FuzzTextIsWrittenAsTheStandardLibraryDoes(f *testing.F) {
	for _, s := range []string{"", "plain", "a\"b\\c/d<e>&f", "\x00\x01\b\f\n\r\t\x1f\x7f", "äß漢😀", "\u2028\u2029", "\xff\xc3(", "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		got := appendTextJSON(nil, s)
		if exact := bytes.TrimSuffix(want.Bytes(), []byte("\n")); !bytes.Equal(got, exact) {
			t.Errorf("%q: got %s, want %s", s, got, exact)
		}
		if n := quotedLen(s); len(got) > n {
			t.Errorf("%q: %d bytes written, %d were expected at most", s, len(got), n)
		}
		if from := appendTextJSON(nil, []byte(s)); !bytes.Equal(from, got) {
			t.Errorf("%q: bytes are written as %s", s, from)
		}
	})
}

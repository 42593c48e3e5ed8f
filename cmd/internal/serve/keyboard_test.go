package serve

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// typed reads what a keyboard makes of bytes that come in pieces.
func typed(t testing.TB, pieces io.Reader) (read, shown string, interrupts int) {
	t.Helper()
	var screen bytes.Buffer
	k := newKeyboard(&screen, func() { interrupts++ })
	k.pump(pieces)
	raw, err := io.ReadAll(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw), screen.String(), interrupts
}

func TestLinesAreEditedAsATerminalDoes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ typed, read, shown string }{
		"a line":                         {"abc\r", "abc\n", "abc\r\n"},
		"CR and LF are one end":          {"a\r\nb\n", "a\nb\n", "a\r\nb\r\n"},
		"a letter erased":                {"ab\x7f\r", "a\n", "ab\b \b\r\n"},
		"a wide letter erased":           {"漢\x08\r", "\n", "漢\b \b\b \b\r\n"},
		"nothing to erase":               {"\x7f\x15\x17\r", "\n", "\r\n"},
		"a line erased":                  {"ab c\x15x\r", "x\n", "ab c\b \b\b \b\b \b\b \bx\r\n"},
		"a control is shown, not done":   {"\x1b[A\x07\r", "\x1b[A\x07\n", "^[[A^G\r\n"},
		"a control erased":               {"\x01\x7f\r", "\n", "^A\b \b\b \b\r\n"},
		"Ctrl+D passes a part on":        {"ab\x04c\r", "abc\n", "abc\r\n"},
		"Ctrl+D alone ends":              {"\x04rest\r", "", ""},
		"Ctrl+C drops what was typed":    {"secret\x03b\r", "b\n", "b\r\n"},
		"an end without a line's end":    {"abc", "", "abc"},
		"a broken letter stays as it is": {"\xe6\xbc\r", "\xe6\xbc\n", "\xe6\xbc\r\n"},
	} {
		read, shown, interrupts := typed(t, strings.NewReader(c.typed))
		if read != c.read || shown != c.shown || interrupts != strings.Count(c.typed, "\x03") {
			t.Errorf("%s: read %q, shown %q, %d interrupts", name, read, shown, interrupts)
		}
	}
}

func FuzzKeyboard(f *testing.F) {
	f.Add([]byte("abc\x7f\r\x04\x03\x15\x17\xff\n"))
	f.Add(bytes.Repeat([]byte("漢\x08\x1b["), 100))
	f.Fuzz(func(t *testing.T, keys []byte) {
		keys = keys[:min(len(keys), mostAhead)] // More waits until something is read.
		_, shown, _ := typed(t, bytes.NewReader(keys))
		if strings.ContainsAny(shown, "\x1b\x07\x00") {
			t.Errorf("a control reaches the terminal: %q", shown)
		}
		_, _, _ = typed(t, iotest.OneByteReader(bytes.NewReader(keys)))
	})
}

func TestNewlinesBecomeTheTerminals(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	n := &newlines{w: &out}
	for _, part := range []string{"a\n", "b\r", "\nc\n\n"} {
		if k, err := io.WriteString(n, part); k != len(part) || err != nil {
			t.Fatal(k, err)
		}
	}
	if out.String() != "a\r\nb\r\nc\r\n\r\n" {
		t.Errorf("wrote %q", out.String())
	}
}

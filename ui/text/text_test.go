package text_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"connwiz/ui/text"

	"github.com/charmbracelet/x/ansi"
)

func TestCleanShowsWhatWasSentWithoutObeyingIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain text stays", "Host is not reachable: db:5432", "Host is not reachable: db:5432"},
		{"letters of all scripts stay", "grüße 漢字 Привет नमस्ते می\u200cخواهم", "grüße 漢字 Привет नमस्ते می\u200cخواهم"},
		{"a colour sequence is written out", "\x1b[31mred\x1b[0m", `\x1b[31mred\x1b[0m`},
		{"an unterminated OSC swallows nothing", "a\x1b]0;title and the rest", `a\x1b]0;title and the rest`},
		{"an 8-bit CSI is written out", "a\u009b2Jb", `a\x9b2Jb`},
		{"DEL, NUL and BEL are written out", "a\x7f\x00\x07", `a\x7f\x00\x07`},
		{"bytes that are not UTF-8 are written out", "a\xff\x9b", `a\xff\x9b`},
		{"bidi overrides are written out", "\u202egnp.exe\u202c \u2066x\u2069\u200e\u061c", `\u202egnp.exe\u202c \u2066x\u2069\u200e\u061c`},
		{"invisible characters are written out", "ad\u200bmin\u2060\ufeff\u00ad\u3164", `ad\u200bmin\u2060\ufeff\xad\u3164`},
		{"joiners in ASCII are written out", "ad\u200dmin\u200c", `ad\u200dmin\u200c`},
		{"tags are written out", "x\U000e0041", `x\U000e0041`},
		{"line and paragraph separators are written out", "a\u2028b\u2029c\u0085", `a\u2028b\u2029c\x85`},
		{"line breaks and tabs become a space", "a\r\nb\nc\td\re", "a b c d e"},
		{"an emoji sequence shows its parts", "👩\u200d👧 ❤\ufe0f 👍🏽 1\ufe0f\u20e3", "👩👧 ❤ 👍 1\u20e3"},
		{"marks may climb only so far", "e" + strings.Repeat("\u0301", 50), "e" + strings.Repeat("\u0301", 8)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := text.Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestCleanCutsOverlongText(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"x", "漢", "\x1b", "e\u0301\u0301\u0301"} {
		got := text.Clean(strings.Repeat(unit, 3_000_000/len(unit)))
		if w := text.Width(got); w > text.Limit || w < text.Limit-2 || !strings.HasSuffix(got, text.Ellipsis) {
			t.Errorf("%q repeated comes out %d cells wide, ending in %q", unit, w, got[len(got)-3:])
		}
	}
}

func TestCleanLinesKeepsLineBreaks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"every kind of break", "a\nb\r\nc\rd", []string{"a", "b", "c", "d"}},
		{"one break at the end adds nothing", "a\n", []string{"a"}},
		{"an empty line in between stays", "a\n\nb\x1b", []string{"a", "", `b\x1b`}},
		{"nothing is one empty line", "", []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := text.CleanLines(c.in); !slices.Equal(got, c.want) {
				t.Errorf("CleanLines(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
	got := text.CleanLines(strings.Repeat("x\n", 5000))
	if len(got) != text.LineLimit+1 || got[text.LineLimit] != text.Ellipsis {
		t.Errorf("5000 lines came out as %d, ending in %q", len(got), got[len(got)-1])
	}
}

func FuzzCleanIsHarmlessAndStable(f *testing.F) {
	for _, s := range []string{
		"", "plain", "\x1b[31m", "\u009b1m", "a\tb\r\nc", "\u202e", "👩\u200d👩", "❤\ufe0f", "a\u200db", "می\u200cخ",
		"\xff\xfe", "\U000e0041", strings.Repeat("漢", 3000), "e" + strings.Repeat("\u0301", 99), "\u200d\u200d👩🏽🏽",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := text.Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("Clean(%q) = %q is not UTF-8", s, got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) {
				t.Fatalf("Clean(%q) lets %U through", s, r)
			}
		}
		if w := text.Width(got); w > text.Limit {
			t.Fatalf("Clean(%q) is %d cells wide", s, w)
		}
		if again := text.Clean(got); again != got {
			t.Fatalf("Clean(%q) = %q, and cleaned again %q", s, got, again)
		}
	})
}

func FuzzWrapIsExactAndLosesNothing(f *testing.F) {
	f.Add("the quick brown fox", 7)
	f.Add("https://example.com/a/very/long/path and more", 10)
	f.Add("漢字漢字 漢字", 3)
	f.Add("漢", 1)
	f.Add("  indented  text ", 4)
	f.Add("a\n\nb", 0)
	f.Add("00000000ು", 1)
	f.Fuzz(func(t *testing.T, s string, cells int) {
		s = strings.Join(text.CleanLines(s), "\n")
		cells = 1 + (cells&0xff)%100
		lines := text.Wrap(s, cells)
		for _, line := range lines {
			if w := text.Width(line); w > cells {
				t.Fatalf("Wrap(%q, %d) has a line of %d cells: %q", s, cells, w, line)
			}
		}
		one := strings.Join(lines, "")
		if cut := text.Truncate(one, cells); text.Width(cut) > cells {
			t.Fatalf("Truncate(%q, %d) = %q has %d cells", one, cells, cut, text.Width(cut))
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if got := strings.Join(lines, ""); cells > 1 && bare(got) != bare(s) {
			t.Fatalf("Wrap(%q, %d) = %q lost text", s, cells, lines)
		}
	})
}

func TestWrapBreaksAtWordsWhereItCan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		in    string
		cells int
		want  []string
	}{
		{"at spaces", "the quick brown fox", 10, []string{"the quick", "brown fox"}},
		{"exactly full", "12345 67890", 5, []string{"12345", "67890"}},
		{"a long word begins where it stands and breaks hard", "at https://example.com", 8, []string{"at https", "://examp", "le.com"}},
		{"wide characters are never halved", "漢字漢", 3, []string{"漢", "字", "漢"}},
		{"a wide character in one cell", "漢", 1, []string{"?"}},
		{"line breaks are kept", "a\n\nb", 9, []string{"a", "", "b"}},
		{"an indent is kept", "  two", 9, []string{"  two"}},
		{"nothing is one empty line", "", 9, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := text.Wrap(c.in, c.cells); !slices.Equal(got, c.want) {
				t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.cells, got, c.want)
			}
		})
	}
}

func TestTruncateAndPadAreCellExact(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, got, want string }{
		{"short text stays", text.Truncate("abc", 3), "abc"},
		{"long text is cut at its end", text.Truncate("abcdef", 4), "abc…"},
		{"a wide character that would be halved goes", text.Truncate("漢字漢", 4), "漢…"},
		{"no cells, no text", text.Truncate("abc", 0), ""},
		{"a tail of one's own", text.TruncateTail("abcdef", 5, "..."), "ab..."},
		{"a tail that does not fit is left out", text.TruncateTail("abcdef", 2, "..."), "ab"},
		{"padding fills up", text.PadRight("漢", 4), "漢  "},
		{"padding never cuts", text.PadRight("abc", 2), "abc"},
		{"fitting does both", text.Fit("漢字", 3) + "|" + text.Fit("a", 3), "漢…|a  "},
		{"styling is not counted", text.PadRight("\x1b[1mab\x1b[0m", 3), "\x1b[1mab\x1b[0m "},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.got != c.want {
				t.Errorf("got %q, want %q", c.got, c.want)
			}
		})
	}
}

// The renderer counts grapheme clusters, most terminals and tmux count
// characters. Where the two differ, everything to the right of the text shifts.
func TestRendererAndTerminalAgreeAboutCleanedText(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"grüße", "漢字", "👩\u200d👩\u200d👧", "❤\ufe0f", "👍🏽", "e\u0301", "한국어", "1\ufe0f\u20e3", "می\u200cخواهم", "…▸✓✗•",
	} {
		got := text.Clean(s)
		if g, w := ansi.StringWidth(got), ansi.StringWidthWc(got); g != w {
			t.Errorf("%q: %d cells by cluster, %d by character", got, g, w)
		}
	}
}

func BenchmarkCleanLabel(b *testing.B) {
	for b.Loop() {
		text.Clean("Host of the database, without protocol and port")
	}
}

func TestWhatShowsIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		prev, r, next rune
		want          bool
	}{
		{'a', 'b', 'c', true},
		{'a', '漢', 'c', true},
		{'a', '\u200b', 'c', false},
		{'a', '\u202e', 'c', false},
		{'a', '\ufeff', 'c', false},
		{'a', '\u3164', 'c', false},
		{'a', '\U000e0041', 'c', false},
		{'a', '\u200d', 'c', false},
		{'ی', '\u200c', 'خ', true},
		{'👩', '\u200d', '👧', true},
		{'a', '\x1b', 'c', false},
	} {
		if got := text.Shows(c.prev, c.r, c.next); got != c.want {
			t.Errorf("%U: got %t", c.r, got)
		}
	}
}

func TestAColumnKeepsWhatIsReadFromTheRightApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"Hebrew", "שם *", "שם *\u200e    "},
		{"Arabic", "اسم", "اسم\u200e     "},
		{"Arabic in presentation forms", "\ufe8d", "\ufe8d\u200e       "},
		{"both directions", "a ש", "a ש\u200e     "},
		{"Latin", "Überb", "Überb   "},
		{"wide letters", "漢字", "漢字    "},
		{"a full column", "שששששששש", "שששששששש\u200e"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := text.Column(c.in, 8)
			if got != c.want || text.Width(got) != 8 {
				t.Errorf("%q of %d cells, want %q", got, text.Width(got), c.want)
			}
		})
	}
}

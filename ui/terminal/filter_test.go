package terminal_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"connwiz/ui/terminal"
)

// step is what arrives after a pause.
type step struct {
	pause time.Duration
	bytes string
}

// play feeds steps to a filter, flushing in between as a clock would, and returns
// every chunk that comes out.
func play(steps ...step) []string {
	var f terminal.Filter
	var out []string
	add := func(chunks [][]byte) {
		for _, c := range chunks {
			out = append(out, string(c))
		}
	}
	now := time.Unix(1_800_000_000, 0)
	for _, s := range steps {
		arrival := now.Add(s.pause)
		for {
			at, held := f.Deadline()
			if !held || !at.Before(arrival) {
				break
			}
			add(f.Flush(at))
		}
		now = arrival
		add(f.Feed(now, []byte(s.bytes)))
	}
	add(f.Finish())
	return out
}

const ms = time.Millisecond

// at is one read a second after the one before.
func at(s string) step { return step{time.Second, s} }

func paste(s string) string { return "\x1b[200~" + s + "\x1b[201~" }

func TestFilterLetsKeysPass(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		steps []step
		want  []string
	}{
		{"a letter", []step{at("a")}, []string{"a"}},
		{"letters typed ahead, each by itself", []step{at("é漢😀")}, []string{"é", "漢", "😀"}},
		{"an arrow", []step{at("\x1b[B")}, []string{"\x1b[B"}},
		{"repeated arrows, each by itself", []step{at("\x1b[B\x1b[B\x1bOA")}, []string{"\x1b[B", "\x1b[B", "\x1bOA"}},
		{"a control key", []step{at("\x13")}, []string{"\x13"}},
		{"NUL, which is Ctrl+Space", []step{at("\x00")}, []string{"\x00"}},
		{"Alt with a letter", []step{at("\x1bx\x1b漢")}, []string{"\x1bx", "\x1b漢"}},
		{"Alt with Enter", []step{at("\x1b\r")}, []string{"\x1b\r"}},
		{"Alt with an arrow where it doubles the ESC", []step{at("\x1b\x1b[A")}, []string{"\x1b\x1b[A"}},
		{"function keys of xterm, Linux and rxvt", []step{at("\x1b[15~\x1b[[A\x1b[5$\x1b[c")}, []string{"\x1b[15~", "\x1b[[A", "\x1b[5$", "\x1b[c"}},
		{"F3 with modifiers, which looks like a position", []step{at("\x1b[1;5R")}, []string{"\x1b[1;5R"}},
		{"an old arrow with a modifier", []step{at("\x1bO5A")}, []string{"\x1bO5A"}},
		{"Backspace between letters", []step{at("ab\x7fc")}, []string{"a", "b", "\x7f", "c"}},
		{"Tab", []step{at("\t")}, []string{"\t"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := play(c.steps...); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFilterHoldsWhatIsTorn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		steps []step
		want  []string
	}{
		{"an arrow in three reads", []step{at("\x1b"), {90 * ms, "["}, {90 * ms, "B"}}, []string{"\x1b[B"}},
		{"a long key with a long pause", []step{at("\x1b[1;"), {900 * ms, "5H"}}, []string{"\x1b[1;5H"}},
		{"a character in two reads", []step{at("\xe6\xbc"), {400 * ms, "\xa2"}}, []string{"漢"}},
		{"an Esc key is the Esc key after a moment", []step{at("\x1b"), {101 * ms, "[B"}}, []string{"\x1b", "[", "B"}},
		{"two Esc keys in one read", []step{at("\x1b\x1b")}, []string{"\x1b", "\x1b"}},
		{"an Esc key before a letter of its own", []step{at("\x1b\x1bx")}, []string{"\x1b", "\x1bx"}},
		{"Alt+[ is a key after a moment", []step{at("\x1b["), {150 * ms, "x"}}, []string{"\x1b[", "x"}},
		{"half a key is never typed", []step{at("\x1b[1;"), {1100 * ms, "x"}}, []string{"x"}},
		{"half a character is never typed", []step{at("\xe6\xbc"), {1100 * ms, "x"}}, []string{"x"}},
		{"a new key ends a torn one", []step{at("\x1b[1;\x1b[B")}, []string{"\x1b[B"}},
		{"broken bytes are dropped", []step{at("a\xffb\u009bc")}, []string{"a", "b", "c"}},
		{"an Enter ends a torn sequence", []step{at("\x1b[12"), {500 * ms, "\r"}}, []string{"\r"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := play(c.steps...); strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFilterDropsWhatTerminalsAnswer(t *testing.T) {
	t.Parallel()
	for name, reply := range map[string]string{
		"background, ended by BEL":    "\x1b]11;rgb:0000/0000/0000\x07",
		"foreground, ended by ST":     "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
		"cursor position":             "\x1b[24;80R",
		"cursor position, top left":   "\x1b[1;1R",
		"cursor position, first row":  "\x1b[1;17R",
		"extended cursor position":    "\x1b[?1;2;1R",
		"device attributes":           "\x1b[?62;22c",
		"secondary device attributes": "\x1b[>41;354;0c",
		"tertiary device attributes":  "\x1bP!|00000000\x1b\\",
		"private mode":                "\x1b[?2026;2$y",
		"ANSI mode":                   "\x1b[4;2$y",
		"terminal version":            "\x1bP>|tmux 3.3a\x1b\\",
		"kitty keyboard":              "\x1b[?1u",
		"status":                      "\x1b[0n",
		"colour scheme":               "\x1b[?997;1n",
		"window size":                 "\x1b[8;24;80t",
		"clipboard, very long":        "\x1b]52;c;" + strings.Repeat("QUJD", 5000) + "\x1b\\",
		"mouse, SGR":                  "\x1b[<0;12;7M\x1b[<0;12;7m",
		"mouse, X10":                  "\x1b[M ab",
		"focus in and out":            "\x1b[I\x1b[O",
		"the end of a paste":          "\x1b[201~",
		"application program command": "\x1b_Gi=1;OK\x1b\\",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := play(at("x"), at(reply), at("y")); !slices.Equal(got, []string{"x", "y"}) {
				t.Errorf("in one read: got %q", got)
			}
			if got := play(at("x" + reply + "y")); strings.Join(got, "") != "xy" {
				t.Errorf("between keys: got %q", got)
			}
			for cut := 2; cut < min(len(reply), 200); cut++ {
				got := play(at("x"), at(reply[:cut]), step{90 * ms, reply[cut:]}, at("y"))
				if strings.Join(got, "") != "xy" {
					t.Fatalf("torn after %d bytes: got %q", cut, got)
				}
			}
		})
	}
}

func TestFilterTellsAnEnterPressedAloneFromOneInABurst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		steps []step
		want  []string
	}{
		{"alone", []step{at("x"), at("\r"), at("y")}, []string{"x", "\r", "y"}},
		{"Ctrl+J alone is Enter", []step{at("\n")}, []string{"\r"}},
		{"held down", []step{at("\r"), {30 * ms, "\r"}, {30 * ms, "\r"}}, []string{"\r", "\r", "\r"}},
		{"behind text", []step{at("abc\r")}, []string{"a", "b", "c", "\n"}},
		{"right behind text", []step{at("a"), {5 * ms, "\r"}}, []string{"a", "\n"}},
		{"right before text", []step{at("\r"), {5 * ms, "a"}}, []string{"\n", "a"}},
		{"twice at once", []step{at("\r\r")}, []string{"\n", "\n"}},
		{"behind an arrow", []step{at("\x1b[B\r")}, []string{"\x1b[B", "\n"}},
		{"before half a sequence", []step{at("\r\x1b"), {5 * ms, "[B"}}, []string{"\n", "\x1b[B"}},
		{"right before a paste", []step{at("\r" + paste("x"))}, []string{"\n", paste("x")}},
		{"right behind a paste", []step{at(paste("x")), {5 * ms, "\r"}}, []string{paste("x"), "\n"}},
		{"a moment behind a paste", []step{at(paste("x")), {20 * ms, "\r"}}, []string{paste("x"), "\r"}},
		{"CRLF counts once", []step{at("a\r\n")}, []string{"a", "\n"}},
		{"typing ahead", []step{at("y\ra")}, []string{"y", "\n", "a"}},
		{"typing ahead through fields", []step{at("db.local\t5432\t")}, []string{"db.local", "\t", "5", "4", "3", "2", "\t"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := play(c.steps...); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// pem is a key of 52 lines as a terminal delivers it that doesn't bracket pastes.
func pem() string {
	lines := []string{"-----BEGIN PRIVATE KEY-----"}
	for i := range 50 {
		lines = append(lines, strings.Repeat(string(rune('A'+i%26)), 60)+fmt.Sprintf("%04d", i))
	}
	return strings.Join(append(lines, "-----END PRIVATE KEY-----"), "\r")
}

func TestFilterMakesPastesOfBursts(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0123456789", 7)
	for _, c := range []struct {
		name  string
		steps []step
		want  string
	}{
		{"two lines", []step{at("hello\rworld")}, paste("hello\rworld")},
		{"short lines", []step{at("a\rb\r")}, paste("a\rb\r")},
		{"lines with tabs, CRLF kept", []step{at("key:\r\n\tvalue\r\n")}, paste("key:\r\n\tvalue\r\n")},
		{"a break first", []step{at("\rsecond line")}, paste("\rsecond line")},
		{"a key of 52 lines", []step{at(pem())}, paste(pem())},
		{"a key in parts a moment apart", []step{at(pem()[:1000]), {40 * ms, pem()[1000:2100]}, {40 * ms, pem()[2100:]}}, paste(pem())},
		{"long text without a break", []step{at(long)}, paste(long)},
		{"long text and its Enter", []step{at(long + "\r")}, paste(long) + "\n"},
		{"words, whose blanks must not work a toggle", []step{at("correct horse")}, paste("correct horse")},
		{"a password without blanks", []step{at("s3cr3t-pass")}, "s3cr3t-pass"},
		{"keys around it stay keys", []step{at("\x1b[Bline one\rline two\x1b[A")}, "\x1b[B" + paste("line one\rline two") + "\x1b[A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(play(c.steps...), ""); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestABurstByteByByteKeepsEveryByteAndConfirmsNothing(t *testing.T) {
	t.Parallel()
	var steps []step
	for _, b := range []byte(pem()) {
		steps = append(steps, step{2 * ms, string(b)})
	}
	got := strings.Join(play(steps...), "")
	if text := strings.NewReplacer("\x1b[200~", "", "\x1b[201~", "").Replace(got); text != pem() {
		t.Errorf("the text changed: %q", text)
	}
	if before, _, _ := strings.Cut(got, "\x1b[200~"); strings.Contains(before, "\r") {
		t.Errorf("an Enter came out alone: %q", before)
	}
}

func TestFilterKeepsBracketedPastesExactly(t *testing.T) {
	t.Parallel()
	text := "a\r\nb\tc\x1b[31m\x1b[200~é漢\x00\x07\x1b[20"
	whole := paste(text)
	for cut := range whole {
		if cut > 0 && cut <= 2 {
			continue // An ESC with a character behind it may be Alt after a moment.
		}
		if got := strings.Join(play(at(whole[:cut]), step{700 * ms, whole[cut:]}), ""); got != whole {
			t.Fatalf("torn after %d bytes: %q", cut, got)
		}
	}
	for _, c := range []struct {
		name  string
		steps []step
		want  string
	}{
		{"an endless paste ends after a second", []step{at("\x1b[200~abc"), at("\x1b[B")}, paste("abc") + "\x1b[B"},
		{"half an end is no text", []step{at("\x1b[200~abc\x1b[20"), {1100 * ms, "x"}}, paste("abc") + "x"},
		{"two pastes in one read", []step{at(paste("a") + paste("b"))}, paste("a") + paste("b")},
		{"an empty paste is nothing", []step{at(paste(""))}, ""},
	} {
		if got := strings.Join(play(c.steps...), ""); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAHugePasteArrivesInPartsOfWholeCharacters(t *testing.T) {
	t.Parallel()
	text := "x" + strings.Repeat("漢", 300_000)
	got := strings.Join(play(at(paste(text))), "")
	parts := strings.Split(strings.TrimPrefix(got, "\x1b[200~"), "\x1b[201~\x1b[200~")
	if len(parts) < 2 || strings.TrimSuffix(strings.Join(parts, ""), "\x1b[201~") != text {
		t.Errorf("%d parts, and the text changed", len(parts))
	}
	for _, p := range parts {
		if !utf8.ValidString(p) {
			t.Error("a part ends inside a character")
		}
	}
}

func TestAHugeBurstKeepsItsText(t *testing.T) {
	t.Parallel()
	text := strings.Repeat(pem()+"\r", 300)
	var steps []step
	for rest := text; rest != ""; rest = rest[min(4000, len(rest)):] {
		steps = append(steps, step{ms, rest[:min(4000, len(rest))]})
	}
	got := strings.Join(play(steps...), "")
	if bare := strings.NewReplacer("\x1b[200~", "", "\x1b[201~", "").Replace(got); bare != text {
		t.Errorf("%d bytes became %d", len(text), len(bare))
	}
}

func FuzzFilterIsSoundHoweverInputIsTorn(f *testing.F) {
	for _, s := range []string{
		"abc\r", "\x1b[B\x1b[1;5H", "\x1b]11;rgb:0/0/0\x07x", paste("a\rb"), pem(), "\x1b\x1b\x1b[", "\xe6\xbc\xa2\xff",
		"\x1b[M...", "\x1bP>|x\x1b\\", "\x1b[200~open", "\r\n\r\n", "\x1b[[A", "\x1b[[\x1b\t", "\x1bO5", strings.Repeat("\x1b]", 300),
	} {
		f.Add(s, uint64(1))
	}
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		rnd := rand.New(rand.NewPCG(seed, seed))
		var steps []step
		for rest := s; rest != ""; {
			n := 1 + rnd.IntN(len(rest))
			steps = append(steps, step{time.Duration(rnd.IntN(1200)) * ms, rest[:n]})
			rest = rest[n:]
		}
		open := ""
		for _, chunk := range play(steps...) {
			if chunk == "" || len(chunk) > terminal.MaxChunk {
				t.Fatalf("a chunk of %d bytes", len(chunk))
			}
			switch {
			case open != "" || strings.HasPrefix(chunk, "\x1b[200~"):
				open += chunk
				if strings.HasSuffix(open, "\x1b[201~") {
					open = ""
				}
			case len(chunk) > 1 && chunk[0] != 0x1b && strings.ContainsFunc(chunk, unicode.IsControl):
				t.Fatalf("text and keys in one chunk: %q", chunk)
			case strings.Contains(chunk[1:], "\x1b") && !strings.HasPrefix(chunk, "\x1b\x1b"):
				t.Fatalf("two keys in one chunk: %q", chunk)
			}
		}
		if open != "" {
			t.Fatal("a paste was left open")
		}
		var one terminal.Filter
		whole := one.Feed(time.Unix(1, 0), []byte(s))
		whole = append(whole, one.Finish()...)
		if n := len(bytes.Join(whole, nil)); n > 3*len(s)+100 {
			t.Fatalf("%d bytes became %d", len(s), n)
		}
	})
}

func BenchmarkFilterPasteOf4kB(b *testing.B) {
	in := []byte(paste(strings.Repeat("0123456789abcde\r", 256)))
	now := time.Unix(1, 0)
	for b.Loop() {
		var f terminal.Filter
		f.Feed(now, in)
	}
}

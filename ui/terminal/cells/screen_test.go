package cells_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"connwiz/ui/terminal/cells"
)

// draw draws a frame without a cursor and returns what was sent.
func draw(t testing.TB, s *cells.Screen, w *window, text string) string {
	t.Helper()
	w.sent()
	f := cells.Frame{Text: text, Width: w.em.Width(), Height: w.em.Height(), Cursor: cells.Cursor{Hidden: true}}
	if err := s.Draw(f); err != nil {
		t.Fatal(err)
	}
	return w.sent()
}

func TestOnlyWhatChangedIsSent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, from, to, want string }{
		{"nothing", "a\nb", "a\nb", ""},
		{"the same in other words", "\x1b[1mab\x1b[0m", "\x1b[1ma\x1b[0m\x1b[1mb\x1b[m", ""},
		{"blanks at the end", "a", "a   \n  ", ""},
		{"the colour of blanks", "a  b", "a\x1b[31m  \x1b[mb", ""},
		{"a letter", "Host: a", "Host: b", "\x1b[6Cb"},
		{"a letter at the end of a row", "Host: ab", "Host: a", "\x1b[7C "},
		{"a row that becomes shorter", "some words", "some", "some\x1b[K"},
		{"two letters that are close", "abcde", "xbcdy", "xbcdy"},
		{"two letters that are far apart", "a23456789b", "x23456789y", "x\x1b[8Cy"},
		{"only the style", "label", "\x1b[1mlabel\x1b[0m", "\x1b[1mlabel\x1b[m"},
		{"a style on top of another", "", "\x1b[1ma\x1b[36mb\x1b[0mc", "\x1b[1ma\x1b[36mb\x1b[mc"},
		{"a style instead of another", "", "\x1b[1ma\x1b[0m\x1b[2mb\x1b[0m", "\x1b[1ma\x1b[;2mb\x1b[m"},
		{"one half of a wide letter's place", "漢x", "a x", "a "},
		{"an emoji, whose row is drawn whole", "a😀b", "a😀c", "\x1b[Ka😀\x1b[4Gc"},
		{"the row below", "a\nb", "a\nc", "\r\nc"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWindow(t, 40, 6)
			s := cells.New(w, cells.Options{})
			draw(t, s, w, c.from)
			if err := s.Draw(cells.Frame{Text: c.from, Width: 40, Height: 6}); err != nil {
				t.Fatal(err) // The cursor is in the corner now.
			}
			w.sent()
			if err := s.Draw(cells.Frame{Text: c.to, Width: 40, Height: 6}); err != nil {
				t.Fatal(err)
			}
			got := strings.Replace(w.sent(), "\r\x1b[m", "\x1b[m\r", 1)
			for _, home := range []string{"\r", "\b", "\x1b[H", "\x1b[A\b"} {
				got = strings.TrimSuffix(got, home)
			}
			if got != c.want {
				t.Errorf("sent %q, want %q", got, c.want)
			}
		})
	}
}

func TestFramesAreReadAsTerminalsReadThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, frame, want string }{
		{"lines that are too long are cut", "1234567890123", "1234567890"},
		{"a wide letter is not cut in two", "123456789漢x", "123456789"},
		{"lines that are too many are cut from the top", "a\nb\nc\nd", "b\nc\nd"},
		{"control characters don't come through", "a\x07\x08\rb\x7fc\u009bd", "abcd"},
		{"neither do other sequences", "a\x1b[2Jb\x1b]0;title\x07c\x1b[5;5Hd\x1b7e", "abcde"},
		{"a sequence without an end", "ab\x1b[", "ab"},
		{"a tab is a blank", "a\tb", "a b"},
		{"bytes that are no text", "a\xff\xfeb", "ab"},
		{"a mark that stands alone", "a\n\u0301b", "a\nb"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWindow(t, 10, 3)
			draw(t, cells.New(w, cells.Options{}), w, c.frame)
			if got := w.Text(); got != c.want {
				t.Errorf("shows %q, want %q", got, c.want)
			}
		})
	}
}

func TestRowsThatMovedAreMoved(t *testing.T) {
	t.Parallel()
	list := func(from, to int) string {
		var rows []string
		for n := from; n <= to; n++ {
			rows = append(rows, fmt.Sprintf("connector number %d, healthy", n*7919))
		}
		return "title\n\n" + strings.Join(rows, "\n") + "\n\nfooter"
	}
	for _, c := range []struct {
		name     string
		from, to string
		most     int
	}{
		{"one up", list(1, 10), list(2, 11), 60},
		{"one down", list(2, 11), list(1, 10), 60},
		{"three up", list(1, 10), list(4, 13), 140},
		{"a row taken out", list(1, 10), strings.Replace(list(1, 10), "connector number 15838, healthy\n", "", 1), 60},
		{"the lowest rows", list(1, 12), list(2, 13), 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, want := newWindow(t, 60, 16), newWindow(t, 60, 16)
			s := cells.New(got, cells.Options{})
			draw(t, s, got, c.from)
			sent := draw(t, s, got, c.to)
			want.Plainly(t, c.to)
			got.mustLookLike(t, want, c.name)
			if len(sent) > c.most {
				t.Errorf("sent %d bytes: %q", len(sent), sent)
			}
		})
	}
}

func TestStylesComeThrough(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ frame, want string }{
		{"\x1b[1;4;9;31ma", "\x1b[1;4;9;31ma"},
		{"\x1b[38;5;208;48;5;17ma", "\x1b[38;5;208;48;5;17ma"},
		{"\x1b[38;2;1;2;3;48;2;4;5;6ma", "\x1b[38;2;1;2;3;48;2;4;5;6ma"},
		{"\x1b[38:2::1:2:3;48:5:9ma", "\x1b[38;2;1;2;3;48;5;9ma"},
		{"\x1b[91;102ma", "\x1b[91;102ma"},
		{"\x1b[4:3;1ma", "\x1b[1;4ma"},
		{"\x1b[1;2;3;7m\x1b[22;23;27ma", "a"},
		{"\x1b[31;41m\x1b[39;49ma", "a"},
		{"\x1b[1ma\x1b[;2mb", "\x1b[1ma\x1b[;2mb"},
		{"\x1b[38;5ma", "a"},
		{"\x1b[7m\nb", "\r\n\x1b[7mb"},
		{"\x1b[?1;2ma\x1b[>4mb\x1b[xmc", "abmc"},
	} {
		t.Run(fmt.Sprintf("%q", c.frame), func(t *testing.T) {
			t.Parallel()
			w := newWindow(t, 20, 3)
			got := draw(t, cells.New(w, cells.Options{}), w, c.frame)
			got = strings.TrimPrefix(got, "\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[H\x1b[2J")
			if got = strings.TrimSuffix(got, "\x1b[m"); got != c.want {
				t.Errorf("sent %q, want %q", got, c.want)
			}
		})
	}
}

func TestAScreenIsTakenAndLeft(t *testing.T) {
	t.Parallel()
	w := newWindow(t, 20, 5)
	s := cells.New(w, cells.Options{})
	if err := errors.Join(s.Leave(), s.Draw(cells.Frame{Text: "too early"})); err != nil || w.sent() != "" {
		t.Errorf("sent something before there was a window: %v", err)
	}
	for range 2 {
		draw(t, s, w, "frame")
		if !w.em.IsAltScreen() || w.Visible || w.Text() != "frame" {
			t.Errorf("not taken: alternate %v, cursor %v, shows %q", w.em.IsAltScreen(), w.Visible, w.Text())
		}
		if err := s.Leave(); err != nil {
			t.Fatal(err)
		}
		if w.em.IsAltScreen() || !w.Visible {
			t.Errorf("not given back: alternate %v, cursor %v", w.em.IsAltScreen(), w.Visible)
		}
	}
}

func TestTheCursorIsPlacedInsideTheWindow(t *testing.T) {
	t.Parallel()
	w := newWindow(t, 20, 5)
	s := cells.New(w, cells.Options{})
	for _, c := range []struct{ x, y, wantX, wantY int }{{3, 1, 3, 1}, {19, 4, 19, 4}, {99, 99, 19, 4}, {-1, -1, 0, 0}} {
		if err := s.Draw(cells.Frame{Text: "a\nb", Width: 20, Height: 5, Cursor: cells.Cursor{X: c.x, Y: c.y}}); err != nil {
			t.Fatal(err)
		}
		if p := w.em.CursorPosition(); p.X != c.wantX || p.Y != c.wantY || !w.Visible {
			t.Errorf("at %v, visible %v, want %d, %d", p, w.Visible, c.wantX, c.wantY)
		}
	}
}

func TestTheCursorIsNotSeenRunningOverALargeFrame(t *testing.T) {
	t.Parallel()
	w := newWindow(t, 80, 24)
	s := cells.New(w, cells.Options{})
	show := func(text string, hidden bool) string {
		w.sent()
		if err := s.Draw(cells.Frame{Text: text, Width: 80, Height: 24, Cursor: cells.Cursor{X: 3, Y: 2, Hidden: hidden}}); err != nil {
			t.Fatal(err)
		}
		return w.sent()
	}
	large := func(letter string) string { return strings.Repeat(strings.Repeat(letter, 70)+"\n", 10) }
	show("small", false)
	if sent := show(large("x"), false); !strings.HasPrefix(sent, "\x1b[?25l") || !strings.HasSuffix(sent, "\x1b[?25h") || !w.Visible {
		t.Errorf("a large frame: %q", sent)
	}
	if sent := show(large("x")+"y", false); strings.Contains(sent, "25") {
		t.Errorf("a small frame: %q", sent)
	}
	show(large("z"), true)
	if sent := show(large("a"), true); strings.Contains(sent, "25") || w.Visible {
		t.Errorf("a cursor that is hidden anyway: %q", sent)
	}
}

func TestAFailedWriteIsMadeGood(t *testing.T) {
	t.Parallel()
	for _, inline := range []bool{false, true} {
		w := newWindow(t, 20, 5)
		s := cells.New(w, cells.Options{Inline: inline})
		draw(t, s, w, "one\ntwo")
		w.refuse = errors.New("no")
		if err := s.Draw(cells.Frame{Text: "three\nfour", Width: 20, Height: 5}); !errors.Is(err, w.refuse) {
			t.Errorf("got %v", err)
		}
		w.refuse = nil
		if sent := draw(t, s, w, "three\nfour"); !strings.Contains(sent, "three") || !strings.Contains(sent, "four") {
			t.Errorf("sent %q", sent)
		}
	}
}

func TestOnlyLargeFramesAreSynchronized(t *testing.T) {
	t.Parallel()
	w := newWindow(t, 80, 24)
	s := cells.New(w, cells.Options{Synchronized: true})
	large := strings.Repeat(strings.Repeat("x", 70)+"\n", 10)
	if sent := draw(t, s, w, large); !strings.HasPrefix(sent, "\x1b[?2026h") || !strings.HasSuffix(sent, "\x1b[?2026l") {
		t.Errorf("a large frame: %q", sent)
	}
	if sent := draw(t, s, w, large+"y"); strings.Contains(sent, "2026") {
		t.Errorf("a small frame: %q", sent)
	}
	if err := s.Leave(); err != nil || !strings.Contains(w.sent(), "\x1b[?2026l") {
		t.Errorf("leaving doesn't end it: %v", err)
	}
}

func TestResizingDrawsAnew(t *testing.T) {
	t.Parallel()
	w := newWindow(t, 20, 5)
	s := cells.New(w, cells.Options{})
	draw(t, s, w, "a\nb\nc")
	w.em.Resize(30, 3)
	if sent := draw(t, s, w, "a\nb\nc"); !strings.Contains(sent, "\x1b[2Ja\r\nb\r\nc") {
		t.Errorf("sent %q", sent)
	}
}

func TestInlineFramesStandBelowWhatWasThere(t *testing.T) {
	t.Parallel()
	const height = 12
	alone := newWindow(t, 40, height)
	for start := range height {
		a := &author{rand.New(rand.NewPCG(11, uint64(start))), alphabets[0].letters, 40, 7, nil}
		got, want := newWindow(t, a.width, height), newWindow(t, a.width, height)
		s := cells.New(got, cells.Options{Inline: true})
		var above []string
		for y := range start {
			above = append(above, fmt.Sprint("$ command ", y))
		}
		prompt := strings.Join(append(above, ""), "\r\n")
		if _, err := got.em.WriteString(prompt); err != nil {
			t.Fatal(err)
		}
		tallest := 1
		for n := range 200 {
			frame := a.next()
			draw(t, s, got, frame)
			alone.Plainly(t, frame)
			tallest = max(tallest, alone.Rows())
			scrolled := max(0, start+tallest-height)
			want.Plainly(t, strings.Join(append(append([]string{}, above[scrolled:]...), frame), "\n"))
			got.mustLookLike(t, want, fmt.Sprintf("start %d, frame %d, %q", start, n, frame))
		}
		draw(t, s, got, "the end")
		if err := s.Leave(); err != nil {
			t.Fatal(err)
		}
		if p := got.em.CursorPosition(); p.X != 0 || !strings.HasSuffix(got.Text(), "the end") || p.Y != strings.Count(got.Text(), "\n")+1 {
			t.Errorf("start %d: the shell goes on at %v", start, p)
		}
	}
}

package cells_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"connwiz/ui/terminal/cells"
)

// alphabets are what frames are made of.
var alphabets = []struct {
	name    string
	letters []string
}{
	{"ASCII", strings.Split("abcdefghij  ---..  XYZ", "")},
	{"Latin and box drawing", strings.Split("aéßñ öÅ ▸●─│… ·x", "")},
	{"wide letters", strings.Split("a 漢字b かな한글 c", "")},
	{"clusters", []string{"a", " ", "e\u0301", "😀", "漢", "x", " "}},
}

// looks are what lipgloss wraps text in.
var looks = []string{"", "", "", "1", "2", "7", "1;36", "4;31", "38;5;208", "48;5;17", "38;2;1;2;3;48;2;9;8;7", "9"}

// author writes random frames, each a small change of the one before.
type author struct {
	*rand.Rand
	letters       []string
	width, height int
	lines         []string
}

// line returns a random line that fits.
func (a *author) line() string {
	var b strings.Builder
	room := a.IntN(a.width)
	for room > 0 {
		look := looks[a.IntN(len(looks))]
		if look != "" {
			b.WriteString("\x1b[" + look + "m")
		}
		for range 1 + a.IntN(12) {
			if room -= 2; room < 0 {
				break
			}
			b.WriteString(a.letters[a.IntN(len(a.letters))])
		}
		if look != "" {
			b.WriteString("\x1b[0m")
		}
	}
	return b.String()
}

// next returns the next frame: mostly a line or two differ, sometimes all, and
// sometimes they moved.
func (a *author) next() string {
	switch a.IntN(8) {
	case 0:
		a.lines = make([]string, a.IntN(a.height+1))
		for y := range a.lines {
			a.lines[y] = a.line()
		}
	case 1:
		if len(a.lines) > 2 {
			n := 1 + a.IntN(len(a.lines)-1)
			a.lines = append(append([]string{}, a.lines[n:]...), a.lines[:n]...)
		}
	case 2:
		if len(a.lines) > 2 {
			from := 1 + a.IntN(len(a.lines)-1)
			a.lines = append(append([]string{}, a.lines[:from-1]...), a.lines[from:]...)
		}
	default:
		for range 1 + a.IntN(2) {
			if len(a.lines) > 0 {
				a.lines[a.IntN(len(a.lines))] = a.line()
			}
		}
	}
	return strings.Join(a.lines, "\n")
}

func TestAScreenAlwaysShowsTheFrame(t *testing.T) {
	t.Parallel()
	for i, alphabet := range alphabets {
		t.Run(alphabet.name, func(t *testing.T) {
			t.Parallel()
			a := &author{rand.New(rand.NewPCG(7, uint64(i))), alphabet.letters, 40, 12, nil}
			got, want := newWindow(t, a.width, a.height), newWindow(t, a.width, a.height)
			s := cells.New(got, cells.Options{})
			for n := range 1500 {
				frame := a.next()
				got.sent()
				if err := s.Draw(cells.Frame{Text: frame, Width: a.width, Height: a.height, Cursor: cells.Cursor{Hidden: a.IntN(2) == 0}, Redraw: a.IntN(50) == 0}); err != nil {
					t.Fatal(err)
				}
				if len(got.writes) > 1 {
					t.Fatalf("%d writes for a frame", len(got.writes))
				}
				want.Plainly(t, frame)
				got.mustLookLike(t, want, fmt.Sprintf("frame %d, %q", n, frame))
			}
		})
	}
}

package theme_test

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"connwiz/ui/text"
	"connwiz/ui/theme"

	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

type rgb [3]float64

// palettes are the sixteen colours as terminals come: xterm's defaults; the VGA's,
// which Linux' console has; Windows' console since 2017 (Campbell); and PuTTY's.
var palettes = map[string][16]uint32{
	"xterm": {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff},
	"VGA": {0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
		0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
	"Windows": {0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
		0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2},
	"PuTTY": {0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb,
		0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff},
}

// of returns a colour of a palette.
func of(palette string, n int) rgb {
	c := palettes[palette][n]
	return rgb{float64(c >> 16), float64(c >> 8 & 0xff), float64(c & 0xff)}
}

// cube returns one of the 216 colours after the sixteen, as xterm and everybody after it
// has them.
func cube(n int) (c rgb) {
	steps := [6]float64{0, 95, 135, 175, 215, 255}
	n -= 16
	return rgb{steps[n/36], steps[n/6%6], steps[n%6]}
}

// luminance is WCAG 2's relative luminance.
func luminance(c rgb) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func contrast(a, b rgb) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// styles lists the tokens of a theme by name.
func styles(t theme.Theme) map[string]lipgloss.Style {
	out := map[string]lipgloss.Style{}
	v := reflect.ValueOf(t)
	for i := range v.NumField() {
		if s, ok := v.Field(i).Interface().(lipgloss.Style); ok {
			out[v.Type().Field(i).Name] = s
		}
	}
	return out
}

func TestEveryTokenIsReadableOnItsBackground(t *testing.T) {
	t.Parallel()
	for palette := range palettes {
		for _, dark := range []bool{true, false} {
			o := theme.Options{Color: true, Dark: dark, Console: palette == "VGA"}
			background, text := of(palette, 0), of(palette, 7)
			if !dark {
				background, text = rgb{255, 255, 255}, rgb{}
			}
			for name, s := range styles(theme.New(o)) {
				t.Run(fmt.Sprintf("%s, dark %v, %s", palette, dark, name), func(t *testing.T) {
					t.Parallel()
					if got := contrast(ink(t, palette, s, background, text), background); got < 4.5 {
						t.Errorf("a contrast of %.2f", got)
					}
				})
			}
		}
	}
}

func TestATokenOnAnUnknownBackgroundIsReadableOnBoth(t *testing.T) {
	t.Parallel()
	for _, many := range []bool{true, false} {
		th := theme.New(theme.Options{Color: true, Dark: true, Guessed: true, Many: many, Renderer: theme.NewRenderer(termenv.ANSI256, true)})
		coloured := 0
		for _, palette := range []string{"xterm", "Windows", "PuTTY"} { // The console's is known.
			for name, s := range styles(th) {
				if _, none := s.GetForeground().(lipgloss.NoColor); !none {
					coloured++
				}
				for _, on := range []struct{ background, text rgb }{{rgb{}, of(palette, 7)}, {rgb{255, 255, 255}, rgb{}}} {
					if got := contrast(ink(t, palette, s, on.background, on.text), on.background); got < 4.5 {
						t.Errorf("%s, %s on %v: a contrast of %.2f", palette, name, on.background, got)
					}
				}
			}
		}
		if many != (coloured > 0) {
			t.Errorf("256 colours %v: %d tokens have one", many, coloured)
		}
		if got := th.Warning.Render("x"); got != "\x1b[1mx\x1b[0m" {
			t.Errorf("a warning is drawn as %q", got)
		}
	}
}

// ink is the colour that a style writes in on a background.
func ink(t *testing.T, palette string, s lipgloss.Style, background, text rgb) rgb {
	t.Helper()
	if _, ok := s.GetBackground().(lipgloss.NoColor); !ok {
		t.Error("it paints a background")
	}
	colour := text
	if fg, ok := s.GetForeground().(lipgloss.Color); ok {
		n, err := strconv.Atoi(string(fg))
		switch {
		case err != nil || n < 0 || n > 231:
			t.Fatalf("%q is none of the sixteen colours, nor in xterm's cube", fg)
		case n > 15:
			colour = cube(n)
		default:
			colour = of(palette, n)
		}
	}
	if s.GetFaint() { // drawn with two thirds of the ink, as most do
		for i := range colour {
			colour[i] = (2*colour[i] + background[i]) / 3
		}
	}
	return colour
}

func TestWithoutColourAttributesStay(t *testing.T) {
	t.Parallel()
	th := theme.New(theme.Options{})
	for name, s := range styles(th) {
		if got := s.Render("x"); strings.Contains(got, "\x1b[3") || strings.Contains(got, "\x1b[9") || strings.Contains(got, ";3") {
			t.Errorf("%s has a colour: %q", name, got)
		}
	}
	if got := th.Cursor.Render("x"); got != "\x1b[7mx\x1b[0m" {
		t.Errorf("the cursor can't be seen: %q", got)
	}
	if got := th.Text.Render("x"); got != "x" {
		t.Errorf("ordinary text is styled: %q", got)
	}
}

func TestGlyphsTakeTheCellsTheyPromise(t *testing.T) {
	t.Parallel()
	for _, ascii := range []bool{true, false} {
		v := reflect.ValueOf(theme.New(theme.Options{ASCII: ascii}).Glyphs)
		for i := range v.NumField() {
			name, g := v.Type().Field(i).Name, v.Field(i).String()
			if g == "" || text.Clean(g) != g {
				t.Errorf("%s is %q", name, g)
			}
			if ascii && strings.Trim(g, "abcdefghijklmnopqrstuvwxyz[]<>*+-.~?! ") != "" {
				t.Errorf("%s is not ASCII: %q", name, g)
			}
			wide := strings.Contains("On Off Unset Ellipsis Arrow Check", name)
			if !wide && text.Width(g) != 1 {
				t.Errorf("%s takes %d cells", name, text.Width(g))
			}
		}
	}
}

func TestTheEnvironmentChoosesTheTheme(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, env, flag string
		want            string
	}{
		{"an ordinary terminal", "TERM=xterm LANG=en_US.UTF-8", "", "colour dark guessed"},
		{"a terminal of 256 colours", "TERM=tmux-256color LANG=en_US.UTF-8", "", "colour dark guessed many"},
		{"a terminal of all colours", "TERM=foot LANG=C.UTF-8 COLORTERM=truecolor", "", "colour dark guessed many"},
		{"NO_COLOR", "TERM=xterm LANG=C.UTF-8 NO_COLOR=1", "auto", "dark guessed"},
		{"a dumb terminal", "TERM=dumb LANG=C.UTF-8", "auto", "dark guessed bare"},
		{"no terminal type", "LANG=C.UTF-8", "auto", "dark guessed bare"},
		{"a monochrome terminal keeps attributes", "TERM=vt220 LANG=C.UTF-8", "auto", "dark guessed"},
		{"a white background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=0;15", "auto", "colour"},
		{"a black background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=15;default;0", "auto", "colour dark"},
		{"an unreadable background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=0;default", "auto", "colour dark guessed"},
		{"the flag beats the background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=0;15", "dark", "colour dark"},
		{"the light flag", "TERM=xterm LANG=C.UTF-8", "light", "colour"},
		{"a locale without UTF-8", "TERM=xterm LANG=C.UTF-8 LC_ALL=C", "auto", "colour dark guessed ascii"},
		{"no locale", "TERM=xterm", "auto", "colour dark guessed ascii"},
		{"the Linux console has few glyphs", "TERM=linux LANG=C.UTF-8", "auto", "colour dark ascii console"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			env := map[string]string{}
			for pair := range strings.FieldsSeq(c.env) {
				k, v, _ := strings.Cut(pair, "=")
				env[k] = v
			}
			o, err := theme.FromEnvironment(func(k string) string { return env[k] }, c.flag)
			if err != nil {
				t.Fatal(err)
			}
			bare := theme.New(o).Cursor.Render("x") == "x"
			got := fmt.Sprint(word(o.Color, "colour "), word(o.Dark, "dark "), word(o.Guessed, "guessed "), word(o.Many, "many "), word(o.ASCII, "ascii "), word(bare, "bare "), word(o.Console, "console "))
			if got = strings.TrimSpace(got); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	if _, err := theme.FromEnvironment(func(string) string { return "" }, "blue"); err == nil {
		t.Error("an unknown theme is accepted")
	}
}

func word(b bool, s string) string {
	if b {
		return s
	}
	return ""
}

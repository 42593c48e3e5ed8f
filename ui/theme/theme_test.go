package theme_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"connwiz/ui/text"
	"connwiz/ui/theme"

	"github.com/charmbracelet/lipgloss"
)

type rgb [3]float64

// xterm is the standard palette of xterm.
var xterm = map[string]rgb{
	"0": {0, 0, 0}, "1": {205, 0, 0}, "2": {0, 205, 0}, "3": {205, 205, 0},
	"4": {0, 0, 238}, "5": {205, 0, 205}, "6": {0, 205, 205}, "7": {229, 229, 229},
	"8": {127, 127, 127}, "9": {255, 0, 0}, "10": {0, 255, 0}, "11": {255, 255, 0},
	"12": {92, 92, 255}, "13": {255, 0, 255}, "14": {0, 255, 255}, "15": {255, 255, 255},
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
	for _, c := range []struct {
		dark             bool
		background, text rgb
	}{
		{true, xterm["0"], xterm["7"]},
		{false, xterm["15"], xterm["0"]},
	} {
		for name, s := range styles(theme.New(theme.Options{Color: true, Dark: c.dark})) {
			colour := c.text
			if fg, ok := s.GetForeground().(lipgloss.Color); ok {
				if colour, ok = xterm[string(fg)]; !ok {
					t.Errorf("%s: %q is none of the sixteen colours", name, fg)
				}
			}
			if s.GetFaint() { // drawn with two thirds of the ink
				for i := range colour {
					colour[i] = (2*colour[i] + c.background[i]) / 3
				}
			}
			if got := contrast(colour, c.background); got < 4.5 {
				t.Errorf("dark %v: %s has a contrast of %.2f", c.dark, name, got)
			}
			if _, ok := s.GetBackground().(lipgloss.NoColor); !ok {
				t.Errorf("%s paints a background", name)
			}
		}
	}
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
		{"an ordinary terminal", "TERM=xterm-256color LANG=en_US.UTF-8", "", "colour dark"},
		{"NO_COLOR", "TERM=xterm LANG=C.UTF-8 NO_COLOR=1", "auto", "dark"},
		{"a dumb terminal", "TERM=dumb LANG=C.UTF-8", "auto", "dark bare"},
		{"no terminal type", "LANG=C.UTF-8", "auto", "dark bare"},
		{"a monochrome terminal keeps attributes", "TERM=vt220 LANG=C.UTF-8", "auto", "dark"},
		{"a white background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=0;15", "auto", "colour"},
		{"a black background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=15;default;0", "auto", "colour dark"},
		{"an unreadable background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=0;default", "auto", "colour dark"},
		{"the flag beats the background", "TERM=rxvt LANG=C.UTF-8 COLORFGBG=0;15", "dark", "colour dark"},
		{"the light flag", "TERM=xterm LANG=C.UTF-8", "light", "colour"},
		{"a locale without UTF-8", "TERM=xterm LANG=C.UTF-8 LC_ALL=C", "auto", "colour dark ascii"},
		{"no locale", "TERM=xterm", "auto", "colour dark ascii"},
		{"the Linux console has few glyphs", "TERM=linux LANG=C.UTF-8", "auto", "colour dark ascii"},
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
			got := fmt.Sprint(word(o.Color, "colour "), word(o.Dark, "dark "), word(o.ASCII, "ascii "), word(bare, "bare "))
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

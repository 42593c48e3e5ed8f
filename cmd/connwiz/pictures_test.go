//go:build unix

package main

import (
	"fmt"
	"html"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// pictures is where the README's pictures are.
const pictures = "../../.pictures"

// TestPictures draws the README's pictures from the real program on its stand-in.
// make screenshots asks for it; look at what came of it before it is committed.
func TestPictures(t *testing.T) {
	if os.Getenv(picturesWanted) == "" {
		t.Skip("CONNWIZ_PICTURES=1 draws them anew")
	}
	s := sit(t, exec.Command("connwiz", "demo"), screentest.Options{Silent: true, Width: 80, Height: 18, Env: []string{"LANG=C.UTF-8", "TERM=xterm-256color", "COLORFGBG=15;0"}})
	s.WaitFor("Orders")
	s.Settle()
	draw(t, "list", s)
	s.Press("o", "r", "d", "e", "r", screentest.Enter)
	s.WaitFor("Review changes")
	s.fill()
	s.Settle()
	draw(t, "form", s)
	s.Press(screentest.CtrlS)
	s.WaitFor("nothing else")
	s.Settle()
	draw(t, "review", s)
	s.Press(screentest.CtrlC, screentest.CtrlC)
	s.Exit()
}

// fill types what the picture of the form shows: a host, and a password that nobody
// sees.
func (s *seat) fill() {
	tab := screentest.Tab
	for _, typed := range []string{"db.example.com", tab, tab, "orders", tab, tab, "sync", tab, "not-a-password", tab} {
		s.Send(typed)
		s.Settle()
	}
}

// draw writes the screen as a picture that keeps its text: it can be read aloud,
// searched and scaled.
func draw(t *testing.T, name string, s *seat) {
	t.Helper()
	w, h := 80, 18
	window := screentest.NewWindow(t, w, h)
	window.Plainly(t, s.Styled())
	const across, down, margin = 9, 19, 14
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" role="img" aria-label="connwiz: %s">`+"\n",
		w*across+2*margin, h*down+2*margin, name)
	out.WriteString(`<rect width="100%" height="100%" rx="8" fill="#16181d"/>` + "\n")
	out.WriteString(`<g font-family="ui-monospace, Menlo, Consolas, monospace" font-size="15" fill="#d4d7dd" xml:space="preserve">` + "\n")
	for y := range h {
		for x := 0; x < w; {
			from, text, look := x, "", window.CellAt(x, y)
			for x < w && alike(look, window.CellAt(x, y)) {
				c := window.CellAt(x, y)
				text += content(c)
				x += max(1, width(c))
			}
			if strings.TrimSpace(text) == "" && (look == nil || look.Style.Attrs&uv.AttrReverse == 0) {
				continue
			}
			piece(&out, margin+from*across, margin+y*down, (x-from)*across, down, text, look)
		}
	}
	out.WriteString("</g>\n</svg>\n")
	if err := os.WriteFile(filepath.Join(pictures, name+".svg"), []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// piece draws text of one look.
func piece(out *strings.Builder, x, y, w, h int, text string, look *uv.Cell) {
	ink, weight := "", ""
	if look != nil {
		if look.Style.Attrs&uv.AttrReverse != 0 {
			fmt.Fprintf(out, `<rect x="%d" y="%d" width="%d" height="%d" fill="#d4d7dd"/>`, x, y, w, h)
			ink = ` fill="#16181d"`
		} else if look.Style.Fg != nil {
			ink = fmt.Sprintf(` fill="%s"`, web(look.Style.Fg))
		}
		if look.Style.Attrs&uv.AttrBold != 0 {
			weight = ` font-weight="bold"`
		}
		if look.Style.Attrs&uv.AttrFaint != 0 {
			weight += ` opacity="0.65"`
		}
	}
	fmt.Fprintf(out, `<text x="%d" y="%d" textLength="%d"%s%s>%s</text>`+"\n", x, y+h-5, w, ink, weight,
		html.EscapeString(strings.ReplaceAll(text, " ", "\u00a0"))) // blanks would be joined
}

// alike reports whether two cells can be drawn in one piece.
func alike(a, b *uv.Cell) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Style.Equal(&b.Style)
}

// content is what a cell shows.
func content(c *uv.Cell) string {
	if c == nil || c.Content == "" {
		return " "
	}
	return c.Content
}

// width is how many cells it takes.
func width(c *uv.Cell) int {
	if c == nil {
		return 1
	}
	return c.Width
}

// web writes a colour as web pages do. The sixteen colours of a terminal are what its
// owner likes; here, what can be read on the picture's background.
func web(c color.Color) string {
	liked := map[ansi.BasicColor]string{
		ansi.Red: "#f07178", ansi.Green: "#9ccc65", ansi.Yellow: "#e6c07b", ansi.Blue: "#82aaff", ansi.Magenta: "#c792ea", ansi.Cyan: "#4dd0e1",
		ansi.BrightRed: "#ff8b92", ansi.BrightGreen: "#b5e08a", ansi.BrightYellow: "#ffd98a", ansi.BrightCyan: "#7fe7f5",
	}
	if basic, is := c.(ansi.BasicColor); is && liked[basic] != "" {
		return liked[basic]
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// TestTheReadmesPicturesAreThere keeps it from showing a broken frame.
func TestTheReadmesPicturesAreThere(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for line := range strings.Lines(string(readme)) {
		_, rest, found := strings.Cut(line, "](.pictures/")
		if !found {
			continue
		}
		name, _, _ := strings.Cut(rest, ")")
		raw, err := os.ReadFile(filepath.Join(pictures, name))
		if err != nil || !strings.HasPrefix(string(raw), "<svg ") {
			t.Errorf("%s is no picture: %v", name, err)
		}
		shown++
	}
	if shown == 0 {
		t.Error("the README shows no picture")
	}
}

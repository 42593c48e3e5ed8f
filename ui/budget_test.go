package ui

import (
	"os"
	"strings"
	"testing"

	"connwiz/ui/terminal/cells"
	"connwiz/ui/theme"

	"github.com/muesli/termenv"
)

// Bytes that may be sent at 80x24.
const (
	firstFrame = 700
	focusMove  = 60 // with the same help
	typedKey   = 10
)

// line counts what the cell diff sends for the wizard.
type line struct {
	x      *wizard
	screen *cells.Screen
	sent   strings.Builder
}

// draws returns what is sent for what the wizard shows now.
func (l *line) draws() string {
	l.x.t.Helper()
	l.sent.Reset()
	f := cells.Frame{Text: l.x.m.View(), Width: l.x.m.env.size.w, Height: l.x.m.env.size.h}
	x, y, ok := l.x.m.CursorAt()
	f.Cursor = cells.Cursor{X: x, Y: y, Hidden: !ok}
	if err := l.screen.Draw(f); err != nil {
		l.x.t.Fatal(err)
	}
	return l.sent.String()
}

func TestTheBudgetsOfALinkAreKept(t *testing.T) {
	t.Parallel()
	for name, look := range map[string]theme.Options{
		"on a dark background":              {Color: true, Dark: true},
		"on a light background":             {Color: true},
		"on a background that is not known": {Color: true, Dark: true, Guessed: true, Many: true, Renderer: theme.NewRenderer(termenv.ANSI256, true)},
		"without colour":                    {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			keepsBudgets(t, theme.New(look))
		})
	}
}

func keepsBudgets(t *testing.T, look theme.Theme) {
	t.Helper()
	// The form of 18 fields that the measurements use.
	form, err := os.ReadFile("../cmd/internal/bench/fields.json")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{x: prepare(t, "orders", 80, 24, one("connected", string(form)))}
	l.x.m.env.ownCursor, l.x.m.env.theme = true, look
	l.screen = cells.New(&l.sent, cells.Options{})
	l.draws()
	l.x.begin()
	if sent := l.draws(); len(sent) > firstFrame {
		t.Errorf("the first frame of the form takes %d bytes: %q", len(sent), sent)
	}
	l.x.typed("a")
	l.draws() // It changes the count of changes, too.
	for _, key := range strings.Split("bcdefghijklmnopqrstuvwxyz 0123456789", "") {
		l.x.typed(key)
		if sent := l.draws(); len(sent) > typedKey {
			t.Errorf("%q takes %d bytes: %q", key, len(sent), sent)
		}
	}
	for _, key := range []string{"left", "left", "right", "backspace", "delete", "end"} {
		l.x.press(key)
		if sent := l.draws(); len(sent) > 4*typedKey {
			t.Errorf("%s takes %d bytes: %q", key, len(sent), sent)
		}
	}
	l.x.press("tab")
	l.draws()
	for _, key := range []string{"tab", "tab", "tab", "tab", "tab", "shift+tab", "shift+tab"} {
		l.x.press(key)
		if sent := l.draws(); len(sent) > focusMove {
			t.Errorf("%s takes %d bytes: %q", key, len(sent), sent)
		}
	}
	if sent := l.draws(); sent != "" {
		t.Errorf("nothing changed, and %q is sent", sent)
	}
}

package ui

import (
	"fmt"
	"strings"
	"testing"

	"connwiz/ui/terminal/screentest"
)

// drawnCursor is where the cursor is drawn in reverse by a renderer that hides the
// terminal's own.
func (x *wizard) drawnCursor(w *screentest.Window) (at spot, ok bool) {
	x.t.Helper()
	x.m.env.ownCursor = false
	defer func() { x.m.env.ownCursor = true }()
	w.Resize(x.m.env.size.w, x.m.env.size.h)
	w.Plainly(x.t, x.m.View())
	for y := range w.Height() {
		for col := range w.Width() {
			if w.Reversed(col, y) {
				return spot{col, y}, true
			}
		}
	}
	return spot{}, false
}

// checkCursor fails unless the terminal's own cursor is where one would be drawn, and
// hidden where the focus is on something that isn't typed into.
func (x *wizard) checkCursor(w *screentest.Window, why string) {
	x.t.Helper()
	x.m.env.ownCursor = true
	col, row, ok := x.m.CursorAt()
	drawn, found := x.drawnCursor(w)
	if f, isForm := x.m.top().(*form); isForm && found && !ok {
		if _, typing := f.control.(typed); !typing {
			return // What is reversed is a choice.
		}
	}
	if found != ok || ok && (drawn != spot{col, row}) {
		x.t.Fatalf("%s: the cursor is at %d, %d (shown: %v), drawn it would be at %v (%v)\n%s", why, col, row, ok, drawn, found, x.screen())
	}
}

func TestTheCursorIsWhereTheNextCharacterGoes(t *testing.T) {
	t.Parallel()
	area := `{"notes": {"label": "Notes", "display": "textarea", "value": ""}}`
	for _, c := range []struct {
		name  string
		w, h  int
		opens func(t *testing.T, w, h int) *wizard
		want  string // the row up to the cursor, an empty one where it is hidden
	}{
		{"an empty field", 80, 24, scenes()["form-fresh"], "▸ Host *    "},
		{"behind what was typed", 80, 24, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", everyKind)).typed("db")
		}, "▸ Host *    db"},
		{"inside of it", 80, 24, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", everyKind)).typed("db").press("left")
		}, "▸ Host *    d"},
		{"behind wide letters", 80, 24, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", everyKind)).pasted("漢字")
		}, "▸ Host *    漢字"},
		{"behind a letter with a mark", 80, 24, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", everyKind)).pasted("e\u0301a").press("left")
		}, "▸ Host *    e"},
		{"behind masked letters", 80, 24, scenes()["form-secret"], "▸ Token *       ••••••••••••"},
		{"in a line that is longer than the window", 40, 10, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", everyKind)).pasted(strings.Repeat("x", 100))
		}, "▸ Host *    …xxxxxxxxxxxxxxxxxx"},
		{"in a text area", 80, 24, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", area)).pasted("one\ntwo\nthree").press("up", "home", "right")
		}, "           t"},
		{"in a text area that is scrolled", 40, 10, func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", area)).pasted(strings.Repeat("line\n", 30) + "end")
		}, "           end"},
		{"not on a switch", 80, 24, scenes()["form-filled"], ""},
		{"not in an open list", 80, 24, scenes()["form-list"], ""},
		{"not on the way to the review", 80, 24, func(t *testing.T, w, h int) *wizard {
			return scenes()["form-fresh"](t, w, h).press("ctrl+end")
		}, ""},
		{"in the search", 80, 24, scenes()["find"], "Find: t"},
		{"in the filter", 80, 24, func(t *testing.T, w, h int) *wizard {
			return scenes()["picker"](t, w, h).typed("source")
		}, "Filter: source"},
		{"in a secret that is typed again", 80, 24, scenes()["edit-again"], "••"},
		{"in a field edited alone", 80, 24, scenes()["edit"], "▸ Token *  ••••••"},
		{"not on a question", 80, 24, scenes()["leave"], ""},
		{"not on a review", 80, 24, scenes()["review"], ""},
		{"not while it watches", 80, 24, scenes()["watch-waiting"], ""},
		{"not in the help", 80, 24, scenes()["help"], ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := c.opens(t, c.w, c.h)
			w := screentest.NewWindow(t, c.w, c.h)
			x.checkCursor(w, c.name)
			col, row, ok := x.m.CursorAt()
			if !ok {
				if c.want != "" {
					t.Fatalf("the cursor is hidden:\n%s", x.screen())
				}
				return
			}
			w.Plainly(t, x.m.View())
			if got := w.Before(col, row); got != c.want {
				t.Errorf("before the cursor stands %q, want %q:\n%s", got, c.want, x.screen())
			}
		})
	}
}

func TestTheCursorFollowsEveryKey(t *testing.T) {
	t.Parallel()
	for i, letters := range [][]string{latin, wider} {
		t.Run(fmt.Sprintf("letters %d", i), func(t *testing.T) {
			t.Parallel()
			w, n := screentest.NewWindow(t, 80, 24), 0
			walk(t, uint64(20+i), letters, strides()/10, func(x *wizard) {
				n++
				x.checkCursor(w, fmt.Sprintf("key %d", n))
			})
		})
	}
}

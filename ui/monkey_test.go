package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

// events is how many random events each monkey sends; CONNWIZ_MONKEY asks for more.
func events() int {
	if n, err := strconv.Atoi(os.Getenv("CONNWIZ_MONKEY")); err == nil {
		return n
	}
	return 1500
}

// TestRandomKeysNeverBreakAScreen presses, pastes and resizes at random while the
// server changes underneath, and checks after every event what must always hold.
func TestRandomKeysNeverBreakAScreen(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 7))
			configuration := with(with(everyKind, "token", `"CANARY-stored"`), "host", `"h"`)
			x := start(t, []string{"orders", ""}[seed%2], 80, 24, one("needs_configuration", configuration))
			w, h := 80, 24
			for i := range events() {
				if x.quit {
					x = start(t, []string{"orders", ""}[i%2], w, h, one("needs_configuration", configuration))
				}
				what := x.poke(rnd, &w, &h)
				if !x.quit {
					x.invariants(what, w, h)
				}
			}
		})
	}
}

// poke does one random thing and says what.
func (x *wizard) poke(rnd *rand.Rand, w, h *int) string {
	x.t.Helper()
	keys := []string{"tab", "shift+tab", "enter", "enter", "esc", "up", "down", "left", "right", "home", "end", "pgup", "pgdown",
		"ctrl+home", "ctrl+end", "backspace", "delete", "f1", "ctrl+d", "ctrl+f", "ctrl+k", "ctrl+o", "ctrl+r", "ctrl+s",
		"ctrl+u", "ctrl+w", "space", "alt+enter", "alt+x", "y", "n", "m", "t", "!", "?", "r", "7", "é", "漢", "ctrl+j"}
	switch n := rnd.IntN(100); {
	case n < 3:
		*w, *h = 1+rnd.IntN(120), 1+rnd.IntN(40)
		x.send(tea.WindowSizeMsg{Width: *w, Height: *h})
		return fmt.Sprintf("resize to %dx%d", *w, *h)
	case n < 8:
		x.pasted([]string{"one line", "two\r\nlines", "\x1b[31mred", strings.Repeat("long ", 100), "CANARY-typed"}[rnd.IntN(5)])
		return "paste"
	case n < 10:
		x.put(with(everyKind, "host", fmt.Sprintf(`"other-%d"`, rnd.IntN(3))))
		return "another writer"
	case n < 12:
		x.setStatus([]string{"connected", "error", "configured"}[rnd.IntN(3)], "'Token' value 'CANARY-stored' failed regex check x.")
		return "the service"
	case n < 20:
		x.tick()
		return "a poll"
	default:
		k := keys[rnd.IntN(len(keys))]
		x.press(k)
		return k
	}
}

// invariants are true of every screen at any moment.
func (x *wizard) invariants(what string, w, h int) {
	x.t.Helper()
	view := x.m.View()
	fits(x.t, view, w, h)
	onlyText(x.t, view)
	x.misses("CANARY-stored")
	if f, ok := x.m.top().(*form); ok {
		if f.at < 0 || f.at >= len(f.rows) || !f.rows[f.at].focusable() {
			x.t.Fatalf("after %s the focus is on row %d of %d", what, f.at, len(f.rows))
		}
		x.hidesWhatItDoesNotSend(what, f)
	}
	if x.t.Failed() {
		x.t.Fatalf("after %s:\n%s", what, x.screen())
	}
}

// hidesWhatItDoesNotSend: what a form sends is what it shows.
func (x *wizard) hidesWhatItDoesNotSend(what string, f *form) {
	x.t.Helper()
	p, err := f.job.pack(true)
	if err != nil {
		return
	}
	defer p.wipe()
	for _, name := range p.names() {
		if !f.draft.Active(name) {
			x.t.Fatalf("after %s the hidden field %s would be sent", what, name)
		}
	}
}

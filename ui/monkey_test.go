//go:build unix

package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"connwiz/client/emulator"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
)

// events is how many random events there are in all; CONNWIZ_MONKEY asks for more.
func events() int {
	if n, err := strconv.Atoi(os.Getenv("CONNWIZ_MONKEY")); err == nil {
		return n
	}
	if raced {
		return 2_500 // each takes ten times as long
	}
	return 50_000
}

// lifetime is how many events a wizard lives through at most: some screens are met
// near the start only.
const lifetime = 1500

// monkeys are the ways into the wizard, which together lead to every screen.
func monkeys() map[string]func(t *testing.T) *wizard {
	configuration := with(with(everyKind, "token", `"CANARY-stored"`), "host", `"h"`)
	docs := one("needs_configuration", configuration)
	return map[string]func(t *testing.T) *wizard{
		"the list":   func(t *testing.T) *wizard { return start(t, "", 80, 24, docs) },
		"the form":   func(t *testing.T) *wizard { return start(t, "orders", 80, 24, docs) },
		"one field":  func(t *testing.T) *wizard { return openEdit(t, configuration, EditOptions{Field: "token"}) },
		"the set-up": func(t *testing.T) *wizard { return arriving(t, emulator.Options{}, docs).arrive("", 80, 24).wizard },
		"going on later": func(t *testing.T) *wizard {
			return arriving(t, emulator.Options{}, docs).arrive("orders", 80, 24).wizard
		},
		"action connectors": func(t *testing.T) *wizard { return startActions(t, ActionOptions{}, 80, 24).wizard },
	}
}

// TestRandomKeysNeverBreakAScreen presses, pastes and resizes at random while the
// server changes underneath, and checks after every event what must always hold.
// What it did is the same every time, so that a failure comes again.
func TestRandomKeysNeverBreakAScreen(t *testing.T) {
	t.Parallel()
	all := monkeys()
	for name, begin := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(uint64(len(name)), 7))
			for left := events() / len(all); left > 0 && !t.Failed(); {
				t.Run("life", func(t *testing.T) { left -= live(t, rnd, begin(t), left) })
			}
		})
	}
}

// live sends a wizard random events until it quits, and returns how many.
func live(t *testing.T, rnd *rand.Rand, x *wizard, most int) int {
	t.Helper()
	w, h := 80, 24
	for i := range min(most, lifetime) {
		what := x.poke(rnd, &w, &h)
		if x.quit {
			return i + 1
		}
		x.invariants(what, w, h)
	}
	return min(most, lifetime)
}

// typedSecret is pasted into secrets only, so that it is seen only where one is
// revealed.
const typedSecret = "HIDDEN-typed"

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
		text := []string{"one line", "two\r\nlines", "\x1b[31mred", strings.Repeat("long ", 100)}[rnd.IntN(4)]
		if f, on := x.m.top().(*form); on {
			if c, secret := f.control.(*secretControl); secret && c.field.Sensitive {
				text = typedSecret
			}
		}
		x.pasted(text)
		return fmt.Sprintf("paste of %.20q", text)
	case n < 12 && x.es.Document(x.id()) != nil:
		return x.meddle(rnd)
	case n < 20:
		x.tick()
		return "a poll"
	default:
		k := keys[rnd.IntN(len(keys))]
		x.press(k)
		return k
	}
}

// meddle changes the connector as others do.
func (x *wizard) meddle(rnd *rand.Rand) string {
	x.t.Helper()
	switch rnd.IntN(5) {
	case 0, 1:
		x.put(with(everyKind, "host", fmt.Sprintf(`"other-%d"`, rnd.IntN(3))))
		return "another writer"
	case 2:
		x.put(strings.Replace(with(everyKind, "token", `"CANARY-stored"`), `"mode"`, `"moved"`, 1))
		return "another schema"
	default:
		x.setStatus([]string{"connected", "error", "configured", "needs_configuration"}[rnd.IntN(4)], "'Token' value 'CANARY-stored' failed regex check x.")
		return "the service"
	}
}

// invariants are true of every screen at any moment.
func (x *wizard) invariants(what string, w, h int) {
	x.t.Helper()
	view := x.m.View()
	fits(x.t, view, w, h)
	onlyText(x.t, view)
	if strings.Contains(ansi.Strip(view), "CANARY-stored") {
		x.t.Fatalf("after %s a stored secret is drawn:\n%s", what, x.screen())
	}
	f, ok := x.m.top().(*form)
	if ok {
		x.focuses(what, f, view, w, h)
		x.hidesWhatItDoesNotSend(what, f)
	}
	if strings.Contains(view, typedSecret) {
		var c *secretControl
		secret := false
		if ok {
			c, secret = f.control.(*secretControl)
		}
		if !secret || !c.revealed {
			x.t.Fatalf("after %s a secret is drawn that nobody revealed:\n%s", what, x.screen())
		}
	}
	if x.t.Failed() {
		x.t.Fatalf("after %s:\n%s", what, x.screen())
	}
}

// focuses: the focus is on a row that can have it, and the row is on the screen.
func (x *wizard) focuses(what string, f *form, view string, w, h int) {
	x.t.Helper()
	if f.at < 0 || f.at >= len(f.rows) || !f.rows[f.at].focusable() {
		x.t.Fatalf("after %s the focus is on row %d of %d", what, f.at, len(f.rows))
	}
	if w >= 40 && h >= 10 && !strings.Contains(view, x.m.env.theme.Glyphs.Marker) {
		x.t.Fatalf("after %s the focus can't be seen:\n%s", what, x.screen())
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
	changed := map[string]bool{}
	for _, c := range f.draft.Changes() {
		changed[c.Field.Name] = true
	}
	for _, name := range p.names() {
		if !changed[name] {
			x.t.Fatalf("after %s the field %s would be sent, which isn't changed", what, name)
		}
		if !f.draft.Active(name) {
			x.t.Fatalf("after %s the hidden field %s would be sent", what, name)
		}
	}
}

package ui

import (
	"fmt"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/ui/theme"

	tea "github.com/charmbracelet/bubbletea"
)

// sizes are the windows that every screen is looked at in.
func sizes() [][2]int { return [][2]int{{80, 24}, {40, 10}} }

// grid is the whole grid, for the form and the review.
func grid() [][2]int {
	return [][2]int{{40, 10}, {80, 10}, {120, 10}, {40, 24}, {80, 24}, {120, 24}}
}

// scenes leads the wizard to every screen.
func scenes() map[string]func(*testing.T, int, int) *wizard {
	filled := func(t *testing.T, w, h int) *wizard {
		x := start(t, "orders", w, h, one("needs_configuration", everyKind))
		x.typed("db.example.com").press("tab").typed("70000").press("tab").typed("s3cr3t-token").press("tab", "right", "tab", "space")
		return x
	}
	ready := func(t *testing.T, w, h int) *wizard {
		x := start(t, "orders", w, h, one("needs_configuration", everyKind))
		return x.typed("db.example.com").press("tab").typed("5432").press("tab").typed("s3cr3t-token").press("tab", "right", "ctrl+s")
	}
	return map[string]func(*testing.T, int, int) *wizard{
		"form-fresh": func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("needs_configuration", everyKind))
		},
		"form-filled": filled,
		"form-secret": func(t *testing.T, w, h int) *wizard { return filled(t, w, h).press("shift+tab", "shift+tab") },
		"form-list":   func(t *testing.T, w, h int) *wizard { return filled(t, w, h).press("shift+tab", "enter") },
		"form-area": func(t *testing.T, w, h int) *wizard {
			return filled(t, w, h).press("tab").pasted("-----BEGIN-----\nabc\n-----END-----\n")
		},
		"review":         ready,
		"review-blocked": func(t *testing.T, w, h int) *wizard { return filled(t, w, h).press("ctrl+s") },
		"review-as-it-is": func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("needs_configuration", `{"path": {"label": "Path", "value": "/srv"}}`)).press("ctrl+s")
		},
		"watch-waiting": func(t *testing.T, w, h int) *wizard { return ready(t, w, h).press("enter") },
		"watch-connected": func(t *testing.T, w, h int) *wizard {
			x := ready(t, w, h).press("enter")
			x.setStatus("connected", "")
			x.tick()
			return x
		},
		"watch-refused": func(t *testing.T, w, h int) *wizard {
			x := ready(t, w, h).press("enter")
			x.setStatus("error", "Field validation errors: 'Token' value 's3cr3t-token' failed regex check [a-z]+.")
			x.tick()
			x.clock.pass(31 * time.Second)
			x.tick()
			return x
		},
		"help":  func(t *testing.T, w, h int) *wizard { return filled(t, w, h).press("f1") },
		"find":  func(t *testing.T, w, h int) *wizard { return filled(t, w, h).press("ctrl+f").typed("t") },
		"leave": func(t *testing.T, w, h int) *wizard { return filled(t, w, h).press("esc") },
		"await-schema": func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("created", `{}`))
		},
		"unreachable": func(t *testing.T, w, h int) *wizard {
			x := prepare(t, "orders", w, h, one("needs_configuration", everyKind))
			x.faults.Add(emulator.Fault{Status: 503})
			return x.begin()
		},
		"submit-lost": func(t *testing.T, w, h int) *wizard {
			x := ready(t, w, h)
			x.faults.Add(emulator.Fault{Match: writes, Status: 504})
			return x.press("enter")
		},
		"clear": func(t *testing.T, w, h int) *wizard {
			return start(t, "orders", w, h, one("connected", with(everyKind, "token", `"stored"`))).press("tab", "tab", "ctrl+u")
		},
		"error": func(t *testing.T, w, h int) *wizard {
			x := prepare(t, "orders", w, h, one("error", with(everyKind, "port", "0")))
			x.setStatus("error", "Field validation errors: 'Port' value '0' should be greater than 0.")
			return x.begin().press("tab")
		},
		"edit": func(t *testing.T, w, h int) *wizard {
			x := openEdit(t, with(everyKind, "token", `"stored"`), EditOptions{Field: "token"})
			x.send(tea.WindowSizeMsg{Width: w, Height: h})
			return x.typed("s3cr3t")
		},
		"edit-again": func(t *testing.T, w, h int) *wizard {
			x := openEdit(t, with(everyKind, "token", `"stored"`), EditOptions{Field: "token", Confirm: true})
			x.send(tea.WindowSizeMsg{Width: w, Height: h})
			return x.typed("s3cr3t").press("enter").typed("s3")
		},
		"offer": func(t *testing.T, w, h int) *wizard {
			dir := t.TempDir()
			x := keeping(t, dir)
			x.typed("db.example.com").press("tab", "tab").typed("s3cr3t").press("ctrl+c", "ctrl+c")
			x.m.keep()
			x = keeping(t, dir)
			x.send(tea.WindowSizeMsg{Width: w, Height: h})
			return x
		},
		"gone": func(t *testing.T, w, h int) *wizard {
			x := start(t, "", w, h, one("connected", everyKind))
			x.faults.Add(emulator.Fault{Status: 404})
			return x.press("enter")
		},
		"picker":      func(t *testing.T, w, h int) *wizard { return start(t, "", w, h, several()) },
		"picker-none": func(t *testing.T, w, h int) *wizard { return start(t, "", w, h, nil) },
		"conflict": func(t *testing.T, w, h int) *wizard {
			x := ready(t, w, h)
			if err := x.es.PutDocument("orders", []byte(document("needs_configuration", with(with(everyKind, "host", `"elsewhere"`), "token", `"other-token"`)))); err != nil {
				t.Fatal(err)
			}
			return x.press("enter")
		},
	}
}

// several is a cluster with connectors in every status.
func several() map[string]string {
	docs := map[string]string{}
	for i, s := range []client.Status{client.Created, client.NeedsConfiguration, client.Configured, client.Connected, client.Failed} {
		docs[fmt.Sprintf("c%d", i)] = fmt.Sprintf(`{"name": "Source %d", "service_type": "shopdb", "index_name": "search-%d",
 "status": %q, "last_seen": "2026-03-14T09:2%d:00Z", "configuration": {}}`, i, i, s, i)
	}
	return docs
}

func TestEveryScreenLooksAsItShould(t *testing.T) {
	t.Parallel()
	for name, scene := range scenes() {
		at := sizes()
		if name == "form-filled" || name == "review" {
			at = grid()
		}
		for _, s := range at {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				scene(t, s[0], s[1]).golden(fmt.Sprintf("%s-%dx%d", name, s[0], s[1]))
			})
		}
	}
}

func TestFormAndReviewWithoutColour(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"form-filled", "review"} {
		for _, s := range grid() {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				x := scenes()[name](t, s[0], s[1])
				x.m.env.theme = theme.New(theme.Options{ASCII: true})
				x.golden(fmt.Sprintf("%s-%dx%d-plain", name, s[0], s[1]))
			})
		}
	}
}

func TestNoScreenIsLargerThanTheWindow(t *testing.T) {
	t.Parallel()
	for name, scene := range scenes() {
		for _, s := range [][2]int{{80, 24}, {40, 10}, {20, 5}, {10, 3}} {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				x := scene(t, s[0], s[1])
				fits(t, x.m.View(), s[0], s[1])
			})
		}
	}
}

package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/theme"
	"connwiz/ui/unsent"

	tea "github.com/charmbracelet/bubbletea"
)

// actionScenes leads to every screen of the action connectors.
func actionScenes() map[string]func(*testing.T, int, int) *actions {
	edit := func(id string) func(*testing.T, int, int) *actions {
		return func(t *testing.T, w, h int) *actions { return startActions(t, ActionOptions{ID: id}, w, h) }
	}
	filled := func(t *testing.T, w, h int) *actions {
		return hook(startActions(t, ActionOptions{New: true, Type: ".webhook"}, w, h))
	}
	changed := func(t *testing.T, w, h int) *actions {
		return edit("ticket-hook")(t, w, h).press("enter").enters("url", "2").enters("user", "u").enters("password", "CANARY-password")
	}
	return map[string]func(*testing.T, int, int) *actions{
		"action-list": func(t *testing.T, w, h int) *actions {
			return startActions(t, ActionOptions{}, w, h).press("down", "down")
		},
		"action-types": func(t *testing.T, w, h int) *actions {
			return startActions(t, ActionOptions{New: true}, w, h).typed("em")
		},
		"action-types-basic": func(t *testing.T, w, h int) *actions {
			return prepareActions(t, ActionOptions{New: true}, emulator.KibanaOptions{License: "basic"}, w, h).open().typed("e")
		},
		"action-form": filled,
		"action-form-fresh": func(t *testing.T, w, h int) *actions {
			return startActions(t, ActionOptions{New: true, Type: ".email"}, w, h)
		},
		"action-form-change": changed,
		"action-review":      func(t *testing.T, w, h int) *actions { return filled(t, w, h).press("ctrl+s") },
		"action-review-change": func(t *testing.T, w, h int) *actions {
			return changed(t, w, h).press("ctrl+s")
		},
		"action-review-stuck": func(t *testing.T, w, h int) *actions {
			return edit("ticket-hook")(t, w, h).press("enter").enters("url", "2").press("ctrl+s")
		},
		"action-forewarning": edit("ticket-hook"),
		"action-missing":     edit("ops-board"),
		"action-barred": func(t *testing.T, w, h int) *actions {
			return startActions(t, ActionOptions{}, w, h).typed("operators").press("enter")
		},
		"action-taken": func(t *testing.T, w, h int) *actions {
			x := filled(t, w, h)
			x.another(t, "POST", "/s/b/api/actions/connector/ticket-hook-2", `{"name": "n", "connector_type_id": ".server-log", "config": {}, "secrets": {}}`)
			return x.press("ctrl+s", "enter")
		},
		"action-refused": func(t *testing.T, w, h int) *actions {
			return startActions(t, ActionOptions{New: true, Type: ".index"}, w, h).enters("name", "History").press("ctrl+s", "!", "enter")
		},
		"action-refused-form": func(t *testing.T, w, h int) *actions {
			return startActions(t, ActionOptions{New: true, Type: ".index"}, w, h).enters("name", "History").press("ctrl+s", "!", "enter", "enter")
		},
		"action-delete": func(t *testing.T, w, h int) *actions {
			x := startActions(t, ActionOptions{}, w, h).typed("ticket")
			x.send(tea.KeyMsg{Type: tea.KeyF8})
			return x.typed("Ticket hok").press("enter")
		},
		"action-done":   func(t *testing.T, w, h int) *actions { return filled(t, w, h).press("ctrl+s", "enter") },
		"action-try":    func(t *testing.T, w, h int) *actions { return filled(t, w, h).press("ctrl+s", "enter", "t") },
		"action-tested": func(t *testing.T, w, h int) *actions { return filled(t, w, h).press("ctrl+s", "enter", "t", "enter") },
		"action-try-mail": func(t *testing.T, w, h int) *actions {
			x := edit("on-call-mail")(t, w, h).press("enter").enters("user", "u").enters("password", "p")
			return x.press("ctrl+s", "enter", "t").typed("a@b.example")
		},
		"action-test-failed": func(t *testing.T, w, h int) *actions { return changed(t, w, h).press("ctrl+s", "enter", "t", "enter") },
	}
}

func TestEveryScreenOfActionConnectorsLooksAsItShould(t *testing.T) {
	t.Parallel()
	for name, scene := range actionScenes() {
		for _, s := range sizes() {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				x := scene(t, s[0], s[1])
				fits(t, x.m.View(), s[0], s[1])
				x.misses("CANARY").golden(fmt.Sprintf("%s-%dx%d", name, s[0], s[1]))
				x.m.env.theme = theme.New(theme.Options{ASCII: true})
				x.golden(fmt.Sprintf("%s-%dx%d-plain", name, s[0], s[1]))
			})
		}
	}
}

func TestNoScreenOfActionConnectorsIsLargerThanATinyWindow(t *testing.T) {
	t.Parallel()
	for name, scene := range actionScenes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := scene(t, 80, 24)
			for _, s := range [][2]int{{20, 5}, {10, 3}} {
				x.send(tea.WindowSizeMsg{Width: s[0], Height: s[1]})
				fits(t, x.m.View(), s[0], s[1])
			}
		})
	}
}

// A typed secret is nowhere but in the request: not on a screen, not on the disk,
// not in what stays.
func TestATypedSecretOfAnActionConnectorIsNowhereElse(t *testing.T) {
	t.Parallel()
	const canary = "CANARY-password"
	for name, keys := range map[string][]string{
		"sent":        {"ctrl+s", "enter", "t", "enter", "enter"},
		"left":        {"esc", "y"},
		"interrupted": {"ctrl+c", "ctrl+c"},
		"refused":     {"ctrl+s", "enter", "esc", "ctrl+c", "ctrl+c"},
		"helped":      {"f1", "esc", "ctrl+f", "esc", "ctrl+s", "f1", "esc", "esc", "esc", "y"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			x := prepareActions(t, ActionOptions{New: true, Type: ".webhook"}, emulator.KibanaOptions{}, 80, 24)
			x.m.env.drafts = unsent.Open(dir, x.clock.now)
			var told strings.Builder
			x.m.env.saved = func(s Save) { fmt.Fprintf(&told, "%+v", s) }
			hook(x.open())
			if name == "refused" {
				x.link.Add(emulator.Fault{Match: posts, Status: 400, Body: `{"statusCode":400,"error":"Bad Request",` +
					`"message":"error validating action type secrets: [password]: value '` + canary + `' is not valid"}`})
			}
			for _, k := range keys {
				x.press(k).misses(canary)
			}
			x.m.keep()
			if !x.quit {
				t.Errorf("it goes on:\n%s", x.screen())
			}
			for where, text := range map[string]string{
				"the outcome": fmt.Sprintf("%+v", x.m.Outcome()), "the account": told.String(), "the drafts": everyFile(t, dir),
			} {
				if strings.Contains(text, canary) {
					t.Errorf("the secret is in %s: %s", where, text)
				}
			}
		})
	}
}

// everyFile is what all files of a folder hold.
func everyFile(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, entry := range entries {
		raw, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
	}
	return all.String()
}

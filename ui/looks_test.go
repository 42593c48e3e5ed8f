package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"connwiz/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

func TestASCIIDrawsNothingElseOfOurs(t *testing.T) {
	t.Parallel()
	for name, scene := range scenes() {
		for _, s := range append(sizes(), [2]int{20, 5}) {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				x := scene(t, s[0], s[1])
				x.m.env.theme = theme.New(theme.Options{ASCII: true})
				if at := strings.IndexFunc(x.m.View(), func(r rune) bool { return r > 127 }); at >= 0 {
					t.Errorf("something else than ASCII is drawn:\n%s", x.screen())
				}
			})
		}
	}
}

// TestEveryStateIsSaidWithoutColour looks for each state on a screen from which all
// styles are taken, colours and attributes.
func TestEveryStateIsSaidWithoutColour(t *testing.T) {
	t.Parallel()
	opened := func(status, configuration string, keys ...string) func(t *testing.T) *wizard {
		return func(t *testing.T) *wizard {
			t.Helper()
			return start(t, "orders", 80, 24, one(status, configuration)).press(keys...)
		}
	}
	scene := func(name string) func(t *testing.T) *wizard {
		return func(t *testing.T) *wizard {
			t.Helper()
			return scenes()[name](t, 80, 24)
		}
	}
	stored := with(everyKind, "token", `"stored"`)
	for _, c := range []struct {
		state string
		opens func(t *testing.T) *wizard
		says  string // a pattern that one line matches
	}{
		{"the focus", scene("form-filled"), `^▸ Use TLS \*`},
		{"a field that must be filled in", scene("form-fresh"), `^  Port \* `},
		{"a field that needn't", opened("needs_configuration", `{"a": {"order": 1, "value": ""}, "note": {"order": 2, "label": "Note", "required": false, "value": ""}}`), `^  Note  +not set`},
		{"a field that is not set", scene("form-fresh"), `^  Token \* +not set`},
		{"a change", scene("form-filled"), `^~ Host \*`},
		{"a value with a problem", scene("form-filled"), `^~ Port \* +70000  ✗ `},
		{"a secret that is set", opened("connected", stored), `^  Token \* +set$`},
		{"a secret that is typed anew", scene("form-filled"), `^~ Token \* +set, 12 characters`},
		{"a secret that will be cleared", opened("connected", stored, "tab", "tab", "ctrl+u", "y", "up"), `^~ Token \* +will be cleared`},
		{"a placeholder", scene("form-fresh"), `\(db\.example\.com\)`},
		{"a default that is used", opened("connected", `{"a": {"order": 1, "value": "x"}, "n": {"order": 2, "label": "N", "required": false, "default_value": 50, "type": "int", "value": ""}}`), `^  N +.*50 is used`},
		{"a switch that is on", scene("form-filled"), `^▸ Use TLS \* +on `},
		{"a switch that is off", scene("form-fresh"), `^  Use TLS \* +off`},
		{"the option that is pointed at", scene("form-list"), `^ +▸ Everything`},
		{"the options that are not", scene("form-list"), `^ +  Changes`},
		{"a folded section", scene("form-fresh"), `^  \+ Advanced \(2 fields\)`},
		{"an open section", opened("connected", everyKind, "ctrl+end", "up", "enter"), `^▸ - Advanced`},
		{"how much is changed", scene("form-filled"), `Review changes \(5 changes\)`},
		{"what a review is stopped by", scene("review-blocked"), `✗ `},
		{"a review that is in order", scene("review"), `Enter sends`},
		{"a conflict's chosen side", func(t *testing.T) *wizard {
			t.Helper()
			return scene("conflict")(t).press("t")
		}, `^ +\[x\] t theirs`},
		{"a connector that is fine", scene("picker"), `Source 3 .*connected`},
		{"a connector that failed", scene("picker"), `Source 4 .*error`},
		{"a saved configuration", scene("watch-waiting"), `^✓ Configuration updated`},
		{"an accepted configuration", scene("watch-connected"), `^✓ connected: `},
		{"a refused configuration", scene("watch-refused"), `^✗ The service refused it`},
		{"a failure", scene("unreachable"), `^✗ `},
		{"the service's complaint", scene("error"), `^✗ The service reports: `},
	} {
		t.Run(c.state, func(t *testing.T) {
			t.Parallel()
			screen := ansi.Strip(c.opens(t).m.View())
			if !regexp.MustCompile(`(?m)` + c.says).MatchString(screen) {
				t.Errorf("no line matches %q:\n%s", c.says, screen)
			}
		})
	}
}

package ui

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"connwiz/schema"

	"github.com/charmbracelet/x/ansi"
)

// hostile are configurations that nobody should register.
func hostile() map[string]string {
	evil := `\u001b[2J\u001b]0;owned\u0007\u202eevil\u009b31m\r\nnext`
	long := strings.Repeat("long ", 2000)
	many := make([]string, 2000)
	for i := range many {
		many[i] = fmt.Sprintf(`"f%d": {"label": "Field %d", "type": "int", "value": %d, "depends_on": [{"field": "f%d", "value": %d}]}`,
			i, i, i, max(0, i-1), max(0, i-1))
	}
	return map[string]string{
		"escape sequences everywhere": `{"` + evil + `": {"label": "` + evil + `", "tooltip": "` + evil + `", "placeholder": "` + evil + `", "value": "` + evil + `"},
 "d": {"label": "` + evil + `", "display": "dropdown", "options": [{"label": "` + evil + `", "value": "` + evil + `"}], "value": "` + evil + `"},
 "c": {"type": "category", "label": "` + evil + `"}, "x": {"category": "c", "label": "X", "value": ""}}`,
		"2,000 fields":        "{" + strings.Join(many, ",") + "}",
		"a label of 10 kB":    `{"a": {"label": "` + long + `", "tooltip": "` + long + `", "value": "` + long + `"}}`,
		"cyclic dependencies": `{"a": {"value": "", "depends_on": [{"field": "b", "value": ""}]}, "b": {"value": "", "depends_on": [{"field": "a", "value": ""}]}}`,
		"self dependency":     `{"a": {"value": "x", "depends_on": [{"field": "a", "value": "x"}]}}`,
		"unknown dependency":  `{"a": {"value": "x", "depends_on": [{"field": "nope", "value": 1}]}, "b": {"value": ""}}`,
		"invalid regex":       `{"a": {"value": "x", "validations": [{"type": "regex", "constraint": "(("}]}}`,
		"a slow regex":        `{"a": {"value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "validations": [{"type": "regex", "constraint": "(a+)+$"}]}}`,
		"missing attributes":  `{"a": {}, "b": {"value": null}, "c": null, "d": {"display": "dropdown"}, "e": {"display": "toggle"}}`,
		"wrong JSON types": `{"a": 5, "b": [1], "c": "text", "d": {"label": 7, "order": "x", "required": "no", "options": 3, "depends_on": 1,
 "validations": {}, "ui_restrictions": "advanced", "display": 9, "type": {}, "tooltip": [], "value": {"k": 1}},
 "e": {"options": [1, null, {"label": null}], "display": "dropdown", "depends_on": [null, 3, {}], "validations": [1, {"type": 3}], "value": [1, 2]}}`,
		"wide and joined text": `{"a": {"label": "漢字 👩‍👩‍👧 é café", "value": "한글"}, "b": {"label": "مرحبا", "value": "שלום"}}`,
	}
}

func TestAHostileSchemaIsOnlyTextAndCanBeLeft(t *testing.T) {
	t.Parallel()
	keys := []string{"tab", "down", "f1", "esc", "enter", "space", "right", "x", "ctrl+u", "esc", "ctrl+o", "ctrl+d",
		"ctrl+f", "a", "enter", "ctrl+end", "enter", "pgdown", "esc", "ctrl+home", "pgup", "ctrl+r", "backspace"}
	for name, configuration := range hostile() {
		for _, s := range sizes() {
			t.Run(fmt.Sprintf("%s at %dx%d", name, s[0], s[1]), func(t *testing.T) {
				t.Parallel()
				x := start(t, "orders", s[0], s[1], one("needs_configuration", configuration))
				x.sees("Tab next")
				for _, k := range keys {
					x.press(k)
					fits(t, x.m.View(), s[0], s[1])
					onlyText(t, x.m.View())
				}
				x.press("ctrl+c", "ctrl+c")
				if !x.quit {
					t.Errorf("the form can't be left:\n%s", x.screen())
				}
			})
		}
	}
}

// onlyText fails when anything but printable text and the styles of the theme is
// drawn.
func onlyText(t *testing.T, view string) {
	t.Helper()
	for _, r := range ansi.Strip(view) {
		if r != '\n' && (unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
			t.Fatalf("%q is drawn in %q", r, ansi.Strip(view))
		}
	}
	rest := view
	for {
		i := strings.Index(rest, "\x1b")
		if i < 0 {
			return
		}
		rest = rest[i+1:]
		end := strings.IndexFunc(rest, func(r rune) bool { return r != '[' && r != ';' && (r < '0' || r > '9') })
		if end < 0 || rest[end] != 'm' {
			t.Fatalf("an escape sequence other than a style is drawn: %q", rest[:min(len(rest), 20)])
		}
	}
}

// shared finds the folder of real schemas beside the repository.
func shared(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../shared/schemas/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("the real schemas are not beside the repository")
	}
	return files
}

func TestEveryRealSchemaOpensAndSubmitsOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	for _, file := range shared(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			x := start(t, "orders", 120, 60, one("needs_configuration", string(raw)))
			f := x.m.top().(*form)
			for _, s := range f.draft.Schema().Sections() {
				if s.Folded {
					f.unfolded[s.Key] = true
				}
			}
			f.layOut()
			typed := x.fillEverything()
			x.press("ctrl+s").sees("Enter sends").press("enter").sees("Configuration updated")
			x.sentExactly(f.draft.Schema(), typed)
		})
	}
}

// fillEverything gives every active field a new value with the keys of the form,
// and returns the names.
func (x *wizard) fillEverything() map[string]bool {
	x.t.Helper()
	typed := map[string]bool{}
	f := x.m.top().(*form)
	x.press("ctrl+home")
	for range 200 {
		r := f.rows[f.at]
		if r.kind == reviewRow {
			return typed
		}
		if r.kind == fieldRow {
			field := f.draft.Schema().Field(r.name)
			x.fill(field)
			typed[r.name] = true
		}
		x.press("tab")
	}
	x.t.Fatalf("the review row was not reached:\n%s", x.screen())
	return nil
}

// fill enters a value that the field takes.
func (x *wizard) fill(f *schema.Field) {
	x.t.Helper()
	switch {
	case f.Sensitive:
		x.typed("s3cr3t-" + f.Name)
	case f.Display == schema.DisplayToggle:
		x.press("space")
		if on, _ := f.Value.Bool(); on && len(f.DependsOn) == 0 {
			x.press("space", "space")
		}
	case f.Display == schema.DisplayDropdown:
		x.press("right")
	case f.Type == schema.TypeInt:
		x.press("ctrl+u").typed("7")
	case len(f.Validations) > 0:
		x.press("ctrl+u").typed("https://a@b.example")
	default:
		x.press("ctrl+u").typed("new, " + f.Name)
	}
}

// sentExactly fails unless the one write holds only fields that were changed, each
// as the kind of JSON that its type is sent as.
func (x *wizard) sentExactly(s *schema.Schema, typed map[string]bool) {
	x.t.Helper()
	puts := x.puts()
	if len(puts) != 1 {
		x.t.Fatalf("%d writes arrived", len(puts))
	}
	var body struct{ Values map[string]any }
	if err := json.Unmarshal([]byte(puts[0]), &body); err != nil {
		x.t.Fatal(err)
	}
	if len(body.Values) == 0 {
		x.t.Error("nothing was sent")
	}
	for name, v := range body.Values {
		if !typed[name] {
			x.t.Errorf("%s was sent and never touched", name)
		}
		kind := fmt.Sprintf("%T", v)
		want := map[schema.Type]string{schema.TypeInt: "float64", schema.TypeBool: "bool", schema.TypeStr: "string", schema.TypeList: "string"}[s.Field(name).Type]
		if kind != want {
			x.t.Errorf("%s was sent as %s, want %s", name, kind, want)
		}
	}
}

package ui

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/ui/terminal/screentest"

	"github.com/charmbracelet/x/ansi"
)

// difficult are texts whose cells are hard to count.
var difficult = map[string]string{
	"wide letters":       "漢字かな한글",
	"an emoji":           "rocket 🚀",
	"a joined emoji":     "family 👩‍👩‍👧",
	"a flag":             "flag 🇫🇷",
	"a skin tone":        "thumb 👍🏽",
	"a presentation":     "heart ❤️",
	"combining marks":    "e\u0301te\u0301 n\u0303",
	"right to left":      "שלום עולם",
	"Arabic":             "مرحبا",
	"Devanagari":         "देवनागरी",
	"Thai":               "คำแนะนำ",
	"an override":        "a\u202eb",
	"nothing to be seen": "a\u200bb",
}

// columnOf is the cell at which a text begins on the line that holds another, as a
// terminal draws it.
func columnOf(t *testing.T, view, line, text string) int {
	t.Helper()
	w := screentest.NewWindow(t, 80, 24)
	w.Plainly(t, view)
	for y := range w.Height() {
		row := w.Before(w.Width(), y)
		if !strings.Contains(row, line) || !strings.Contains(row, text) {
			continue
		}
		for x := range w.Width() {
			if strings.HasPrefix(strings.TrimPrefix(row, w.Before(x, y)), text) {
				return x
			}
		}
	}
	t.Fatalf("no line holds %q and %q:\n%s", line, text, ansi.Strip(view))
	return 0
}

func TestColumnsStayStraightWhateverTheText(t *testing.T) {
	t.Parallel()
	for name, text := range difficult {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			field := func(order int, label, value string) string {
				return fmt.Sprintf(`{"order": %d, "label": %s, "value": %s}`, order, quoted(t, label), quoted(t, value))
			}
			configuration := fmt.Sprintf(`{"a": %s, "b": %s, "c": %s}`, field(1, "FIRST", "one"), field(2, text, "two"), field(3, "THIRD", text))
			x := start(t, "orders", 80, 24, one("connected", configuration))
			want := columnOf(t, x.m.View(), "FIRST", "one")
			if got := columnOf(t, x.m.View(), first(text), "two"); got != want {
				t.Errorf("form: the value behind the label is in column %d, not %d:\n%s", got, want, x.screen())
			}
			if got := columnOf(t, x.m.View(), "THIRD", first(text)); got != want {
				t.Errorf("form: the value is in column %d, not %d:\n%s", got, want, x.screen())
			}
		})
	}
}

func TestConnectorsWithOneNameAreToldApartByTheirIDs(t *testing.T) {
	t.Parallel()
	p := newPicker()
	p.add(pageListed{results: []client.Summary{{ID: "a", Name: "Orders"}, {ID: "b", Name: "Orders"}, {ID: "c", Name: "Wiki"}}})
	var labels []string
	for _, c := range p.all {
		labels = append(labels, p.label(c))
	}
	if got := strings.Join(labels, ", "); got != "Orders (a), Orders (b), Wiki" {
		t.Errorf("the list shows %s", got)
	}
}

func TestColumnsOfTheListStayStraightWhateverTheText(t *testing.T) {
	t.Parallel()
	for name, text := range difficult {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, "", 80, 24, map[string]string{
				"c1": strings.Replace(document("connected", `{}`), `"Orders"`, `"PLAIN"`, 1),
				"c2": strings.Replace(document("connected", `{}`), `"Orders"`, quoted(t, text), 1),
				"c3": strings.Replace(document("connected", `{}`), `"shopdb"`, quoted(t, text), 1),
			})
			for _, line := range []string{first(text), "Orders"} {
				for _, column := range []string{"connected", "53 s ago"} {
					if got, want := columnOf(t, x.m.View(), line, column), columnOf(t, x.m.View(), "PLAIN", column); got != want {
						t.Errorf("%q of %q is in column %d, not %d:\n%s", column, line, got, want, x.screen())
					}
				}
			}
		})
	}
}

// first is the first letter of a text.
func first(text string) string {
	for _, r := range text {
		return string(r)
	}
	return ""
}

func quoted(t *testing.T, s string) string {
	t.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestALabelReadFromTheRightIsKeptApartFromItsValue(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, one("connected", `{
		"a": {"order": 1, "label": "First", "value": "one"},
		"b": {"order": 2, "label": "שם המארח", "value": "مرحبا"},
		"c": {"order": 3, "label": "Last", "value": "مرحبا"}}`))
	x.sees("שם המארח *\u200e مرحبا", "Last *     مرحبا")
	x.press("tab").sees("▸ שם המארח *\u200e مرحبا") // It must not move when it gets the focus.
	x.press("ctrl+f").sees("שם המארח\u200e  b")
}

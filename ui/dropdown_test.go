package ui

import (
	"fmt"
	"strings"
	"testing"
)

// regions is a connector with a list of 200 regions, and one with namesakes in it.
func regions() map[string]string {
	options := make([]string, 200)
	for i := range options {
		options[i] = fmt.Sprintf(`{"label": "Region %03d east", "value": "r%d"}`, i, i)
	}
	return one("connected", `{
		"region": {"label": "Region", "order": 1, "display": "dropdown", "options": [`+strings.Join(options, ",")+`]},
		"mode": {"label": "Mode", "order": 2, "display": "dropdown", "value": "b", "options": [
			{"label": "Default", "value": "a"}, {"label": "Default", "value": "b"}, {"label": "", "value": "c"}, {"label": "Other", "value": "d"}]},
		"note": {"label": "Note", "order": 3, "display": "textarea"}}`)
}

func TestAListOfManyOptionsIsSearchedByTypingAndByPages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		at   string
	}{
		"a page down":                     {[]string{"pgdown"}, "Region 007"},
		"a page down and up":              {[]string{"pgdown", "pgdown", "pgup"}, "Region 007"},
		"the last one, and a page up":     {[]string{"end", "pgup"}, "Region 192"},
		"a page down at the end":          {[]string{"end", "pgdown"}, "Region 199"},
		"what a name has in its middle":   {[]string{"0", "1", "5"}, "Region 015"},
		"a name with a blank in it":       {[]string{"r", "e", "g", "i", "o", "n", "space", "1", "2", "3"}, "Region 123"},
		"a letter again goes to the next": {[]string{"r", "r", "r"}, "Region 002"},
		"Backspace begins anew":           {[]string{"1", "9", "backspace", "2"}, "Region 002"},
		"what no name has changes naught": {[]string{"pgdown", "#"}, "Region 007"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, "orders", 80, 24, regions())
			x.press("enter").press(c.keys...).sees("▸ " + c.at)
			x.press("enter").sees("▸ Region", c.at+" east ▾", "1 change")
		})
	}
}

func TestALongListSaysWhichOptionIsPointedAt(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, regions())
	x.press("enter").sees("1/200").press("pgdown").sees("8/200").press("end").sees("200/200")
	x.press("esc").misses("/200")
	x.press("tab", "enter").misses("2/4", "2 of 4") // All of it is in sight.
}

func TestOptionsOfOneNameAreToldApartByTheirValues(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, regions())
	x.sees("Mode *   Default (b)")
	x.press("tab", "enter").sees("▸ Default (b)", "  Default (a)", "  c\n", "  Other\n")
	x.press("up", "enter", "ctrl+s").sees("Default (b) → Default (a)")
}

func TestAnOpenListKeepsTheFocusWhenAPageIsTurned(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, regions())
	x.press("enter", "pgdown", "pgdown", "esc").sees("▸ Region", "Enter open")
}

func TestATextLongerThanItsAreaIsPagedAndSaysWhereTheCursorIs(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, regions())
	x.press("tab", "tab")
	x.pasted(strings.Repeat("line\n", 99) + "last")
	x.sees("100/100", "last").press("pgup").sees("95/100").press("pgup", "pgup").sees("85/100")
	for range 20 {
		x.press("pgup")
	}
	x.sees("▸ Region").misses("/100") // It left the area at its first line, as Up does.
}

func TestAPageDownLeavesATextThatIsInSight(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, regions())
	x.press("tab", "tab").typed("one").press("enter").typed("two")
	x.sees("two").misses("2 of 2", "2/2").press("pgdown").sees("▸ Review changes")
}

func TestWordsAreReachedAndDeletedWithAltToo(t *testing.T) {
	t.Parallel()
	x := start(t, "orders", 80, 24, regions())
	x.press("tab", "tab").typed("alpha beta gamma").press("alt+left", "alt+left").typed("X")
	x.sees("alpha Xbeta gamma").press("alt+right", "alt+backspace").sees("alpha  gamma")
	x.typed("Y").sees("alpha Y gamma")
}

func TestTheFooterBeginsWithTheKeyOfWhatHasTheFocus(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 40} {
		x := start(t, "orders", width, 24, one("connected", everyKind))
		last := func() string { lines := strings.Split(x.screen(), "\n"); return lines[len(lines)-1] }
		for _, c := range []struct{ keys, begins string }{
			{"", "Tab next"},
			{"tab tab", "Tab next"}, // Nothing is typed that could be revealed.
			{"a", "Ctrl+R reveal"},
			{"ctrl+r", "Ctrl+R hide"},
			{"tab", "Enter open"},
			{"enter", "Enter choose"},
			{"esc ctrl+end", "Enter review"},
			{"up", "Enter open"},
			{"enter", "Enter close"},
		} {
			x.press(strings.Fields(c.keys)...)
			if got := last(); !strings.HasPrefix(got, c.begins) {
				t.Errorf("at %d columns after %q the footer is %q, want %q first", width, c.keys, got, c.begins)
			}
		}
	}
}

func TestAnEmptyFilterOffersNothingToChoose(t *testing.T) {
	t.Parallel()
	x := start(t, "", 80, 24, one("connected", everyKind))
	x.typed("orders").sees("Enter configure", "Esc clear filter")
	x.typed("#").sees("No connector has that", "Esc clear filter").misses("Enter configure", "Tab next")
	x.press("esc").sees("Enter configure", "Esc leave").misses("clear filter")
	x.press("enter", "ctrl+f").typed("#").sees("No field has that", "Esc back").misses("Enter go there")
}

func TestNamesHaveTheRoomThatTypesDontNeed(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("n", 36)
	docs := map[string]string{}
	for i, service := range []string{"s3", "github", "mysql"} {
		docs[fmt.Sprintf("c%d", i)] = fmt.Sprintf(`{"name": "%s", "service_type": "%s", "status": "connected"}`, long+service, service)
	}
	start(t, "", 80, 24, docs).sees(long[:33] + "… s3      connected            never")
	start(t, "", 120, 24, docs).sees(long+"github  github  connected", long+"s3      s3 ")
}

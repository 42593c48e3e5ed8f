package command

import (
	"strings"
	"testing"
	"time"

	"connwiz/ui/text"
)

func TestAgo(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for passed, want := range map[time.Duration]string{
		-time.Minute: "just now", 0: "just now", 5 * time.Second: "5 s ago", 90 * time.Second: "1 min ago",
		3 * time.Hour: "3 h ago", 47 * time.Hour: "47 h ago", 49 * time.Hour: "2 days ago",
	} {
		if got := ago(now, now.Add(-passed)); got != want {
			t.Errorf("%s: got %q, want %q", passed, got, want)
		}
	}
	if got := ago(now, time.Time{}); got != "never" {
		t.Errorf("never seen: %q", got)
	}
}

func TestRedactAllQuoted(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                       "",
		"'Host' can't be empty.": "'Host' can't be empty.",
		"'P' value 'pw' should be less than 3.; 'T' value 'it's' failed regex check x.": "'P' value '(redacted)' should be less than 3.; 'T' value '(redacted)' failed regex check x.",
		"'L' list value 'a' should be one of a.":                                        "'L' list value '(redacted)' should be one of a.",
		"because its value 'a' is not a list.":                                          "because its value '(redacted)' is not a list.",
		`could not sign in with password "pw"`:                                          `could not sign in with password "(redacted)"`,
		"login failed: 'pw' is wrong, not 'it's'":                                       "login failed: '(redacted)'",
		"'P' value 'cut off":                                                            "'P' value '(redacted)",
	} {
		if got := redactAllQuoted(in); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", in, got, want)
		}
	}
}

func TestTableFitsTheTerminal(t *testing.T) {
	t.Parallel()
	rows := table{{"ID", "NAME", "STATUS"}, {strings.Repeat("i", 36), "漢字 " + strings.Repeat("n", 50), "connected"}}
	for _, width := range []int{40, 80, 120} {
		for line := range strings.Lines(rows.render(width)) {
			if w := text.Width(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("%d cells in a terminal of %d: %s", w, width, line)
			}
		}
	}
	if all := rows.render(0); strings.Contains(all, text.Ellipsis) {
		t.Errorf("cut although nothing limits it:\n%s", all)
	}
}

func TestACutSaysSoInTheGlyphsOfTheTerminal(t *testing.T) {
	t.Parallel()
	rows := table{{"ID", "NAME"}, {"orders", strings.Repeat("n", 50)}}
	for lang, want := range map[string]string{"C.UTF-8": "orders  nnnnnnnnnnn…\n", "C": "orders  nnnnnnnnn...\n"} {
		a := &app{streams: Streams{Width: 20, Getenv: func(name string) string {
			if name == "LANG" {
				return lang
			}
			return ""
		}}}
		a.global.theme.value = "auto"
		if got := a.lay(rows, 0); got != "ID      NAME\n"+want {
			t.Errorf("LANG=%s: %q", lang, got)
		}
		a.global.ascii = true
		if got := a.lay(rows, 0); strings.Contains(got, text.Ellipsis) {
			t.Errorf("with --ascii: %q", got)
		}
	}
}

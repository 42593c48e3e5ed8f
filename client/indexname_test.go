package client

import (
	"errors"
	"strings"
	"testing"
)

func TestAnIndexNameIsJudgedAsItIsTyped(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"":                       "must not be empty",
		"search-wiki":            "",
		"s":                      "",
		"search wiki":            "must not contain blanks",
		"a/b":                    "must not contain /",
		`a\b`:                    `must not contain \`,
		"a*":                     "must not contain *",
		"a,b":                    "must not contain ,",
		"a#b":                    "must not contain #",
		"a:b":                    "must not contain :",
		"a\tb":                   "must not contain control characters",
		"Wiki":                   "must be lower case",
		"É":                      "must be lower case",
		"_wiki":                  "must not start with _",
		"-wiki":                  "must not start with -",
		"+wiki":                  "must not start with +",
		".":                      "must not be . or ..",
		"..":                     "must not be . or ..",
		".wiki":                  "",
		"straße":                 "",
		strings.Repeat("a", 255): "",
		strings.Repeat("ä", 128): "must not be longer than 255 bytes, it has 256",
	} {
		err := CheckIndexName(name, false)
		var wrong *IndexNameError
		if want == "" && err != nil || want != "" && (!errors.As(err, &wrong) || wrong.Rule != want) {
			t.Errorf("%q: got %v, want %q", name, err, want)
		}
	}
}

func TestAnElasticManagedConnectorNeedsAPrefix(t *testing.T) {
	t.Parallel()
	if err := CheckIndexName("search-wiki", true); err == nil || !strings.Contains(err.Error(), `must start with "content-"`) {
		t.Errorf("got %v", err)
	}
	if err := CheckIndexName("content-wiki", true); err != nil {
		t.Error(err)
	}
}

func TestAnIndexNameIsProposed(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Team Wiki (EU)":         "search-team-wiki-(eu)",
		"  a / b  ":              "search-a-b",
		"Größe":                  "search-größe",
		"__x__":                  "search-x",
		"#?*":                    "search-index",
		"":                       "search-index",
		"a\x1b[31mb":             "search-a-[31mb",
		strings.Repeat("ä", 200): "search-" + strings.Repeat("ä", 124),
	} {
		got := ProposeIndexName(name, false)
		if got != want || CheckIndexName(got, false) != nil {
			t.Errorf("%q: got %q, want %q, %v", name, got, want, CheckIndexName(got, false))
		}
	}
	if got := ProposeIndexName("Wiki", true); got != "content-wiki" {
		t.Errorf("got %q", got)
	}
}

func FuzzProposedIndexNamesAreValid(f *testing.F) {
	for _, s := range []string{"Team Wiki", "İ", "ǅ", "\xff", "a\u202eb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if err := CheckIndexName(ProposeIndexName(name, true), true); err != nil {
			t.Error(err)
		}
	})
}

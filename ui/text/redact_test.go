package text_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/ui/text"
)

func secret(s string) schema.Secret { return schema.NewSecret([]byte(s)) }

func TestRedactorFindsASecretInEveryForm(t *testing.T) {
	t.Parallel()
	const s = "p\"4 ß/\\+%\n-----LINE two-----"
	js, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	r := text.NewRedactor(secret(s))
	for name, in := range map[string]string{
		"as it is":            s,
		"in JSON":             string(js[1 : len(js)-1]),
		"in Python's JSON":    `p\"4 \u00df/\\+%\n-----LINE two-----`,
		"in a query":          url.QueryEscape(s),
		"in a path":           strings.ReplaceAll(url.QueryEscape(s), "+", "%20"),
		"one line of it":      "-----LINE two-----",
		"cleaned":             text.Clean(s),
		"in a path, low case": "p%224%20%c3%9f%2f%5c%2b%25%0a-----LINE%20two-----",
	} {
		got := r.Redact("before " + in + " after")
		if want := "before " + schema.Redacted + " after"; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestRedactorLeavesTheRestAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		secrets []string
		in      string
		want    string
	}{
		{"a short secret tears no holes", []string{"abc"}, "abcdef", "abcdef"},
		{"four characters are enough", []string{"ab¢d"}, "xab¢dx", "x(redacted)x"},
		{"the longer secret goes first", []string{"pass", "password1"}, "password1 pass", "(redacted) (redacted)"},
		{"no secret, no change", nil, "text", "text"},
		{"each occurrence", []string{"s3cret"}, "s3crets3cret", "(redacted)(redacted)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := text.NewRedactor()
			for _, s := range c.secrets {
				r.Add(s)
			}
			if got := r.Redact(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRedactorCleansWithoutLettingHalvesThrough(t *testing.T) {
	t.Parallel()
	r := text.NewRedactor(secret("hunter2hunter2"))
	long := strings.Repeat("x", text.Limit-5) + "hunter2hunter2"
	for _, in := range []string{
		long,                             // cut in the middle of the secret
		"hunter2hunter2\x1b[0m",          // beside an escape sequence
		"a\nhunter2hunter2\nhunter2",     // between line breaks
		"👩\u200dhunter2hunter2\u202e ok", // beside marks that cleaning takes out
	} {
		if got := r.Clean(in); strings.Contains(got, "hunter2hunter2") || strings.Contains(got, "hunte…") {
			t.Errorf("Clean lets the secret through: %q", got[max(0, len(got)-40):])
		}
		for _, line := range r.CleanLines(in) {
			if strings.Contains(line, "hunter2hunter2") {
				t.Errorf("CleanLines lets the secret through")
			}
		}
	}
}

func TestRedactorForgetsAndPrintsNothing(t *testing.T) {
	t.Parallel()
	r := text.NewRedactor(secret("hunter2"))
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, r); strings.Contains(got, "hunter2") {
			t.Errorf("%s prints the secret", verb)
		}
	}
	r.Wipe()
	if got := r.Redact("hunter2"); got != "hunter2" {
		t.Errorf("after Wipe the secret is still known: %q", got)
	}
	var none *text.Redactor
	none.Wipe()
	if got := none.Clean("a\x07"); got != `a\x07` {
		t.Errorf("the nil Redactor cleans %q", got)
	}
}

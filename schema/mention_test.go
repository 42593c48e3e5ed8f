package schema

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// reported is a schema whose messages are taken apart below.
func reported(t *testing.T) *Schema {
	t.Helper()
	return parse(t, `{"p": {"label": "Password", "sensitive": true}, "h": {"label": "Host"}, "n": {"label": "Host name"},
		"x": {"label": ""}, "s": {"label": "", "sensitive": true}}`)
}

func TestAMessageOfTheServiceIsTakenApart(t *testing.T) {
	t.Parallel()
	got := reported(t).Mentioned("Field validation errors: 'Host' cannot be empty.; nobody knows this; " +
		"'Password' value '" + canary + "' failed regex check a+.; 'Host name' cannot be empty.")
	want := []Problem{
		{Field: "h", Kind: KindService, Message: "'Host' cannot be empty."},
		{
			Field:   "p",
			Kind:    KindService,
			Message: "'Password' value '(redacted)' failed regex check a+.",
		},
		{Field: "n", Kind: KindService, Message: "'Host name' cannot be empty."},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestTheFirstFieldThatAMessageNamesCounts(t *testing.T) {
	t.Parallel()
	got := reported(t).Mentioned("'Host name' should agree with 'Host'.")
	if len(got) != 1 || got[0].Field != "n" {
		t.Errorf("%+v", got)
	}
}

func TestQuotedSecretsAreRedacted(t *testing.T) {
	t.Parallel()
	s := reported(t)
	for message, want := range map[string]string{
		"'Password' value 'X' should be less than 5.":                                            "'Password' value '(redacted)' should be less than 5.",
		"'Password' list value 'X' should be of type str.":                                       "'Password' list value '(redacted)' should be of type str.",
		"Cannot regex validate 'Password' because 'X' is not a string.":                          "Cannot regex validate 'Password' because '(redacted)' is not a string.",
		"Cannot list_type validate 'Password' because its value 'X' is not a list.":              "Cannot list_type validate 'Password' because its value '(redacted)' is not a list.",
		"'Password' value 'X' failed regex check a.; 'Password' value 'X' failed regex check b.": "'Password' value '(redacted)' failed regex check a.; 'Password' value '(redacted)' failed regex check b.",
		"'Password' value 'X":                     "'Password' value '(redacted)",
		"'Host' value 'X' should be less than 5.": "'Host' value 'X' should be less than 5.",
		"'Password' cannot be empty.":             "'Password' cannot be empty.",
	} {
		message = strings.ReplaceAll(message, "X", canary)
		want = strings.ReplaceAll(want, "X", canary)
		if got := s.RedactQuoted(message); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestFieldsAreFoundByNameOrLabel(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"api_key": {"label": "API key"}, "a": {"label": "Same"}, "b": {"label": "same"}, "SAME": {"label": "Third"}}`)
	for wanted, want := range map[string]string{"api_key": "api_key", "API_KEY": "api_key", "api KEY": "api_key", "a": "a", "SAME": "SAME"} {
		if f, err := s.Lookup(wanted); err != nil || f.Name != want {
			t.Errorf("%s: %v, %v", wanted, f, err)
		}
	}
}

func TestWhatIsNotFoundIsSaidWithTheNearestNames(t *testing.T) {
	t.Parallel()
	s := parse(t, `{"host": {}, "host_name": {}, "port": {}, "password": {"label": "Secret word"}, "a": {"label": "Same"}, "b": {"label": "same"}}`)
	for wanted, want := range map[string]string{
		"hots":                   `no field "hots"; the nearest is host`,
		"ost":                    `no field "ost"; the nearest are host, host_name, port`,
		"Secret wrod":            `no field "Secret wrod"; the nearest is password`,
		"same":                   `several fields are called "same": a, b`,
		"zzzzzzzz":               `no field "zzzzzzzz"`,
		strings.Repeat("x", 300): `no field "` + strings.Repeat("x", 300) + `"`,
	} {
		_, err := s.Lookup(wanted)
		var none *NoFieldError
		if !errors.As(err, &none) || none.Error() != want {
			t.Errorf("%.20s: %v", wanted, err)
		}
	}
}

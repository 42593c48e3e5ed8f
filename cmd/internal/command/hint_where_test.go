package command

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"
)

func TestAHintRepeatsWhereTheClusterIs(t *testing.T) {
	t.Parallel()
	s := raise(t)
	at := "connwiz --url " + s.url + " "
	key := s.file("es.key", "a2V5OmtleQ==")
	for name, c := range map[string]struct {
		line string
		want string
		code int
	}{
		"after success":              {at + "create --service-type shopdb --id orders", "hint: give it an index: " + at + "index orders search-", 0},
		"after a failure":            {at + "show nope", "hint: see which connectors there are: " + at + "list", 4},
		"before anything is asked":   {at + "edit shop", "hint: " + at + "edit shop FIELD; its fields: " + at + "show shop", 2},
		"a flag after the command":   {"connwiz index shop --create --url " + s.url, "hint: " + at + "index ID NAME", 2},
		"two flags, but none else":   {at + "show nope --api-key-file " + key + " --timeout 9s", "connwiz --api-key-file " + key + " --url " + s.url + " list\n", 4},
		"not what it says to change": {"connwiz --url http://127.0.0.1:1 list", "check the address (--url or ELASTICSEARCH_URL; --ca-cert FILE for a private CA), then: connwiz list\n", 7},
		"not where nobody is asked":  {at + "nothing", "hint: see the commands: connwiz --help\n", 2},
		"an id that begins oddly":    {at + "create --service-type shopdb --index search-odd --id=-odd", at + "apikey --config-yml config.yml -- -odd", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s.typed("", c.line).exits(t, c.code).says(t, c.want)
		})
	}
}

// What is no address and no file is refused, but only after some hints.
func TestAHintRepeatsNoSecretThatWasTypedInTheWrongPlace(t *testing.T) {
	t.Parallel()
	s := raise(t)
	said := func(r ran) {
		t.Helper()
		if strings.Contains(r.out+r.err, canary) {
			t.Errorf("it is repeated:\n%s%s", r.out, r.err)
		}
	}
	for _, flag := range []string{
		"--url https://elastic:" + canary + "@127.0.0.1:1", "--url https://127.0.0.1:1/?key=" + canary, "--api-key-file " + canary,
	} {
		for _, line := range []string{"configure shop", "edit shop port", "edit shop", "setup shop", "create", "show", "--plain"} {
			said(s.typed("", "connwiz "+flag+" "+line).exits(t, 2))
		}
	}
	for _, line := range []string{"action edit x", "action show", "action"} {
		said(s.typed("", "connwiz --kibana-url https://elastic:"+canary+"@127.0.0.1:1 "+line).exits(t, 2))
	}
}

func TestAValueThatAFlagDoesNotTakeIsAnsweredWithOneThatItTakes(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"set shop --wait=maybe a=b":        "--wait: \"maybe\" is none of its values\nconnwiz: hint: it is a switch: --wait turns it on, --wait=false off\n",
		"set shop --wait-timeout soon a=b": "--wait-timeout: \"soon\" is none of its values\nconnwiz: hint: a number with its unit: --wait-timeout 90s, or 2m\n",
		"list --timeout 5":                 "hint: a number with its unit: --timeout 90s, or 2m\n",
		"serve --max-sessions many":        "hint: a whole number: --max-sessions 10\n",
		"list --theme blue":                "must be one of auto, dark, light",
	} {
		var errs strings.Builder
		streams := Streams{In: strings.NewReader(""), Out: io.Discard, Err: &errs, Now: time.Now, Getenv: func(string) string { return "" }}
		if code := Run(context.Background(), streams, Build{}, strings.Fields(line)); code != exitUsage || !strings.Contains(errs.String(), want) {
			t.Errorf("%s: exit %d, said %s", line, code, errs.String())
		}
	}
}

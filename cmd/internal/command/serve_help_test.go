package command

import (
	"regexp"
	"strings"
	"testing"
)

// What a guest is told of, a guest can do.
func TestTheHelpForGuestsTellsOnlyOfWhatTheyHave(t *testing.T) {
	t.Parallel()
	h := moor(t)
	lines := []string{"help", "--help", "help help"}
	for _, topic := range guestTopics() {
		lines = append(lines, "help "+topic)
	}
	for name := range guestCommands() {
		lines = append(lines, "help "+name, name+" --help")
	}
	flag := regexp.MustCompile(`--([a-z][a-z-]+)`)
	for _, line := range lines {
		got := h.ask(t, "ana", "", line)
		if got.code != 0 || got.out == "" {
			t.Errorf("%s: exit %d, %s", line, got.code, got.err)
		}
		for _, found := range flag.FindAllStringSubmatch(got.out, -1) {
			if !knownToGuests(found[1]) {
				t.Errorf("%s tells of --%s:\n%s", line, found[1], got.out)
			}
		}
		for _, foreign := range []string{"ELASTICSEARCH_", "profile", "config.yml", "curl", "connwiz demo", "connwiz man", "--from-", "connwiz setup"} {
			if strings.Contains(got.out, foreign) {
				t.Errorf("%s tells of %s:\n%s", line, foreign, got.out)
			}
		}
	}
	for _, line := range []string{"help environment", "help secrets", "help serve", "help profile"} {
		if got := h.ask(t, "ana", "", line); got.code != 2 {
			t.Errorf("%s: exit %d\n%s", line, got.code, got.out)
		}
	}
	if got := h.ask(t, "ana", "", "list --ur x"); got.code != 2 || strings.Contains(got.err, "--url") {
		t.Errorf("a flag is suggested that guests don't have: %+v", got)
	}
}

// Where the cluster is, is nobody's business who can't go there.
func TestGuestsAreNotToldWhereTheClusterIs(t *testing.T) {
	t.Parallel()
	h := moor(t)
	address := strings.TrimPrefix(h.url, "http://")
	for _, c := range []struct {
		who, line, address string
		code               int
	}{
		{"ana", "set shop host=x --dry-run --output curl", address, 2},
		{"ana", "set shop host=x --dry-run --output=curl", address, 2},
		{"mia", "list", "127.0.0.1", 7},
		{"mia", "show x --output json", "127.0.0.1", 7},
		{"mia", "set x host=y", "127.0.0.1", 7},
	} {
		got := h.ask(t, c.who, "", c.line)
		if got.code != c.code || strings.Contains(got.out+got.err, c.address) {
			t.Errorf("%s: %s: exit %d\n%s%s", c.who, c.line, got.code, got.out, got.err)
		}
	}
	h.log.wait(t, `msg="the cluster can't be used"`)
	if !strings.Contains(h.log.String(), "127.0.0.1:1: connection refused") {
		t.Errorf("the owner isn't told why:\n%s", h.log)
	}
	for _, line := range []string{"", "configure shop", "edit shop host", "edit shop host --plain", "--plain"} {
		v := h.visit(t, "ana", line)
		v.WaitFor("main")
		v.Settle()
		v.press("\x1bOP")
		v.Settle()
		v.hangUp()
		if strings.Contains(v.Log(), address) {
			t.Errorf("%q shows the address:\n%s", line, v.Log())
		}
	}
	v := h.visit(t, "mia", "configure x")
	v.WaitFor("this cluster can't be reached")
	v.hangUp()
	if strings.Contains(v.Log(), "127.0.0.1") {
		t.Errorf("a failure shows the address:\n%s", v.Log())
	}
}

func TestTheLogNamesTheConnectorThatASessionIsAbout(t *testing.T) {
	t.Parallel()
	h := moor(t)
	for _, line := range []string{"sync shop", "show shop", "show n0t-an-id", "show 'sh p' 's3cr3t'", "set s3cr3t host=x", "set wiki host=s3cr3t"} {
		h.ask(t, "ana", "", line)
	}
	h.visit(t, "ana", "configure wiki").WaitFor("Review changes")
	for _, want := range []string{
		`msg="asked for a sync" connection=\S+ name=ana session=\d+ connector=shop type=full job=\S+`,
		`msg=connector connection=\S+ name=ana session=\d+ connector=shop`,
		`msg=connector connection=\S+ name=ana session=\d+ connector=wiki`,
	} {
		if !regexp.MustCompile(want).MatchString(h.log.String()) {
			t.Errorf("the log lacks %s:\n%s", want, h.log)
		}
	}
	if strings.Contains(h.log.String(), "n0t-an-id") || strings.Contains(h.log.String(), "s3cr3t") {
		t.Errorf("the log holds words that are no connectors:\n%s", h.log)
	}
}

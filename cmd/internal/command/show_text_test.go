package command

import (
	"strings"
	"testing"

	"connwiz/ui/text"
)

// stall is a configuration with something of everything that show says.
const stall = `{
	"host": {"label": "Host name", "order": 1, "type": "str", "value": "` + longHost + `", "tooltip": "Where the database listens.",
		"placeholder": "db.example.com", "validations": [{"type": "regex", "constraint": "[a-z.0-9-]+"}]},
	"mode": {"label": "Mode", "order": 2, "type": "str", "display": "dropdown", "value": "",
		"options": [{"label": "Fast", "value": "f"}, {"label": "slow", "value": "slow"}]},
	"rows": {"label": "Rows", "order": 3, "type": "int", "required": false, "value": "", "default_value": 50,
		"validations": [{"type": "less_than", "constraint": 100}, {"type": "greater_than", "constraint": 0}]},
	"password": {"label": "Password", "order": 4, "type": "str", "sensitive": true, "value": "` + canary + `"},
	"api_token": {"label": "Token", "order": 5, "type": "str", "required": false, "value": "t0k3n-` + canary + `"},
	"extra": {"label": "Extra", "order": 6, "type": "str", "value": "x", "depends_on": [{"field": "password", "value": "` + canary + `2"}]},
	"more": {"label": "More", "order": 7, "type": "str", "value": "", "tooltip": "not ` + canary + `", "ui_restrictions": ["advanced"],
		"depends_on": [{"field": "mode", "value": "f"}]}
}`

const longHost = "a-host-with-a-name-that-goes-on.and-on-and-on-and-on.until.nobody.wants.to-read.it.example.com"

// open stores the stall as the shop, whatever it is called.
func (s *stand) open(name, configuration string) {
	s.t.Helper()
	document := `{"name": "` + name + `", "service_type": "shopdb", "index_name": "search-shop", "status": "connected", "configuration": ` + configuration + `}`
	if err := s.es.PutDocument("shop", []byte(document)); err != nil {
		s.t.Fatal(err)
	}
}

func TestShowSaysAllOfOneField(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.open("Stall", stall)
	for field, want := range map[string][]string{
		"host": {"value    " + longHost, "takes    text; required", "rules    must match [a-z.0-9-]+", "about    Where the database listens.", "such as  db.example.com"},
		"mode": {"value    not set", "takes    one of 2 options; required", "options  f (Fast)\n         slow\n", "problem  'Mode' cannot be"},
		"rows": {"value    not set (50 is used)", "takes    whole number", "default  50", "rules    less than 100\n         greater than 0"},
		"more": {"section    Advanced", "takes      text; required; advanced", "used when  mode is f (not so now)", "about      not (redacted)"},
	} {
		s.run("", "show", "shop", field).wants(t, 0, want...)
	}
}

func TestShowShowsNoSecret(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.open("Stall "+canary, stall)
	for _, field := range []string{"", "password", "api_token", "extra", "more"} {
		args := []string{"show", "shop", field}
		if field == "" {
			args = args[:2]
		}
		if r := s.run("", args...).exits(t, 0); strings.Contains(r.out+r.err, canary) {
			t.Errorf("show %s: %s", field, r.out)
		}
	}
	s.run("", "show", "shop").wants(t, 0, "name          Stall (redacted)", "password   Password   set", "it depends on password", "not shown: it looks like a secret")
	s.run("", "show", "shop", "api_token").wants(t, 0, "--output json has it")
	s.run("", "show", "shop", "api_token", "--output", "json").wants(t, 0, `"value": "t0k3n-`)
	if r := s.run("", "show", "shop", "extra", "--output", "json").exits(t, 0); strings.Contains(r.out, "Stall "+canary) {
		t.Error("the name tells a secret in JSON")
	}
	r := s.run("", "schema", "shop").exits(t, 0).says(t, `the value of "api_token" is left out`)
	if strings.Contains(r.out, canary) {
		t.Errorf("schema prints %s", r.out)
	}
}

func TestATableIsWrappedNotCut(t *testing.T) {
	t.Parallel()
	rows := table{
		{strings.Repeat("name", 20), "Label", strings.Repeat("value ", 30), "problem: it is wrong"},
		{"b", "漢字漢字漢字漢字漢字漢字", "c", ""},
	}
	all := strings.Join(append(append([]string{}, rows[0]...), rows[1]...), "")
	for _, width := range []int{40, 80, 120} {
		out := rows.wrap(width)
		for line := range strings.Lines(out) {
			if text.Width(strings.TrimSuffix(line, "\n")) > width {
				t.Errorf("at %d: %q is too wide", width, line)
			}
		}
		for _, c := range all {
			if c != ' ' && strings.Count(out, string(c)) != strings.Count(all, string(c)) {
				t.Errorf("at %d: %q is not there as often as it should be", width, c)
			}
		}
	}
	lines := strings.Split(rows.wrap(0), "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], rows[0][0]+"  Label") || strings.Index(lines[1], "漢") > widestColumn+2 {
		t.Errorf("as wide as needed: %q", lines)
	}
}

func TestANarrowWindowGetsRowsUnderEachOther(t *testing.T) {
	t.Parallel()
	rows := table{{"port", "Port", "5432", ""}, {"host", "Host", "", "problem: it cannot be empty at all"}}
	want := "port  Port\n  5432\nhost  Host\n  problem: it cannot be\n  empty at all\n"
	if got := rows.stack(24); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

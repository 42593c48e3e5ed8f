package command

import (
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// named lists the ids of the connectors of a name.
func (s *stand) named(name string) []string {
	s.t.Helper()
	var ids []string
	list := s.run("", "list", "--output", "json").exits(s.t, 0).decoded(s.t)
	for _, one := range list["connectors"].([]any) {
		if c := one.(map[string]any); c["name"] == name {
			ids = append(ids, c["id"].(string))
		}
	}
	return ids
}

func TestANameThatAnotherConnectorHasIsWarnedOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		name, kind string
		warning    string // "" for none
	}{
		"a name of its own":              {"Orders", "shopdb", ""},
		"no name":                        {"", "shopdb", ""},
		"the name of one of its type":    {"Web shop", "shopdb", "connector shop is named Web shop already"},
		"the name of one of another":     {"Web shop", "github", "connector shop is named Web shop already"},
		"a name with a comma":            {"Web, shop", "shopdb", "connector comma is named Web, shop already"},
		"a part of the name":             {"Web", "shopdb", ""},
		"the name in other letters":      {"web shop", "shopdb", ""},
		"a name that two connectors had": {"Twice", "shopdb", "2 connectors are named Twice already, such as "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := raise(t)
			for id, taken := range map[string]string{"comma": "Web, shop", "t1": "Twice", "t2": "Twice"} {
				s.run("", "create", "--service-type", "shopdb", "--id", id, "--name", taken).exits(t, 0)
			}
			before := len(s.named(c.name))
			args := []string{"create", "--service-type", c.kind, "--id", "new", "--name", c.name}
			for _, dry := range []bool{true, false} {
				line := args
				if dry {
					line = append(args, "--dry-run")
				}
				r := s.run("", append(line, "--output", "json")...).exits(t, 0)
				warnings := r.decoded(t)["warnings"].([]any)
				if len(warnings) > 1 || (c.warning == "") != (len(warnings) == 0) || len(warnings) == 1 && !strings.HasPrefix(warnings[0].(string), c.warning) {
					t.Errorf("dry %v: warnings %q, want %q", dry, warnings, c.warning)
				}
			}
			if after := len(s.named(c.name)); c.name != "" && after != before+1 {
				t.Errorf("%d connectors of the name, want %d", after, before+1)
			}
		})
	}
}

func TestASharedNameIsSaidInText(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "create", "--service-type", "shopdb", "--name", "Web shop").exits(t, 0).
		says(t, "connwiz: warning: connector shop is named Web shop already: names may be shared, so tell them apart by their ids", "created connector ")
}

// The answer is lost, the connector isn't: it is found, it is the only one, and it is
// not its own namesake.
func TestALostAnswerToACreateMakesOneConnector(t *testing.T) {
	t.Parallel()
	for name, id := range map[string][]string{"an id of the server's": nil, "an id of one's own": {"--id", "new"}} {
		for named, had := range map[string]int{"New": 0, "Web shop": 1} {
			t.Run(name+" "+named, func(t *testing.T) {
				t.Parallel()
				s := raise(t)
				s.link.Add(emulator.Fault{ResetAfter: true, Times: 1, Match: func(r *http.Request) bool {
					return r.Method == http.MethodPost && r.URL.Path == "/_connector" || r.Method == http.MethodPut && r.URL.Path == "/_connector/new"
				}})
				r := s.run("", append([]string{"create", "--service-type", "shopdb", "--name", named, "--output", "json"}, id...)...).exits(t, 0)
				if got := s.named(named); len(got) != had+1 {
					t.Errorf("there are %q", got)
				}
				if warnings := r.decoded(t)["warnings"].([]any); len(warnings) != had {
					t.Errorf("warnings %q", warnings)
				}
			})
		}
	}
}

func TestAnIdThatNobodyCanTypeIsRefused(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for name, id := range map[string]string{
		"a new line": "or\nders", "an escape": "or\x1b[31mders", "a C1 control": "or\u009bders", "a direction mark": "or\u202eders",
		"no UTF-8": "or\xffders", "a blank at its end": "orders ", "a slash": "or/ders", "a place of the server's": "_sync_job", "too long": strings.Repeat("o", 513),
	} {
		r := s.run("", "create", "--service-type", "shopdb", "--id", id, "--output", "json").exits(t, exitUsage)
		if strings.ContainsAny(r.err, "\x1b\u009b\u202e") {
			t.Errorf("%s: %q", name, r.err)
		}
	}
	for _, r := range s.es.Requests() {
		t.Errorf("%s %s was sent", r.Method, r.Path)
	}
	s.run("", "create", "--service-type", "shopdb", "--id", "Bestellungen für Köln").exits(t, 0)
}

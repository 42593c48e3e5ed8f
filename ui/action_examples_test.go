package ui

import (
	"strings"
	"testing"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// entry is one value of an example, as a person enters it.
type entry struct{ field, value string }

// example is a connector of Kibana's public documentation, with the body that must
// arrive: the documented one and the switches.
type example struct {
	kind    string
	id      string // proposed
	entries []entry
	body    string
}

// examples are the creations that the documentation shows.
func examples() map[string]example {
	return map[string]example{
		"mail": {
			".email", "email-connector-1",
			[]entry{
				{"name", "email-connector-1"}, {"from", "tester@example.com"}, {"hasAuth", "on"}, {"host", "https://example.com"},
				{"port", "1025"}, {"secure", "off"}, {"service", "other"}, {"user", "username"}, {"password", "password"},
			},
			`{"name": "email-connector-1", "connector_type_id": ".email",
			  "config": {"from": "tester@example.com", "hasAuth": true, "host": "https://example.com", "port": 1025, "secure": false, "service": "other"},
			  "secrets": {"user": "username", "password": "password"}}`,
		},
		"index": {
			".index", "my-connector", []entry{{"name", "my-connector"}, {"index", "test-index"}},
			`{"name": "my-connector", "connector_type_id": ".index", "config": {"index": "test-index", "refresh": false}, "secrets": {}}`,
		},
		"webhook with a certificate": {
			".webhook", "my-connector",
			[]entry{
				{"name", "my-connector"}, {"method", "post"}, {"url", "https://example.com"}, {"authType", "webhook-authentication-ssl"},
				{"certType", "ssl-crt-key"}, {"crt", "QmFnIEF0dHI="}, {"key", "LS0tLS1CRUdJTg=="}, {"password", "my-passphrase"},
			},
			`{"name": "my-connector", "connector_type_id": ".webhook",
			  "config": {"method": "post", "url": "https://example.com", "hasAuth": true, "authType": "webhook-authentication-ssl", "certType": "ssl-crt-key"},
			  "secrets": {"crt": "QmFnIEF0dHI=", "key": "LS0tLS1CRUdJTg==", "password": "my-passphrase"}}`,
		},
		"xMatters with a secret URL": {
			".xmatters", "my-connector",
			[]entry{{"name", "my-connector"}, {"usesBasic", "off"}, {"secretsUrl", "https://example.com?apiKey=xxxxx"}},
			`{"name": "my-connector", "connector_type_id": ".xmatters", "config": {"usesBasic": false},
			  "secrets": {"secretsUrl": "https://example.com?apiKey=xxxxx"}}`,
		},
		"server log": {
			".server-log", "my-connector", []entry{{"name", "my-connector"}},
			`{"name": "my-connector", "connector_type_id": ".server-log", "config": {}, "secrets": {}}`,
		},
	}
}

// arrived fails unless exactly this was written.
func (s kibanaStand) arrived(t *testing.T, want ...string) {
	t.Helper()
	got := s.bodies()
	if len(got) != len(want) {
		t.Fatalf("%d writes arrived, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		head, body, _ := strings.Cut(want[i], "\n")
		if rest, ok := strings.CutPrefix(got[i], head+" "); !ok || !sameJSON(t, rest, body) {
			t.Errorf("got  %s\nwant %s %s", got[i], head, body)
		}
	}
}

// creation is the write of an example.
func (e example) creation() string { return "POST /api/actions/connector/" + e.id + "\n" + e.body }

// form is the form on top.
func (x *actions) form() *form {
	x.t.Helper()
	f, ok := x.m.top().(*form)
	if !ok {
		x.t.Fatalf("no form is on top:\n%s", x.screen())
	}
	return f
}

// goes finds a field by its name, as a person does.
func (x *actions) goes(name string) *actions {
	x.t.Helper()
	x.press("ctrl+f").typed(name)
	for {
		f, ok := x.m.top().(*find)
		if !ok || len(f.hits) == 0 {
			x.t.Fatalf("no field %s", name)
		}
		if f.hits[f.at].Name == name {
			break
		}
		x.press("down")
	}
	x.press("enter")
	return x
}

// enters goes to a field and gives it a value.
func (x *actions) enters(name, value string) *actions {
	x.t.Helper()
	x.goes(name)
	v, _ := x.form().draft.Field(name)
	switch {
	case v.Display == schema.DisplayToggle && !v.Sensitive:
		for range 3 {
			if v, _ = x.form().draft.Field(name); toggleWord(v) != value || v.State != draft.Changed {
				x.press(map[string]string{"on": "right", "off": "left"}[value])
			}
		}
	case len(v.Options) > 0:
		for range v.Options {
			if v, _ = x.form().draft.Field(name); v.Value.String() != value || v.State != draft.Changed {
				x.press("right")
			}
		}
	default:
		x.typed(value)
	}
	return x
}

func TestTheDocumentedConnectorsAreCreatedOnTheScreen(t *testing.T) {
	t.Parallel()
	for name, e := range examples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := startActions(t, ActionOptions{}, 80, 24)
			x.sees("Create an action connector").press("enter").typed(e.kind)
			x.choosesType(e.kind)
			for _, entry := range e.entries {
				x.enters(entry.field, entry.value)
			}
			x.press("ctrl+s").sees("Enter creates it as " + e.id)
			x.press("enter").sees("Connector created: " + e.id)
			x.arrived(t, e.creation())
			x.press("enter").sees("Action connectors", e.id)
			x.press("esc")
			if o := x.m.Outcome(); o.Code != 0 || strings.Join(o.Lines, "\n") != e.id+": connector created" {
				t.Errorf("outcome %+v", o)
			}
		})
	}
}

// choosesType moves to a type of the filtered list and opens its form.
func (x *actions) choosesType(kind string) {
	x.t.Helper()
	types, ok := x.m.top().(*actionTypes)
	if !ok {
		x.t.Fatalf("no types are shown:\n%s", x.screen())
	}
	for range types.chooser.hits {
		if types.choices[types.chooser.focused()].ID == kind {
			break
		}
		x.press("down")
	}
	x.press("enter")
}

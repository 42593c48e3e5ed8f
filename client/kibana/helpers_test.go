package kibana_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/schema"
)

// lookup returns a built-in type.
func lookup(t *testing.T, id string) *kibana.Type {
	t.Helper()
	typ, err := kibana.Lookup(id)
	if err != nil {
		t.Fatal(err)
	}
	return typ
}

// fill starts a form and enters the members of a JSON object.
func fill(t *testing.T, typ *kibana.Type, existing *kibana.Connector, values string) *kibana.Form {
	t.Helper()
	form, err := kibana.NewForm(typ, existing)
	if err != nil {
		t.Fatal(err)
	}
	var entered map[string]json.RawMessage
	if err := json.Unmarshal([]byte(values), &entered); err != nil {
		t.Fatalf("%s: %v", values, err)
	}
	for name, raw := range entered {
		v, err := schema.ParseValue(raw)
		if err != nil || typ.Field(name) == nil {
			t.Fatalf("%s: no field, or %v", name, err)
		}
		form.Choose(name, v)
	}
	return form
}

// messages are the texts of problems.
func messages(problems []schema.Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Message)
	}
	return all
}

// revealed writes an object with its secrets, keys sorted.
func revealed(t *testing.T, o kibana.Object) string {
	t.Helper()
	plain := map[string]json.RawMessage{}
	for _, m := range o {
		plain[m.Name] = m.Value.RevealJSON()
	}
	raw, err := json.Marshal(plain)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// request returns what a form would send.
func request(t *testing.T, f *kibana.Form) kibana.Request {
	t.Helper()
	r, err := f.Request(false)
	if err != nil {
		t.Fatalf("request: %v, %v", err, messages(f.Gate()))
	}
	return r
}

// connect serves h and returns a client of it.
func connect(t *testing.T, h http.Handler, cfg kibana.Config) *kibana.Client {
	t.Helper()
	web := httptest.NewServer(h)
	t.Cleanup(web.Close)
	cfg.URL = web.URL
	cfg.Pause = time.Millisecond
	c, err := kibana.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// start runs an emulator and returns it with a client.
func start(t *testing.T, o emulator.KibanaOptions) (*emulator.Kibana, *kibana.Client) {
	t.Helper()
	k := emulator.New(emulator.Options{}).Kibana(o)
	return k, connect(t, k, kibana.Config{})
}

// failure returns err as the client's error.
func failure(t *testing.T, err error) *client.Error {
	t.Helper()
	e, ok := err.(*client.Error) //nolint:errorlint // nothing may wrap it
	if !ok {
		t.Fatalf("error is %T (%v)", err, err)
	}
	return e
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

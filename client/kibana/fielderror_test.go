package kibana_test

import (
	"fmt"
	"strings"
	"testing"

	"connwiz/client"
	"connwiz/client/emulator"
	"connwiz/client/kibana"
	"connwiz/schema"
)

func TestFieldsAreTakenOutOfEveryWording(t *testing.T) {
	t.Parallel()
	const config, secrets = "error validating connector type config: ", "error validating connector type secrets: "
	for _, c := range []struct {
		name, reason string
		want         []string
	}{
		{"the body", "[request body.name]: expected value of type [string] but got [undefined]", []string{"name: expected value of type [string] but got [undefined]"}},
		{"a blank", "[request body.config.headers.X-A]: value '' is not valid", []string{"config.headers.X-A headers: value '' is not valid"}},
		{"the body as a whole", "[request body]: expected a plain object value", []string{": expected a plain object value"}},
		{"brackets", config + "[index]: expected value of type [string] but got [undefined]", []string{"config.index index: expected value of type [string] but got [undefined]"}},
		{"older brackets", "error validating action type secrets: [token]: too short", []string{"secrets.token token: too short"}},
		{"deep brackets", config + "[allowedChannels.0.id]: no", []string{"config.allowedChannels.0.id allowedChannels: no"}},
		{"a rule", config + "[port] is required", []string{"config.port port: is required"}},
		{"a rule for two", config + "[host]/[port] is required", []string{"config.host host: is required", "config.port port: is required"}},
		{"a union", config + "[method]: types that failed validation:\n- [method.0]: expected value to equal [post]", []string{"config.method method: types that failed validation:\n- [method.0]: expected value to equal [post]"}},
		{"without a field", config + "error validation webhook action config: unable to parse url: TypeError", []string{"config: error validation webhook action config: unable to parse url: TypeError"}},
		{"zod 3", config + `Field "a.b": Required`, []string{"config.a.b a: Required"}},
		{"zod 3, several", config + "3 errors:\n [1]: Field \"a\": Required;\n [2]: Field \"b\": Expected string, received number;\n [3]: Unrecognized key(s) in object: 'c'",
			[]string{"config.a a: Required", "config.b b: Expected string, received number", "config: Unrecognized key(s) in object: 'c'"}},
		{"zod 3, very many", config + "7 errors:\n [1]: Field \"a\": Required;\n [2]: Field \"b\": Required;\nand 5 more", []string{"config.a a: Required", "config.b b: Required"}},
		{"zod 4", secrets + "✖ Invalid input: expected string, received undefined\n  → at a.b\n✖ Unrecognized key: \"c\"",
			[]string{"secrets.a.b a: Invalid input: expected string, received undefined", `secrets: Unrecognized key: "c"`}},
		{"between config and secrets", "error validating action type connector: [user] is required", []string{"user: is required"}},
		{"something else", "Action type \".x\" is not registered.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, e := range kibana.FieldErrors(c.reason) {
				text := e.Path
				if e.Field() != "" && e.Field() != e.Path {
					text += " " + e.Field()
				}
				got = append(got, text+": "+e.Message)
			}
			same(t, got, c.want)
		})
	}
}

func TestWhatKibanaSaysStandsBesideItsFields(t *testing.T) {
	t.Parallel()
	const both = "error validating action type connector: "
	for _, c := range []struct{ kind, reason, fields string }{
		{".xmatters", both + "secretsUrl should not be provided when usesBasic is true", "secretsUrl"},
		{".xmatters", both + "Username and password should not be provided when usesBasic is false", "user password"},
		{".xmatters", both + "Provide valid Username", "user"},
		{".xmatters", "error validating connector type secrets: Provide either secretsUrl link or user/password to authenticate", "user password secretsUrl"},
		{".servicenow", both + "clientId, clientSecret, userIdentifierValue, jwtKeyId and privateKey should not be provided with isOAuth = false", "clientId userIdentifierValue jwtKeyId clientSecret privateKey"},
		{".servicenow", both + "clientId must be provided when isOAuth = true", "clientId"},
		{".webhook", "error validating connector type config: error validation webhook action config: missing Access Token URL (accessTokenUrl), Client ID (clientId) fields", "accessTokenUrl clientId"},
		{".webhook", "error validating connector type config: error validation webhook action config: authType must be null or undefined if hasAuth is false", "authType"},
		{".index", "error validating connector type config: [colour]: definition for this key is missing", ""},
		{".index", "[request body.name]: value '' is not valid", "name"},
		{".index", `Action type ".index" is not registered.`, ""},
		{".email", both + "[clientSecret] is required", "clientSecret"},
	} {
		var got []string
		for _, p := range lookup(t, c.kind).Problems(&client.Error{Reaction: client.Rejected, Reason: c.reason}) {
			if p.Kind != kibana.KindKibana || p.Message == "" {
				t.Errorf("%+v", p)
			}
			got = append(got, p.Field)
		}
		if strings.Join(got, " ") != c.fields {
			t.Errorf("%s: beside %q, want %q", c.reason, got, c.fields)
		}
	}
}

// The same mistakes in each wording that a version of Kibana has.
func TestEveryVersionsWordingIsPlaced(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{
		"8.19.0": "apiUrl", "9.1.5": "apiUrl", "9.2.0": "apiUrl projectKey", "9.4.0": "apiUrl projectKey",
	} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			_, c := start(t, emulator.KibanaOptions{Version: version})
			form := fill(t, lookup(t, ".jira"), nil, `{"name":"n"}`)
			r, err := form.Request(true)
			if err != nil {
				t.Fatal(err)
			}
			var fields []string
			for _, p := range form.Type().Problems(second(c.Create(t.Context(), "", r))) {
				fields = append(fields, p.Field)
			}
			if strings.Join(fields, " ") != want {
				t.Errorf("beside %q, want %q", fields, want)
			}
		})
	}
}

func TestIDs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"": "empty", "my-id-1": "", "My_ID": "lower case", strings.Repeat("a", 36): "", strings.Repeat("a", 37): "36",
	} {
		if err := kibana.CheckID(id); fmt.Sprint(err) == "<nil>" != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", id, err)
		}
	}
	for name, want := range map[string]string{
		"Mail to on-call": "mail-to-on-call", "  Ölstand & Co. ": "lstand-co", "!!": "",
		strings.Repeat("abcde ", 9): "abcde-abcde-abcde-abcde-abcde-abcde",
	} {
		if got := kibana.ProposeID(name); got != want || got != "" && kibana.CheckID(got) != nil {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func TestAConnectorsConfigurationMustBeReadable(t *testing.T) {
	t.Parallel()
	var c kibana.Connector
	if err := c.UnmarshalJSON([]byte(`{"id":1}`)); err == nil {
		t.Error("an id that is a number was read")
	}
	if err := c.UnmarshalJSON([]byte(`{"id":"a","config":{"x":1},"auth_mode":"shared"}`)); err != nil || c.Config.Kind() != schema.KindObject {
		t.Errorf("%+v, %v", c, err)
	}
}

package schema

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"strings"
	"testing"
)

// certificate makes one in PEM form.
func certificate(t *testing.T) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

// stored makes a configuration of text fields, or of other values written as JSON.
func stored(t *testing.T, values map[string]any) *Schema {
	t.Helper()
	doc := map[string]any{}
	for name, v := range values {
		kind := "str"
		switch v.(type) {
		case bool:
			kind = "bool"
		case []string:
			kind = "list"
		}
		doc[name] = map[string]any{"type": kind, "label": name, "value": v}
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, string(raw))
}

func TestSourcesCheckMoreThanTheirSchemas(t *testing.T) {
	t.Parallel()
	pemText := certificate(t)
	const query = `# the members
		query Members($n: Int) { organization(login: "x { y }") { users: members { nodes { id name } } } }`
	for _, c := range []struct {
		name, source string
		values       map[string]any
		want         string // part of the only message; "" for none
	}{
		{
			"a drive path",
			"network_drive",
			map[string]any{"drive_path": "share/docs"},
			"",
		},
		{
			"a drive path from the root",
			"network_drive",
			map[string]any{"drive_path": "/share"},
			`must not begin with / or \`,
		},
		{
			"a drive path with a backslash",
			"network_drive",
			map[string]any{"drive_path": `\\share`},
			`must not begin with / or \`,
		},
		{
			"an empty field is not asked about",
			"network_drive",
			map[string]any{"drive_path": ""},
			"",
		},
		{
			"service account JSON",
			"gmail",
			map[string]any{"service_account_credentials": `{"type": "service_account", "client_email": "a@b.c"}`},
			"",
		},
		{
			"service account JSON in JSON",
			"google_drive",
			map[string]any{"service_account_credentials": `"{\"type\": \"x\"}"`},
			"",
		},
		{
			"no JSON",
			"google_cloud_storage",
			map[string]any{"service_account_credentials": `{x}`},
			"must be a JSON object",
		},
		{
			"JSON text without JSON",
			"gmail",
			map[string]any{"service_account_credentials": `"x"`},
			"must be a JSON object",
		},
		{
			"a JSON list",
			"gmail",
			map[string]any{"service_account_credentials": `[]`},
			"must be a JSON object",
		},
		{
			"an unknown key",
			"gmail",
			map[string]any{"service_account_credentials": `{"` + canary + `": 1}`},
			"no other keys",
		},
		{"an address", "gmail", map[string]any{"subject": "me@example.org"}, ""},
		{
			"no address",
			"gmail",
			map[string]any{"subject": "me@example"},
			"must be an e-mail address",
		},
		{
			"an address with a blank",
			"google_drive",
			map[string]any{"google_workspace_admin_email": "a b@c.d"},
			"must be an e-mail address",
		},
		{
			"an endpoint",
			"graphql",
			map[string]any{"http_endpoint": "https://example.org/graphql"},
			"",
		},
		{
			"no endpoint",
			"graphql",
			map[string]any{"http_endpoint": "example.org"},
			"must be an http or https URL",
		},
		{"a query", "graphql", map[string]any{"graphql_query": query}, ""},
		{
			"a short query",
			"graphql",
			map[string]any{"graphql_query": "{ a { b } }"},
			"",
		},
		{
			"a mutation",
			"graphql",
			map[string]any{"graphql_query": "mutation { a }"},
			"must be a query, not a mutation",
		},
		{
			"braces that don't match",
			"graphql",
			map[string]any{"graphql_query": "{ a { b }"},
			"must be a GraphQL query",
		},
		{
			"too many braces",
			"graphql",
			map[string]any{"graphql_query": "{ a } }"},
			"must be a GraphQL query",
		},
		{
			"no braces",
			"graphql",
			map[string]any{"graphql_query": "query"},
			"must be a GraphQL query",
		},
		{"headers", "graphql", map[string]any{"headers": `{"a": "b"}`}, ""},
		{
			"no headers",
			"graphql",
			map[string]any{"headers": `a: b`},
			"must be JSON",
		},
		{
			"objects of the query",
			"graphql",
			map[string]any{"graphql_query": query, "graphql_object_to_id_map": `{"organization.members.nodes": "id"}`},
			"",
		},
		{
			"an object that isn't in the query",
			"graphql",
			map[string]any{"graphql_query": query, "graphql_object_to_id_map": `{"organization.groups": "id"}`},
			"names the object organization.groups",
		},
		{
			"an id that isn't in the query",
			"graphql",
			map[string]any{"graphql_query": query, "graphql_object_to_id_map": `{"organization.members.nodes": "key"}`},
			"names the field key",
		},
		{
			"a map that is none",
			"graphql",
			map[string]any{"graphql_object_to_id_map": `[]`},
			"must be a JSON object",
		},
		{
			"a host",
			"mongodb",
			map[string]any{"host": "mongodb://h/?tls=true&x=1", "ssl_enabled": true},
			"",
		},
		{
			"a host that disagrees",
			"mongodb",
			map[string]any{"host": "mongodb://h/?x=1&ssl=false", "ssl_enabled": true},
			"option ssl that disagrees",
		},
		{
			"a host that wants TLS",
			"mongodb",
			map[string]any{"host": "mongodb://h/?tls=true"},
			"option tls that disagrees",
		},
		{
			"dates",
			"mongodb",
			map[string]any{"datetime_conversion": "DATETIME_MS"},
			"",
		},
		{
			"no dates",
			"mongodb",
			map[string]any{"datetime_conversion": "datetime"},
			"must be one of DATETIME, ",
		},
		{
			"a certificate",
			"outlook",
			map[string]any{"data_source": "outlook_server", "ssl_enabled": true, "ssl_ca": pemText},
			"",
		},
		{
			"a certificate in one line",
			"outlook",
			map[string]any{"data_source": "outlook_server", "ssl_enabled": true, "ssl_ca": strings.ReplaceAll(strings.TrimSpace(pemText), "\n", " ")},
			"",
		},
		{
			"no certificate",
			"outlook",
			map[string]any{"data_source": "outlook_server", "ssl_enabled": true, "ssl_ca": "x"},
			"must be a certificate in PEM form",
		},
		{
			"a bad certificate",
			"outlook",
			map[string]any{"data_source": "outlook_server", "ssl_enabled": true, "ssl_ca": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"},
			"must be a certificate in PEM form",
		},
		{
			"a certificate that nobody reads",
			"outlook",
			map[string]any{"data_source": "outlook_cloud", "ssl_enabled": true, "ssl_ca": "x"},
			"",
		},
		{"databases", "redis", map[string]any{"database": []string{"0", "15"}}, ""},
		{"all databases", "redis", map[string]any{"database": []string{"*"}}, ""},
		{"all databases in text", "redis", map[string]any{"database": "*"}, ""},
		{
			"a database that is no number",
			"redis",
			map[string]any{"database": []string{"0", "x"}},
			"must be numbers, or * for all",
		},
		{
			"all and one",
			"redis",
			map[string]any{"database": "*,1"},
			"must be numbers, or * for all",
		},
		{"another source", "mysql", map[string]any{"host": "/x"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			warnings := stored(t, c.values).Evaluate().SourceWarnings(c.source)
			if c.want == "" {
				if len(warnings) != 0 {
					t.Errorf("%+v", warnings)
				}
				return
			}
			if len(warnings) != 1 || warnings[0].Kind != KindWizardSource || !strings.Contains(warnings[0].Message, c.want) ||
				!strings.Contains(warnings[0].Message, "the "+c.source+" source checks this itself") {
				t.Fatalf("%+v", warnings)
			}
			if strings.Contains(warnings[0].Message, canary) {
				t.Errorf("what was pasted is shown: %s", warnings[0].Message)
			}
		})
	}
}

func TestSourcesAreNotAskedAboutHiddenFields(t *testing.T) {
	t.Parallel()
	e := parse(t, `{"on": {"type": "bool", "value": false},
		"drive_path": {"value": "/x", "depends_on": [{"field": "on", "value": true}]}}`).Evaluate()
	if w := e.SourceWarnings("network_drive"); len(w) != 0 {
		t.Errorf("%+v", w)
	}
	bad := parse(t, `{"drive_path": {"type": "int", "value": "/x"}}`).Evaluate()
	if w := bad.SourceWarnings("network_drive"); len(w) != 0 {
		t.Errorf("what can't be converted has a problem already: %+v", w)
	}
}

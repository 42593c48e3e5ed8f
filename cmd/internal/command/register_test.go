package command

import (
	"net/http"
	"strings"
	"testing"

	"connwiz/client/emulator"
)

// shopTwo is the next schema of the shop: port is gone, a zone is new, the host has
// another label, and some attributes are null, which the server refuses.
const shopTwo = `{
	"host":     {"label": "Server", "order": 1, "type": "str", "value": "default.example.com", "category": null},
	"password": {"label": "Password", "order": 3, "type": "str", "sensitive": true, "value": ""},
	"tables":   {"label": "Tables", "order": 7, "type": "list", "display": "textarea", "required": false, "value": ["a", "b"]},
	"zone":     {"label": "Zone", "order": 4, "type": "str", "value": "eu", "validations": null}
}`

func TestASchemaIsRegisteredAndStoredValuesStay(t *testing.T) {
	t.Parallel()
	s := raise(t)
	file := s.file("configuration.json", shopTwo)
	doc := s.run("", "register", "shop", "--schema", file, "--yes", "--output", "json").wants(t, 0, "values that are gone afterwards: port").result(t)
	if doc["result"] != "updated" || doc["status"] != "configured" || len(doc["added"].([]any)) != 1 || len(doc["reset"].([]any)) != 0 {
		t.Errorf("got %v", doc)
	}
	for field, want := range map[string]any{"host": "db.example.com", "password": "hunter2-stored", "tables": "*", "zone": "eu", "port": nil} {
		if got := s.stored(field); got != want {
			t.Errorf("%s is %v", field, got)
		}
	}
	s.run("", "register", "shop", "--schema", file, "--yes").wants(t, 0, "is registered already")
	s.run("", "register", "shop", "--schema", file, "--yes", "--reset-values").wants(t, 0, "set the status needs_configuration", "stored values that are replaced")
	if got := s.stored("tables"); s.stored("host") != "default.example.com" || got != "a,b" {
		t.Errorf("host is %v, tables are %v", s.stored("host"), got)
	}
	if !strings.Contains(string(s.es.Document("shop")), `"status":"needs_configuration"`) {
		t.Error("a configuration without its password is said to be configured")
	}
}

func TestRegisteringIsAskedFirst(t *testing.T) {
	t.Parallel()
	s := raise(t)
	file := s.file("configuration.json", shopTwo)
	before := string(s.es.Document("shop"))
	s.run("", "register", "shop", "--schema", file).wants(t, 2, "nobody can be asked", "--yes")
	s.run(shopTwo, "register", "shop", "--schema", "-").wants(t, 2, "nobody can be asked")
	r := s.run("", "register", "shop", "--schema", file, "--dry-run").
		wants(t, 0, "would add 1 field: zone", "would change the definition of", "PUT /_connector/shop/_configuration", "values that are gone afterwards: port")
	if strings.Contains(r.out+r.err, "hunter2") || string(s.es.Document("shop")) != before {
		t.Errorf("a dry run told or did too much: %s%s", r.out, r.err)
	}
	s.run(shopTwo, "register", "shop", "--schema", "-", "--yes").wants(t, 0, "registered a schema with 4 fields")
}

func TestSchemasThatCannotBeRegistered(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for name, c := range map[string]struct {
		file string
		code int
		said string
	}{
		"no JSON":               {"{", 2, "schema"},
		"no fields":             {"{}", 2, "it has no fields"},
		"a field of a number":   {`{"a": 1}`, 2, "not a JSON object"},
		"a field without label": {`{"a": {"type": "str"}}`, 3, "connwiz check --lint"},
	} {
		s.run("", "register", "shop", "--schema", s.file("bad.json", c.file), "--yes").wants(t, c.code, c.said)
		if s.stored("host") != "db.example.com" {
			t.Fatalf("%s: it was registered", name)
		}
	}
	s.run("", "register", "shop").wants(t, 2, "the schema is missing")
	s.run("", "register", "nope", "--schema", s.file("ok.json", shopTwo), "--yes").wants(t, 4)
}

func TestARegistrationThatWasBrokenOffIsCompleted(t *testing.T) {
	t.Parallel()
	s := raise(t)
	file := s.file("configuration.json", `{"token": {"label": "Token", "type": "str", "sensitive": true}}`)
	s.link.Add(emulator.Fault{Status: 500, Match: func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "_status") }})
	s.run("", "register", "shop", "--schema", file, "--yes", "--reset-values").wants(t, 1)
	s.link.Clear()
	s.run("", "register", "shop", "--schema", file, "--yes", "--reset-values").wants(t, 0, "set the status needs_configuration")
}

func TestASecretInASchemaIsNotQuoted(t *testing.T) {
	t.Parallel()
	s := raise(t)
	file := s.file("configuration.json", `{"token": {"label": "Token", "type": "str", "sensitive": true, "value": "CANARY-secret"}}`)
	s.answering(http.MethodPut, refusing(400))
	r := s.run("", "register", "shop", "--schema", file, "--yes", "--reset-values").wants(t, 3)
	if strings.Contains(r.out+r.err, "CANARY") || strings.Contains(r.out+r.err, "hunter2") {
		t.Errorf("a secret was told: %s", r.err)
	}
}

func TestTheDoctorLooksAtKeySchemaAndValues(t *testing.T) {
	t.Parallel()
	s := raise(t)
	config := s.file("config.yml", "")
	s.run("", "apikey", "shop", "--config-yml", config).wants(t, 0)
	s.run("", "doctor", "shop", "--config-yml", config).wants(t, 0, "ok       TLS: none, within this machine", "is recorded and valid",
		"the connector is listed, with API key ", "ok       schema: 9 fields", "ok       values: the connector service would take them")
	s.run("", "apikey", "shop", "--existing", "K1", "--replace").wants(t, 0)
	s.run("", "doctor", "shop", "--config-yml", config).
		wants(t, 3, "there is no such key", "has K1 recorded", "--replace --existing=")
	s.run("", "doctor", "shop").wants(t, 3, "is for the same index, and recorded nowhere", "DELETE /_security/api_key")
	s.store("shop", "connected", strings.Replace(shop, `"value": 5432,`, `"value": 99999,`, 1))
	s.run("", "doctor", "shop").wants(t, 3, "failed   values: the connector service will refuse them", "'Port' value '99999'", "connwiz configure shop")
	s.store("shop", "needs_configuration", strings.Replace(shop, `"value": "hunter2-stored"`, `"value": ""`, 1))
	s.run("", "doctor", "shop").wants(t, 0, "warning  values", "'Password' cannot be empty")
	s.store("shop", "created", "{}")
	s.run("", "doctor", "shop").wants(t, 0, "warning  schema: no connector service has registered one")
	s.store("shop", "connected", shop)
	s.run("", "schedule", "shop", "--access-control", "every 1h", "--full", "daily 02:00").wants(t, 0)
	s.run("", "doctor", "shop").wants(t, 0, "these syncs never start", "connwiz schedule shop --access-control off")
}

func TestTheDoctorKnowsServerlessAndOldServers(t *testing.T) {
	t.Parallel()
	for version, said := range map[string]string{emulator.Serverless: ", serverless", "8.14.3": ", version 8.14.3"} {
		s := raise(t)
		s.link.Handler = emulator.New(emulator.Options{Version: version})
		s.run("", "doctor").wants(t, 0, said, "ok       privileges")
	}
}

package command

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestDiffTellsWhatSetWouldChange(t *testing.T) {
	t.Parallel()
	s := raise(t)
	same := s.file("same.yml", "host: db.example.com\nport: '5432'\npassword: hunter2-stored\n")
	other := s.file("other.json", `{"host": "db.example.com", "port": 7000, "password": "`+canary+`", "tls": true}`)
	s.run("", "diff", "shop", "--values", same).exits(t, 0).says(t, "shop: nothing differs")
	r := s.run("", "diff", "shop", "--values", other).exits(t, 9).says(t, "password", "differs")
	if !hasRow(r.out, "port 5432 7000") || strings.Contains(r.out, canary) || strings.Contains(r.out, "hunter2") {
		t.Errorf("said %s", r.out)
	}
	doc := s.run("", "diff", "shop", "--values", other, "--output", "json").exits(t, 9)
	if strings.Contains(doc.out, canary) || strings.Contains(doc.out, "hunter2") {
		t.Errorf("a secret is shown: %s", doc.out)
	}
	states := map[string]string{}
	for _, f := range doc.decoded(t)["fields"].([]any) {
		field := f.(map[string]any)
		states[field["field"].(string)] = field["state"].(string)
		if _, shown := field["to"]; shown == (field["sensitive"] == true) {
			t.Errorf("sides of %v", field)
		}
	}
	for field, want := range map[string]string{"host": "same", "port": "differs", "password": "differs", "tls": "differs"} {
		if states[field] != want {
			t.Errorf("%s: %s, want %s", field, states[field], want)
		}
	}
	s.run("", "diff", "shop", "--values", s.file("no.json", `{"prt": 1}`)).exits(t, 4).says(t, "the nearest is port")
	s.run("", "diff", "shop").exits(t, 2).says(t, "--values")
	s.run("", "diff", "--values", same).exits(t, 2).says(t, "either an id, or --all")
	s.run("", "diff", "nope", "--values", same).exits(t, 4)
	if got := s.puts(); len(got) > 0 {
		t.Errorf("sent %v", got)
	}
}

func TestDiffOfMany(t *testing.T) {
	t.Parallel()
	s := raise(t).crowd(2)
	values := s.file("v.json", `{"port": 7000}`)
	s.run("", "set", "shop", "--values", values).exits(t, 0)
	r := s.run("", "diff", "--all", "--service-type", "shopdb", "--values", values).exits(t, 9)
	if !hasRow(r.out, "shop same 0") || !hasRow(r.out, "shop-001 differs 9 port") {
		t.Errorf("said %s", r.out)
	}
	doc := s.run("shop\nnope\nshop-000\n", "diff", "--ids-from", "-", "--values", values, "--output", "json").exits(t, 1).decoded(t)
	if doc["count"] != 3.0 || doc["different"] != 1.0 || doc["failed"] != 1.0 {
		t.Errorf("result %v", doc)
	}
	s.run("shop\n", "diff", "--ids-from", "-", "--values", values).exits(t, 0)
}

func TestSchemaIsPrintedWithoutSecretsAndReadBack(t *testing.T) {
	t.Parallel()
	s := raise(t)
	r := s.run("", "schema", "shop").exits(t, 0)
	if strings.Contains(r.out, "hunter2") || len(r.decoded(t)) != 9 {
		t.Errorf("printed %s", r.out)
	}
	s.run("", "check", "--schema", s.file("doc.json", r.out), "--values", s.file("v.json", `{"password": "x"}`)).exits(t, 0)
	s.run("", "schema", "shop", "--output", "yaml").exits(t, 0).says(t, "label: Host")
	s.run("", "schema", "nope").exits(t, 4)
}

func TestWaitForAStatus(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "wait", "shop").exits(t, 0).says(t, "shop: connected")
	s.run("", "wait", "shop", "--for", "error", "--wait-timeout", "3s").exits(t, 8).says(t, "did not come within 3s", "connwiz doctor shop")
	s.run("", "wait", "shop", "--for", "happiness").exits(t, 2).says(t, "needs_configuration")
	s.run("", "wait", "nope").exits(t, 4)
	if doc := s.run("", "wait", "shop", "--output", "json").exits(t, 0).decoded(t); doc["status"] != "connected" || doc["id"] != "shop" {
		t.Errorf("result %v", doc)
	}
	s.store("new", "created", "{}")
	s.serve()
	s.run("", "wait", "new", "--for", "needs_configuration", "--wait-timeout", "60s").exits(t, 0)
	s.link.Handler = refusing(503)
	s.run("", "wait", "shop", "--wait-timeout", "20ms").exits(t, 7)
}

func TestEverySaveIsRecordedWithoutValues(t *testing.T) {
	t.Parallel()
	s := raise(t)
	record := filepath.Join(s.dir, "audit")
	save := func(code int, args ...string) {
		s.run("x", append([]string{"set", "shop", "--audit-log", record}, args...)...).exits(t, code)
	}
	save(0, "port=7000", "--stdin", "password")
	save(0, "port=7000")
	save(3, "port=99999")
	s.link.Handler = refusing(403)
	save(6, "port=1")
	lines := strings.Split(strings.TrimSpace(read(t, record)), "\n")
	want := []string{
		`"fields":["port","password"],"outcome":"updated","exit":0`, `"fields":[],"outcome":"noop","exit":0`,
		`"fields":["port"],"outcome":"refused","exit":3`,
	}
	if len(lines) != len(want) {
		t.Fatalf("recorded %q", lines)
	}
	for i, part := range want {
		if !strings.Contains(lines[i], part) || !strings.Contains(lines[i], `"connector":"shop"`) {
			t.Errorf("line %d is %s, want %s", i+1, lines[i], part)
		}
	}
	s.run("", "set", "shop", "port=1", "--audit-log", filepath.Join(s.dir, "no", "folder")).exits(t, 2).says(t, "--audit-log FILE")
}

package command

import (
	"strings"
	"testing"

	"connwiz/schema"
)

func TestAnErrorOfTheSourceLeadsToTheFieldsItIsAbout(t *testing.T) {
	t.Parallel()
	s, err := schema.Parse([]byte(shop))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, message, fields string }{
		{"the service names the field", "Field validation errors: 'Port' value '0' should be less than 5", "port"},
		{"the source quotes its values", "Connect call failed ('db.example.com', 5432)", "host port"},
		{"a value inside of a word is none", "error 54321 at xdb.example.com.org", ""},
		{"it doesn't know who asks", "FATAL: password authentication failed for user", "password"},
		{"it isn't reached", "[Errno 111] Connection refused", "host port"},
		{"nothing is known", "something went wrong", ""},
	} {
		if got := strings.Join(blamed(s, c.message), " "); got != c.fields {
			t.Errorf("%s: got %q, want %q", c.name, got, c.fields)
		}
	}
}

// refuseShop stores the shop as one that the source refused.
func (s *stand) refuseShop(message string) {
	s.t.Helper()
	document := `{"name": "Web shop", "service_type": "shopdb", "index_name": "search-shop", "status": "error",
		"last_seen": "2030-01-01T00:00:00Z", "error": "` + message + `", "configuration": ` + shop + `}`
	if err := s.es.PutDocument("shop", []byte(document)); err != nil {
		s.t.Fatal(err)
	}
}

func TestDoctorAndCheckLeadOnWhereTheSourceRefused(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.refuseShop("[Errno 111] Connect call failed ('db.example.com', 5432), tried hunter2-stored")
	r := s.run("", "doctor", "shop").wants(t, 8, "Connect call failed ('db.example.com', 5432), tried (redacted)",
		"it speaks of host, port: connwiz edit shop host")
	if strings.Contains(r.out, "connwiz check shop") {
		t.Error("doctor sends to check, which finds nothing")
	}
	s.run("", "check", "shop").wants(t, 0, "valid:", "its status is error all the same", "tried (redacted)", "connwiz edit shop host")
	s.refuseShop("no")
	s.run("", "doctor", "shop").wants(t, 8, "data source refused it", "connwiz configure shop")
	s.store("shop", "error", strings.Replace(shop, `"value": 5432,`, `"value": 99999,`, 1))
	s.run("", "doctor", "shop").wants(t, 8, "hint: connwiz check shop")
	s.run("", "check", "shop").wants(t, 3, "hint: put it right: connwiz configure shop")
}

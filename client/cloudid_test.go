package client

import (
	"encoding/base64"
	"testing"
)

func TestACloudIDIsDecoded(t *testing.T) {
	t.Parallel()
	code := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	tests := map[string]struct{ id, elasticsearch, kibana string }{
		"both": {"my:" + code("eu.cloud.example$es1$kb1"), "https://es1.eu.cloud.example:443", "https://kb1.eu.cloud.example:443"},
		"a port of the domain": {
			"my:" + code("eu.cloud.example:9243$es1$kb1"),
			"https://es1.eu.cloud.example:9243", "https://kb1.eu.cloud.example:9243",
		},
		"a port of its own":    {"my:" + code("eu.example$es1:9200$kb1"), "https://es1.eu.example:9200", "https://kb1.eu.example:443"},
		"no Kibana":            {"my:" + code("eu.example$es1"), "https://es1.eu.example:443", ""},
		"an empty Kibana":      {"my:" + code("eu.example$es1$"), "https://es1.eu.example:443", ""},
		"a colon in the label": {"a:b:" + code("eu.example$es1$"), "https://es1.eu.example:443", ""},
		"padding that is lost": {"my:" + base64.RawStdEncoding.EncodeToString([]byte("eu.example$es1$")), "https://es1.eu.example:443", ""},
		"blanks around the id": {" my:" + code("eu.example$es1$") + "\n", "https://es1.eu.example:443", ""},
		"no label but a colon": {":" + code("eu.example$es1$"), "https://es1.eu.example:443", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			elasticsearch, kibana, err := CloudURLs(tt.id)
			if err != nil || elasticsearch != tt.elasticsearch || kibana != tt.kibana {
				t.Errorf("got %q, %q, %v", elasticsearch, kibana, err)
			}
			c, err := New(Config{CloudID: tt.id})
			if err != nil {
				t.Fatal(err)
			}
			if "https://"+c.Host() != tt.elasticsearch {
				t.Errorf("host %q", c.Host())
			}
		})
	}
}

func TestABadCloudIDIsRefusedWithoutBeingQuoted(t *testing.T) {
	t.Parallel()
	for _, id := range []string{
		"hunter22", "my:", "my:hunter22%", "my:" + base64.StdEncoding.EncodeToString([]byte("hunter22")),
		"my:" + base64.StdEncoding.EncodeToString([]byte("$hunter22$")),
		"my:" + base64.StdEncoding.EncodeToString([]byte("host$hunter22@x$")),
	} {
		_, err := New(Config{CloudID: id})
		if err == nil {
			t.Errorf("%q is accepted", id)
			continue
		}
		mustLack(t, err.Error(), "hunter22")
	}
}

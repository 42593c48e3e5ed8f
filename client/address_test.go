package client

import (
	"net/http"
	"testing"
)

func TestAnAddressIsReadTolerantly(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ raw, host, path string }{
		"host and port":                     {"https://es.example:9200", "es.example:9200", "/"},
		"a trailing slash":                  {"https://es.example:9200/", "es.example:9200", "/"},
		"many trailing slashes":             {"https://es.example///", "es.example", "/"},
		"blanks around it":                  {" https://es.example\n", "es.example", "/"},
		"an upper case scheme":              {"HTTPS://es.example", "es.example", "/"},
		"an IPv6 address":                   {"http://[::1]:9200", "[::1]:9200", "/"},
		"a path prefix":                     {"https://proxy.example/es/", "proxy.example", "/es/"},
		"a path prefix with escaped blanks": {"https://proxy.example/my%20es%2Fx/", "proxy.example", "/my%20es%2Fx/"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u, err := parseAddress(tt.raw)
			if err != nil {
				t.Fatal(err)
			}
			if got := u.EscapedPath() + "/"; u.Host != tt.host || got != tt.path {
				t.Errorf("got host %q path %q, want %q %q", u.Host, got, tt.host, tt.path)
			}
		})
	}
}

func TestABadAddressIsRefusedWithoutBeingQuoted(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ raw, want string }{
		"user info":                       {"https://elastic:hunter22@es.example:9200", "everything up to the @"},
		"a user alone":                    {"https://hunter22@es.example", "everything up to the @"},
		"a password with a per cent sign": {"https://elastic:hunter22%@es.example", "everything up to the @"},
		"a password with a slash":         {"https://elastic:12/hunter22@es.example", "everything up to the @"},
		"user info without a scheme":      {"elastic:hunter22@es.example:9200", "everything up to the @"},
		"no scheme":                       {"hunter22.example:9200", "write https://HOST:PORT"},
		"no scheme, an address":           {"10.0.0.1:9200/hunter22", "write https://HOST:PORT"},
		"another scheme":                  {"ftp://hunter22.example", "neither https nor http"},
		"no host":                         {"https://", "no host"},
		"only a port":                     {"https://:9200", "no host"},
		"a query":                         {"https://es.example/?key=hunter22", "from the ? or # on"},
		"a fragment":                      {"https://es.example/#hunter22", "from the ? or # on"},
		"a port that is no number":        {"https://es.example:hunter22", "can't be read"},
		"a port out of range":             {"https://es.example:92000", "between 1 and 65535"},
		"a bad escape":                    {"https://es.example/%hunter22", "can't be read"},
		"a control character":             {"https://es.example/\x00hunter22", "can't be read"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(Config{URL: tt.raw})
			if err == nil {
				t.Fatal("accepted")
			}
			mustContain(t, err.Error(), tt.want)
			mustLack(t, err.Error(), "hunter22", "es.example")
		})
	}
}

func TestNewWantsOneAddress(t *testing.T) {
	t.Parallel()
	if _, err := New(Config{}); err == nil {
		t.Error("no address is accepted")
	}
	if _, err := New(Config{URL: "https://es.example", CloudID: "x:aG9zdCRlcw=="}); err == nil {
		t.Error("two addresses are accepted")
	}
}

func TestAnIDReachesTheRightPath(t *testing.T) {
	t.Parallel()
	ids := map[string]string{
		"a?pretty":  "a%3Fpretty",
		"x#y":       "x%23y",
		"-id":       "-id",
		"50%":       "50%25",
		"a b":       "a%20b",
		"a;b,c":     "a%3Bb%2Cc",
		"a:b&c=d+e": "a:b&c=d+e",
		"grüße":     "gr%C3%BC%C3%9Fe",
		"..a":       "..a",
		"a\nb":      "a%0Ab",
		"a\\b":      "a%5Cb",
		"_id":       "_id",
	}
	for id, escaped := range ids {
		for _, prefix := range []string{"", "/es", "/my%2Fes"} {
			t.Run(prefix+" "+id, func(t *testing.T) {
				t.Parallel()
				f := newFake(t, ok(`{"id":"c1"}`))
				c := connectTo(t, f.URL+prefix)
				if _, err := c.Get(t.Context(), id); err != nil {
					t.Fatal(err)
				}
				if _, err := c.UpdateValues(t.Context(), id, nil); err == nil {
					t.Fatal("an answer without a result is accepted")
				}
				get, put := f.requests()[0], f.requests()[1]
				want := prefix + "/_connector/" + escaped
				if get.Method != http.MethodGet || get.Path != want {
					t.Errorf("GET %s, want %s", get.Path, want)
				}
				if put.Path != want+"/_configuration" {
					t.Errorf("PUT %s, want %s/_configuration", put.Path, want)
				}
			})
		}
	}
}

func TestIDsThatMeanSomethingElseAreRefused(t *testing.T) {
	t.Parallel()
	f := newFake(t, ok(`{"id":"c1"}`))
	c := connectTo(t, f.URL)
	for _, id := range []string{"", "/", "a/b", "a/../../_security/user", "_sync_job", "_secret", ".", ".."} {
		if CheckID(id) == nil {
			t.Errorf("CheckID(%q) accepts", id)
		}
		if _, err := c.Get(t.Context(), id); err == nil {
			t.Errorf("Get(%q) accepts", id)
		}
		if _, err := c.Summary(t.Context(), id); err == nil {
			t.Errorf("Summary(%q) accepts", id)
		}
		if _, err := c.UpdateValues(t.Context(), id, nil); err == nil {
			t.Errorf("UpdateValues(%q) accepts", id)
		}
	}
	if n := len(f.requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
}

package profile

import "testing"

func TestVariablesOfConfigYMLAreReplacedAsTheServiceDoes(t *testing.T) {
	t.Parallel()
	env := map[string]string{"HOST": "es", "A.b-c": "dotted", "EMPTY": ""}
	tests := map[string]struct{ in, want string }{
		"in braces":                        {"https://${HOST}:9200", "https://es:9200"},
		"without braces":                   {"$HOST", "es"},
		"a default that isn't needed":      {"${HOST|other}", "es"},
		"a default":                        {"${NONE|other}", "other"},
		"an empty default":                 {"x${NONE|}y", "xy"},
		"a default without braces":         {"$NONE|some thing", "some thing"},
		"a name without braces goes on":    {"$A.b-c", "dotted"},
		"two dollar signs are one":         {"pa$$word", "pa$word"},
		"a dollar sign before digits":      {"pa$5word", "pa5word"},
		"a dollar sign at the end":         {"word$", "word$"},
		"a dollar sign before punctuation": {"pa$!word", "pa$!word"},
		"no dollar sign":                   {"plain", "plain"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := expand(test.in, func(name string) string { return env[name] })
			if err != nil || got != test.want {
				t.Errorf("got %q, %v, want %q", got, err, test.want)
			}
		})
	}
	for _, in := range []string{"${NONE}", "$NONE", "pa$word", "$HOST.example"} {
		if got, err := expand(in, func(name string) string { return env[name] }); err == nil {
			t.Errorf("%q became %q without an error", in, got)
		}
	}
}

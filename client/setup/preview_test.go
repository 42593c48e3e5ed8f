package setup

import (
	"slices"
	"testing"
)

func TestAPreviewHoldsNoKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ line, want string }{
		"plain":          {"    api_key: c2VjcmV0", "    api_key: (redacted)"},
		"quoted":         {`    "api_key": "a b, c"`, `    "api_key": (redacted)`},
		"in a flow":      {"connectors: [{connector_id: a, api_key: c2V=}, {api_key: 'x', service_type: y}]", "connectors: [{connector_id: a, api_key: (redacted)}, {api_key: (redacted), service_type: y}]"},
		"a password":     {"  password: hunter2 # old", "  password: (redacted)"},
		"something else": {"  host: http://es:9200", "  host: http://es:9200"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := keyValue().ReplaceAllString(c.line, "${1}(redacted)"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAPreviewHasTheNewLinesOnly(t *testing.T) {
	t.Parallel()
	got := added("a: 1\nb: 2\nb: 2\n", "a: 1\nc: 3\nb: 2\nb: 2\nb: 2\n")
	if !slices.Equal(got, []string{"c: 3", "b: 2"}) {
		t.Errorf("got %q", got)
	}
}

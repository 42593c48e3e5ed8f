package command

import (
	"os"
	"path/filepath"
	"testing"
)

// The demo's service knows what one that was started with the file would know.
func TestTheDemosServiceReadsTheDemosConfigYML(t *testing.T) {
	t.Parallel()
	s := raise(t)
	path := filepath.Join(s.dir, "config.yml")
	p := &demoPerson{configYML: path}
	p.starts("orders")
	for _, c := range []struct {
		name, content string
		listed        bool
	}{
		{"no file", "", false},
		{"no entry", "elasticsearch:\n  api_key: a\nconnectors:\n  - connector_id: other\n", false},
		{"an entry without a key", "connectors:\n  - connector_id: orders\n    service_type: s3\n", false},
		{"an entry with a key", "connectors:\n  - connector_id: orders\n    api_key: a\n", true},
		{"an entry, and a key for all", "elasticsearch:\n  api_key: a\nconnectors:\n  - connector_id: orders\n", true},
		{"no YAML", "connectors: [", false},
	} {
		if c.content != "" {
			if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := p.serves("orders", false); got != c.listed || !p.serves("orders", true) {
			t.Errorf("%s: %v", c.name, got)
		}
		if (&demoPerson{configYML: path}).serves("orders", true) {
			t.Errorf("%s: nobody has started it", c.name)
		}
	}
}

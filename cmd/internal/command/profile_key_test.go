package command

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ofID is the encoded form of id:key.
func ofID(key string) string { return base64.StdEncoding.EncodeToString([]byte("id:" + key)) }

// Kibana offers a key in two forms; whoever is asked for one may give either.
func TestAProfileTakesAKeyInBothForms(t *testing.T) {
	t.Parallel()
	for name, from := range map[string]func(b *bench) []string{
		"standard input":      func(*bench) []string { return []string{"--stdin"} },
		"a variable":          func(*bench) []string { return []string{"--env", "ES_KEY"} },
		"a file of one's own": func(b *bench) []string { return []string{"--secret-file", b.file("es.key", "id:"+canary+"\n")} },
		"a file for a keyring": func(b *bench) []string {
			return []string{"--secret-file", b.file("es.key", "id:"+canary), "--store", "keyring"}
		},
		"the usual environment": func(b *bench) []string { b.env["ELASTICSEARCH_API_KEY"] = "id:" + canary; return nil },
	} {
		for _, key := range []string{"id:" + canary + "\n", ofID(canary) + "\n"} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := newBench(t)
				b.env["ES_KEY"] = key
				b.run(key, append([]string{"profile", "add", "prod", "--url", b.url, "--check"}, from(b)...)...).exits(t, 0)
				b.run("", "list", "--profile", "prod").exits(t, 0)
			})
		}
	}
}

func TestAKeyForConfigYMLIsWrittenAsTheServiceTakesIt(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for _, given := range []string{"shop:KEY", "c2hvcDpLRVk="} {
		config := filepath.Join(t.TempDir(), "config.yml")
		s.run("", "config-yml", "shop", "--file", config, "--key-from", s.file("given", given+"\n")).wants(t, 0)
		if raw, err := os.ReadFile(config); err != nil || !strings.Contains(string(raw), "c2hvcDpLRVk=") {
			t.Errorf("%s became\n%s, %v", given, raw, err)
		}
	}
}

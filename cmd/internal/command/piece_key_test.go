package command

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAKeyIsMintedIntoAFileAndNowhereElse(t *testing.T) {
	t.Parallel()
	s := raise(t)
	path := filepath.Join(s.dir, "shop.key")
	r := s.run("", "apikey", "shop", "--key-file", path, "--output", "json").wants(t, 0)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	key := strings.TrimSpace(string(raw))
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 || len(key) < 20 {
		t.Errorf("mode %o, %d characters", info.Mode().Perm(), len(key))
	}
	if strings.Contains(r.out+r.err, key) {
		t.Error("the key was printed")
	}
	doc := r.result(t)
	if doc["api_key_id"] == nil || doc["index_name"] != "search-shop" || doc["written_to"] != path {
		t.Errorf("got %v", doc)
	}
	other := filepath.Join(s.dir, "other.key")
	s.run("", "apikey", "shop", "--key-file", other).wants(t, 5, "has API key", "--replace")
	if _, err := os.Stat(other); err == nil {
		t.Error("a file was left behind")
	}
	s.run("", "apikey", "shop", "--key-file", path, "--replace").wants(t, 2, "it exists")
	s.run("", "apikey", "shop", "--key-file", other, "--replace").wants(t, 0, "is still valid")
	s.run("", "apikey", "shop", "--existing", "K1", "--replace").wants(t, 0, "API key K1 recorded")
}

func TestAKeyThatHasNoPlaceIsNotMinted(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.store("bare", "created", "{}")
	config := s.file("config.yml", "connectors:\n  - connector_id: shop\n    service_type: other\n")
	s.run("", "apikey", "shop").wants(t, 2, "must go somewhere")
	s.run("", "apikey", "shop", "--show").wants(t, 2, "needs a terminal")
	if r := s.run("", "apikey", "shop", "--config-yml", filepath.Join(s.dir, "none", "c.yml")).wants(t, 2, "make its folder first"); strings.Contains(r.err, "was made") {
		t.Errorf("a key was made for a file that can't be: %s", r.err)
	}
	s.run("", "apikey", "shop", "--key-file", "a", "--config-yml", "b").wants(t, 2, "exclude one another")
	s.run("", "apikey", "shop", "--key-file", filepath.Join(s.dir, "none", "x")).wants(t, 2)
	s.run("", "apikey", "shop", "--config-yml", config).wants(t, 5, `says "other", not "shopdb"`)
	made := s.run("", "create", "--service-type", "x", "--output", "json").result(t)["id"].(string)
	s.run("", "apikey", "--key-file", filepath.Join(s.dir, "k"), "--", made).wants(t, 3, "has no index")
	for _, r := range s.es.Requests() {
		if strings.Contains(r.Path, "api_key") && r.Method != http.MethodGet {
			t.Errorf("%s %s came", r.Method, r.Path)
		}
	}
}

func TestAConnectorThatElasticRunsKeepsItsKeyInTheCluster(t *testing.T) {
	t.Parallel()
	s := raise(t)
	s.run("", "create", "--service-type", "x", "--id", "cloud", "--native", "--index", "content-cloud").wants(t, 0)
	doc := s.run("", "apikey", "cloud", "--output", "json").wants(t, 0).result(t)
	if doc["api_key_secret_id"] == nil || doc["written_to"] != nil {
		t.Errorf("got %v", doc)
	}
	again := s.run("", "apikey", "cloud", "--replace", "--output", "json").wants(t, 0).result(t)
	if again["api_key_secret_id"] != doc["api_key_secret_id"] || again["api_key_id"] == doc["api_key_id"] {
		t.Errorf("got %v after %v", again, doc)
	}
	s.run("", "config-yml", "cloud").wants(t, 3, "run by Elastic")
}

func TestAKeyIsShownOnceOnATerminalOnly(t *testing.T) {
	t.Parallel()
	s := raise(t)
	screen, err := os.Create(filepath.Join(s.dir, "screen"))
	if err != nil {
		t.Fatal(err)
	}
	defer screen.Close() //nolint:errcheck // only read afterwards
	var out, errs strings.Builder
	streams := Streams{
		In: strings.NewReader(""), Out: &out, Err: &errs, OutFile: screen, Now: time.Now, Pace: s.pace,
		Getenv: func(name string) string { return s.env[name] }, Environ: s.environ,
	}
	if code := Run(t.Context(), streams, Build{}, []string{"--url", s.url, "apikey", "shop", "--show"}); code != 0 {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	raw, err := os.ReadFile(screen.Name())
	key := strings.TrimSpace(string(raw))
	if err != nil || len(key) < 20 || strings.Contains(out.String()+errs.String(), key) {
		t.Errorf("got %d characters, %v; out %q, err %q", len(key), err, out.String(), errs.String())
	}
}

func TestAKeyFileThatExistsIsNotOverwritten(t *testing.T) {
	t.Parallel()
	s := raise(t)
	path := s.file("shop.key", "c29tZTprZXk=\n")
	for _, args := range [][]string{{"--dry-run"}, nil} {
		s.run("", append([]string{"apikey", "shop", "--key-file", path}, args...)...).wants(t, 2, "it exists",
			"hint: no key was made, and none is overwritten; name a file that isn't there: connwiz apikey shop --key-file FILE",
			"or use the key in it: connwiz config-yml shop --key-from='"+path+"'")
	}
	if raw, err := os.ReadFile(path); err != nil || string(raw) != "c29tZTprZXk=\n" {
		t.Errorf("the file became %q, %v", raw, err)
	}
}

func TestConfigYMLTellsWhatDiffers(t *testing.T) {
	t.Parallel()
	s := raise(t)
	config := s.file("config.yml", "elasticsearch:\n  host: http://other:9200\n  password: x\n")
	doc := s.run("", "config-yml", "shop", "--file", config, "--output", "json").wants(t, 0).result(t)
	if doc["created"] != false || doc["backup"] == nil || len(doc["changes"].([]any)) != 2 || len(doc["warnings"].([]any)) == 0 {
		t.Errorf("got %v", doc)
	}
	key := s.file("shop.key", "Q0FOQVJZ\n")
	s.run("", "config-yml", "shop", "--file", config, "--key-from", key).wants(t, 0, "extended", "the file as it was: ")
	other := s.file("other.key", "b3RoZXI=\n")
	r := s.run("", "config-yml", "shop", "--file", config, "--key-from", other).wants(t, 5, "has another API key", "--replace")
	if strings.Contains(r.err, "Q0FOQVJZ") || strings.Contains(r.err, "b3RoZXI") {
		t.Error("a key was printed")
	}
	s.run("", "config-yml", "shop", "--file", config, "--key-from", other, "--replace").wants(t, 0)
	s.run("", "config-yml", "shop", "--file", s.file("bad.yml", "a: [")).wants(t, 2, "malformed YAML")
	s.run("", "config-yml", "shop", "--file", config, "--service-version", "latest").wants(t, 2, "--service-version")
	s.run("", "config-yml", "shop", "--key-from", filepath.Join(s.dir, "none")).wants(t, 2)
	s.run("", "config-yml", "shop", "--file", filepath.Join(s.dir, "none", "c.yml")).wants(t, 2, "make its folder first: mkdir -p ")
}

// A file without a key says all the same where the cluster is.
func TestAConfigYMLWithoutAKeySaysWhereTheClusterIs(t *testing.T) {
	t.Parallel()
	s := raise(t)
	for name, before := range map[string]string{"new.yml": "", "empty.yml": "# mine\n", "other.yml": "log_level: debug\n"} {
		path := filepath.Join(s.dir, name)
		if before != "" {
			s.file(name, before)
		}
		s.run("", "config-yml", "shop", "--file", path).wants(t, 0, "the file has no API key yet, without which the service can't sign in")
		raw, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(raw), "host: \""+s.url+"\"") {
			t.Errorf("%s: %v\n%s", name, err, raw)
		}
		s.run("", "apikey", "shop", "--replace", "--config-yml", path).wants(t, 0)
		r := s.run("", "config-yml", "shop", "--file", path).wants(t, 0, "says it all already")
		if strings.Contains(r.err, "no API key yet") {
			t.Error(r.err)
		}
	}
	full := s.file("full.yml", "elasticsearch:\n  api_key: b3RoZXI6a2V5\n")
	s.run("", "config-yml", "shop", "--file", full).wants(t, 0, "the file has no elasticsearch.host, so the service looks for")
}

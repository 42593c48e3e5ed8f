package command

import (
	"bytes"
	"context"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"connwiz/client/emulator"
	"connwiz/client/profile"
	"connwiz/schema"

	"github.com/zalando/go-keyring"
)

// keys is a keyring in memory; an error of it is its answer to everything.
type keys struct {
	mu    sync.Mutex
	items map[string]string
	fails error
}

func (k *keys) Set(service, user, password string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fails == nil {
		k.items[service+"/"+user] = password
	}
	return k.fails
}

func (k *keys) Get(service, user string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	found, ok := k.items[service+"/"+user]
	if k.fails == nil && !ok {
		return "", keyring.ErrNotFound
	}
	return found, k.fails
}

func (k *keys) Delete(service, user string) error {
	_, err := k.Get(service, user)
	if err == nil {
		delete(k.items, service+"/"+user)
	}
	return err
}

// bench is a machine with profiles, a keyring and a cluster that wants the canary
// for a key.
type bench struct {
	t    *testing.T
	url  string
	home string
	keys *keys
	env  map[string]string
	// types are the passphrases that a person types, in turn.
	types []string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	es := emulator.New(emulator.Options{APIKeys: []string{canary, ofID(canary)}, Username: "elastic", Password: canary})
	if err := es.Seed(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(es)
	t.Cleanup(server.Close)
	b := &bench{t: t, url: server.URL, home: t.TempDir(), keys: &keys{items: map[string]string{}}}
	b.env = map[string]string{"XDG_CONFIG_HOME": b.home}
	return b
}

// run runs a command line as it stands, with this standard input.
func (b *bench) run(in string, args ...string) ran {
	b.t.Helper()
	var out, err bytes.Buffer
	code := Run(context.Background(), Streams{
		In: strings.NewReader(in), Out: &out, Err: &err, Now: time.Now,
		Getenv: func(name string) string { return b.env[name] },
		Profiles: profile.Machine{Ring: b.keys, Patience: time.Minute, WorkFactor: 1, Ask: func(string) (schema.Secret, error) {
			if len(b.types) == 0 {
				return schema.Secret{}, profile.ErrUnattended
			}
			typed := b.types[0]
			b.types = b.types[1:]
			return schema.NewSecret([]byte(typed)), nil
		}},
	}, Build{Version: "test"}, args)
	if said := out.String() + err.String(); strings.Contains(said, canary) {
		b.t.Errorf("%q printed the secret: %s", args, said)
	}
	return ran{code, out.String(), err.String()}
}

// file writes a file of the person's.
func (b *bench) file(name, text string) string {
	b.t.Helper()
	path := filepath.Join(b.home, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

// profiles is the text of the file of profiles, "" where there is none.
func (b *bench) profiles() string {
	raw, err := os.ReadFile(profile.Path(b.home))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		b.t.Fatal(err)
	}
	return string(raw)
}

// holding lists the files that hold the secret in clear.
func (b *bench) holding() string {
	b.t.Helper()
	var found []string
	err := filepath.Walk(b.home, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(canary)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.Join(found, " ")
}

func TestAProfileLeadsToItsClusterAndItsSecretIsNowhereElse(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		args  func(*bench) []string
		in    string
		types []string
		env   string // the variable that holds the secret at use
		holds string // the files that hold it in clear
		where string // in the list
	}{
		"the keyring": {
			args: func(*bench) []string { return []string{"--stdin"} }, in: canary + "\n", where: "API key in the system keyring",
		},
		"a password in the keyring": {
			args: func(*bench) []string { return []string{"--stdin", "--username", "elastic"} }, in: canary + "\n", where: "password in the system keyring",
		},
		"a file in clear": {
			args: func(*bench) []string { return []string{"--stdin", "--store", "file", "--yes"} }, in: canary, holds: "prod.secret", where: "API key in ",
		},
		"an encrypted file": {
			args: func(*bench) []string { return []string{"--stdin", "--store", "age"} }, in: canary, types: []string{"p", "p", "p"}, where: "API key encrypted in ",
		},
		"a key file": {
			args: func(b *bench) []string { return []string{"--api-key-file", b.file("es.key", canary+"\n")} }, holds: "es.key", where: "es.key",
		},
		"a file of a password": {
			args: func(b *bench) []string {
				return []string{"--secret-file", b.file("es.password", canary+"\n"), "--username", "elastic"}
			}, holds: "es.password", where: "password in ",
		},
		"a key file that goes into the keyring": {
			args: func(b *bench) []string {
				return []string{"--api-key-file", b.file("es.key", canary+"\n"), "--store", "keyring"}
			}, holds: "es.key", where: "API key in the system keyring",
		},
		"a variable": {
			args: func(*bench) []string { return []string{"--env", "PROD_KEY"} }, env: "PROD_KEY", where: "API key in the variable PROD_KEY",
		},
		"none": {
			args: func(*bench) []string { return nil }, env: "ELASTICSEARCH_API_KEY", where: "none kept",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.types = test.types
			b.run(test.in, append([]string{"profile", "add", "prod", "--url", b.url}, test.args(b)...)...).exits(t, 0).says(t, "added profile prod", "unless another one is named")
			if got := b.holding(); got != test.holds {
				t.Errorf("the secret is in clear in %q, want %q", got, test.holds)
			}
			b.env[test.env] = canary
			b.run("", "profile", "list").exits(t, 0).says(t, "*  prod", b.url, test.where)
			b.run("", "list").exits(t, 0).says(t, "orders-postgres")
			b.run("", "profile", "remove", "prod", "--yes").exits(t, 0).says(t, "removed profile prod")
			if held := b.holding(); held != strings.TrimPrefix(test.holds, "prod.secret") || len(b.keys.items) > 0 {
				t.Errorf("after removal the secret is in %q, %d in the keyring", held, len(b.keys.items))
			}
			b.run("", "profile", "list").exits(t, 0).says(t, "no profiles yet")
		})
	}
}

func TestProfileListAsJSON(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run(canary, "profile", "add", "prod", "--url", b.url, "--stdin", "--kibana-url", "https://kb", "--space", "ops", "--insecure").exits(t, 0)
	b.run("", "profile", "add", "test", "--url", "https://test", "--env", "NOT_SET").exits(t, 0)
	doc := b.run("", "profile", "list", "--output", "json").exits(t, 0).decoded(t)
	rows, _ := doc["profiles"].([]any)
	if doc["current"] != "prod" || doc["path"] != profile.Path(b.home) || len(rows) != 2 {
		t.Fatalf("got %v", doc)
	}
	prod, test := rows[0].(map[string]any), rows[1].(map[string]any)
	for key, want := range map[string]any{
		"name": "prod", "current": true, "url": b.url, "cloud_id": nil, "username": nil, "ca_cert": nil, "ca_fingerprint": nil,
		"insecure": true, "kibana_url": "https://kb", "space": "ops",
	} {
		if prod[key] != want {
			t.Errorf("%s is %v, want %v", key, prod[key], want)
		}
	}
	secret := prod["secret"].(map[string]any)
	if secret["kind"] != "api_key" || secret["store"] != "keyring" || secret["reachable"] != true || secret["problem"] != nil {
		t.Errorf("the secret of prod: %v", secret)
	}
	secret = test["secret"].(map[string]any)
	if secret["env"] != "NOT_SET" || secret["reachable"] != false || !strings.Contains(secret["problem"].(string), "NOT_SET is not set") {
		t.Errorf("the secret of test: %v", secret)
	}
	b.run("", "profile", "list", "--output", "yaml").exits(t, 0).says(t, "store: keyring")
}

func TestProfileAddIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run("old", "profile", "add", "prod", "--url", b.url, "--stdin").exits(t, 0)
	before := b.profiles()
	mistakes := map[string]struct {
		in   string
		args string
		code int
		says string
	}{
		"a name that is taken":             {"", "prod --url https://h", 5, "connwiz profile add prod --replace"},
		"a name that can't be one":         {"", "a/b --url https://h", 2, "can't be the name"},
		"no address":                       {"", "test", 2, "--url https://HOST:9200"},
		"two addresses":                    {"", "test --url https://h --cloud-id x", 2, "only one"},
		"a URL without scheme":             {"", "test --url h:9200", 2, "must start with http"},
		"credentials in the URL":           {"", "test --url https://u:" + canary + "@h", 2, "holds credentials"},
		"two sources":                      {"", "test --url https://h --stdin --env X", 2, "more than one way"},
		"an empty input":                   {"", "test --url https://h --stdin", 2, "secret is missing"},
		"two lines":                        {"a\nb\n", "test --url https://h --stdin --username u", 2, "more than one line"},
		"something with a colon":           {"https://" + canary, "test --url https://h --stdin", 2, "encoded"},
		"an unknown store":                 {"x", "test --url https://h --stdin --store vault", 2, "must be one of keyring"},
		"a store without a secret":         {"", "test --url https://h --store keyring", 2, "secret is missing"},
		"a store in clear without a yes":   {canary, "test --url https://h --stdin --store file", 2, "--yes"},
		"a variable without a name":        {"", "test --url https://h --store env", 2, "--env VARIABLE"},
		"a secret for no store":            {"x", "test --url https://h --stdin --store none", 2, "keeps none"},
		"a key file for a user":            {"", "test --url https://h --api-key-file x --username u", 2, "--secret-file"},
		"a key file that isn't there":      {"", "test --url https://h --api-key-file /nonexistent", 2, "no such file"},
		"an encrypted file without person": {canary, "test --url https://h --stdin --store age", 2, "--identity"},
		"a certificate that isn't there":   {"", "test --url https://h --ca-cert /nonexistent", 2, "no such file"},
		"a fingerprint that is none":       {"", "test --url https://h --ca-fingerprint xy", 2, "fingerprint"},
		"a cloud id that is none":          {"", "test --cloud-id nonsense", 2, "cloud id"},
		"a name by --profile":              {"", "test --url https://h --profile x", 2, "is an argument"},
		"another address, same secret":     {"", "prod --replace --url https://other", 2, "wants its secret again"},
		"a failed try":                     {"wrong", "test --url " + b.url + " --stdin --check", 6, "nothing was saved"},
	}
	for name, test := range mistakes {
		r := b.run(test.in, append([]string{"profile", "add"}, strings.Fields(test.args)...)...)
		if r.code != test.code || !strings.Contains(r.err, test.says) || b.profiles() != before || len(b.keys.items) != 1 {
			t.Errorf("%s: exit code %d, want %d with %q: %s\n%s, %v", name, r.code, test.code, test.says, r.err, b.profiles(), b.keys.items)
		}
	}
}

func TestWithoutAKeyringTheOtherWaysAreSaid(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.keys.fails = errors.New("no bus here")
	b.run(canary, "profile", "add", "prod", "--url", b.url, "--stdin").exits(t, 2).
		says(t, "no bus here", "--store age", "--env VARIABLE", "--secret-file FILE", "--store file --yes")
	if b.profiles() != "" {
		t.Error("a profile was saved")
	}
}

func TestProfileAddTriesAndTellsWithoutSaving(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	r := b.run(canary, "profile", "add", "prod", "--url", b.url, "--stdin", "--check", "--dry-run", "--output", "json").exits(t, 0)
	doc := r.decoded(t)
	checked, _ := doc["checked"].(map[string]any)
	if doc["result"] != "added" || doc["dry_run"] != true || checked["cluster"] == "" || checked["version"] == "" {
		t.Errorf("got %v", doc)
	}
	if b.profiles() != "" || len(b.keys.items) > 0 {
		t.Error("something was saved")
	}
	b.run(canary, "profile", "add", "prod", "--url", b.url, "--stdin", "--dry-run").exits(t, 0).says(t, "would have added profile prod")
}

func TestProfileAddReplacesOnlyWhatIsGiven(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run("old", "profile", "add", "prod", "--url", b.url, "--stdin", "--space", "ops").exits(t, 0)
	b.run(canary, "profile", "add", "prod", "--replace", "--stdin").exits(t, 0).says(t, "replaced profile prod")
	b.run("", "profile", "add", "prod", "--replace", "--kibana-url", "https://kb").exits(t, 0)
	if !strings.Contains(b.profiles(), "space: ops") || !strings.Contains(b.profiles(), "kibana_url: https://kb") || b.keys.items["connwiz/prod"] != canary {
		t.Errorf("the file is\n%s", b.profiles())
	}
	b.run("", "list").exits(t, 0)
}

func TestProfileAddTakesAConnectorsConfigYML(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	config := b.file("config.yml", "elasticsearch:\n  host: "+b.url+"\n  username: elastic\n  password: "+canary+"\n")
	b.run("", "profile", "add", "prod", "--config", config).exits(t, 0)
	b.run("", "list").exits(t, 0).says(t, "orders-postgres")
	if b.keys.items["connwiz/prod"] != canary || b.holding() != "config.yml" {
		t.Errorf("the secret is in %q and %v", b.holding(), b.keys.items)
	}
}

func TestWhichProfileIsUsed(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run(canary, "profile", "add", "good", "--url", b.url, "--stdin").exits(t, 0)
	b.run("wrong", "profile", "add", "bad", "--url", b.url, "--stdin").exits(t, 0).says(t, "connwiz --profile bad")
	b.run("", "list").exits(t, 0)
	b.run("", "list", "--profile", "bad").exits(t, 6)
	b.run("", "profile", "use", "bad").exits(t, 0).says(t, "profile bad is used now")
	b.run("", "list").exits(t, 6)
	b.env["CONNWIZ_PROFILE"] = "good"
	b.run("", "list").exits(t, 0)
	b.run("", "profile", "use", "bad").exits(t, 0).says(t, "CONNWIZ_PROFILE names profile", "which wins")
	b.run("", "list", "--profile", "bad").exits(t, 6)
	b.env["ELASTICSEARCH_API_KEY"] = canary
	b.run("", "list", "--profile", "bad").exits(t, 0)
	for _, args := range [][]string{{"list", "--profile", "goood"}, {"profile", "use", "goood"}, {"profile", "remove", "goood", "--yes"}} {
		b.run("", args...).exits(t, 2).says(t, `no profile "goood"`, "did you mean good?", "bad, good")
	}
}

func TestAMalformedFileOfProfilesIsNamedAndStays(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	text := "current: prod\nprofiles:\n  prod:\n    url: https://h\n    password: " + canary + "\n"
	if err := os.MkdirAll(filepath.Dir(profile.Path(b.home)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(profile.Path(b.home), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range []string{"list", "profile list", "profile use prod", "profile remove prod --yes", "profile add test --url https://h"} {
		b.run("", strings.Fields(args)...).exits(t, 2).says(t, profile.Path(b.home), "line 5", "no place for a secret")
	}
	if b.profiles() != text {
		t.Errorf("the file is %s", b.profiles())
	}
}

func TestProfileNamesAreCompletedWithoutAnySecret(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run(canary, "profile", "add", "prod", "--url", b.url, "--stdin").exits(t, 0)
	b.run("", "profile", "add", "test", "--url", "https://test").exits(t, 0)
	b.keys.fails = errors.New("must not be asked")
	for _, line := range []string{"list --profile", "show some-id --profile", "profile use", "profile remove"} {
		b.run("", append(append([]string{"__complete"}, strings.Fields(line)...), "")...).exits(t, 0).says(t, "prod\t"+b.url, "test\thttps://test")
	}
	if r := b.run("", "__complete", "profile", "use", "prod", ""); strings.Contains(r.out, "test") {
		t.Errorf("a second name is offered: %s", r.out)
	}
}

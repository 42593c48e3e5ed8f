package serve_test

import (
	"crypto/rand"
	"crypto/rsa"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"connwiz/cmd/internal/serve"

	"golang.org/x/crypto/ssh"
)

// load reads files with these contents; without rights there is no rights file.
func load(t *testing.T, keys, rights string) (*serve.Access, error) {
	t.Helper()
	dir := t.TempDir()
	f := serve.Files{AuthorizedKeys: write(t, filepath.Join(dir, "keys"), keys)}
	if rights != "" {
		f.Rights = write(t, filepath.Join(dir, "rights.yml"), rights)
	}
	return f.Load()
}

func TestRightsAreReadAsWritten(t *testing.T) {
	t.Parallel()
	ana, ben := newKey(t), newKey(t)
	a, err := load(t, "# who\n\n"+authorized(ana, "ana@home")+"restrict,no-pty "+authorized(ben, ""), "")
	if err == nil || !strings.Contains(err.Error(), `line 4: the option "no-pty" means nothing here`) {
		t.Errorf("got %v, %v", a, err)
	}
	a, err = load(t, "# who\n\n"+authorized(ana, "ana@home")+"restrict "+authorized(ben, ""), `
defaults: {idle: 5m, sessions: 9}
keys:
  - name: Ana
    key: `+ssh.FingerprintSHA256(ana.PublicKey())+`
    profile: production
    rights: write
    connectors: ["sales-*", crm]
    total: 1h30m
  - name: Ben
    key: `+authorized(ben, "")+`
    rights: read-only
    connectors: ["*"]
    sessions: 1
`)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]serve.Grant{
		"Ana": {Name: "Ana", Fingerprint: ssh.FingerprintSHA256(ana.PublicKey()), Profile: "production", Write: true,
			Connectors: []string{"sales-*", "crm"}, Sessions: 9, Idle: 5 * time.Minute, Total: 90 * time.Minute},
		"Ben": {Name: "Ben", Fingerprint: ssh.FingerprintSHA256(ben.PublicKey()), Connectors: []string{"*"},
			Sessions: 1, Idle: 5 * time.Minute, Total: 8 * time.Hour},
	}
	for _, g := range a.Grants() {
		if !reflect.DeepEqual(g, want[g.Name]) {
			t.Errorf("got %+v", g)
		}
	}
	if len(a.Grants()) != 2 || len(a.Notes) != 0 {
		t.Errorf("got %d grants, notes %q", len(a.Grants()), a.Notes)
	}
}

func TestWithoutRightsKeysMayOnlyRead(t *testing.T) {
	t.Parallel()
	a, err := load(t, authorized(newKey(t), "ana@home")+authorized(newKey(t), "\x1b[2J"), "")
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, g := range a.Grants() {
		if g.Write || !g.Sees("anything") || g.Sessions == 0 || g.Idle == 0 || g.Total == 0 {
			t.Errorf("got %+v", g)
		}
		names += g.Name + " "
	}
	if !strings.Contains(names, "ana@home ") || strings.Contains(names, "\x1b") {
		t.Errorf("they are called %q", names)
	}
}

func TestPatternsSayWhichConnectorsThereAre(t *testing.T) {
	t.Parallel()
	g := serve.Grant{Connectors: []string{"sales-*", "crm", "hr-[0-9]"}}
	for id, want := range map[string]bool{
		"sales-": true, "sales-eu": true, "sale": false, "Sales-eu": false, "crm": true, "crm2": false,
		"hr-7": true, "hr-77": false, "": false, "*": false, "xsales-eu": false,
	} {
		if g.Sees(id) != want {
			t.Errorf("%q: seen %v", id, !want)
		}
	}
	if (serve.Grant{}).Sees("crm") {
		t.Error("who has no patterns sees something")
	}
}

func TestFilesThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	one := authorized(key, "ana")
	entry := "name: ana, key: " + ssh.FingerprintSHA256(key.PublicKey())
	full := entry + `, rights: write, connectors: ["*"]`
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Skipf("no weak key can be made to refuse: %v", err)
	}
	short, err := ssh.NewPublicKey(&weak.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ keys, rights, want string }{
		"no key":                   {"# nobody\n", "", "there is no key in it"},
		"no form":                  {"hello\n", "", "line 1: not a public key"},
		"a command":                {`command="ls" ` + one, "", `the option "command" means nothing here`},
		"an address":               {`from="10.0.0.0/8" ` + one, "", `the option "from"`},
		"an authority":             {`cert-authority ` + one, "", `the option "cert-authority"`},
		"a short key":              {string(ssh.MarshalAuthorizedKey(short)), "", "an RSA key of 1024 bits is too short"},
		"a word nobody knows":      {one, "keys: [{" + full + ", sesions: 1}]", "line 1: field sesions not found"},
		"a section nobody knows":   {one, "roles: {}", "field roles not found"},
		"no YAML":                  {one, "keys: [", "line 1"},
		"a key twice":              {one, "keys: [{" + full + "}, {" + strings.Replace(full, "ana", "ben", 1) + "}]", "has an entry already"},
		"no name":                  {one, "keys: [{" + strings.Replace(full, "ana", `""`, 1) + "}]", "name must say"},
		"a name that drives":       {one, "keys: [{" + strings.Replace(full, "ana", `"a\e[2J"`, 1) + "}]", "name must say"},
		"no rights":                {one, "keys: [{" + entry + `, connectors: ["*"]}]`, "rights must be read-only or write"},
		"other rights":             {one, "keys: [{" + strings.Replace(full, "write", "admin", 1) + "}]", "rights must be"},
		"no connectors":            {one, "keys: [{" + entry + ", rights: write}]", "connectors must list"},
		"a pattern that is broken": {one, "keys: [{" + entry + `, rights: write, connectors: ["[a"]}]`, "is not a pattern"},
		"no fingerprint":           {one, "keys: [{name: ana, key: MD5:00, rights: write, connectors: [a]}]", "key must be a public key"},
		"a number for a time":      {one, "keys: [{" + full + ", idle: soon}]", "not a duration"},
		"no time":                  {one, "keys: [{" + full + ", total: 1ms}]", "at least 1s"},
		"less than no sessions":    {one, "defaults: {sessions: -1}", "sessions must be"},
	} {
		if _, err := load(t, c.keys, c.rights); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestKeysInOnlyOneFileAreToldOf(t *testing.T) {
	t.Parallel()
	in, out := newKey(t), newKey(t)
	a, err := load(t, authorized(in, ""), "keys: [{name: ben, key: "+ssh.FingerprintSHA256(out.PublicKey())+`, rights: write, connectors: ["*"]}]`)
	if err != nil || len(a.Grants()) != 0 || len(a.Notes) != 2 {
		t.Fatalf("got %+v, %v", a, err)
	}
	if all := strings.Join(a.Notes, "\n"); !strings.Contains(all, ssh.FingerprintSHA256(in.PublicKey())) || !strings.Contains(all, `"ben"`) {
		t.Errorf("notes %q", a.Notes)
	}
}

func TestFilesThatOthersCanChangeAreRefused(t *testing.T) {
	t.Parallel()
	path := write(t, filepath.Join(t.TempDir(), "keys"), authorized(newKey(t), ""))
	if err := os.Chmod(path, 0o664); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o664 {
		t.Skip("this system has no such modes")
	}
	if _, err := (serve.Files{AuthorizedKeys: path}).Load(); err == nil || !strings.Contains(err.Error(), "others can write to it") {
		t.Errorf("got %v", err)
	}
	if _, err := (serve.Files{AuthorizedKeys: filepath.Dir(path)}).Load(); err == nil {
		t.Error("a folder is taken")
	}
}

func TestTheHostKeyIsMadeOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "state", "host")
	first, made, err := serve.HostKey(path)
	if err != nil || !made || first.PublicKey().Type() != ssh.KeyAlgoED25519 {
		t.Fatalf("made %v, %v", made, err)
	}
	again, made, err := serve.HostKey(path)
	if err != nil || made || ssh.FingerprintSHA256(again.PublicKey()) != ssh.FingerprintSHA256(first.PublicKey()) {
		t.Errorf("made %v, %v", made, err)
	}
	entries, _ := os.ReadDir(filepath.Dir(path))
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 || len(entries) != 1 {
		t.Errorf("mode %v, %v, %d files", info.Mode(), err, len(entries))
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, _, err := serve.HostKey(path); err == nil || !strings.Contains(err.Error(), "others can read it") {
		t.Errorf("got %v", err)
	}
	bad := write(t, filepath.Join(t.TempDir(), "bad"), "no key")
	if _, _, err := serve.HostKey(bad); err == nil || !strings.Contains(err.Error(), "not a private key") {
		t.Errorf("got %v", err)
	}
}

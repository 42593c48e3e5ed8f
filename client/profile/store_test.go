package profile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"connwiz/schema"

	"filippo.io/age"
	"github.com/zalando/go-keyring"
)

// fakeRing is a keyring in memory.
type fakeRing struct {
	mu    sync.Mutex
	items map[string]string
	// asked counts what is asked of it.
	asked int
	// fails is what it answers; hangs keeps it from answering.
	fails error
	hangs chan struct{}
}

func (r *fakeRing) touch() error {
	if r.hangs != nil {
		<-r.hangs
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked++
	return r.fails
}

func (r *fakeRing) Set(service, user, password string) error {
	if err := r.touch(); err != nil {
		return err
	}
	if r.items == nil {
		r.items = map[string]string{}
	}
	r.items[service+"/"+user] = password
	return nil
}

func (r *fakeRing) Get(service, user string) (string, error) {
	if err := r.touch(); err != nil {
		return "", err
	}
	if s, ok := r.items[service+"/"+user]; ok {
		return s, nil
	}
	return "", keyring.ErrNotFound
}

func (r *fakeRing) Delete(service, user string) error {
	if err := r.touch(); err != nil {
		return err
	}
	if _, ok := r.items[service+"/"+user]; !ok {
		return keyring.ErrNotFound
	}
	delete(r.items, service+"/"+user)
	return nil
}

// desk is a machine with a keyring, an empty environment and a person who types
// what is queued.
type desk struct {
	Machine
	ring  *fakeRing
	env   map[string]string
	types []string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{ring: &fakeRing{}, env: map[string]string{}}
	d.Machine = Machine{
		ConfigHome: t.TempDir(), Getenv: func(name string) string { return d.env[name] },
		Ring: d.ring, Patience: time.Minute, WorkFactor: 1,
		Ask: func(string) (schema.Secret, error) {
			if len(d.types) == 0 {
				return schema.Secret{}, ErrUnattended
			}
			typed := d.types[0]
			d.types = d.types[1:]
			return secret(typed), nil
		},
	}
	return d
}

func (d *desk) open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(d.Machine)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// add adds a profile of https://NAME:9200.
func (d *desk) add(t *testing.T, name string, at Place, text string) Added {
	t.Helper()
	added, err := d.open(t).Add(Addition{Name: name, Profile: Profile{URL: "https://" + name + ":9200", Secret: at}, Keep: secret(text)})
	if err != nil {
		t.Fatal(err)
	}
	return added
}

// text is the file of profiles.
func (d *desk) text(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(Path(d.ConfigHome))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// file writes a file of the person's.
func (d *desk) file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(d.ConfigHome, name)
	write(t, path, text)
	return path
}

// identity writes an age identity file.
func (d *desk) identity(t *testing.T) string {
	t.Helper()
	i, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return d.file(t, "identity-"+i.Recipient().String()[4:12], "# made for a test\n"+i.String()+"\n")
}

// holding lists the files below the configuration that hold a text.
func (d *desk) holding(t *testing.T, text string) []string {
	t.Helper()
	var found []string
	err := filepath.Walk(d.ConfigHome, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.Contains(string(raw), text) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAKeptSecretComesBackAndGoesWithItsProfile(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		at    func(*testing.T, *desk) Place
		types []string // by the person: at storing and at fetching
		found string   // the file that holds the secret in clear
	}{
		"in the keyring":            {at: func(*testing.T, *desk) Place { return Place{Keeper: Keyring} }},
		"in a file":                 {at: func(*testing.T, *desk) Place { return Place{Keeper: File} }, found: "prod.secret"},
		"encrypted by a passphrase": {at: func(*testing.T, *desk) Place { return Place{Keeper: Age} }, types: []string{"phrase", "phrase", "phrase"}},
		"encrypted for an identity": {at: func(t *testing.T, d *desk) Place { return Place{Keeper: Age, Identity: d.identity(t)} }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.types = test.types
			d.add(t, "prod", test.at(t, d), canary)
			if got := strings.Join(d.holding(t, canary), " "); got != test.found {
				t.Errorf("the secret is in clear in %q, want %q", got, test.found)
			}
			s := d.open(t)
			e, err := s.Find("prod")
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Reach(e); err != nil {
				t.Errorf("not reachable: %v", err)
			}
			e2, err := d.Load(Flags{})
			if err != nil || string(e2.APIKey.Reveal()) != canary || len(e2.Warnings) > 0 {
				t.Fatalf("got %q, %v, warnings %q", e2.APIKey.Reveal(), err, e2.Warnings)
			}
			gone, err := s.Remove("prod", false)
			if err != nil || !gone.Deleted || !gone.Current {
				t.Errorf("removed: %+v, %v", gone, err)
			}
			if left := d.holding(t, canary); len(left) > 0 || len(d.ring.items) > 0 || s.Reach(e) == nil {
				t.Errorf("the secret is still in %q, %d in the keyring", left, len(d.ring.items))
			}
		})
	}
}

func TestAFileOfSomebodyElseIsReadAndNeverDeleted(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	path := d.file(t, "mine.key", canary+"\n")
	d.add(t, "prod", Place{Keeper: File, Path: path}, "")
	if strings.Contains(d.text(t), canary) {
		t.Error("the secret is in the file of profiles")
	}
	e, err := d.Load(Flags{})
	if err != nil || string(e.APIKey.Reveal()) != canary {
		t.Errorf("got %q, %v", e.APIKey.Reveal(), err)
	}
	if gone, err := d.open(t).Remove("prod", false); err != nil || gone.Deleted {
		t.Errorf("removed: %+v, %v", gone, err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestOpenFilesOfSecrets(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(t, "ours", Place{Keeper: File}, canary)
	path := d.file(t, "mine.key", canary)
	d.add(t, "theirs", Place{Keeper: File, Path: path}, "")
	own := filepath.Join(d.ConfigHome, "connwiz", "secrets", "ours.secret")
	for _, p := range []string{own, path} {
		if err := os.Chmod(p, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	_, err := d.Load(Flags{Profile: "ours"})
	var wrong *Error
	if !errors.As(err, &wrong) || !strings.Contains(wrong.Error(), "open to others") || !strings.Contains(wrong.Hint, "chmod 600") {
		t.Errorf("our own file: %v", err)
	}
	e, err := d.Load(Flags{Profile: "theirs"})
	if err != nil || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "chmod 600") {
		t.Errorf("their file: %v, warnings %q", err, e.Warnings)
	}
}

func TestFilesAreForTheirOwnerOnly(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(t, "a", Place{Keeper: File}, canary)
	d.add(t, "b", Place{Keeper: Age, Identity: d.identity(t)}, canary)
	for path, want := range map[string]os.FileMode{
		"connwiz": 0o700, "connwiz/secrets": 0o700, "connwiz/profiles.yml": 0o600,
		"connwiz/secrets/a.secret": 0o600, "connwiz/secrets/b.age": 0o600,
	} {
		info, err := os.Stat(filepath.Join(d.ConfigHome, path))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: mode %#o, %v, want %#o", path, info.Mode().Perm(), err, want)
		}
	}
}

func TestAnAdditionIsRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(t, "prod", Place{Keeper: Keyring}, "old")
	before := d.text(t)
	at := func(p Profile) Addition { return Addition{Name: "test", Profile: p, Keep: secret("k")} }
	prod := func(p Profile, key string) Addition {
		return Addition{Name: "prod", Profile: p, Keep: secret(key), Replace: true}
	}
	ring := Place{Keeper: Keyring}
	tests := map[string]struct {
		Addition
		says string
	}{
		"a name that is taken":               {Addition{Name: "prod", Profile: Profile{URL: "https://h"}}, "already"},
		"a name that differs by case":        {Addition{Name: "Prod", Profile: Profile{URL: "https://h"}, Replace: true}, "already"},
		"a name that leads elsewhere":        {Addition{Name: "../x", Profile: Profile{URL: "https://h"}}, "can't be the name"},
		"no address":                         {at(Profile{}), "neither a URL nor a cloud id"},
		"two addresses":                      {at(Profile{URL: "https://h", CloudID: "x"}), "which cluster"},
		"credentials in the URL":             {at(Profile{URL: "https://u:" + canary + "@h"}), "holds credentials"},
		"credentials in Kibana's URL":        {at(Profile{URL: "https://h", KibanaURL: "https://u:" + canary + "@h"}), "holds credentials"},
		"an unknown store":                   {at(Profile{URL: "https://h", Secret: Place{Keeper: "vault"}}), "no secret store"},
		"a variable without a name":          {at(Profile{URL: "https://h", Secret: Place{Keeper: Environment}}), "has no name"},
		"no secret for the store":            {Addition{Name: "test", Profile: Profile{URL: "https://h", Secret: ring}}, "secret is missing"},
		"a secret of two lines":              {Addition{Name: "test", Profile: Profile{URL: "https://h", Secret: ring}, Keep: secret(canary + "\nb")}, "more than one line"},
		"a file that isn't there":            {Addition{Name: "test", Profile: Profile{URL: "https://h", Secret: Place{Keeper: File, Path: "/nonexistent"}}}, "no such file"},
		"a folder for a file":                {Addition{Name: "test", Profile: Profile{URL: "https://h", Secret: Place{Keeper: File, Path: "/"}}}, "no file that will be there"},
		"another address without the secret": {prod(Profile{URL: "https://other", Secret: ring}, ""), "wants its secret again"},
		"a user for an API key":              {prod(Profile{URL: "https://prod:9200", Username: "u", Secret: ring}, ""), "no password"},
		"another store without the secret":   {prod(Profile{URL: "https://prod:9200", Secret: Place{Keeper: Age}}, ""), "secret is missing"},
	}
	for name, test := range tests {
		_, err := d.open(t).Add(test.Addition)
		if err == nil || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), canary) {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
	}
	if d.text(t) != before || d.ring.items["connwiz/prod"] != "old" || len(d.ring.items) != 1 {
		t.Errorf("something was changed: %s, %v", d.text(t), d.ring.items)
	}
}

func TestReplacingMovesTheSecret(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(t, "prod", Place{Keeper: Keyring}, "old")
	added, err := d.open(t).Add(Addition{
		Name: "prod", Profile: Profile{URL: "https://prod:9200", Secret: Place{Keeper: File}}, Keep: secret(canary), Replace: true,
	})
	if err != nil || !added.Replaced || !added.Current || len(added.Warnings) > 0 {
		t.Fatalf("%+v, %v", added, err)
	}
	if len(d.ring.items) != 0 {
		t.Error("the old secret is still in the keyring")
	}
	added, err = d.open(t).Add(Addition{
		Name: "prod", Profile: Profile{URL: "https://prod:9200", Space: "ops", Secret: Place{Keeper: File}}, Replace: true,
	})
	if err != nil || added.Space != "ops" {
		t.Fatalf("%+v, %v", added, err)
	}
	if e, err := d.Load(Flags{}); err != nil || string(e.APIKey.Reveal()) != canary {
		t.Errorf("the secret didn't stay: %q, %v", e.APIKey.Reveal(), err)
	}
}

func TestAFailureLeavesEverythingAsItWas(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(t, "prod", Place{Keeper: Keyring}, "old")
	before := d.text(t)
	d.ring.fails = errors.New("locked")
	s := d.open(t)
	_, err := s.Add(Addition{Name: "test", Profile: Profile{URL: "https://h", Secret: Place{Keeper: Keyring}}, Keep: secret(canary)})
	var wrong *Error
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "locked") || !strings.Contains(wrong.Hint, "--store age") {
		t.Errorf("add: %v", err)
	}
	if _, err := s.Remove("prod", false); !errors.As(err, &wrong) || !strings.Contains(wrong.Hint, "--keep-secret") {
		t.Errorf("remove: %v", err)
	}
	if d.text(t) != before {
		t.Error("the file was changed")
	}
	if gone, err := s.Remove("prod", true); err != nil || gone.Deleted {
		t.Errorf("remove without the secret: %+v, %v", gone, err)
	}
	left, err := os.ReadDir(filepath.Join(d.ConfigHome, "connwiz"))
	if err != nil || len(left) != 1 {
		t.Errorf("files left behind: %v, %v", left, err)
	}
}

func TestAnotherWriterIsNoticed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(t, "prod", Place{}, "")
	s := d.open(t)
	d.add(t, "test", Place{}, "")
	err := s.write(change{keep: true, current: "prod"}, nil)
	if !errors.Is(err, ErrChanged) || !strings.Contains(d.text(t), "test") {
		t.Errorf("got %v, and the file is\n%s", err, d.text(t))
	}
	if err := s.Use("test"); err != nil { // which reads again
		t.Error(err)
	}
}

func TestALinkToTheFileStaysOne(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	real := d.file(t, "dotfiles/profiles.yml", "# mine\n")
	if err := os.MkdirAll(filepath.Dir(Path(d.ConfigHome)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, Path(d.ConfigHome)); err != nil {
		t.Skip(err)
	}
	d.add(t, "prod", Place{}, "")
	raw, err := os.ReadFile(real)
	if err != nil || !strings.Contains(string(raw), "prod") || !strings.Contains(string(raw), "# mine") {
		t.Errorf("the file behind the link: %q, %v", raw, err)
	}
	if info, err := os.Lstat(Path(d.ConfigHome)); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link: %v, %v", info.Mode(), err)
	}
}

//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/ui/terminal/screentest"

	"net/http/httptest"

	"filippo.io/age"
)

// profileKey is the key of the cluster in these tests.
const profileKey = "CANARY0profile"

// guarded starts a cluster that wants the key, and returns its address and the
// environment of an empty home.
func guarded(t *testing.T) (url, home string, env []string) {
	t.Helper()
	es := emulator.New(emulator.Options{APIKeys: []string{profileKey}, Username: "elastic", Password: profileKey})
	if err := es.Seed(); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(es)
	t.Cleanup(server.Close)
	home = t.TempDir()
	return server.URL, home, []string{"HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_STATE_HOME=" + home, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"}
}

func TestProfileAddAsksForWhatIsMissing(t *testing.T) {
	t.Parallel()
	url, home, env := guarded(t)
	s := sit(t, exec.Command("connwiz", "profile", "add", "prod"), screentest.Options{Silent: true, Shell: true, Env: env, Width: 120, Height: 24})
	s.WaitFor("URL or cloud id of Elasticsearch:")
	s.does("localhost:9200\r", "must start with http")
	s.does(url+"\r", "URL of Kibana")
	s.does("\r", "Which credentials? Number:")
	s.does("1\r", "Where shall the secret be kept? Number:")
	if !strings.Contains(s.Log(), "Not here: the system's keyring") {
		t.Errorf("what is in the way of the keyring is not said: %s", s.Dump())
	}
	s.does("3\r", "API key (encoded, or id:api_key):")
	s.does("wrong\r", "Save the profile all the same?")
	s.does("n\r", "nothing was saved")
	s.leaves(130)

	s = sit(t, exec.Command("connwiz", "profile", "add", "prod", "--url", url, "--store", "file"), screentest.Options{Silent: true, Shell: true, Env: env, Width: 120, Height: 24})
	s.WaitFor("Which credentials? Number:")
	s.does("1\r", "API key (encoded, or id:api_key):")
	s.does(profileKey+"\r", "Keep the secret in clear")
	s.does("y\r", "added profile prod")
	s.leaves(0)
	s.hides(profileKey)
	path := filepath.Join(home, "connwiz", "secrets", "prod.secret")
	raw, err := os.ReadFile(path)
	info, _ := os.Stat(path)
	if err != nil || string(raw) != profileKey+"\n" || info.Mode().Perm() != 0o600 {
		t.Errorf("the file of the secret: %v, %v", err, info)
	}
}

func TestProfileAddProposesTheAddressOfTheEnvironment(t *testing.T) {
	t.Parallel()
	url, _, env := guarded(t)
	begins := func(address string) *seat {
		return sit(t, exec.Command("connwiz", "profile", "add", "prod"), screentest.Options{Silent: true, Shell: true, Env: append(env, "ELASTICSEARCH_URL="+address), Width: 120, Height: 24})
	}
	s := begins(url)
	s.WaitFor("URL or cloud id of Elasticsearch [" + url + "]:")
	s.does("\r", "URL of Kibana")
	s.Press(screentest.CtrlC)
	s.leaves(130)

	s = begins("http://elastic:CANARY-in-a-url@es.example.com:9200") // No address that is taken.
	s.WaitFor("URL or cloud id of Elasticsearch:")
	s.hides("CANARY-in-a-url")
	s.Press(screentest.CtrlC)
	s.leaves(130)
}

func TestProfileAddCanBeAnsweredAnew(t *testing.T) {
	t.Parallel()
	url, home, env := guarded(t)
	s := sit(t, exec.Command("connwiz", "profile", "add", "prod"), screentest.Options{Silent: true, Shell: true, Env: append(env, "PROD_PASSWORD="+profileKey), Width: 120, Height: 60})
	s.WaitFor("Elasticsearch:")
	s.does("https://wrong.example.com\r", "PEM file")
	s.does("/nonexistent\r", "no such file")
	s.does("<\r", "Elasticsearch [https://wrong.example.com]:")
	s.does(url+"\r", "URL of Kibana")
	s.does("\r", "Which credentials? Number:")
	s.does("2\r", "User name:")
	s.does("\r", "a user has a name")
	s.does("elastic\r", "Where shall the secret be kept? Number:")
	s.does("2\r", "Name of the variable:")
	s.does("PROD PASSWORD\r", "can't be one")
	s.does("PROD_PASSWORD\r", "added profile prod")
	s.leaves(0)
	s.hides(profileKey)
	raw, err := os.ReadFile(filepath.Join(home, "connwiz", "profiles.yml"))
	want := "current: prod\nprofiles:\n  prod:\n    url: " + url + "\n    username: elastic\n    secret:\n      store: env\n      env: PROD_PASSWORD\n"
	if err != nil || string(raw) != want {
		t.Errorf("the file of profiles is %s, %v, want %s", raw, err, want)
	}
}

// locked saves a profile whose key is in a file that a passphrase opens.
func locked(t *testing.T) (env []string) {
	t.Helper()
	url, home, env := guarded(t)
	to, err := age.NewScryptRecipient("open sesame")
	if err != nil {
		t.Fatal(err)
	}
	to.SetWorkFactor(1)
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(profileKey)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home, "es.age")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	add := exec.Command("connwiz", "profile", "add", "prod", "--url", url, "--secret-file", path)
	add.Env = append(os.Environ(), env...)
	if said, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return env
}

func TestAPassphraseIsAskedForOnceAndTakesNoKeyOfTheWizard(t *testing.T) {
	t.Parallel()
	env := locked(t)
	s := sit(t, exec.Command("connwiz", "configure", "orders-postgres"), screentest.Options{Silent: true, Shell: true, Env: env})
	s.WaitFor("Passphrase of profile prod:")
	s.does("open sesame\r", "▸ Host")
	s.does(screentest.Tab, "▸ Port")
	s.Press(screentest.CtrlC)
	s.leaves(130)
	s.hides(profileKey, "open sesame")
}

func TestAPassphraseIsAskedForOnTheTerminalWhateverTheInputIs(t *testing.T) {
	t.Parallel()
	env := locked(t)
	s := sit(t, exec.Command("sh", "-c", "echo | connwiz list --output json > /dev/null; echo ended $?"), screentest.Options{Silent: true, Env: env})
	s.WaitFor("Passphrase of profile prod:")
	s.does("open sesame\r", "ended 0")
}

func TestAPassphraseThatIsNotGivenEndsTheCommand(t *testing.T) {
	t.Parallel()
	env := locked(t)
	for keys, code := range map[string]int{"nonsense\r": 2, screentest.CtrlC: 130, "\r": 2} {
		s := sit(t, exec.Command("connwiz", "list"), screentest.Options{Silent: true, Shell: true, Env: env})
		s.WaitFor("Passphrase of profile prod:")
		s.Press(keys)
		s.leaves(code)
		s.hides("nonsense")
	}
}

func TestProfileRemoveAsks(t *testing.T) {
	t.Parallel()
	env := locked(t)
	for _, test := range []struct {
		keys   string
		code   int
		brings string
	}{{"n\r", 130, "nothing was removed"}, {screentest.CtrlC, 130, "cancelled"}, {"y\r", 0, "removed profile prod"}} {
		s := sit(t, exec.Command("connwiz", "profile", "remove", "prod"), screentest.Options{Silent: true, Shell: true, Env: env, Width: 200, Height: 24})
		s.WaitFor("stays? y or n:")
		s.does(test.keys, test.brings)
		s.leaves(test.code)
	}
}

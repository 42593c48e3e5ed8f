//go:build unix

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"connwiz/client/emulator"
	"connwiz/client/profile"
	"connwiz/schema"
)

// asksToKeep has connected with a password, on a machine without a keyring.
func asksToKeep(t *testing.T) (*newcomer, *profile.Machine) {
	t.Helper()
	x := arriving(t, emulator.Options{Username: "elastic", Password: "CANARY-elastic"}, nil)
	x.setup.Link = nil
	m := &profile.Machine{ConfigHome: t.TempDir(), Getenv: func(string) string { return "" }, Ring: noRing{}, WorkFactor: 4}
	x.setup.Profiles = m
	x.arrive("", 80, 24).typed(x.url).press("tab", "tab").typed("elastic").press("tab").typed("CANARY-elastic")
	return x.takes("Connect and test").sees("Save this connection?"), m
}

// everythingIn is what all files of a folder hold.
func everythingIn(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		all.Write(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

func TestAConnectionIsNotSavedUnlessItIsWanted(t *testing.T) {
	t.Parallel()
	x, m := asksToKeep(t)
	x.takes("Go on").sees("You are elastic")
	if kept := everythingIn(t, m.ConfigHome); kept != "" {
		t.Errorf("kept %q", kept)
	}
}

func TestAConnectionIsSavedWithItsSecretEncrypted(t *testing.T) {
	t.Parallel()
	x, m := asksToKeep(t)
	x.chooses("enc").press("ctrl+u").typed("prod").press("tab").typed("CANARY-phrase").press("tab").typed("CANARY-other")
	x.takes("Go on").sees("the two differ").misses("CANARY")
	x.press("shift+tab").press("ctrl+u").typed("CANARY-phrase")
	x.takes("Go on").sees("Profile prod saved").misses("CANARY")
	if kept := everythingIn(t, m.ConfigHome); strings.Contains(kept, "CANARY") || !strings.Contains(kept, x.url) {
		t.Errorf("kept %q", kept)
	}
	m.Ask = func(string) (schema.Secret, error) { return schema.NewSecret([]byte("CANARY-phrase")), nil }
	at, err := m.Load(profile.Flags{Profile: "prod"})
	if err != nil || string(at.Password.Reveal()) != "CANARY-elastic" || at.Username != "elastic" {
		t.Errorf("loaded %+v, %v", at, err)
	}
	x.takes("Go on").sees("Service type")
}

func TestAProfileThatIsThereIsNotReplaced(t *testing.T) {
	t.Parallel()
	x, m := asksToKeep(t)
	store, err := profile.Open(*m)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Add(profile.Addition{Name: "default", Profile: profile.Profile{URL: "https://other:9200"}}); err != nil {
		t.Fatal(err)
	}
	x.chooses("wit").takes("Go on").sees("choose another name")
	if kept := everythingIn(t, m.ConfigHome); !strings.Contains(kept, "https://other:9200") {
		t.Errorf("kept %q", kept)
	}
	x.takes("Go on without saving").sees("You are elastic")
}

func TestAConnectionIsSavedWithoutItsSecret(t *testing.T) {
	t.Parallel()
	x, m := asksToKeep(t)
	x.chooses("wit").takes("Go on").sees("Profile default saved")
	if kept := everythingIn(t, m.ConfigHome); strings.Contains(kept, "CANARY") || !strings.Contains(kept, x.url) {
		t.Errorf("kept %q", kept)
	}
}

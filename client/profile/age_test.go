package profile

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"filippo.io/age"
)

// encrypted writes a file as the age program does, unarmored.
func encrypted(t *testing.T, d *desk, text string, to ...age.Recipient) string {
	t.Helper()
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to...)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return d.file(t, "mine.age", out.String())
}

func TestAFileThatAgeMadeIsOpened(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	i, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	path, identity := encrypted(t, d, canary+"\n", i.Recipient()), d.file(t, "id", i.String())
	if !Encrypted(path) || Encrypted(identity) || Encrypted("/nonexistent") {
		t.Error("encrypted files are not told from others")
	}
	d.add(t, "prod", Place{Keeper: Age, Path: path, Identity: identity}, "")
	if e, err := d.Load(Flags{}); err != nil || string(e.APIKey.Reveal()) != canary {
		t.Errorf("got %q, %v", e.APIKey.Reveal(), err)
	}
}

func TestAnEncryptedFileThatStaysClosed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		types []string
		spoil func(*testing.T, *desk, string)
		says  string
	}{
		"the wrong passphrase": {[]string{"wrong"}, nil, "not the passphrase"},
		"no passphrase":        {[]string{""}, nil, "passphrase is empty"},
		"nobody to type it":    {nil, nil, "nobody is there"},
		"a damaged file": {[]string{"phrase"}, func(t *testing.T, _ *desk, path string) {
			write(t, path, "-----BEGIN AGE ENCRYPTED FILE-----\nnonsense\n")
		}, "damaged"},
		"no file": {[]string{"phrase"}, func(t *testing.T, _ *desk, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, "isn't there"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.types = []string{"phrase", "phrase"}
			d.add(t, "prod", Place{Keeper: Age}, canary)
			if test.spoil != nil {
				test.spoil(t, d, d.open(t).File(d.open(t).List()[0]))
			}
			d.types = test.types
			_, err := d.Load(Flags{})
			var wrong *Error
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.says) || wrong.Hint == "" || strings.Contains(err.Error(), canary) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

func TestANewPassphraseMustBeTypedTwice(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		types []string
		says  string
	}{
		"two that differ": {[]string{"one", "two", "one", "three", "one", "four"}, "differ"},
		"empty ones":      {[]string{"", ""}, "empty"},
		"nobody there":    {nil, "nobody is there"},
	} {
		d := newDesk(t)
		d.types = test.types
		_, err := d.open(t).Add(Addition{Name: "prod", Profile: Profile{URL: "https://h", Secret: Place{Keeper: Age}}, Keep: secret(canary)})
		if err == nil || !strings.Contains(err.Error(), test.says) || len(d.open(t).List()) > 0 {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
	}
}

func TestAnIdentityFileThatIsNone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	at := Place{Keeper: Age, Identity: d.file(t, "id", "AGE-SECRET-KEY-"+canary)}
	_, err := d.open(t).Add(Addition{Name: "prod", Profile: Profile{URL: "https://h", Secret: at}, Keep: secret("k")})
	if err == nil || !strings.Contains(err.Error(), "no identity file") || strings.Contains(err.Error(), canary) {
		t.Errorf("got %v", err)
	}
}

func TestASlipInAPassphraseIsAskedForAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.types = []string{"phrase", "phrsae", "phrase", "phrase"}
	if _, err := d.open(t).Add(Addition{Name: "prod", Profile: Profile{URL: "https://h", Secret: Place{Keeper: Age}}, Keep: secret(canary)}); err != nil {
		t.Errorf("a slip is not forgiven: %v", err)
	}
	if len(d.types) != 0 {
		t.Errorf("%d answers were not asked for", len(d.types))
	}
}

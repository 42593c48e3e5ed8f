package profile

import (
	"errors"
	"os"
	"strings"
	"testing"
)

func TestRewritingKeepsWhatIsNotOurs(t *testing.T) {
	t.Parallel()
	prod := &Profile{URL: "https://new:9200", Secret: Place{Keeper: Keyring}}
	tests := map[string]struct {
		before string
		change change
		after  string
	}{
		"a profile is put into nothing": {
			"", change{name: "prod", put: prod, current: "prod"},
			"current: prod\nprofiles:\n  prod:\n    url: https://new:9200\n    secret:\n      store: keyring\n",
		},
		"a profile is put below comments": {
			"# clusters of ours\n", change{name: "prod", put: prod},
			"# clusters of ours\n\nprofiles:\n  prod:\n    url: https://new:9200\n    secret:\n      store: keyring\n",
		},
		"a profile is replaced": {`# clusters of ours
current: prod # the usual one

profiles:
  # the real thing
  prod:
    url: https://old:9200 # moved soon
    username: elastic
    owner: search team   # whom to call

  test:
    url: https://test:9200
x-notes: |
  one

  two
`, change{name: "prod", put: prod, current: "prod"}, `# clusters of ours
current: prod # the usual one

profiles:
  # the real thing
  prod:
    url: https://new:9200 # moved soon
    owner: search team # whom to call

    secret:
      store: keyring
  test:
    url: https://test:9200
x-notes: |
  one

  two
`},
		"a profile is removed": {`profiles:
  prod:
    url: https://old:9200

  # the other one
  test:
    url: https://test:9200
`, change{name: "prod"}, `profiles:
  # the other one
  test:
    url: https://test:9200
`},
		"a profile is chosen": {
			"profiles: {a: {url: 'https://a'}, \"b\": {url: https://b}} # short\n", change{keep: true, current: "b"},
			"current: b\nprofiles: {a: {url: 'https://a'}, \"b\": {url: 'https://b'}} # short\n",
		},
		"line ends of Windows": {
			"current: a\r\n\r\nprofiles:\r\n  a:\r\n    url: https://a\r\n", change{keep: true},
			"profiles:\n  a:\n    url: https://a\n",
		},
		"profiles that are null": {
			"profiles:\n", change{name: "prod", put: &Profile{CloudID: "a:b"}, current: "prod"},
			"current: prod\nprofiles:\n  prod:\n    cloud_id: a:b\n",
		},
		"a name that looks like a number": {
			"", change{name: "1e3", put: &Profile{URL: "https://h"}, current: "1e3"},
			"current: \"1e3\"\nprofiles:\n  \"1e3\":\n    url: https://h\n",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := parse([]byte(test.before))
			if err != nil {
				t.Fatal(err)
			}
			out, err := d.rewrite(test.change)
			if err != nil {
				t.Fatal(err)
			}
			if string(out) != test.after {
				t.Errorf("got\n%s\nwant\n%s", out, test.after)
			}
		})
	}
}

func TestAFileThatCannotBeKeptIsLeftAlone(t *testing.T) {
	t.Parallel()
	d, err := parse([]byte("base: &b {url: 'https://a'}\nprofiles:\n  prod: *b\n"))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := d.rewrite(change{name: "prod", put: &Profile{URL: "https://b"}}); !errors.Is(err, errUneditable) {
		t.Errorf("got %v and\n%s", err, out)
	}
}

func TestAMalformedFileIsNamedWithItsLineAndStays(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, says string }{
		"no YAML":                     {"current: a\nprofiles: [" + canary + "\n", "line"},
		"a tab":                       {"profiles:\n\ta: " + canary + "\n", "line 2"},
		"a list":                      {"- " + canary + "\n", "line 1: it is not a map"},
		"profiles that are a text":    {"profiles: " + canary + "\n", "line 1: profiles is not a map"},
		"a profile that is a text":    {"profiles:\n  a: " + canary + "\n", "line 2: profile \"a\" is not a map"},
		"a switch that is a text":     {"profiles:\n  a:\n    url: https://h\n    insecure: " + canary + "\n", "line 4"},
		"a profile that stands twice": {"profiles:\n  a: {url: 'https://h'}\n  a: {url: 'https://i'}\n", "line 3: \"a\" is there twice"},
		"a password":                  {"profiles:\n  a:\n    url: https://h\n    password: " + canary + "\n", "line 4: profile \"a\" holds \"password\""},
		"an API key":                  {"profiles:\n  a: {api_key: " + canary + "}\n", "no place for a secret"},
		"a secret as a text":          {"profiles:\n  a: {secret: " + canary + "}\n", "line 2"},
		"two documents":               {"current: a\n---\ncurrent: b\n", "more than one document"},
	}
	for name, test := range tests {
		d := newDesk(t)
		write(t, Path(d.ConfigHome), test.text)
		_, err := Open(d.Machine)
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.says) || !strings.Contains(err.Error(), Path(d.ConfigHome)) {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
		if err != nil && strings.Contains(err.Error()+wrong.Hint, canary) {
			t.Errorf("%s: the error quotes the file: %v", name, err)
		}
		if raw, err := os.ReadFile(Path(d.ConfigHome)); err != nil || string(raw) != test.text {
			t.Errorf("%s: the file is %q now, %v", name, raw, err)
		}
	}
}

func TestAMissingProfileIsAnsweredByTheNearestName(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, name := range []string{"production", "staging", "test-eu"} {
		d.add(t, name, Place{}, "")
	}
	for word, want := range map[string]string{
		"prodution": "did you mean production?", "prod": "did you mean production?", "tset-eu": "did you mean test-eu?",
		"Staging": "did you mean staging?", "elsewhere": "profiles are: production, staging, test-eu",
	} {
		_, err := d.Load(Flags{Profile: word})
		var wrong *Error
		if !errors.As(err, &wrong) || !strings.Contains(wrong.Hint, want) {
			t.Errorf("%s: %v, hint %q, want %q", word, err, wrong.Hint, want)
		}
	}
}

func FuzzRewritingNeverLosesAnything(f *testing.F) {
	f.Add("# c\ncurrent: a\n\nprofiles:\n  a:\n    url: https://a\n    x: |\n      one\n\n      two\n")
	f.Add("profiles: {a: {url: 'https://a', y: \"b\n\nc\"}}\nother: [1, 2]\n")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := parse([]byte(text))
		if err != nil {
			return
		}
		c := change{name: "fresh", put: &Profile{URL: "https://h"}, current: "fresh"}
		out, err := d.rewrite(c)
		if err != nil {
			return
		}
		now, err := parse(out)
		if err != nil {
			t.Fatalf("%v in %q, from %q", err, out, text)
		}
		for _, e := range d.entries {
			same := false
			for _, n := range now.entries {
				same = same || n.Name == e.Name && (n.Profile == e.Profile || e.Name == c.name)
			}
			if !same {
				t.Errorf("profile %q is lost or changed in %q, from %q", e.Name, out, text)
			}
		}
	})
}

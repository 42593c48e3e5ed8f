package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// canary stands for every secret: it must be in no message.
const canary = "CANARY0secret"

// world is what Load reads, as texts.
type world struct {
	flags    Flags
	env      map[string]string
	profiles string // text of profiles.yml
	config   string // text of config.yml
	key      string // text of the API key file
}

func (w world) load(t *testing.T) (Endpoints, error) {
	t.Helper()
	home := t.TempDir()
	if w.profiles != "" {
		write(t, Path(home), w.profiles)
	}
	if w.config != "" {
		w.flags.ConfigFile = filepath.Join(home, "config.yml")
		write(t, w.flags.ConfigFile, w.config)
	}
	if w.key != "" {
		w.flags.APIKeyFile = filepath.Join(home, "key")
		write(t, w.flags.APIKeyFile, w.key)
	}
	return Machine{ConfigHome: home, Getenv: func(name string) string { return w.env[name] }}.Load(w.flags)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// brief writes endpoints in one line, secrets revealed.
func brief(e Endpoints) string {
	at := e.URL + e.CloudID
	switch {
	case !e.APIKey.Empty():
		at += " key=" + string(e.APIKey.Reveal())
	case !e.Password.Empty():
		at += " " + e.Username + ":" + string(e.Password.Reveal())
	}
	if e.CACertFile != "" {
		at += " ca=" + e.CACertFile
	}
	if e.Insecure {
		at += " insecure"
	}
	return at
}

const twoProfiles = `
current: test
profiles:
  prod: {url: "https://prod:9200", username: elastic, ca_cert: prod.pem}
  test: {url: "https://test:9200"}
`

func TestAnAPIKeyMayComeInBothFormsAndWithALineBreak(t *testing.T) {
	t.Parallel()
	const plain, encoded = "id-1:key_2", "aWQtMTprZXlfMg=="
	for _, text := range []string{plain, encoded, plain + "\n", encoded + "\r\n"} {
		env := map[string]string{"ELASTICSEARCH_URL": "https://h:9200\n", "ELASTICSEARCH_API_KEY": text}
		for from, w := range map[string]world{
			"the environment": {env: env}, "a file": {flags: Flags{URL: " https://h:9200"}, key: text},
		} {
			e, err := w.load(t)
			if want := "https://h:9200 key=" + encoded; err != nil || brief(e) != want {
				t.Errorf("%q from %s: got %q, %v, want %q", text, from, brief(e), err, want)
			}
		}
	}
	e, err := world{env: map[string]string{"ELASTICSEARCH_URL": "https://h", "ELASTICSEARCH_API_KEY": "no:key:of:any"}}.load(t)
	if want := "https://h key=no:key:of:any"; err != nil || brief(e) != want {
		t.Errorf("got %q, %v, want what is no key as it is", brief(e), err)
	}
}

func TestAPasswordThatEndsWithALineBreakIsWarnedOf(t *testing.T) {
	t.Parallel()
	e, err := world{env: map[string]string{
		"ELASTICSEARCH_URL": "https://h", "ELASTICSEARCH_USERNAME": "u\n", "ELASTICSEARCH_PASSWORD": canary + "\n",
	}}.load(t)
	if err != nil || brief(e) != "https://h u:"+canary+"\n" {
		t.Fatalf("got %q, %v", brief(e), err)
	}
	if got := strings.Join(e.Warnings, " "); !strings.Contains(got, "line break") || strings.Contains(got, canary) {
		t.Errorf("got %q, want a warning", got)
	}
}

func TestAProfileThatBeatsAConfigYMLIsToldOf(t *testing.T) {
	t.Parallel()
	const config = "elasticsearch.host: https://other:9200\n"
	for name, c := range map[string]struct {
		world world
		told  bool
	}{
		"the current profile":      {world{profiles: twoProfiles, config: config}, true},
		"a profile that was named": {world{profiles: twoProfiles, config: config, flags: Flags{Profile: "test"}}, false},
		"the same cluster":         {world{profiles: twoProfiles, config: "elasticsearch.host: https://test:9200/\n"}, false},
		"another one altogether":   {world{profiles: twoProfiles, config: config, flags: Flags{URL: "https://third"}}, false},
		"no profile":               {world{config: config}, false},
	} {
		e, err := c.world.load(t)
		if told := strings.Contains(strings.Join(e.Warnings, " "), "a profile beats config.yml"); err != nil || told != c.told {
			t.Errorf("%s: told %v, %v: %q", name, told, err, e.Warnings)
		}
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		world
		want string
	}{
		"a flag beats the environment": {
			world{flags: Flags{URL: "https://flag:9200"}, env: map[string]string{"ELASTICSEARCH_URL": "https://env:9200"}},
			"https://flag:9200",
		},
		"the environment beats a profile": {
			world{env: map[string]string{"ELASTICSEARCH_URL": "https://env:9200"}, profiles: twoProfiles},
			"https://env:9200",
		},
		"a profile beats config.yml": {
			world{profiles: twoProfiles, config: "elasticsearch.host: http://config:9200"},
			"https://test:9200",
		},
		"config.yml comes last": {
			world{config: "elasticsearch:\n  host: http://config:9200\n  api_key: k"},
			"http://config:9200 key=k",
		},
		"dotted keys of config.yml count like nested ones": {
			world{config: "elasticsearch.host: http://config:9200\nelasticsearch.username: u\nelasticsearch.password: p"},
			"http://config:9200 u:p",
		},
		"a flag names the profile": {
			world{flags: Flags{Profile: "prod"}, env: map[string]string{"CONNWIZ_PROFILE": "test", "ELASTICSEARCH_PASSWORD": "p"}, profiles: twoProfiles},
			"https://prod:9200 elastic:p ca=prod.pem",
		},
		"the environment names the profile": {
			world{env: map[string]string{"CONNWIZ_PROFILE": "prod", "ELASTICSEARCH_API_KEY": "k"}, profiles: twoProfiles},
			"https://prod:9200 key=k ca=prod.pem",
		},
		"a cloud id of a stronger source hides a URL": {
			world{flags: Flags{CloudID: "name:abc"}, env: map[string]string{"ELASTICSEARCH_URL": "https://env:9200"}},
			"name:abc",
		},
		"a key file beats a password of the environment": {
			world{key: "k1\n", env: map[string]string{"ELASTICSEARCH_URL": "https://env:9200", "ELASTICSEARCH_USERNAME": "u", "ELASTICSEARCH_PASSWORD": "p"}},
			"https://env:9200 key=k1",
		},
		"a password of the environment beats a key of config.yml": {
			world{env: map[string]string{"ELASTICSEARCH_USERNAME": "u", "ELASTICSEARCH_PASSWORD": "p"}, config: "elasticsearch: {host: 'http://c:9200', api_key: k}"},
			"http://c:9200 u:p",
		},
		"of one source the key is taken": {
			world{config: "elasticsearch: {host: 'http://c:9200', api_key: k, username: u, password: p}"},
			"http://c:9200 key=k",
		},
		"a trailing slash is dropped": {
			world{flags: Flags{URL: "https://flag:9200/es/"}},
			"https://flag:9200/es",
		},
		"config.yml may turn verification off for its own host": {
			world{config: "elasticsearch: {host: 'https://c:9200', verify_certs: false, ca_certs: x.pem}"},
			"https://c:9200 insecure",
		},
		"config.yml doesn't turn verification off for another host": {
			world{flags: Flags{URL: "https://flag:9200"}, config: "elasticsearch: {host: 'https://c:9200', verify_certs: false}"},
			"https://flag:9200",
		},
		"ca_certs is read where verification is on": {
			world{config: "elasticsearch: {host: 'https://c:9200', ssl: true, ca_certs: x.pem}"},
			"https://c:9200 ca=x.pem",
		},
		"ca_certs is not read without ssl": {
			world{config: "elasticsearch: {host: 'https://c:9200', ssl: false, ca_certs: x.pem}"},
			"https://c:9200",
		},
		"config.yml names variables": {
			world{config: "elasticsearch: {host: 'https://${HOST|localhost}:9200', api_key: $KEY}", env: map[string]string{"KEY": "k2"}},
			"https://localhost:9200 key=k2",
		},
		"null in config.yml is nothing": {
			world{flags: Flags{URL: "https://flag:9200"}, config: "elasticsearch:\n  api_key: null\n  host:\n"},
			"https://flag:9200",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e, err := test.load(t)
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(e); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	at := func(env map[string]string) map[string]string {
		env["ELASTICSEARCH_URL"] = "https://env:9200"
		return env
	}
	tests := map[string]struct {
		world
		message, hint string
	}{
		"no address at all":               {world{}, "no Elasticsearch URL", "connwiz demo"},
		"credentials in --url":            {world{flags: Flags{URL: "https://u:" + canary + "@host:9200"}}, "--url holds credentials", "ELASTICSEARCH_API_KEY"},
		"credentials in a broken URL":     {world{flags: Flags{URL: "https://u:" + canary + "%zz@host"}}, "--url is no URL", "https://HOST"},
		"credentials in the environment":  {world{env: map[string]string{"ELASTICSEARCH_URL": "https://u:" + canary + "@h"}}, "ELASTICSEARCH_URL holds credentials", "--api-key-file"},
		"credentials in config.yml's URL": {world{config: "elasticsearch.host: https://u:" + canary + "@h"}, "elasticsearch.host of config.yml holds credentials", ""},
		"a URL without scheme":            {world{flags: Flags{URL: "localhost:9200"}}, "must start with http", "https://HOST:9200"},
		"a URL without host":              {world{flags: Flags{URL: "https://"}}, "must name a host", ""},
		"URL and cloud id at once":        {world{flags: Flags{URL: "https://h", CloudID: "x"}}, "--url and --cloud-id are both set", "only one"},
		"a name without a password":       {world{env: at(map[string]string{"ELASTICSEARCH_USERNAME": "u"})}, "no password", "ELASTICSEARCH_PASSWORD"},
		"a password without a name":       {world{env: at(map[string]string{"ELASTICSEARCH_PASSWORD": canary})}, "no user name", "ELASTICSEARCH_USERNAME"},
		"an unknown profile":              {world{flags: Flags{Profile: "x"}, profiles: twoProfiles}, `no profile "x"`, "prod, test"},
		"a profile where there is none":   {world{flags: Flags{Profile: "x"}}, `no profile "x"`, "no profiles"},
		"a secret in the profiles":        {world{profiles: "profiles: {x: {url: 'https://h', password: " + canary + "}}"}, "this file is no place for a secret", "knows url"},
		"malformed profiles":              {world{profiles: "profiles: [" + canary}, "malformed YAML", ""},
		"malformed config.yml":            {world{config: "a: b\n" + canary + ": [\n"}, "malformed YAML", "--config"},
		"config.yml that is a list":       {world{config: "- x"}, "not a map", ""},
		"config.yml that isn't there":     {world{flags: Flags{ConfigFile: "/nonexistent/config.yml"}}, "no such file", "--config"},
		"a variable that isn't set":       {world{config: "elasticsearch.host: ${NOPE}"}, `"NOPE" is not set`, ""},
		"a dollar sign in a password":     {world{config: "elasticsearch: {host: 'http://h', username: u, password: 'x$" + canary + "'}"}, "elasticsearch.password: an environment variable", ""},
		"a key file that isn't there":     {world{flags: Flags{URL: "https://h", APIKeyFile: "/nonexistent/key"}}, "no such file", "--api-key-file"},
		"an empty key file":               {world{key: "\n"}, "doesn't hold one key", "encoded"},
		"a key file with two lines":       {world{key: canary + "\n" + canary}, "doesn't hold one key", ""},
		"a huge key file":                 {world{key: strings.Repeat("x", maxKeyFile+1)}, "too large", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := test.load(t)
			var wrong *Error
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v, want an Error", err)
			}
			if !strings.Contains(wrong.Error(), test.message) {
				t.Errorf("message %q lacks %q", wrong.Error(), test.message)
			}
			if wrong.Hint == "" || !strings.Contains(wrong.Hint, test.hint) {
				t.Errorf("hint %q lacks %q", wrong.Hint, test.hint)
			}
			if all := fmt.Sprintf("%v %+v %#v %s", err, wrong, *wrong, wrong.Hint); strings.Contains(all, canary) {
				t.Error("the secret is in the error")
			}
		})
	}
}

func TestLoadWarns(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "key")
	write(t, path, "k")
	flags := Flags{URL: "https://h", APIKeyFile: path}
	for mode, want := range map[os.FileMode]int{0o600: 0, 0o400: 0, 0o640: 1, 0o604: 1} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		e, err := Machine{}.Load(flags)
		if err != nil || len(e.Warnings) != want {
			t.Errorf("mode %#o: %d warnings (%q), error %v, want %d", mode, len(e.Warnings), e.Warnings, err, want)
		}
	}
}

func TestLoadWarnsOfCredentialsInTheClear(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]int{
		"http://es.example.com:9200": 1, "http://10.0.0.1": 1, "http://localhost.example.com": 1,
		"https://es.example.com:9200": 0, "http://localhost:9200": 0, "http://127.0.0.1:9200": 0, "http://[::1]:9200": 0,
	} {
		e, err := world{flags: Flags{URL: at}, env: map[string]string{"ELASTICSEARCH_API_KEY": canary}}.load(t)
		if err != nil || len(e.Warnings) != want {
			t.Errorf("%s: %d warnings (%q), error %v, want %d", at, len(e.Warnings), e.Warnings, err, want)
		}
	}
	e, err := world{flags: Flags{URL: "http://es.example.com"}}.load(t)
	if err != nil || len(e.Warnings) > 0 {
		t.Errorf("without credentials: %q, error %v", e.Warnings, err)
	}
}

func TestLoadKeepsKibana(t *testing.T) {
	t.Parallel()
	w := world{
		env:      map[string]string{"KIBANA_API_KEY": "kk"},
		profiles: "current: p\nprofiles: {p: {url: 'https://h', kibana_url: 'https://kb', space: ops}}",
	}
	e, err := w.load(t)
	if err != nil {
		t.Fatal(err)
	}
	if e.Kibana.URL != "https://kb" || e.Kibana.Space != "ops" || string(e.Kibana.APIKey.Reveal()) != "kk" || e.Profile != "p" {
		t.Errorf("got %+v of profile %q", e.Kibana, e.Profile)
	}
}

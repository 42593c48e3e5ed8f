package profile

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// both is a profile that knows Elasticsearch and Kibana, with a key in the keyring.
const both = `current: prod
profiles:
  prod: {url: "https://prod:9200", kibana_url: "https://kb:5601", space: ops, secret: {store: keyring}}
`

// elastic is a profile of a user, whose password is in the keyring.
const elastic = `current: prod
profiles:
  prod: {url: "https://prod:9200", username: elastic, secret: {store: keyring}}
`

func TestWhereAProfilesSecretGoes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		profiles string
		flags    Flags
		env      map[string]string
		want     string
		warns    string
	}{
		"to its own address": {both, Flags{}, nil, "https://prod:9200 key=k", ""},
		"to its own address, named elsewhere": {
			both, Flags{URL: "https://prod:9200/"}, nil, "https://prod:9200 key=k", "",
		},
		"not to another one": {
			both, Flags{URL: "http://localhost:9200"}, nil, "http://localhost:9200", "stay unused",
		},
		"not to another one of the environment": {
			both, Flags{}, map[string]string{"ELASTICSEARCH_URL": "https://other", "CONNWIZ_PROFILE": "prod"}, "https://other", "--profile prod",
		},
		"to another one where it is named": {
			both, Flags{URL: "https://other", Profile: "prod"}, nil, "https://other key=k", "",
		},
		"no word of it where others have credentials": {
			both, Flags{URL: "https://other"}, map[string]string{"ELASTICSEARCH_API_KEY": "e"}, "https://other key=e", "",
		},
		"a password with its name": {elastic, Flags{}, nil, "https://prod:9200 elastic:k", ""},
		"a password beats that of nobody else": {
			elastic, Flags{}, map[string]string{"ELASTICSEARCH_USERNAME": "elastic"}, "https://prod:9200 elastic:k", "",
		},
		"an API key, whatever the name": {
			both, Flags{}, map[string]string{"ELASTICSEARCH_USERNAME": "bob"}, "https://prod:9200 key=k", "",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			write(t, Path(d.ConfigHome), test.profiles)
			d.ring.items, d.env = map[string]string{"connwiz/prod": "k"}, test.env
			e, err := d.Load(test.flags)
			if err != nil || brief(e) != test.want {
				t.Errorf("got %s, %v, want %s", brief(e), err, test.want)
			}
			if said := strings.Join(e.Warnings, " "); !strings.Contains(said, test.warns) || test.warns == "" && said != "" {
				t.Errorf("warnings %q, want %q", said, test.warns)
			}
		})
	}
}

func TestAPasswordIsNotSentWithAnotherName(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	write(t, Path(d.ConfigHome), elastic)
	d.ring.items = map[string]string{"connwiz/prod": canary}
	d.env["ELASTICSEARCH_USERNAME"] = "bob"
	_, err := d.Load(Flags{})
	var wrong *Error
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "no password") || d.ring.asked > 0 {
		t.Errorf("got %v, the keyring was asked %d times", err, d.ring.asked)
	}
}

func TestAProfileSaysWhatMeansNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	write(t, Path(d.ConfigHome), "current: prod\nprofiles:\n  prod:\n    url: https://h\n    cacert: x.pem\n    insecure: true\n")
	e, err := d.Load(Flags{})
	if err != nil || len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], `"cacert" on line 5`) || !e.Insecure {
		t.Errorf("%+v, %v", e, err)
	}
	if e, err := d.Load(Flags{URL: "https://other"}); err != nil || e.Insecure {
		t.Errorf("unverified elsewhere: %+v, %v", e, err)
	}
}

func TestLoadKibana(t *testing.T) {
	t.Parallel()
	cloud := "current: c\nprofiles: {c: {cloud_id: 'n:abc', secret: {store: keyring}}}\n"
	tests := map[string]struct {
		profiles string
		flags    Flags
		kibana   KibanaFlags
		env      map[string]string
		want     string
	}{
		"a flag beats the environment":                  {"", Flags{}, KibanaFlags{URL: "https://f"}, map[string]string{"KIBANA_URL": "https://e"}, "https://f"},
		"the environment beats a profile":               {both, Flags{}, KibanaFlags{}, map[string]string{"KIBANA_URL": "https://e", "KIBANA_API_KEY": "kk"}, "https://e key=kk"},
		"a profile's Kibana with its key":               {both, Flags{}, KibanaFlags{}, nil, "https://kb:5601 key=k"},
		"a profile's key goes to its Kibana only":       {both, Flags{}, KibanaFlags{URL: "https://f"}, nil, "https://f"},
		"a profile's key where the profile is named":    {both, Flags{Profile: "prod"}, KibanaFlags{URL: "https://f"}, nil, "https://f key=k"},
		"a cloud id is Kibana's too":                    {cloud, Flags{}, KibanaFlags{}, nil, "n:abc key=k"},
		"Kibana's URL hides a cloud id":                 {"", Flags{CloudID: "n:abc"}, KibanaFlags{URL: "https://f"}, nil, "https://f"},
		"a cloud id of a flag hides the environment":    {"", Flags{CloudID: "n:abc"}, KibanaFlags{}, map[string]string{"KIBANA_URL": "https://e"}, "n:abc"},
		"Elasticsearch's address is not Kibana's":       {both, Flags{URL: "https://es"}, KibanaFlags{}, map[string]string{"ELASTICSEARCH_URL": "https://es2"}, "https://kb:5601 key=k"},
		"Elasticsearch's key is good for Kibana":        {"", Flags{}, KibanaFlags{URL: "https://f"}, map[string]string{"ELASTICSEARCH_API_KEY": "e"}, "https://f key=e"},
		"Kibana's key of the environment beats it":      {"", Flags{APIKeyFile: "es.key"}, KibanaFlags{URL: "https://f"}, map[string]string{"KIBANA_API_KEY": "kk"}, "https://f key=kk"},
		"Kibana's key file beats all":                   {"", Flags{APIKeyFile: "es.key"}, KibanaFlags{URL: "https://f", APIKeyFile: "kb.key"}, map[string]string{"KIBANA_API_KEY": "kk"}, "https://f key=of-kb"},
		"Elasticsearch's key file beats an environment": {"", Flags{APIKeyFile: "es.key"}, KibanaFlags{URL: "https://f"}, map[string]string{"ELASTICSEARCH_API_KEY": "e"}, "https://f key=of-es"},
		"a user and a password":                         {"", Flags{}, KibanaFlags{URL: "https://f"}, map[string]string{"ELASTICSEARCH_USERNAME": "u", "ELASTICSEARCH_PASSWORD": "p"}, "https://f u:p"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			if test.profiles != "" {
				write(t, Path(d.ConfigHome), test.profiles)
			}
			d.ring.items = map[string]string{"connwiz/prod": "k", "connwiz/c": "k"}
			d.env = test.env
			for _, file := range []*string{&test.flags.APIKeyFile, &test.kibana.APIKeyFile} {
				if *file != "" {
					*file = d.file(t, *file, "of-"+strings.TrimSuffix(filepath.Base(*file), ".key"))
				}
			}
			e, err := d.LoadKibana(test.flags, test.kibana)
			if err != nil || brief(e) != test.want {
				t.Errorf("got %s, %v, want %s", brief(e), err, test.want)
			}
		})
	}
}

func TestLoadKibanaRefuses(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	_, err := d.LoadKibana(Flags{URL: "https://es"}, KibanaFlags{})
	var wrong *Error
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "no Kibana URL") || !strings.Contains(wrong.Hint, "KIBANA_URL") {
		t.Errorf("got %v", err)
	}
	_, err = d.LoadKibana(Flags{}, KibanaFlags{URL: "https://u:" + canary + "@kb"})
	if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "--kibana-url holds credentials") || strings.Contains(err.Error(), canary) {
		t.Errorf("got %v", err)
	}
	_, err = d.LoadKibana(Flags{}, KibanaFlags{URL: "https://kb", APIKeyFile: "/nonexistent"})
	if !errors.As(err, &wrong) || !strings.HasSuffix(wrong.Hint, ": --kibana-api-key-file FILE") {
		t.Errorf("got %v", err)
	}
}

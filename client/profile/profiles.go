package profile

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Profile is a named cluster. It has no place for a secret, only for where one is.
type Profile struct {
	URL           string `yaml:"url,omitempty"`
	CloudID       string `yaml:"cloud_id,omitempty"` // instead of URL
	Username      string `yaml:"username,omitempty"`
	CACert        string `yaml:"ca_cert,omitempty"`
	CAFingerprint string `yaml:"ca_fingerprint,omitempty"`
	// Insecure leaves certificates unverified, for this profile's address only.
	Insecure  bool   `yaml:"insecure,omitempty"`
	KibanaURL string `yaml:"kibana_url,omitempty"`
	Space     string `yaml:"space,omitempty"`
	// Secret is where the secret is: the password of Username, or without one an API
	// key.
	Secret Place `yaml:"secret,omitempty"`
}

// keys are the keys of a profile in the file.
func keys() []string {
	return []string{"url", "cloud_id", "username", "ca_cert", "ca_fingerprint", "insecure", "kibana_url", "space", "secret"}
}

// Kind says in the file's words what the secret is.
func (p Profile) Kind() string {
	if p.Username != "" {
		return "password"
	}
	return "api_key"
}

// Check refuses a profile that can't be used. Its errors don't quote addresses,
// which may hold a password.
func (p Profile) Check() error {
	switch {
	case p.URL == "" && p.CloudID == "":
		return &Error{Message: "the profile has neither a URL nor a cloud id", Hint: "give one: --url https://HOST:9200"}
	case p.URL != "" && p.CloudID != "":
		return &Error{Message: "the profile has a URL and a cloud id: which cluster is meant?", Hint: "give only one of the two"}
	}
	for name, at := range map[string]string{"the URL": p.URL, "Kibana's URL": p.KibanaURL} {
		if at == "" {
			continue
		}
		if _, err := checkURL(name, at); err != nil {
			return err
		}
	}
	if err := p.Secret.check(); err != nil {
		return &Error{Message: err.Error(), Hint: "stores are: " + keeperNames()}
	}
	return nil
}

// keeperNames lists the keepers for a hint.
func keeperNames() string {
	names := make([]string, 0, len(Keepers()))
	for _, k := range Keepers() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// CheckName refuses what can't be the name of a profile: it is part of a file's
// name, and is typed often.
func CheckName(name string) error {
	if regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`).MatchString(name) {
		return nil
	}
	return &Error{
		Message: fmt.Sprintf("%q can't be the name of a profile", name),
		Hint:    "take up to 64 letters, digits, dots, dashes and underscores, such as prod-eu",
	}
}

// Path returns where the file of profiles is, "" when the folder is unknown.
func Path(configHome string) string {
	if configHome == "" {
		return ""
	}
	return filepath.Join(configHome, "connwiz", "profiles.yml")
}

// names lists the entries' names.
func names(entries []Entry) []string {
	all := make([]string, 0, len(entries))
	for _, e := range entries {
		all = append(all, e.Name)
	}
	slices.Sort(all)
	return all
}

// noProfile is the error of a name that no profile has.
func noProfile(name string, entries []Entry) error {
	all := names(entries)
	hint := "profiles are: " + strings.Join(all, ", ")
	if near := nearest(name, all); near != "" {
		hint = "did you mean " + near + "? Profiles are: " + strings.Join(all, ", ")
	}
	if len(all) == 0 {
		hint = "there are no profiles; make one: connwiz profile add " + "NAME"
		if CheckName(name) == nil {
			hint = "there are no profiles; make one: connwiz profile add " + name
		}
	}
	return &Error{Message: fmt.Sprintf("no profile %q", name), Hint: hint}
}

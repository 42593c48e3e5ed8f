package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Profile is a named cluster. It has no place for a secret.
type Profile struct {
	URL           string `yaml:"url,omitempty"`
	CloudID       string `yaml:"cloud_id,omitempty"`
	Username      string `yaml:"username,omitempty"`
	CACert        string `yaml:"ca_cert,omitempty"`
	CAFingerprint string `yaml:"ca_fingerprint,omitempty"`
	KibanaURL     string `yaml:"kibana_url,omitempty"`
	Space         string `yaml:"space,omitempty"`
}

// Profiles is the file of profiles.
type Profiles struct {
	Current  string             `yaml:"current,omitempty"`
	Profiles map[string]Profile `yaml:"profiles,omitempty"`
}

// Path returns where the file of profiles is.
func Path(configHome string) string {
	return filepath.Join(configHome, "connwiz", "profiles.yml")
}

// ReadProfiles reads the file of profiles; an absent one is empty.
func ReadProfiles(configHome string) (Profiles, error) {
	var p Profiles
	if configHome == "" {
		return p, nil
	}
	path := Path(configHome)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err == nil {
		err = decodeProfiles(raw, &p)
	}
	if err != nil {
		return p, &Error{
			Message: fmt.Sprintf("read profiles %q", path),
			Hint:    "correct the file; it knows url, cloud_id, username, ca_cert, ca_fingerprint, kibana_url and space",
			Err:     plain(err),
		}
	}
	return p, nil
}

// decodeProfiles refuses keys it doesn't know: a secret written here by mistake
// must not be taken for one that is used.
func decodeProfiles(raw []byte, p *Profiles) error {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	err := d.Decode(p)
	var wrong *yaml.TypeError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &wrong):
		return errors.New("unknown or wrong entry")
	default:
		return malformed(err)
	}
}

// fromProfile returns the named profile, or the current one when name is "".
func fromProfile(configHome, name string) (source, string, error) {
	all, err := ReadProfiles(configHome)
	if err != nil {
		return source{}, "", err
	}
	if name == "" {
		name = all.Current
	}
	if name == "" {
		return source{}, "", nil
	}
	p, ok := all.Profiles[name]
	if !ok {
		return source{}, "", &Error{Message: fmt.Sprintf("no profile %q", name), Hint: all.hint()}
	}
	return source{
		urlName: fmt.Sprintf("url of profile %q", name), cloudName: fmt.Sprintf("cloud_id of profile %q", name),
		url: p.URL, cloudID: p.CloudID, username: p.Username,
		caCert: p.CACert, caFingerprint: p.CAFingerprint,
		kibana: Kibana{URL: p.KibanaURL, Space: p.Space},
	}, name, nil
}

// hint names the profiles that exist.
func (p Profiles) hint() string {
	if len(p.Profiles) == 0 {
		return "there are no profiles: give --url, or export ELASTICSEARCH_URL"
	}
	names := make([]string, 0, len(p.Profiles))
	for name := range p.Profiles {
		names = append(names, name)
	}
	slices.Sort(names)
	return "profiles are: " + strings.Join(names, ", ")
}

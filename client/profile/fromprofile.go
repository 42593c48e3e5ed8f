package profile

import (
	"fmt"

	"connwiz/schema"
)

// fromProfile returns the named profile, else the one that the environment names,
// else the current one, else nothing.
func (m Machine) fromProfile(flag string) (source, error) {
	s, err := Open(m)
	if err != nil {
		return source{}, err
	}
	name := flag
	first(&name, m.env("CONNWIZ_PROFILE"))
	first(&name, s.file.current)
	if name == "" {
		return source{}, nil
	}
	e, err := s.Find(name)
	if err != nil {
		return source{}, err
	}
	return s.source(e, flag != ""), nil
}

// source is what a profile says. explicit is set when it is named on the command
// line.
func (s *Store) source(e Entry, explicit bool) source {
	from := source{
		urlName: fmt.Sprintf("url of profile %q", e.Name), cloudName: fmt.Sprintf("cloud_id of profile %q", e.Name),
		url: e.URL, cloudID: e.CloudID, username: e.Username,
		caCert: e.CACert, caFingerprint: e.CAFingerprint, insecureHere: e.Insecure,
		kibana:  Kibana{URL: e.KibanaURL, Space: e.Space},
		profile: e.Name, bound: !explicit && e.URL+e.CloudID+e.KibanaURL != "",
	}
	for _, odd := range s.file.odd[e.Name] {
		from.warnings = append(from.warnings, fmt.Sprintf("profile %q has a key that means nothing: %s of %q", e.Name, odd, s.path))
	}
	if e.Secret.keeper() != Nobody {
		from.fetch = func() (schema.Secret, string, error) { return s.Secret(e) }
	}
	return from
}

// fill fetches the secret of a profile, once.
func (s *source) fill() error {
	if s.fetch == nil {
		return nil
	}
	fetched, warning, err := s.fetch()
	s.fetch = nil
	if err != nil {
		return err
	}
	if warning != "" {
		s.warnings = append(s.warnings, warning)
	}
	if s.username != "" {
		s.password = fetched
		return nil
	}
	s.apiKey = fetched
	return nil
}

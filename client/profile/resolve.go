package profile

import (
	"fmt"
	"net"
	"net/url"
	"strings"

	"connwiz/schema"
)

// source is what one source says; empty means that it says nothing.
type source struct {
	// urlName and cloudName are how a person knows these settings, for messages.
	urlName, cloudName string

	url, cloudID          string
	apiKey                schema.Secret
	username              string
	password              schema.Secret
	caCert, caFingerprint string
	insecure              bool
	// insecureHere is insecure for the address of this source only.
	insecureHere bool
	kibana       Kibana
	warnings     []string

	// profile is the name of the profile that this is, "" for other sources.
	profile string
	// fetch gets the secret of a profile, when it is needed.
	fetch func() (schema.Secret, string, error)
	// bound is set for credentials that go to the address of this source only.
	bound bool
}

// resolve merges the sources, the strongest first.
func resolve(sources []source, none error) (Endpoints, error) {
	var e Endpoints
	at, err := e.takeAddress(sources, none)
	if err != nil {
		return Endpoints{}, err
	}
	if err := e.takeCredentials(sources, at); err != nil {
		return Endpoints{}, err
	}
	for _, s := range sources {
		e.Warnings = append(e.Warnings, s.warnings...)
	}
	if at.insecureHere {
		e.Insecure = true
		if at.profile == "" { // who wrote a profile meant it
			e.Warnings = append(e.Warnings, "config.yml turns the verification of certificates off")
		}
	}
	if e.exposed() {
		e.Warnings = append(e.Warnings, "the credentials go to "+at.urlName+" unencrypted, since it starts with http://")
	}
	for _, s := range sources {
		first(&e.CACertFile, s.caCert)
		first(&e.CAFingerprint, s.caFingerprint)
		first(&e.Kibana.URL, s.kibana.URL)
		first(&e.Kibana.Space, s.kibana.Space)
		e.Insecure = e.Insecure || s.insecure
		if e.Kibana.APIKey.Empty() {
			e.Kibana.APIKey = s.kibana.APIKey
		}
	}
	return e, nil
}

// exposed reports whether credentials leave this machine in the clear.
func (e *Endpoints) exposed() bool {
	u, err := url.Parse(e.URL)
	if err != nil || u.Scheme != "http" || e.APIKey.Empty() && e.Password.Empty() {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback())
}

// first keeps the strongest source's word.
func first(have *string, s string) {
	if *have == "" {
		*have = s
	}
}

// takeAddress takes URL or cloud id from the strongest source that has either.
func (e *Endpoints) takeAddress(sources []source, none error) (source, error) {
	for _, s := range sources {
		switch {
		case s.url == "" && s.cloudID == "":
			continue
		case s.url != "" && s.cloudID != "":
			return s, &Error{
				Message: s.urlName + " and " + s.cloudName + " are both set: which cluster is meant?",
				Hint:    "give only one of the two",
			}
		case s.cloudID != "":
			e.CloudID = s.cloudID
			return s, nil
		}
		address, err := checkURL(s.urlName, s.url)
		e.URL = address
		return s, err
	}
	return source{}, none
}

// takeCredentials takes an API key or a password, whichever the strongest source
// has; of one that has both, the API key, as the connector service does. The
// name that goes with a password may come from a weaker source, but a password
// that stands beside another name is never sent with this one.
//
// A profile's credentials go to that profile's address only, unless it was named
// on the command line: whoever looks at another cluster for a moment must not
// hand the first one's key to it.
func (e *Endpoints) takeCredentials(sources []source, at source) error {
	away := ""
	for i := range sources {
		s := &sources[i]
		if s.bound && s.fetch != nil && !s.at(at) {
			away, s.fetch, s.username = s.profile, nil, ""
		}
		first(&e.Username, s.username)
	}
	for i := range sources {
		s := &sources[i]
		if err := e.fits(s); err != nil {
			return err
		}
		if err := s.fill(); err != nil {
			return err
		}
		if done, err := e.take(s); done || err != nil {
			return err
		}
	}
	if e.Username != "" {
		return noPassword()
	}
	if away != "" {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the credentials of profile %q stay unused, since %s is another address than its own; to send them there: --profile %[1]s", away, at.urlName))
	}
	return nil
}

// at reports whether an address is this source's own.
func (s *source) at(a source) bool {
	own, other := strings.TrimRight(s.url, "/")+s.cloudID, strings.TrimRight(a.url, "/")+a.cloudID
	return own != "" && own == other
}

// fits refuses to fetch a password that is another user's.
func (e *Endpoints) fits(s *source) error {
	if s.fetch == nil || s.username == "" || s.username == e.Username {
		return nil
	}
	return noPassword()
}

// take takes the credentials of one source, if it has any.
func (e *Endpoints) take(s *source) (bool, error) {
	switch {
	case !s.apiKey.Empty():
		e.APIKey, e.Username = s.apiKey, ""
		return true, nil
	case s.password.Empty():
		return false, nil
	case e.Username == "":
		return false, &Error{
			Message: "a password for Elasticsearch is set, but no user name",
			Hint:    "export ELASTICSEARCH_USERNAME=NAME",
		}
	case s.username != "" && s.username != e.Username:
		return false, noPassword()
	}
	e.Password = s.password
	return true, nil
}

// noPassword is the error of a name alone.
func noPassword() error {
	return &Error{
		Message: "a user name for Elasticsearch is set, but no password",
		Hint:    "read -rs ELASTICSEARCH_PASSWORD && export ELASTICSEARCH_PASSWORD",
	}
}

// noAddress is the error of having been told nowhere where to go.
func noAddress() error {
	return &Error{
		Message: "no Elasticsearch URL: neither flags, environment, profile nor config.yml name one",
		Hint:    "export ELASTICSEARCH_URL=https://HOST:9200, or look around without a cluster: connwiz demo",
		Nowhere: true,
	}
}

// checkURL returns the address without a trailing slash. Its errors don't quote
// the text, which may hold a password.
func checkURL(name, text string) (string, error) {
	looks, give := "it looks like https://HOST:9200", "ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or give --api-key-file FILE"
	if strings.Contains(strings.ToLower(name), "kibana") {
		looks, give = "it looks like https://HOST:5601", "KIBANA_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or give --kibana-api-key-file FILE"
	}
	text = strings.TrimSpace(text)
	u, err := url.Parse(text)
	if err != nil {
		return "", &Error{Message: name + " is no URL", Hint: looks}
	}
	switch {
	case u.User != nil || strings.Contains(text, "@"):
		return "", &Error{
			Message: name + " holds credentials, which would end in process lists and logs",
			Hint:    "leave them out of the URL and set " + give,
		}
	case u.Scheme != "http" && u.Scheme != "https":
		return "", &Error{Message: name + " must start with http:// or https://", Hint: looks}
	case u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return "", &Error{Message: name + " must name a host, and no query", Hint: looks}
	}
	return strings.TrimRight(text, "/"), nil
}

package profile

import (
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
}

// resolve merges the sources, the strongest first.
func resolve(sources []source) (Endpoints, error) {
	var e Endpoints
	at, err := e.takeAddress(sources)
	if err != nil {
		return Endpoints{}, err
	}
	if err := e.takeCredentials(sources); err != nil {
		return Endpoints{}, err
	}
	if at.insecureHere {
		e.Insecure = true
		e.Warnings = append(e.Warnings, "config.yml turns the verification of certificates off")
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
func (e *Endpoints) takeAddress(sources []source) (source, error) {
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
	return source{}, noAddress()
}

// takeCredentials takes an API key or a password, whichever the strongest source
// has; of one that has both, the API key, as the connector service does. The
// name that goes with a password may come from a weaker source, since a profile
// knows the name but never the password.
func (e *Endpoints) takeCredentials(sources []source) error {
	for _, s := range sources {
		first(&e.Username, s.username)
	}
	for _, s := range sources {
		if !s.apiKey.Empty() {
			e.APIKey, e.Username = s.apiKey, ""
			return nil
		}
		if s.password.Empty() {
			continue
		}
		if e.Username == "" {
			return &Error{
				Message: "a password for Elasticsearch is set, but no user name",
				Hint:    "export ELASTICSEARCH_USERNAME=NAME",
			}
		}
		e.Password = s.password
		return nil
	}
	if e.Username != "" {
		return &Error{
			Message: "a user name for Elasticsearch is set, but no password",
			Hint:    "read -rs ELASTICSEARCH_PASSWORD && export ELASTICSEARCH_PASSWORD",
		}
	}
	return nil
}

// checkURL returns the address without a trailing slash. Its errors don't quote
// the text, which may hold a password.
func checkURL(name, text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil {
		return "", &Error{Message: name + " is no URL", Hint: "it looks like https://HOST:9200"}
	}
	switch {
	case u.User != nil || strings.Contains(text, "@"):
		return "", &Error{
			Message: name + " holds credentials, which would end in process lists and logs",
			Hint:    "leave them out of the URL and set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or give --api-key-file FILE",
		}
	case u.Scheme != "http" && u.Scheme != "https":
		return "", &Error{Message: name + " must start with http:// or https://", Hint: "it looks like https://HOST:9200"}
	case u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return "", &Error{Message: name + " must name a host, and no query", Hint: "it looks like https://HOST:9200"}
	}
	return strings.TrimRight(text, "/"), nil
}

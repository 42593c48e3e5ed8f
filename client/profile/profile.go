package profile

import (
	"strconv"
	"strings"

	"connwiz/schema"
)

// Flags are the settings given on the command line.
type Flags struct {
	URL           string
	CloudID       string
	APIKeyFile    string
	CACertFile    string
	CAFingerprint string
	Insecure      bool
	Profile       string // name of a profile
	ConfigFile    string // a connectors config.yml
}

// Endpoints is where the servers are and with which credentials to ask them.
type Endpoints struct {
	URL           string // without user info
	CloudID       string // instead of URL
	APIKey        schema.Secret
	Username      string
	Password      schema.Secret
	CACertFile    string
	CAFingerprint string
	Insecure      bool
	Kibana        Kibana
	Profile       string // name of the profile in use, "" when there is none
	// Warnings are whole sentences for a person: what works but is unsafe.
	Warnings []string
}

// Kibana is where Kibana is and with which key to ask it; its zero value is
// Kibana not configured.
type Kibana struct {
	URL    string
	APIKey schema.Secret
	Space  string
}

// Error is a setting that is missing, malformed or unreadable. Neither text ever
// holds a secret.
type Error struct {
	Message string
	Hint    string // what to type next
	Err     error  // the cause, may be nil
	// Nowhere is set when no source names an address of Elasticsearch: it can be
	// asked for.
	Nowhere bool
}

// Error returns the message with its cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Load resolves the settings of all sources. A profile's secret is fetched only
// when no stronger source has credentials.
func (m Machine) Load(f Flags) (Endpoints, error) {
	flags, err := m.fromFlags(f)
	if err != nil {
		return Endpoints{}, err
	}
	chosen, err := m.fromProfile(f.Profile)
	if err != nil {
		return Endpoints{}, err
	}
	config, err := m.fromConfigYML(f.ConfigFile)
	if err != nil {
		return Endpoints{}, err
	}
	e, err := resolve([]source{flags, fromEnvironment(m.env), chosen, config}, noAddress())
	e.Profile = chosen.profile
	if chosen.beats(config, e) && f.Profile == "" {
		e.Warnings = append(e.Warnings, "profile "+strconv.Quote(chosen.profile)+" is used, and not the cluster of --config: a profile beats config.yml")
	}
	return e, err
}

// beats reports whether a profile's address is used although config.yml has another.
func (s source) beats(config source, e Endpoints) bool {
	used, other := source{url: e.URL, cloudID: e.CloudID}, config.url+config.cloudID
	return s.profile != "" && other != "" && s.at(used) && !config.at(used)
}

// fromFlags reads the files that flags name.
func (m Machine) fromFlags(f Flags) (source, error) {
	s := source{
		urlName: "--url", cloudName: "--cloud-id",
		url: f.URL, cloudID: f.CloudID,
		caCert: f.CACertFile, caFingerprint: f.CAFingerprint, insecure: f.Insecure,
	}
	err := m.readKey(&s, "--api-key-file", f.APIKeyFile)
	return s, err
}

// readKey reads the key file that a flag names, if it does.
func (m Machine) readKey(s *source, flag, path string) error {
	if path == "" {
		return nil
	}
	var key schema.Secret
	var warning string
	var err error
	if ended := m.interruptibly(func() { key, warning, err = readKeyFile(flag, path) }); ended != nil {
		return ended
	}
	s.apiKey = key
	if warning != "" {
		s.warnings = append(s.warnings, warning)
	}
	return err
}

// fromEnvironment reads the variables of the contract. Mounted secrets end with a
// line break, which no address, name or key does.
func fromEnvironment(getenv func(string) string) source {
	password := getenv("ELASTICSEARCH_PASSWORD")
	s := source{
		urlName: "ELASTICSEARCH_URL", cloudName: "ELASTICSEARCH_CLOUD_ID",
		url:      strings.TrimSpace(getenv("ELASTICSEARCH_URL")),
		cloudID:  strings.TrimSpace(getenv("ELASTICSEARCH_CLOUD_ID")),
		apiKey:   APIKey([]byte(getenv("ELASTICSEARCH_API_KEY"))),
		username: strings.TrimRight(getenv("ELASTICSEARCH_USERNAME"), "\r\n"),
		password: secret(password),
		kibana: Kibana{
			URL:    strings.TrimSpace(getenv("KIBANA_URL")),
			APIKey: APIKey([]byte(getenv("KIBANA_API_KEY"))),
		},
	}
	if strings.TrimRight(password, "\r\n") != password {
		s.warnings = []string{"ELASTICSEARCH_PASSWORD ends with a line break, which is sent as part of it"}
	}
	return s
}

// secret wraps a text that came as a string anyway.
func secret(text string) schema.Secret {
	if text == "" {
		return schema.Secret{}
	}
	return schema.NewSecret([]byte(text))
}

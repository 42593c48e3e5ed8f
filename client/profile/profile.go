package profile

import "connwiz/schema"

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

// Load resolves the settings of all sources. getenv reads the environment;
// configHome is the directory that holds connwiz's own folder.
func Load(f Flags, getenv func(string) string, configHome string) (Endpoints, error) {
	flags, warnings, err := fromFlags(f)
	if err != nil {
		return Endpoints{}, err
	}
	name := f.Profile
	if name == "" {
		name = getenv("CONNWIZ_PROFILE")
	}
	chosen, name, err := fromProfile(configHome, name)
	if err != nil {
		return Endpoints{}, err
	}
	config, err := fromConfigYML(f.ConfigFile, getenv)
	if err != nil {
		return Endpoints{}, err
	}
	e, err := resolve([]source{flags, fromEnvironment(getenv), chosen, config})
	e.Profile = name
	e.Warnings = append(warnings, e.Warnings...)
	return e, err
}

// fromFlags reads the files that flags name.
func fromFlags(f Flags) (source, []string, error) {
	s := source{
		urlName: "--url", cloudName: "--cloud-id",
		url: f.URL, cloudID: f.CloudID,
		caCert: f.CACertFile, caFingerprint: f.CAFingerprint, insecure: f.Insecure,
	}
	if f.APIKeyFile == "" {
		return s, nil, nil
	}
	key, warning, err := readKeyFile(f.APIKeyFile)
	if err != nil {
		return s, nil, err
	}
	s.apiKey = key
	if warning == "" {
		return s, nil, nil
	}
	return s, []string{warning}, nil
}

// fromEnvironment reads the variables of the contract.
func fromEnvironment(getenv func(string) string) source {
	return source{
		urlName: "ELASTICSEARCH_URL", cloudName: "ELASTICSEARCH_CLOUD_ID",
		url:      getenv("ELASTICSEARCH_URL"),
		cloudID:  getenv("ELASTICSEARCH_CLOUD_ID"),
		apiKey:   secret(getenv("ELASTICSEARCH_API_KEY")),
		username: getenv("ELASTICSEARCH_USERNAME"),
		password: secret(getenv("ELASTICSEARCH_PASSWORD")),
		kibana: Kibana{
			URL:    getenv("KIBANA_URL"),
			APIKey: secret(getenv("KIBANA_API_KEY")),
		},
	}
}

// secret wraps a text that came as a string anyway.
func secret(text string) schema.Secret {
	if text == "" {
		return schema.Secret{}
	}
	return schema.NewSecret([]byte(text))
}

// noAddress is the error of having been told nowhere where to go.
func noAddress() error {
	return &Error{
		Message: "no Elasticsearch URL: neither flags, environment, profile nor config.yml name one",
		Hint:    "export ELASTICSEARCH_URL=https://HOST:9200, or look around without a cluster: connwiz demo",
	}
}

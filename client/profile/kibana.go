package profile

// KibanaFlags are the settings about Kibana given on the command line.
type KibanaFlags struct {
	URL        string
	APIKeyFile string
	Space      string
}

// LoadKibana resolves where Kibana is and who asks it, as [Machine.Load] does for
// Elasticsearch: URL or CloudID of the result are Kibana's, and so are the
// credentials. Kibana's own credentials win, whatever their source; those for
// Elasticsearch are good for Kibana too.
func (m Machine) LoadKibana(f Flags, k KibanaFlags) (Endpoints, error) {
	own := source{urlName: "--kibana-url", cloudName: "--cloud-id", url: k.URL, kibana: Kibana{Space: k.Space}}
	if k.URL == "" {
		own.cloudID = f.CloudID
	}
	own.caCert, own.caFingerprint, own.insecure = f.CACertFile, f.CAFingerprint, f.Insecure
	if err := m.readKey(&own, "--kibana-api-key-file", k.APIKeyFile); err != nil {
		return Endpoints{}, err
	}
	ownKey := source{apiKey: APIKey([]byte(m.env("KIBANA_API_KEY")))}
	var general source
	if own.apiKey.Empty() && ownKey.apiKey.Empty() {
		if err := m.readKey(&general, "--api-key-file", f.APIKeyFile); err != nil {
			return Endpoints{}, err
		}
	}
	chosen, err := m.fromProfile(f.Profile)
	if err != nil {
		return Endpoints{}, err
	}
	config, err := m.fromConfigYML(f.ConfigFile)
	if err != nil {
		return Endpoints{}, err
	}
	// A connector service knows no Kibana.
	config.url, config.cloudID, config.insecureHere = "", "", false
	sources := []source{own, ownKey, general, kibanaEnvironment(m.env), chosen.forKibana(), config}
	e, err := resolve(sources, noKibana())
	e.Profile = chosen.profile
	return e, err
}

// kibanaEnvironment is the environment with Kibana in Elasticsearch's place.
func kibanaEnvironment(getenv func(string) string) source {
	s := fromEnvironment(getenv)
	s.urlName, s.url = "KIBANA_URL", s.kibana.URL
	if s.url != "" {
		s.cloudID = ""
	}
	return s
}

// forKibana puts a profile's Kibana in Elasticsearch's place. A cloud id stands for
// both.
func (s source) forKibana() source {
	s.urlName, s.url = "kibana_url of the profile", s.kibana.URL
	if s.url != "" {
		s.cloudID = ""
	}
	return s
}

// noKibana is the error of having been told nowhere where Kibana is.
func noKibana() error {
	return &Error{
		Message: "no Kibana URL: neither flags, environment nor profile name one",
		Hint: "export KIBANA_URL=https://HOST:5601, or look around without one: " +
			"connwiz demo --listen 127.0.0.1:0 --listen-kibana 127.0.0.1:0",
	}
}

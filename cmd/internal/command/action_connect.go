package command

import (
	"errors"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/client/profile"

	"github.com/spf13/pflag"
)

// kibanaFlags are the flags that say where Kibana is.
type kibanaFlags struct{ url, apiKeyFile, space string }

// register binds the flags.
func (k *kibanaFlags) register(fs *pflag.FlagSet) {
	fs.StringVar(&k.url, "kibana-url", "", "`URL` of Kibana, without credentials")
	fs.StringVar(&k.apiKeyFile, "kibana-api-key-file", "", "`FILE` that holds the encoded API key for Kibana")
	fs.StringVar(&k.space, "space", "", "`ID` of the Kibana space")
}

// connectKibana finds out where Kibana is and returns a client; it makes no
// request. The function gives back what the client holds.
func (a *app) connectKibana() (*kibana.Client, func(), error) {
	a.hush()
	at, err := a.kibanaEndpoints()
	if err != nil {
		return nil, nil, err
	}
	for _, w := range at.Warnings {
		a.warn(kibanaWords().Replace(w))
	}
	log, closer, err := a.logger()
	if err != nil {
		return nil, nil, err
	}
	c, err := kibana.New(kibana.Config{Space: at.Kibana.Space, Config: client.Config{
		URL: at.URL, CloudID: at.CloudID,
		APIKey: at.APIKey, Username: at.Username, Password: at.Password,
		CACertFile: at.CACertFile, CAFingerprint: at.CAFingerprint, Insecure: at.Insecure,
		Timeout: a.global.timeout, Log: log, UserAgent: "connwiz/" + a.build.Version,
	}})
	if err != nil {
		return nil, nil, errors.Join(asSettings(err), closer.Close())
	}
	return c, func() {
		c.Close()
		a.closeLog(closer)
	}, nil
}

// kibanaEndpoints resolves the settings with Kibana in Elasticsearch's place, since
// a profile wants to know an address of the one that is asked. Kibana's own
// settings win; credentials of Elasticsearch are good for Kibana too.
func (a *app) kibanaEndpoints() (profile.Endpoints, error) {
	flags, given := a.global.where, a.global.kibana
	flags.URL = given.url
	if given.url != "" {
		flags.CloudID = ""
	}
	if given.apiKeyFile != "" || a.streams.Getenv("KIBANA_API_KEY") != "" {
		flags.APIKeyFile = given.apiKeyFile
	}
	at, err := profile.Load(flags, a.kibanaGetenv, a.streams.configHome())
	var settings *profile.Error
	if errors.As(err, &settings) {
		words := kibanaWords()
		return at, &profile.Error{Message: words.Replace(settings.Message), Hint: words.Replace(settings.Hint), Err: settings.Err}
	}
	if err != nil {
		return at, err
	}
	if given.space != "" {
		at.Kibana.Space = given.space
	}
	switch {
	case given.url != "" || flags.CloudID != "":
	case at.Kibana.URL != "":
		at.URL, at.CloudID = at.Kibana.URL, ""
	case at.CloudID == "":
		return at, usagef("export KIBANA_URL=https://HOST:5601, or look around without one: "+demoOfBoth, "no Kibana URL: neither flags, environment nor profile name one")
	}
	return at, nil
}

// kibanaGetenv is the environment with Kibana in Elasticsearch's place.
func (a *app) kibanaGetenv(name string) string {
	own := a.streams.Getenv
	switch {
	case name == "ELASTICSEARCH_URL":
		return own("KIBANA_URL")
	case name == "ELASTICSEARCH_CLOUD_ID" && own("KIBANA_URL") != "":
		return ""
	case name == "ELASTICSEARCH_API_KEY" && own("KIBANA_API_KEY") != "":
		return own("KIBANA_API_KEY")
	}
	return own(name)
}

// kibanaWords turns what is said of Elasticsearch's settings into words about
// Kibana's.
func kibanaWords() *strings.Replacer {
	return strings.NewReplacer(
		"--url", "--kibana-url", "--api-key-file", "--kibana-api-key-file", "https://HOST:9200", "https://HOST:5601",
		"ELASTICSEARCH_URL", "KIBANA_URL", "ELASTICSEARCH_API_KEY", "KIBANA_API_KEY", "Elasticsearch URL", "Kibana URL",
		"connwiz demo", demoOfBoth,
	)
}

package command

import (
	"errors"

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
	fs.StringVar(&k.apiKeyFile, "kibana-api-key-file", "", "`FILE` that holds the API key for Kibana, encoded or as id:api_key")
	fs.StringVar(&k.space, "space", "", "`ID` of the Kibana space")
}

// connectKibana finds out where Kibana is and returns a client; it makes no
// request. The function gives back what the client holds.
func (a *app) connectKibana() (*kibana.Client, func(), error) {
	a.hush()
	k := a.global.kibana
	at, err := a.machine().LoadKibana(a.global.where, profile.KibanaFlags{URL: k.url, APIKeyFile: k.apiKeyFile, Space: k.space})
	if err != nil {
		return nil, nil, err
	}
	for _, w := range at.Warnings {
		a.warn(w)
	}
	a.secrets.AddAPIKey(at.APIKey)
	a.secrets.AddCredentials(at.Username, at.Password)
	log, closer, err := a.logger()
	if err != nil {
		return nil, nil, err
	}
	c, err := kibana.New(kibana.Config{Space: at.Kibana.Space, Config: client.Config{
		URL: at.URL, CloudID: at.CloudID,
		APIKey: at.APIKey, Username: at.Username, Password: at.Password,
		CACertFile: at.CACertFile, CAFingerprint: at.CAFingerprint, Insecure: at.Insecure,
		Timeout: a.global.timeout, Pause: a.streams.Pace.First, Log: log, UserAgent: "connwiz/" + a.build.Version,
	}})
	if err != nil {
		return nil, nil, errors.Join(asSettings(err), closer.Close())
	}
	return c, func() {
		c.Close()
		a.closeLog(closer)
	}, nil
}

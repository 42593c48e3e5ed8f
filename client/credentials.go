package client

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strings"

	"connwiz/schema"
)

// credentials are who asks. An API key beats a user name.
type credentials struct {
	apiKey   schema.Secret
	username string
	password schema.Secret
}

func (cfg Config) credentials() (credentials, error) {
	if !cfg.APIKey.Empty() {
		return credentials{apiKey: cfg.APIKey}, checkAPIKey(cfg.APIKey.Reveal())
	}
	switch {
	case cfg.Username == "" && !cfg.Password.Empty():
		return credentials{}, errors.New("a password is given without a user name")
	case cfg.Username != "" && cfg.Password.Empty():
		return credentials{}, errors.New("a user name is given with an empty password")
	case strings.Contains(cfg.Username, ":"):
		return credentials{}, errors.New("the user name contains a colon, which basic authentication can't carry")
	}
	return credentials{username: cfg.Username, password: cfg.Password}, nil
}

// checkAPIKey refuses what can't be the encoded form of a key. It doesn't decode
// it: keys of Elastic Cloud have a prefix of their own.
func checkAPIKey(key []byte) error {
	for _, b := range key {
		switch {
		case b == ':':
			return errors.New(`the API key contains a colon: give its "encoded" form, not id:api_key`)
		case b <= ' ' || b > '~':
			return errors.New("the API key contains blanks, line breaks or foreign characters: " +
				`give its "encoded" form alone`)
		}
	}
	return nil
}

// authorize sets the header for one request. It is made anew each time, so that
// the client keeps the secrets in their own type only.
func (c credentials) authorize(h http.Header) {
	switch {
	case !c.apiKey.Empty():
		h.Set("Authorization", "ApiKey "+string(c.apiKey.Reveal()))
	case c.username != "":
		pair := append([]byte(c.username+":"), c.password.Reveal()...)
		h.Set("Authorization", "Basic "+base64.StdEncoding.EncodeToString(pair))
		clear(pair)
	}
}

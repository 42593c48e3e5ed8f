package setup

import (
	"time"

	"connwiz/client"
	"connwiz/client/serviceconfig"
)

// Options are what a [Guide] works with.
type Options struct {
	// Client speaks with the cluster. It stays the caller's.
	Client *client.Client
	// Address is the URL of Elasticsearch as the connector service needs it, for
	// config.yml; "" when unknown.
	Address string
	// ConfigFile is the path of the connector service's config.yml; "" for
	// "config.yml" in the working folder.
	ConfigFile string
	// Now is the clock; nil for the real one.
	Now func() time.Time
	// WriteConfig writes config.yml; nil for [serviceconfig.Write].
	WriteConfig func(path string, c serviceconfig.Connector, now time.Time) (serviceconfig.Outcome, error)
}

// Guide surveys and acts on one cluster. It keeps nothing between calls and is safe
// for concurrent use.
type Guide struct {
	o Options
}

// New returns a guide; it makes no request.
func New(o Options) *Guide {
	if o.ConfigFile == "" {
		o.ConfigFile = "config.yml"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.WriteConfig == nil {
		o.WriteConfig = serviceconfig.Write
	}
	return &Guide{o: o}
}

// ConfigFile is the path of config.yml.
func (g *Guide) ConfigFile() string { return g.o.ConfigFile }

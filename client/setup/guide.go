package setup

import (
	"sync"
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
	// Patience is how long a wait for the connector service needs no reason; 0 for 45 s.
	Patience time.Duration
	// WriteConfig writes config.yml; nil for [serviceconfig.Write].
	WriteConfig func(path string, c serviceconfig.Connector, now time.Time) (serviceconfig.Outcome, error)
}

// Guide surveys and acts on one cluster. Between calls it keeps nothing but, for half
// a minute, who the caller is and that nothing is lacking. It is safe for concurrent
// use.
type Guide struct {
	o Options

	mu      sync.Mutex
	cluster Cluster   // as it was when all was well
	read    time.Time // zero: never
}

// freshFor is how long what is known of caller and licence is good enough: a person
// surveys after every step, and on a slow link every request counts.
const freshFor = 30 * time.Second

// remembered returns what is known of a cluster, if that is fresh.
func (g *Guide) remembered(i client.Info) (Cluster, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	age := g.o.Now().Sub(g.read)
	return g.cluster, !g.read.IsZero() && age >= 0 && age < freshFor && g.cluster.Info == i
}

// remember keeps what was read where nothing was lacking.
func (g *Guide) remember(c Cluster) {
	if len(c.warnings) > 0 || !c.Missing.None() {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.cluster, g.read = c, g.o.Now()
}

// New returns a guide; it makes no request.
func New(o Options) *Guide {
	if o.ConfigFile == "" {
		o.ConfigFile = "config.yml"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Patience == 0 {
		o.Patience = patience
	}
	if o.WriteConfig == nil {
		o.WriteConfig = serviceconfig.Write
	}
	return &Guide{o: o}
}

// ConfigFile is the path of config.yml.
func (g *Guide) ConfigFile() string { return g.o.ConfigFile }

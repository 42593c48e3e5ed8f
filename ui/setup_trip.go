package ui

import (
	"context"
	"fmt"
	"time"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
	"connwiz/schema"
)

// SetupOptions say what the guided first-time set-up begins with.
type SetupOptions struct {
	// AtOnce begins with the set-up rather than with the list of connectors.
	AtOnce bool
	// ID is the connector to go on with; "" begins a new one.
	ID string
	// Link is the cluster where flags, environment or a profile name one; nil asks.
	Link *Link
	// Connect makes a link from what a person types; it makes no request.
	Connect func(client.Config) (*Link, error)
	// ConfigFile is the path of the connector service's config.yml that is proposed.
	ConfigFile string
	// Profiles is where connections can be saved; nil saves none.
	Profiles *profile.Machine
	// Simulated says in a sentence what of the surroundings is not real, "" when all
	// is.
	Simulated string
	// Started is told when the service of a connector is waited for, which a person
	// starts then; nil tells nobody.
	Started func(connector string)
	// WriteConfig writes config.yml; nil for the usual way.
	WriteConfig func(path string, c serviceconfig.Connector, now time.Time) (serviceconfig.Outcome, error)
	// Patience is how long a wait for the connector service needs no reason; 0 for the
	// usual time.
	Patience time.Duration
	// CommandLine writes a command that is told to be typed later; nil writes it
	// without flags.
	CommandLine func(Again) string
	// Home is where the reader is, for local times; nil is UTC.
	Home *time.Location
}

// Link is a cluster to set up on.
type Link struct {
	Client *client.Client
	// Address is the URL of Elasticsearch as a connector service needs it.
	Address string
	// Host is what the cluster is called on the screen, "" for host and port.
	Host string
	// As makes a client for the same cluster as another user; nil where that is not
	// possible.
	As func(username string, password schema.Secret) (*client.Client, error)
	// Close gives back what the client holds; nil when there is nothing.
	Close func()
}

// trip is what all steps of one set-up share.
type trip struct {
	o     SetupOptions
	e     *env
	link  *Link
	guide *setup.Guide
	id    string
	// survey is what is true, as far as it was read; never nil.
	survey *setup.Survey
	// configFile is the config.yml of this set-up.
	configFile string
	// typed is the cluster where it was typed, without credentials; profile is the
	// name under which it was saved.
	typed   *client.Config
	profile string
	// key is an API key just minted that is kept nowhere yet.
	key *client.APIKey
	// skipped are the steps that a person left out knowingly.
	skipped map[setup.Step]bool
	// links are those made here, to be closed with the set-up.
	links []*Link
}

// newTrip begins a set-up.
func newTrip(e *env, o SetupOptions) *trip {
	t := &trip{o: o, e: e, id: o.ID, survey: new(setup.Survey), configFile: o.ConfigFile, skipped: map[setup.Step]bool{}}
	if t.configFile == "" {
		t.configFile = "config.yml"
	}
	if o.Link != nil {
		t.use(o.Link)
	}
	return t
}

// use makes a link the one of this set-up.
func (t *trip) use(l *Link) {
	t.link = l
	t.e.cluster, t.e.host = l.Client, titled(l.Host, l.Client.Host())
	t.e.saved = savedOn(t.e.saved, t.e.host)
	t.reguide()
}

// savedOn tells of writes with the cluster that they were made on.
func savedOn(saved func(Save), host string) func(Save) {
	if saved == nil {
		return nil
	}
	return func(s Save) {
		s.Cluster = titled(s.Cluster, host)
		saved(s)
	}
}

// reguide makes the guide anew for the link and the file of now.
func (t *trip) reguide() {
	t.guide = setup.New(setup.Options{
		Client: t.link.Client, Address: t.link.Address, ConfigFile: t.configFile, Now: t.e.now, Patience: t.o.Patience, WriteConfig: t.o.WriteConfig,
	})
}

// setConfigFile takes another config.yml.
func (t *trip) setConfigFile(path string) {
	if path != "" && path != t.configFile {
		t.configFile = path
		t.reguide()
	}
}

// turnTo goes on with a connector. What belongs to another one stays behind: its key
// must not get into this one's entry.
func (t *trip) turnTo(id string) {
	if id == t.id {
		return
	}
	t.id, t.skipped = id, map[setup.Step]bool{}
	t.dropKey()
}

// look reads anew what is true, and goes on with what follows.
func (t *trip) look(then func() turn) turn {
	guide, id := t.guide, t.id
	return turn{busy: "Looking at what is there", job: func(ctx context.Context) (func() turn, error) {
		s, err := guide.Survey(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("look at what is there: %w", err)
		}
		return func() turn {
			t.take(s)
			return then()
		}, nil
	}}
}

// take takes a survey over.
func (t *trip) take(s *setup.Survey) {
	t.survey = s
	if s.Configuration != nil {
		t.e.knows(s.Configuration)
	}
}

// fact is what is true of a step.
func (t *trip) fact(step setup.Step) setup.Fact { return t.survey.Fact(step) }

// learn makes a secret known to the choke point, and the key inside of it where it is
// an encoded API key.
func (t *trip) learn(s schema.Secret) { t.e.secrets.AddAPIKey(s) }

// name is what the connector is called, "" before there is one.
func (t *trip) name() string {
	if t.survey.Found {
		return titleOf(t.survey.Connector)
	}
	return t.id
}

// dropKey forgets a minted key.
func (t *trip) dropKey() {
	if t.key != nil {
		t.key.Encoded.Wipe()
		t.key = nil
	}
}

// end gives everything back.
func (t *trip) end() {
	t.dropKey()
	for _, l := range t.links {
		if l.Close != nil {
			l.Close()
		}
	}
	t.links = nil
}

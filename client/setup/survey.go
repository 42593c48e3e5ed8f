package setup

import (
	"context"
	"time"

	"connwiz/client"
	"connwiz/client/serviceconfig"
	"connwiz/schema"
)

// Survey is what was read of the cluster and of config.yml for one connector, and
// what follows from it for every step.
type Survey struct {
	Taken   time.Time
	Cluster Cluster
	// ID is the connector that was asked for, "" when none.
	ID string
	// Found is true when that connector exists; then Connector is it.
	Found     bool
	Connector client.Summary
	Index     IndexFacts
	Key       KeyFacts
	Config    ConfigFacts
	// Configuration is the connector's schema with its values, nil when it could
	// not be read. It holds secrets in types of their own.
	Configuration *schema.Schema
	// Verdict is what the connector service would say of the configuration.
	Verdict   schema.Verdict
	Schedules client.Schedules
	// Features are what the connector's service can do; see [Survey.Offers].
	Features client.Features
	// Jobs are the last sync jobs, the newest first, at most ten.
	Jobs []client.SyncJob
	// Facts has one fact for every step, in the order of [Steps].
	Facts []Fact

	errs map[Step]error // why a step could not be looked at
}

// Cluster is what was read of the cluster. What could not be read is the zero
// value, and the fact of [Connect] says why.
type Cluster struct {
	Host     string // host and port
	Info     client.Info
	Identity client.Identity
	License  client.License
	// Missing are privileges that the caller lacks for set-up.
	Missing client.Privileges
	// CanMint is false for a caller who uses an API key, with which no other one
	// can be minted.
	CanMint bool

	warnings []string // what could not be read
}

// IndexFacts is what was read of the connector's index.
type IndexFacts struct {
	Name   string
	Known  bool // somebody could look
	Exists bool
	Mapped bool // it has mappings; without, syncs into an existing index fail
}

// KeyFacts is what was read of the connector's API key.
type KeyFacts struct {
	Recorded client.RecordedKey
	// Known is true when the cluster could be asked for the key; then Valid says
	// whether it exists, was not invalidated and has not expired.
	Known, Valid bool
	Name         string
	// Lost is true when the recorded key is not the one in config.yml, and no
	// service seems to use it: nobody can read it again, so that only another one
	// can be minted, and this one invalidated.
	Lost bool
	// Unrecorded is the id of a valid key for the connector's index that config.yml
	// has and that is not the recorded one: what an attempt leaves that was broken
	// off between the two. [Guide.RecordKey] completes it, with Replace where another
	// one is recorded. "" when there is none.
	Unrecorded string
}

// ConfigFacts is what was read of config.yml.
type ConfigFacts struct {
	Path string
	// Exists is true when the file is there, Readable when it could be read.
	Exists, Readable bool
	// Listed is true when it has an entry for the connector.
	Listed      bool
	ServiceType string // of the entry
	// HasKey is true when the entry's syncs have an API key, of its own or of the
	// section elasticsearch; KeyID is that key's id where it can be read from it.
	HasKey bool
	KeyID  string
	// Host is elasticsearch.host, "" when the file has none.
	Host string
	// Open is true when others than its owner may read it.
	Open bool

	credentials bool   // the section elasticsearch has some
	address     string // that it should have, "" when unknown
}

// Survey reads the cluster, a connector and config.yml. An empty id asks for the
// cluster and the file alone. What can't be read is a fact of the step that it
// concerns; the only error is that of a context that has ended.
func (g *Guide) Survey(ctx context.Context, id string) (*Survey, error) {
	s := &Survey{Taken: g.o.Now(), ID: id, errs: map[Step]error{}}
	g.readCluster(ctx, s)
	if s.errs[Connect] == nil && id != "" {
		g.readConnector(ctx, s)
	}
	g.readConfig(s)
	g.readFileKey(ctx, s)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.judge()
	return s, nil
}

// Fact is the fact of one step.
func (s *Survey) Fact(step Step) Fact {
	for _, f := range s.Facts {
		if f.Step == step {
			return f
		}
	}
	return Fact{Step: step}
}

// Next is the first step that isn't settled: where set-up resumes. done is true
// when there is none.
func (s *Survey) Next() (step Step, done bool) {
	for _, f := range s.Facts {
		if !f.Standing.Settled() {
			return f.Step, false
		}
	}
	return Sync, true
}

// Alive reports whether a connector service has checked in lately for the
// connector.
func (s *Survey) Alive() bool { return alive(s.Connector, s.Taken) }

// staleAfter is the age from which a check-in means that no service is at work: its
// heartbeat comes every 5 minutes (connectors/protocol/connectors.py).
const staleAfter = 10 * time.Minute

func alive(c client.Summary, now time.Time) bool {
	return !c.LastSeen.IsZero() && now.Sub(c.LastSeen) <= staleAfter
}

// selfManaged reports whether a connector service of one's own runs the connector.
func (s *Survey) selfManaged() bool { return !s.Connector.Native }

// view reads what config.yml says of the connector.
func (f *ConfigFacts) view(v serviceconfig.View, id string) {
	entry, listed := v.Find(id)
	key := v.KeyFor(id)
	f.Readable, f.Listed, f.ServiceType = true, listed, entry.ServiceType
	f.HasKey, f.KeyID = !key.Empty(), serviceconfig.KeyID(key)
	f.Host, f.credentials = v.Host, v.Credentials
}

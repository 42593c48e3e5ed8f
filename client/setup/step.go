package setup

// Step is one of the eight steps of set-up, in their order.
type Step int

// The steps.
const (
	// Connect: the cluster answers, and the caller may do what set-up does.
	Connect Step = iota
	// Connector: there is a connector with a service type.
	Connector
	// Index: the connector has an index into which its service can sync.
	Index
	// APIKey: an API key for that index is recorded on the connector, and valid.
	APIKey
	// ConfigYML: the connector service's config.yml lists the connector, with a key.
	ConfigYML
	// Schema: a connector service has registered the schema of the configuration.
	Schema
	// Configure: the service accepts the configuration.
	Configure
	// Sync: there is a schedule, and a first sync has completed.
	Sync
)

// Steps lists all steps in their order.
func Steps() []Step {
	return []Step{Connect, Connector, Index, APIKey, ConfigYML, Schema, Configure, Sync}
}

// Name is the step's name in JSON and on the command line: "connect",
// "connector", "index", "api-key", "config-yml", "schema", "configure", "sync".
func (s Step) Name() string { return s.words().name }

// String is the step's title: "Connect", "Connector", "Index", "API key",
// "config.yml", "Wait for the schema", "Configure", "Schedule and first sync".
func (s Step) String() string { return s.words().title }

type stepWords struct{ name, title string }

func (s Step) words() stepWords {
	all := []stepWords{
		{"connect", "Connect"}, {"connector", "Connector"}, {"index", "Index"}, {"api-key", "API key"},
		{"config-yml", "config.yml"}, {"schema", "Wait for the schema"}, {"configure", "Configure"},
		{"sync", "Schedule and first sync"},
	}
	if s < 0 || int(s) >= len(all) {
		return stepWords{"unknown", "Unknown step"}
	}
	return all[s]
}

// Standing is how a step stands.
type Standing int

// The standings of a step.
const (
	// Missing: the step is still to be done, and can be done now.
	Missing Standing = iota
	// Done: the cluster and config.yml say that it is done.
	Done
	// Blocked: it can't be done now; the fact's sentence says why, which is often
	// that an earlier step is missing.
	Blocked
	// Optional: it is not done, and set-up is complete without it.
	Optional
	// NotNeeded: there is nothing to do for a connector like this one, such as
	// config.yml for one that Elastic runs.
	NotNeeded
)

// String is the standing in one or two words: "missing", "done", "can't be done",
// "optional", "not needed".
func (s Standing) String() string {
	switch s {
	case Missing:
		return "missing"
	case Done:
		return "done"
	case Blocked:
		return "can't be done"
	case Optional:
		return "optional"
	case NotNeeded:
		return "not needed"
	default:
		return "unknown"
	}
}

// Settled reports whether nothing has to be done for the step any more.
func (s Standing) Settled() bool { return s == Done || s == Optional || s == NotNeeded }

// Fact is what is true of one step.
type Fact struct {
	Step     Step
	Standing Standing
	// Sentence is one sentence of what is true, lower case, without a full stop:
	// "index search-orders is attached". It may quote the server.
	Sentence string
	// Hint says what to do about it, as a command or in words; "" when nothing.
	Hint string
	// Warnings are sentences about what works and may do harm.
	Warnings []string
	// Err is why the step could not be looked at, nil otherwise. A *[TooOldError]
	// says that the server lacks the endpoint.
	Err error
}

package setup

import (
	"context"

	"connwiz/client"
	"connwiz/client/serviceconfig"
)

// Action is one thing that set-up can do. An action belongs to one attempt of one
// person; its methods must not be called at the same time.
type Action interface {
	// Step is the step that it belongs to.
	Step() Step
	// Plan says what Do will do. It reads and never writes. Its error is what Do
	// would fail with, as far as reading can tell.
	Plan(ctx context.Context) (Plan, error)
	// Do reads again and does it. Repeating it does nothing twice. With an error the
	// report tells what was done all the same.
	Do(ctx context.Context) (Report, error)
}

// Plan is what an action will do.
type Plan struct {
	Step Step
	// Sentences say it, each without a full stop: "create an index search-orders".
	// Nothing is to be done when there are none.
	Sentences []string
	// Writes are the requests and files by which it is done, in their order.
	Writes []Write
	// Warnings are what may do harm.
	Warnings []string
	// Schema is what registering a schema changes, nil in other plans.
	Schema *SchemaChange
	// Strays are the ids of valid API keys for the same index that are recorded
	// nowhere, to be offered to [Guide.Invalidate]; each is in Warnings, too.
	Strays []string
}

// Empty reports whether there is nothing to do.
func (p Plan) Empty() bool { return len(p.Writes) == 0 }

// Write is one request or one file of a plan.
type Write struct {
	// Method and Path are those of a request: "PUT", "/search-orders".
	Method, Path string
	// Body is the request's JSON, "" where there is none; secrets in it are
	// redacted.
	Body string
	// File is the path of a file, where it's no request.
	File string
}

// String is "PUT /search-orders" or "write /etc/connectors/config.yml".
func (w Write) String() string {
	if w.File != "" {
		return "write " + w.File
	}
	return w.Method + " " + w.Path
}

// Report is what an action did.
type Report struct {
	Step Step
	// Did are sentences of what was done, without full stops.
	Did []string
	// Undo are the ways back, as commands or requests to type.
	Undo []string
	// Next says what comes next, as a command or in words.
	Next string
	// Warnings are what may do harm, or was not done.
	Warnings []string

	// ConnectorID is the connector's, where one was created or found.
	ConnectorID string
	// Key is the API key just minted, nil otherwise: its text is to be had only
	// here. Whoever keeps it elsewhere, or doesn't, wipes it.
	Key *client.APIKey
	// KeyID is the id of the API key that the connector has now.
	KeyID string
	// Unrecorded is true where the server is too old to record it.
	Unrecorded bool
	// Replaced is the id of the API key that was recorded before and is still
	// valid, to be offered to [Guide.Invalidate]; "" when none.
	Replaced string
	// Strays are the ids of API keys that were made and that nobody can use, since
	// the answer that told them was lost, to be offered to [Guide.Invalidate].
	Strays []string
	// SecretID is that of the connector secret that has the key, for a connector that
	// Elastic runs.
	SecretID string
	// Index is what became of the index.
	Index IndexReport
	// Result is the server's word on an update: whether anything changed.
	Result client.Result
	// Status is the connector's status afterwards, where the action sets it.
	Status client.Status
	// Schema is what registering a schema changed, nil in other reports.
	Schema *SchemaChange
	// Found is true when the answer to a request was lost, and what it did was found
	// by looking it up.
	Found bool
	// File is what became of config.yml.
	File *serviceconfig.Outcome
	// JobID is that of the sync job that was started, or runs already.
	JobID string
}

// IndexReport is what became of a connector's index.
type IndexReport struct {
	Name   string
	Before string // the connector's index before, "" when it had none
	// State is "existing", "created", "missing" (the first sync creates it), or
	// "unknown" where nobody may look.
	State string
}

package setup

import (
	"fmt"
	"strings"

	"connwiz/client"
)

// InputError is an input that can't be used; nothing was sent.
type InputError struct {
	Field  string // "name", "service type", "index", "key id", "schedule", ...
	Reason string
}

// Error returns the text.
func (e *InputError) Error() string { return e.Field + ": " + e.Reason }

// NotReadyError says that another step has to come first.
type NotReadyError struct {
	Step   Step // that was asked for
	First  Step // that has to come first
	Reason string
}

// Error returns the text.
func (e *NotReadyError) Error() string { return e.Reason }

// TwinError says that there are connectors of the wanted name and service type
// already, perhaps one made by an attempt whose end nobody saw. The choices: go on
// with one of them, or another name, or [NewConnector.Another].
type TwinError struct {
	Found []client.Summary // never empty
}

// Error returns the text.
func (e *TwinError) Error() string {
	return fmt.Sprintf("a connector with this name and service type exists: %q", e.Found[0].ID)
}

// TakenError says that an index belongs to another connector.
type TakenError struct {
	Index string
	// By is that connector; its ID is "" when nobody may look.
	By client.Summary
}

// Error returns the text.
func (e *TakenError) Error() string {
	if e.By.ID == "" {
		return fmt.Sprintf("index %q belongs to another connector", e.Index)
	}
	return fmt.Sprintf("index %q belongs to connector %q", e.Index, e.By.ID)
}

// ChangedError says that somebody else has changed what the plan was made for;
// nothing was written.
type ChangedError struct {
	What      string // "the index of the connector"
	Was, Is   string // never secrets
	Connector string
}

// Error returns the text.
func (e *ChangedError) Error() string {
	return fmt.Sprintf("%s of connector %q was changed meanwhile, from %q to %q", e.What, e.Connector, e.Was, e.Is)
}

// HasKeyError says that an API key is recorded on the connector already: minting
// another one has to be asked for with [NewKey.Replace].
type HasKeyError struct {
	Connector, KeyID string
}

// Error returns the text.
func (e *HasKeyError) Error() string {
	return fmt.Sprintf("connector %q has API key %q already", e.Connector, e.KeyID)
}

// OrphanError says that a key was minted and what had to follow failed. The
// report that comes with it has the key, which can still be used: the action's Do,
// called again, goes on where it stopped and mints no other one. Invalidated is
// true when the key was taken back instead.
type OrphanError struct {
	KeyID       string
	Invalidated bool
	Err         error // what failed
}

// Error returns the text.
func (e *OrphanError) Error() string {
	if e.Invalidated {
		return fmt.Sprintf("API key %q was minted and invalidated again: %v", e.KeyID, e.Err)
	}
	return fmt.Sprintf("API key %q was minted, but: %v", e.KeyID, e.Err)
}

// Unwrap returns what failed.
func (e *OrphanError) Unwrap() error { return e.Err }

// LostMintError says that the answer to a request for a key was lost: there may be
// a key of that name that nobody can read. Found are the ids of keys of that name
// that appeared since, to be invalidated; they are empty when nobody may look.
type LostMintError struct {
	Name  string
	Found []string
	Err   error
}

// Error returns the text.
func (e *LostMintError) Error() string {
	if len(e.Found) == 0 {
		return fmt.Sprintf("the answer was lost: an API key %q may exist that nobody can use: %v", e.Name, e.Err)
	}
	return fmt.Sprintf("the answer was lost: API key %q was made and nobody can use it: %v", e.Found[0], e.Err)
}

// Unwrap returns the failed request.
func (e *LostMintError) Unwrap() error { return e.Err }

// RunningError says that a sync waits or runs already.
type RunningError struct{ Job client.SyncJob }

// Error returns the text.
func (e *RunningError) Error() string {
	return fmt.Sprintf("sync job %q of this connector is %s already", e.Job.ID, e.Job.Status)
}

// TooOldError says that the server lacks an endpoint.
type TooOldError struct {
	What    string // "to attach an index"
	Needs   string // the release that has it: "8.13"
	Version string // the server's, "" when unknown
	// Serverless is true where it is no matter of age: serverless keeps the
	// endpoint to itself.
	Serverless bool
	Err        error // the server's answer
}

// Error returns the text: "this server (8.12.0) is too old to attach an index:
// that takes 8.13".
func (e *TooOldError) Error() string {
	server := "this server"
	if e.Serverless {
		return "a serverless cluster doesn't let you " + strings.TrimPrefix(e.What, "to ")
	}
	if e.Version != "" {
		server += " (" + e.Version + ")"
	}
	return fmt.Sprintf("%s is too old %s: that takes %s", server, e.What, e.Needs)
}

// Unwrap returns the server's answer.
func (e *TooOldError) Unwrap() error { return e.Err }

package setup

import "connwiz/client"

// NewKey says which API key to mint.
type NewKey struct {
	Connector string // id
	// Replace mints a key although one is recorded, which otherwise is a
	// *[HasKeyError]. The old one stays valid; the report names it.
	Replace bool
	// With is a client that uses other credentials for this step, nil for the
	// guide's own. A caller who uses an API key can't mint another one.
	With *client.Client
	// KeepAt is where the key shall go; nil leaves it in the report, from where it
	// goes to [Guide.WriteConfig], [KeyFile] or nowhere.
	KeepAt KeyPlace
}

// KeyPlace is where a minted key is kept.
type KeyPlace interface {
	// String names the place, such as a path.
	String() string
	// Try fails where the place would not take a key; it is asked before one is
	// minted, so that none is minted in vain.
	Try() error
	// Keep keeps the key. It doesn't wipe it.
	Keep(client.APIKey) error
	// Abandon is told when no key came.
	Abandon()
}

// Mint is the action that mints an API key with the least privileges, limited to
// the connector's index, keeps it where that is wanted, and records its id on the
// connector; for a connector that Elastic runs also in a connector secret. Its
// report has Key.
//
// Errors: *[NotReadyError] without an index; *[HasKeyError];
// *[client.DerivedKeyError], after which the choices are NewKey.With and
// [Guide.RecordKey]; *[LostMintError]; *[OrphanError]; *[TooOldError] before 8.13;
// *[client.Error].
func (g *Guide) Mint(k NewKey) Action { return unsupported{APIKey} }

// ExistingKey is a key that was made elsewhere.
type ExistingKey struct {
	Connector string
	KeyID     string
	// Replace records it although another one is recorded.
	Replace bool
}

// RecordKey is the action that records the id of an existing key on the connector.
//
// Errors: *[InputError]; *[HasKeyError]; *[TooOldError] before 8.13;
// *[client.Error].
func (g *Guide) RecordKey(k ExistingKey) Action { return unsupported{APIKey} }

// Invalidate is the action that invalidates an API key for good: one that was
// replaced, or that nobody can read any more. A key that is gone is no error.
func (g *Guide) Invalidate(keyID string) Action { return unsupported{APIKey} }

// KeyFile is a place for a key: a new file of mode 0600. A file that is there is
// never overwritten.
func KeyFile(path string) KeyPlace { return nil }

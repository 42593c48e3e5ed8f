package setup

import (
	"context"

	"connwiz/schema"
)

// ConfigEntry says what config.yml shall say of a connector.
type ConfigEntry struct {
	Connector string // id
	// Key is the encoded API key; empty leaves the one that is there. It stays the
	// caller's, whatever comes of the file.
	Key schema.Secret
	// ReplaceKey replaces another key that is there.
	ReplaceKey bool
	// Path is the file; "" is the guide's.
	Path string
}

// WriteConfig is the action that puts a connector into config.yml, which is created
// or extended: comments and other lines stay, a backup is made, its mode is 0600.
// Its report has File.
//
// Errors: *[serviceconfig.Error], of which Differs has both states, redacted, and
// nothing was written; *[serviceconfig.FileError] for a file or disk that can't be
// written; *[NotReadyError] for a connector without a service type; *[client.Error].
func (g *Guide) WriteConfig(e ConfigEntry) Action { return unsupported{ConfigYML} }

// ConfigPlace is a place for a key: config.yml, as [Guide.WriteConfig] writes it.
// To be used with [NewKey.KeepAt], so that no key is minted that can't be kept.
func (g *Guide) ConfigPlace(e ConfigEntry) KeyPlace { return nil }

// StartCommands are the ways to start a connector service, ready to be copied.
type StartCommands struct {
	Version string
	// AskVersion is true where the version has to be asked for: a serverless
	// cluster's says nothing, or it isn't known. The commands are "" then.
	AskVersion bool
	Docker     string // several lines
	Source     string // several lines
	// Notes are what else to know, such as that another file is mounted.
	Notes []string
}

// StartCommands tells how to start the connector service with config.yml. An empty
// version is the cluster's. Its error is a *[serviceconfig.VersionError], or that of
// asking the cluster, when the context has ended.
func (g *Guide) StartCommands(ctx context.Context, version string) (StartCommands, error) {
	return StartCommands{}, errPending
}

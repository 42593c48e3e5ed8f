// Package client speaks with Elasticsearch about connectors. It is a narrow
// client on the esapi request structs of go-elasticsearch and their transport;
// its types keep the raw document, since the library's typed structs lose
// attributes and turn null texts into "null".
package client

import (
	"context"
	"log/slog"
	"time"

	"connwiz/schema"
)

// Config says where Elasticsearch is and who asks.
type Config struct {
	URL           string // without user info
	CloudID       string // instead of URL
	APIKey        schema.Secret
	Username      string
	Password      schema.Secret
	CACertFile    string        // PEM
	CAFingerprint string        // hex SHA-256 of a certificate in the chain, colons allowed
	Insecure      bool          // skip verification; only by flag
	Timeout       time.Duration // of one request, 0: 30 s
	Log           *slog.Logger  // method, path and status only; nil: none
	UserAgent     string
}

// Client is safe for concurrent use.
type Client struct{}

// New checks the configuration and returns a client; it makes no request.
func New(cfg Config) (*Client, error) { panic("stub") }

// Host returns host and port of the cluster, for headers and messages.
func (c *Client) Host() string { panic("stub") }

// Info is the cluster's answer to GET /.
type Info struct {
	ClusterName, ClusterUUID, Version, BuildFlavor string
}

// Info asks the cluster who it is.
func (c *Client) Info(ctx context.Context) (Info, error) { panic("stub") }

// Status is a connector's status as the connector protocol names it.
type Status string

// The statuses of a connector.
const (
	Created            Status = "created"
	NeedsConfiguration Status = "needs_configuration"
	Configured         Status = "configured"
	Connected          Status = "connected"
	Failed             Status = "error"
)

// Summary is a connector without its configuration. Null and absent texts are "".
type Summary struct {
	ID, Name, Description, ServiceType, IndexName string
	Status                                        Status
	Error                                         string    // the service's text; untrusted, may quote secrets
	LastSeen                                      time.Time // zero: never
	Native, Deleted                               bool
	LastSyncStatus, LastSyncError                 string
	APIKeyID                                      string
}

// Connector is a connector with its configuration.
type Connector struct {
	Summary
	Configuration *schema.Schema
}

// Filter narrows a list. Empty fields ask for everything.
type Filter struct {
	Query, ServiceType, IndexName, Name string
}

// Page is one page of a list.
type Page struct {
	Count   int // all matches, not the page
	Results []Summary
}

// List asks for one page, without configuration (filter_path).
func (c *Client) List(ctx context.Context, f Filter, from, size int) (Page, error) { panic("stub") }

// All asks page by page (at most 10,000, the server's window) and calls each for
// every page as it comes; each may be nil.
func (c *Client) All(ctx context.Context, f Filter, each func(Page)) ([]Summary, error) {
	panic("stub")
}

// Get reads one connector with its configuration.
func (c *Client) Get(ctx context.Context, id string) (*Connector, error) { panic("stub") }

// Summary reads one connector without its configuration: what polls ask for.
func (c *Client) Summary(ctx context.Context, id string) (Summary, error) { panic("stub") }

// Result is the server's word on an update.
type Result string

// The results of an update.
const (
	Updated Result = "updated"
	Noop    Result = "noop"
)

// UpdateValues sends values with PUT _connector/<id>/_configuration. The request
// is idempotent and is retried like a read. An empty map is "submit as it is".
func (c *Client) UpdateValues(ctx context.Context, id string, values map[string]schema.Value) (Result, error) {
	panic("stub")
}

// CheckID refuses ids that can't be used in a path: empty, with a slash, "_sync_job",
// "_secret", ".", "..".
func CheckID(id string) error { panic("stub") }

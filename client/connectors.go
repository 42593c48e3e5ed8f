package client

import (
	"context"
	"net/url"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

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

// Connector is a connector with its configuration.
type Connector struct {
	Summary
	Configuration *schema.Schema
	// NoConfiguration: the document has none, not even an empty one. The connector
	// service fails on it with every poll (connectors/protocol/connectors.py), so that
	// it never registers a schema.
	NoConfiguration bool
	Key             RecordedKey
	Schedules       Schedules
	Features        Features
}

// Get reads one connector with its configuration.
func (c *Client) Get(ctx context.Context, id string) (*Connector, error) {
	d, a, err := c.connector(ctx, id, nil)
	if err != nil {
		return nil, err
	}
	configuration, err := schema.Parse(d["configuration"])
	if err != nil {
		// The cause may quote a value.
		return nil, a.call.fail(Trouble, "its configuration is not a JSON object", nil).Error
	}
	c.transport.scope.found(id)
	found := &Connector{NoConfiguration: !d.has("configuration"), Summary: d.summary(id), Configuration: configuration, Key: d.recordedKey(), Schedules: d.schedules(), Features: d.features()}
	return c.withheld.see(found), nil
}

// Summary reads one connector without its configuration: what polls ask for.
func (c *Client) Summary(ctx context.Context, id string) (Summary, error) {
	d, _, err := c.connector(ctx, id, summaryKeys())
	if err != nil {
		return Summary{}, err
	}
	c.transport.scope.found(id)
	return c.withheld.summary(d.summary(id)), nil
}

// connector asks for one connector, with only these keys when there are any.
func (c *Client) connector(ctx context.Context, id string, keys []string) (document, answer, error) {
	k := call{op: "read connector", target: id}
	segment, err := k.pathID()
	if err != nil {
		return nil, answer{}, err
	}
	k.request = read(esapi.ConnectorGetRequest{ConnectorID: segment, FilterPath: keys})
	a, err := c.run(ctx, k)
	if err != nil {
		return nil, answer{}, err
	}
	d, err := a.document()
	if err == nil && d.text("id") == "" {
		return nil, a, a.malformed() // Something else answered, or a proxy cut the document.
	}
	return d, a, err
}

// pathID returns the call's target as one segment of a path: esapi puts ids into
// the path as they are.
func (k call) pathID() (string, error) {
	if err := CheckID(k.target); err != nil {
		return "", err
	}
	return url.PathEscape(k.target), nil
}

func (d document) recordedKey() RecordedKey {
	return RecordedKey{ID: d.text("api_key_id"), SecretID: d.text("api_key_secret_id")}
}

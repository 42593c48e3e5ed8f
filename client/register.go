package client

import (
	"context"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

// RegisterSchema replaces a connector's configuration, schema and values alike,
// which is what a connector service does for a new connector: what the schema
// doesn't have is gone afterwards. The server sets the status configured, whatever
// the values are.
func (c *Client) RegisterSchema(ctx context.Context, id string, s *schema.Schema) (Result, error) {
	k := call{
		op: "register the schema of connector", target: id,
		secrets: func() []schema.Value { return valuesOf(storedValues(s)) },
	}
	raw := s.Raw()
	const before, after = `{"configuration":`, `}`
	whole := make([]byte, 0, len(before)+len(raw)+len(after)) // growing would leave copies behind
	whole = append(append(append(whole, before...), raw...), after...)
	return c.update(ctx, k, &body{bytes: whole}, func(id string, b *bodyReader) esapi.Request {
		return esapi.ConnectorUpdateConfigurationRequest{ConnectorID: id, Body: b}
	})
}

func storedValues(s *schema.Schema) map[string]schema.Value {
	values := make(map[string]schema.Value)
	for _, f := range s.Fields() {
		values[f.Name] = f.Value
	}
	return values
}

// SetStatus sets a connector's status. The server refuses steps that the connector
// protocol doesn't have, with the reaction [Rejected].
func (c *Client) SetStatus(ctx context.Context, id string, status Status) (Result, error) {
	k := call{op: "set the status of connector", target: id}
	return c.update(ctx, k, content(map[string]any{"status": status}), func(id string, b *bodyReader) esapi.Request {
		return esapi.ConnectorUpdateStatusRequest{ConnectorID: id, Body: b}
	})
}

// SetServiceType says which connector of the connector service a connector is. The
// server sends one that was configured back to needs_configuration.
func (c *Client) SetServiceType(ctx context.Context, id, serviceType string) (Result, error) {
	k := call{op: "set the service type of connector", target: id}
	return c.update(ctx, k, content(map[string]any{"service_type": serviceType}), func(id string, b *bodyReader) esapi.Request {
		return esapi.ConnectorUpdateServiceDocumentTypeRequest{ConnectorID: id, Body: b}
	})
}

// Package client speaks with Elasticsearch about connectors. It is a narrow
// client on the esapi request structs of go-elasticsearch and their transport;
// its types keep the raw document, since the library's typed structs lose
// attributes and turn null texts into "null". Nor is the library's own client used:
// its package takes three times as long to build, and it asks who the server is
// before the first request, which a caller may not be allowed to. Here every answer
// must carry the product header instead.
//
// No write is conditional, since the API gives out no sequence number. What stands in
// for one is to read again right before a write and to compare what the writer saw:
// that is the callers' part, with [connwiz/schema/draft]. A change that lands between
// that reading and the write is lost, in the fields that are written; no other field
// is sent.
//
// A method makes the request that its name says and no other: there is no hidden
// handshake, so that a caller needs no privilege beyond that request's own.
// Nothing is printed, and no goroutine outlives [Client.Close].
package client

import (
	"context"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
	"connwiz/schema/redact"
)

// Client is safe for concurrent use.
type Client struct {
	transport *transport
	retry     retryPolicy
	secrets   credentials
	dialect   *Dialect // of a [Peer], nil for Elasticsearch
	// minted are API keys that came while this client lived: a server may quote them
	// in an answer to any later request.
	minted *redact.Set
	// withheld is what the user of a scope must not learn, nil without one.
	withheld *withheld
}

// New checks the configuration and returns a client; it makes no request. The
// secrets of the configuration are kept, not copied: wiping them ends their use.
func New(cfg Config) (*Client, error) {
	cfg = cfg.withDefaults()
	address, err := cfg.address()
	if err != nil {
		return nil, err
	}
	secrets, err := cfg.credentials()
	if err != nil {
		return nil, err
	}
	t, err := newTransport(cfg, address, secrets)
	if err != nil {
		return nil, err
	}
	c := &Client{transport: t, retry: cfg.retryPolicy(), secrets: secrets, minted: redact.New()}
	if cfg.Scope != nil {
		c.withheld = newWithheld()
	}
	return c, nil
}

// Close ends the client: idle connections are closed, those in use when their
// request ends, and later requests fail.
func (c *Client) Close() {
	c.transport.close()
	c.withheld.wipe()
}

// Conceal keeps an API key, in its encoded form, out of the errors of all later
// requests. Keys that the client mints itself are concealed.
func (c *Client) Conceal(encoded schema.Secret) { c.minted.AddAPIKey(encoded) }

// Host returns host and port of the cluster, for headers and messages.
func (c *Client) Host() string { return c.transport.address.Host }

// Info is the cluster's answer to GET /.
type Info struct {
	ClusterName, ClusterUUID, Version, BuildFlavor string
}

// Info asks the cluster who it is.
func (c *Client) Info(ctx context.Context) (Info, error) {
	a, err := c.run(ctx, call{op: "ask the cluster who it is", request: read(esapi.InfoRequest{})})
	if err != nil {
		return Info{}, err
	}
	d, err := a.document()
	if err != nil {
		return Info{}, err
	}
	version := d.object("version")
	return Info{
		ClusterName: d.text("cluster_name"), ClusterUUID: d.text("cluster_uuid"),
		Version: version.text("number"), BuildFlavor: version.text("build_flavor"),
	}, nil
}

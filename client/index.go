package client

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// IndexState is what a connector needs to know of an index.
type IndexState struct {
	Exists bool
	// Mapped is false for an index without mappings: the connector service fails
	// to sync into one that it didn't create itself (connectors/es/index.py).
	Mapped bool
}

// Index asks whether there is an index of this name, or an alias.
func (c *Client) Index(ctx context.Context, name string) (IndexState, error) {
	k := call{op: "look for index", target: name}
	if err := CheckIndexName(name, false); err != nil {
		return IndexState{}, err
	}
	k.request = read(esapi.IndicesGetRequest{Index: []string{url.PathEscape(name)}, Features: "mappings"})
	a, err := c.run(ctx, k)
	var e *Error
	if errors.As(err, &e) && e.Reaction == NotFound {
		return IndexState{}, nil
	}
	if err != nil {
		return IndexState{}, err
	}
	d, err := a.document()
	if err != nil {
		return IndexState{}, err
	}
	state := IndexState{Exists: true}
	for concrete := range d {
		mappings := bytes.TrimSpace(d.object(concrete)["mappings"])
		state.Mapped = state.Mapped || len(mappings) > len("{}")
	}
	return state, nil
}

// CreateIndex creates an index whose mapping is dynamic and says so. To an index
// without any mapping most releases of the connector service add one that needs
// analyzers which only an index of its own making has, and fail
// (connectors/es/management_client.py). It is not repeated, since a repetition says
// that the index exists.
func (c *Client) CreateIndex(ctx context.Context, name string) error {
	if err := CheckIndexName(name, false); err != nil {
		return err
	}
	k := call{op: "create index", target: name, write: true, once: true}
	b := content(map[string]any{"mappings": map[string]any{"dynamic": "true"}})
	_, err := c.send(ctx, k, b, func(b *bodyReader) esapi.Request {
		return esapi.IndicesCreateRequest{Index: url.PathEscape(name), Body: b}
	})
	var e *Error
	if errors.As(err, &e) && e.Type == "resource_already_exists_exception" {
		e.Reaction = Conflict
	}
	return err
}

// AttachIndex makes an index a connector's own. A connector has one index, and an
// index one connector: the server refuses a name that another connector has, with
// the reaction [Conflict].
func (c *Client) AttachIndex(ctx context.Context, id, name string) (Result, error) {
	if err := CheckIndexName(name, false); err != nil {
		return "", err
	}
	k := call{op: "attach an index to connector", target: id}
	r, err := c.update(ctx, k, content(map[string]any{"index_name": name}), func(id string, b *bodyReader) esapi.Request {
		return esapi.ConnectorUpdateIndexNameRequest{ConnectorID: id, Body: b}
	})
	return r, indexTaken(err)
}

// indexTaken makes a conflict of the refusal of an index that another connector
// has, which the server gives no type of its own.
func indexTaken(err error) error {
	var e *Error
	if errors.As(err, &e) && e.Type == "status_exception" && strings.HasSuffix(e.Reason, "is used by another connector.") {
		e.Reaction = Conflict
	}
	return err
}

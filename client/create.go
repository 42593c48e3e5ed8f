package client

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// NewConnector is what a connector is created with. Empty texts are left out.
type NewConnector struct {
	// ID may be empty: the server makes one up.
	ID                                        string
	Name, Description, ServiceType, IndexName string
	Native                                    bool
}

// ExistsError says that the id asked for is in use: creating it again would wipe
// what is stored under it.
type ExistsError struct {
	ID      string
	Deleted bool // it was deleted, but its document is still kept
}

// Error returns the text.
func (e *ExistsError) Error() string {
	if e.Deleted {
		return fmt.Sprintf("create connector %q: a deleted connector with this id is still stored, and would be overwritten", e.ID)
	}
	return fmt.Sprintf("create connector %q: a connector with this id exists, and would be overwritten", e.ID)
}

// Create creates a connector and returns its id.
//
// Without an id it is one POST. With one it is a PUT, which overwrites whatever is
// there, so the id is asked for first: a connector that is there, even a deleted
// one, is an [ExistsError]. What nothing guards is another writer between the two
// requests. Neither is repeated: a repeated POST makes a second connector, and a
// repeated PUT wipes what a connector service has registered since the first.
func (c *Client) Create(ctx context.Context, n NewConnector) (string, error) {
	if n.IndexName != "" {
		if err := CheckIndexName(n.IndexName, n.Native); err != nil {
			return "", err
		}
	}
	if n.ID == "" {
		return c.post(ctx, n)
	}
	if err := c.Vacant(ctx, n.ID); err != nil {
		return "", err
	}
	return n.ID, c.put(ctx, n)
}

func (n NewConnector) body() *body {
	members := map[string]any{}
	for name, text := range map[string]string{
		"name": n.Name, "description": n.Description, "service_type": n.ServiceType, "index_name": n.IndexName,
	} {
		if text != "" { // the server refuses null, and keeps ""
			members[name] = text
		}
	}
	if n.Native {
		members["is_native"] = true
	}
	return content(members)
}

func (c *Client) post(ctx context.Context, n NewConnector) (string, error) {
	k := call{op: "create connector", target: n.Name, write: true, once: true}
	a, err := c.send(ctx, k, n.body(), func(b *bodyReader) esapi.Request { return esapi.ConnectorPostRequest{Body: b} })
	if err != nil {
		return "", indexTaken(err)
	}
	return a.id()
}

func (c *Client) put(ctx context.Context, n NewConnector) error {
	k := call{op: "create connector", target: n.ID, write: true, once: true}
	segment, err := k.pathID()
	if err != nil {
		return err
	}
	a, err := c.send(ctx, k, n.body(), func(b *bodyReader) esapi.Request {
		return esapi.ConnectorPutRequest{ConnectorID: segment, Body: b}
	})
	if err != nil {
		return indexTaken(err)
	}
	d, err := a.document()
	if err != nil {
		return err
	}
	if d.text("result") == string(Updated) {
		f := k.fail(Conflict, "another writer created it at the same moment, and its document was overwritten", nil)
		f.Sent = true
		return f.Error
	}
	return nil
}

// id reads the id that the server made up.
func (a answer) id() (string, error) {
	d, err := a.document()
	if err != nil {
		return "", err
	}
	if id := d.text("id"); id != "" {
		return id, nil
	}
	return "", a.malformed()
}

// Vacant returns nil where nothing is stored under an id, and an *[ExistsError] where
// a connector is, even a deleted one. Servers before 9.0 know neither soft deletion
// nor the parameter.
func (c *Client) Vacant(ctx context.Context, id string) error {
	k := call{op: "look whether there is a connector", target: id}
	segment, err := k.pathID()
	if err != nil {
		return err
	}
	// An error is filtered too, so it has to be asked for.
	const keys = "filter_path=id,deleted,error"
	for _, parameters := range []string{"include_deleted=true&" + keys, keys} {
		k.request = read(lookup{path: "/_connector/" + segment, parameters: parameters})
		a, err := c.run(ctx, k)
		switch e := (*Error)(nil); {
		case err == nil:
			d, err := a.document()
			if err != nil {
				return err
			}
			return &ExistsError{ID: id, Deleted: d.flag("deleted")}
		case !errors.As(err, &e):
			return err
		case e.Reaction == NotFound:
			return nil
		case e.Reaction != Rejected || !strings.Contains(e.Reason, "unrecognized parameter"):
			return err
		}
	}
	return k.fail(Trouble, "the server refuses to say", nil).Error
}

package kibana

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"connwiz/client"
	"connwiz/schema"
)

// Connector is an action connector as Kibana gives it: without secrets.
type Connector struct {
	ID, Name, TypeID string
	// Config is an object; null for a preconfigured connector, which keeps it to
	// itself.
	Config schema.Value
	// MissingSecrets: the connector was imported, which leaves secrets behind.
	MissingSecrets bool
	// Preconfigured connectors stand in kibana.yml and can't be changed here.
	Preconfigured  bool
	Deprecated     bool
	System         bool
	TypeDeprecated bool
	// References counts the rules and cases that use it; only lists tell.
	References int
}

// UnmarshalJSON reads Kibana's form. Keys of newer versions are ignored.
func (c *Connector) UnmarshalJSON(raw []byte) error {
	var d struct {
		ID             string          `json:"id"`
		Name           string          `json:"name"`
		TypeID         string          `json:"connector_type_id"`
		Config         json.RawMessage `json:"config"`
		MissingSecrets bool            `json:"is_missing_secrets"`
		Preconfigured  bool            `json:"is_preconfigured"`
		Deprecated     bool            `json:"is_deprecated"`
		System         bool            `json:"is_system_action"`
		TypeDeprecated bool            `json:"is_connector_type_deprecated"`
		References     int             `json:"referenced_by_count"`
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		return err
	}
	*c = Connector{
		ID: d.ID, Name: d.Name, TypeID: d.TypeID, MissingSecrets: d.MissingSecrets,
		Preconfigured: d.Preconfigured, Deprecated: d.Deprecated, System: d.System,
		TypeDeprecated: d.TypeDeprecated, References: d.References,
	}
	if len(d.Config) > 0 {
		config, err := schema.ParseValue(d.Config)
		if err != nil {
			return err
		}
		c.Config = config
	}
	return nil
}

// Values are name and configuration by the names of the fields.
func (c *Connector) Values() map[string]schema.Value {
	all := map[string]schema.Value{}
	for _, m := range members(c.Config) {
		all[m.Name] = m.Value
	}
	all[string(InName)] = schema.Text(c.Name)
	return all
}

// Locked says why the connector can't be changed, "" when it can.
func (c *Connector) Locked() string {
	switch {
	case c.Preconfigured:
		return "it is preconfigured: change it in kibana.yml"
	case c.System:
		return "it is one of Kibana's own"
	}
	return ""
}

// List asks for the connectors of the space, sorted by name, preconfigured ones
// among them.
func (c *Client) List(ctx context.Context) ([]Connector, error) {
	var all []Connector
	err := c.send(ctx, call{op: "list action connectors", method: http.MethodGet, path: "/connectors"}, &all)
	return all, err
}

// Get asks for one connector.
func (c *Client) Get(ctx context.Context, id string) (*Connector, error) {
	k, err := one("read action connector", http.MethodGet, id)
	if err != nil {
		return nil, err
	}
	return c.connector(ctx, k)
}

// Create makes a connector; with an empty id Kibana chooses one. The request is
// sent once: after an error with Sent the connector may be there.
func (c *Client) Create(ctx context.Context, id string, r Request) (*Connector, error) {
	k := call{op: "create action connector", target: r.Name, method: http.MethodPost, path: "/connector"}
	if id != "" {
		var err error
		if k, err = one(k.op, k.method, id); err != nil {
			return nil, err
		}
	}
	k.body, k.secrets = r.encode(true), r.secretValues()
	made, err := c.connector(ctx, k)
	return made, withoutRoute(taken(err), id)
}

// noOwnID is what is said of a Kibana that lacks the path for ids of one's own.
const noOwnID = "this Kibana takes no id of one's own; 8.8 and later do"

// withoutRoute says of a path that is missing what it means when an id was given: the
// one without an id is older.
func withoutRoute(err error, id string) error {
	var e *client.Error
	if id != "" && errors.As(err, &e) && e.Status == http.StatusNotFound && e.Reaction == client.Trouble {
		e.Reason = noOwnID
	}
	return err
}

// TakesNoID reports whether a creation failed because Kibana is so old that it makes
// up every id by itself.
func TakesNoID(err error) bool {
	var e *client.Error
	return errors.As(err, &e) && e.Reason == noOwnID
}

// taken says of a conflict what it means: ids are unique across spaces.
func taken(err error) error {
	var e *client.Error
	if errors.As(err, &e) && e.Reaction == client.Conflict {
		e.Reason = "the id is taken, in this space or in another"
	}
	return err
}

// Update replaces name, configuration and secrets of a connector, all of them:
// what the request lacks is erased.
func (c *Client) Update(ctx context.Context, id string, r Request) (*Connector, error) {
	k, err := one("update action connector", http.MethodPut, id)
	if err != nil {
		return nil, err
	}
	k.body, k.secrets = r.encode(false), r.secretValues()
	return c.connector(ctx, k)
}

// Delete removes a connector. Rules that use it fail from then on.
func (c *Client) Delete(ctx context.Context, id string) error {
	k, err := one("delete action connector", http.MethodDelete, id)
	if err != nil {
		return err
	}
	err = c.send(ctx, k, nil)
	if gone(err) {
		return nil
	}
	return err
}

// connector makes a call that is answered with a connector.
func (c *Client) connector(ctx context.Context, k call) (*Connector, error) {
	var got Connector
	if err := c.send(ctx, k, &got); err != nil {
		return nil, err
	}
	return &got, nil
}

// one is a call about one connector.
func one(op, method, id string) (call, error) {
	if id == "" || id == "." || id == ".." {
		return call{}, errors.New(op + ": the id can't stand in a path")
	}
	return call{op: op, target: id, method: method, path: "/connector/" + url.PathEscape(id)}, nil
}

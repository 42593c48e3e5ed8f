package client

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

// Result is the server's word on an update.
type Result string

// The results of an update.
const (
	Updated Result = "updated"
	Noop    Result = "noop"
)

// UpdateValues sends values with PUT _connector/<id>/_configuration. The request
// is idempotent and is retried like a read; when a retry finds nothing left to
// change, the lost attempt has done it and the result is [Updated]. An empty map is
// "submit as it is".
func (c *Client) UpdateValues(ctx context.Context, id string, values map[string]schema.Value) (Result, error) {
	return c.updateValues(ctx, id, values, false)
}

// UpdateValuesOnce is [Client.UpdateValues], but an attempt that may have reached
// the server isn't repeated: its error has Sent set, and the caller looks what is
// stored before anything is sent again. What surely didn't arrive is retried.
func (c *Client) UpdateValuesOnce(ctx context.Context, id string, values map[string]schema.Value) (Result, error) {
	return c.updateValues(ctx, id, values, true)
}

func (c *Client) updateValues(ctx context.Context, id string, values map[string]schema.Value, unseen bool) (Result, error) {
	k := call{
		op: "update values of connector", target: id, write: true, unseen: unseen,
		secrets: func() []schema.Value { return valuesOf(values) },
	}
	segment, err := k.pathID()
	if err != nil {
		return "", err
	}
	if err := k.checkValues(values); err != nil {
		return "", err
	}
	left, secret := c.withheld.changed(id, values)
	content := valuesBody(left)
	defer content.wipe()
	k.request = func() esapi.Request {
		return esapi.ConnectorUpdateConfigurationRequest{ConnectorID: segment, Body: content.reader()}
	}
	a, err := c.run(ctx, k)
	if err != nil {
		return "", err
	}
	r, err := a.result()
	if err == nil && secret {
		return Updated, nil // Whether it is news to the server is withheld, too.
	}
	return r, err
}

// checkValues refuses null, which Elasticsearch answers with a null pointer
// exception (its map of values is immutable); "" empties a field.
func (k call) checkValues(values map[string]schema.Value) error {
	for name, v := range values {
		if v.Kind() == schema.KindNull {
			return k.fail(Rejected, fmt.Sprintf(`field %q: null can't be sent, "" empties a field`, name), nil).Error
		}
	}
	return nil
}

// result reads the answer to an update.
func (a answer) result() (Result, error) {
	d, err := a.document()
	if err != nil {
		return "", err
	}
	switch r := Result(d.text("result")); r {
	case Noop:
		if a.repeated {
			return Updated, nil
		}
		return r, nil
	case Updated:
		return r, nil
	}
	return "", a.malformed()
}

// valuesBody writes {"values":{...}} with sorted keys into a buffer of its final
// size: growing would leave copies behind that nothing wipes.
func valuesBody(values map[string]schema.Value) *body {
	keys := slices.Sorted(maps.Keys(values))
	names, coded := make([][]byte, len(keys)), make([][]byte, len(keys))
	size := len(`{"values":{}}`)
	for i, key := range keys {
		names[i], _ = json.Marshal(key) // a string always can be
		coded[i] = values[key].RevealJSON()
		size += len(names[i]) + len(coded[i]) + len(`:,`)
	}
	b := append(make([]byte, 0, size), `{"values":{`...)
	for i := range keys {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, names[i]...), ':'), coded[i]...)
		clear(coded[i])
	}
	return &body{bytes: append(b, `}}`...)}
}

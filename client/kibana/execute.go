package kibana

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"connwiz/client"
)

// Execution is what came of running a connector. Kibana answers with it also when
// the action failed.
type Execution struct {
	OK bool
	// Message and ServiceMessage say why it failed: Kibana's words and those of the
	// service behind the connector. Both are untrusted and may quote secrets.
	Message, ServiceMessage string
	// User tells an error in what was entered from one of Kibana's or the network's.
	User bool
	// Data is what the action gave back.
	Data json.RawMessage
}

// Execute runs a connector once with the parameters of its type, a JSON object:
// a test really sends a message, writes a document or opens an incident.
func (c *Client) Execute(ctx context.Context, id string, params json.RawMessage) (Execution, error) {
	k, err := one("run action connector", http.MethodPost, id)
	if err != nil {
		return Execution{}, err
	}
	if !json.Valid(params) {
		return Execution{}, errors.New(k.op + ": the parameters are not JSON")
	}
	k.path += "/_execute"
	k.body = append(append([]byte(`{"params":`), params...), '}')
	var d struct {
		Status         string          `json:"status"`
		Message        string          `json:"message"`
		ServiceMessage string          `json:"service_message"`
		Source         string          `json:"errorSource"`
		Data           json.RawMessage `json:"data"`
	}
	if err := c.send(ctx, k, &d); err != nil {
		return Execution{}, err
	}
	return Execution{
		OK: d.Status == "ok", Message: d.Message, ServiceMessage: d.ServiceMessage,
		User: d.Source == "user", Data: d.Data,
	}, nil
}

// gone reports whether a deletion found nothing because an attempt of it before,
// whose answer was lost, had been done.
func gone(err error) bool {
	var e *client.Error
	return errors.As(err, &e) && e.Reaction == client.NotFound && e.Sent
}

package kibana

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"connwiz/client"
	"connwiz/schema"
)

// apiVersion is the only public version of the API. Kibanas that are too old to
// know the header ignore it.
const apiVersion = "2023-10-31"

// defaultSpace is the space that has no prefix in a path.
const defaultSpace = "default"

// Config says where Kibana is and who asks.
type Config struct {
	client.Config // URL is Kibana's; from a CloudID its Kibana is taken

	Space string // "" and "default" are the default space
}

// Client is safe for concurrent use. Its errors are *[client.Error], except for
// what is refused before a request is made.
type Client struct {
	peer  *client.Peer
	space string
}

// New checks the configuration and returns a client; it makes no request.
func New(cfg Config) (*Client, error) {
	if err := checkSpace(cfg.Space); err != nil {
		return nil, err
	}
	if cfg.CloudID != "" && cfg.URL == "" {
		_, kibana, err := client.CloudURLs(cfg.CloudID)
		if err != nil {
			return nil, err
		}
		if kibana == "" {
			return nil, errors.New("the cloud id names no Kibana: give its URL")
		}
		cfg.URL, cfg.CloudID = kibana, ""
	}
	peer, err := client.NewPeer(cfg.Config, client.Dialect{
		Server: "Kibana",
		Header: http.Header{
			// Kibana refuses what changes something without it; any value will do.
			"Kbn-Xsrf":            {"connwiz"},
			"Elastic-Api-Version": {apiVersion},
		},
		Refusal: readRefusal,
	})
	if err != nil {
		return nil, err
	}
	return &Client{peer: peer, space: cfg.Space}, nil
}

// checkSpace refuses what can't be the id of a space.
func checkSpace(space string) error {
	for _, r := range space {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789_-", r) {
			return fmt.Errorf("space %q: an id of a space has only lower case letters, digits, _ and -", space)
		}
	}
	return nil
}

// Close ends the client: later requests fail.
func (c *Client) Close() { c.peer.Close() }

// Host returns host and port of Kibana, for headers and messages.
func (c *Client) Host() string { return c.peer.Host() }

// Space returns the id of the space.
func (c *Client) Space() string {
	if c.space == "" {
		return defaultSpace
	}
	return c.space
}

// Path is where a connector of a space is written; without an id where one is
// created under an id of Kibana's choice.
func Path(space, id string) string {
	path := "/api/actions/connector"
	if space != "" && space != defaultSpace {
		path = "/s/" + url.PathEscape(space) + path
	}
	if id != "" {
		path += "/" + url.PathEscape(id)
	}
	return path
}

// call is one request.
type call struct {
	op, target   string
	method, path string
	body         []byte
	secrets      []schema.Value
}

// send makes the request and reads the answer into out. Where that is nil Kibana
// answers without a body, so that one shows that somebody else answered.
func (c *Client) send(ctx context.Context, k call, out any) error {
	path := "/api/actions" + k.path
	if c.Space() != defaultSpace {
		path = "/s/" + url.PathEscape(c.space) + path
	}
	raw, err := c.peer.Send(ctx, client.PeerRequest{
		Op: k.op, Target: k.target, Method: k.method, Path: path, Body: k.body, Secrets: k.secrets,
	})
	if err != nil {
		return err
	}
	strange := out == nil && len(raw) > 0
	if strange || out != nil && json.Unmarshal(raw, out) != nil { // the decoder's error may quote the text
		return &client.Error{
			Reaction: client.Trouble, Op: k.op, Target: k.target,
			Reason: "the answer is not the JSON that was expected: is this Kibana's URL?",
			Sent:   k.method != http.MethodGet,
		}
	}
	return nil
}

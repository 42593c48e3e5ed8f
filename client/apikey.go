package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

// maxKeyName is the most characters of an API key's name.
const maxKeyName = 256

// APIKey is an API key just minted. The server tells Encoded this once.
type APIKey struct {
	ID, Name string
	Encoded  schema.Secret
}

// DerivedKeyError says that the caller's own API key can't mint another one with
// privileges, which is a rule of Elasticsearch (ApiKeyService).
type DerivedKeyError struct{ Err *Error }

// Error returns the text.
func (e *DerivedKeyError) Error() string {
	return e.Err.Op + ": an API key can't mint another API key with privileges: " +
		"give a user name and a password for this step, or an existing key and its id"
}

// Unwrap returns the server's refusal.
func (e *DerivedKeyError) Unwrap() error { return e.Err }

// KeyRequest says what an API key is for.
type KeyRequest struct {
	Index string // of the connector
	// Version is the server's, "" when unknown: before 8.15 there is no privilege
	// manage_connector, and an unknown one is refused.
	Version string
}

// MintAPIKey makes the API key with which the connector service serves one
// connector: what Kibana and the connectors CLI make, which is everything on the
// connector's index and its access control index, and on the indices that hold
// connectors and their jobs. A caller who uses an API key gets a
// [DerivedKeyError].
func (c *Client) MintAPIKey(ctx context.Context, r KeyRequest) (APIKey, error) {
	if err := CheckIndexName(r.Index, false); err != nil {
		return APIKey{}, err
	}
	// The library has it as a PUT, which is the same; not repeating it is what counts.
	k := call{op: "mint an API key for index", target: r.Index, write: true, once: true}
	a, err := c.send(ctx, k, r.body(), func(b *bodyReader) esapi.Request { return esapi.SecurityCreateAPIKeyRequest{Body: b} })
	var e *Error
	if errors.As(err, &e) && e.Reaction == Rejected && strings.Contains(e.Reason, "derived api key") {
		return APIKey{}, &DerivedKeyError{Err: e}
	}
	if err != nil {
		return APIKey{}, err
	}
	defer clear(a.body)
	d, err := a.document()
	if err != nil {
		return APIKey{}, err
	}
	key := APIKey{ID: d.text("id"), Name: d.text("name"), Encoded: d.secret("encoded")}
	if key.ID == "" || key.Encoded.Empty() {
		return APIKey{}, a.malformed()
	}
	c.Conceal(key.Encoded)
	return key, nil
}

func (r KeyRequest) body() *body {
	cluster := []string{"monitor"}
	if !olderThan(r.Version, 8, 15) {
		cluster = append(cluster, "manage_connector")
	}
	return content(map[string]any{
		"name": KeyName(r.Index),
		"role_descriptors": map[string]any{r.Index + "-connector-role": map[string]any{
			"cluster": cluster,
			"index": []any{map[string]any{
				"names":      []string{r.Index, ".search-acl-filter-" + r.Index, ".elastic-connectors*"},
				"privileges": []string{"all"},
			}},
		}},
		"metadata": map[string]any{"created_by": "connwiz"},
	})
}

// secret reads a text that is a secret and wipes it from the document.
func (d document) secret(key string) schema.Secret {
	raw := d[key]
	if text, plain := unquoted(raw); plain {
		s := schema.NewSecret(append([]byte(nil), text...))
		clear(raw)
		return s
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return schema.Secret{}
	}
	clear(raw)
	return schema.NewSecret([]byte(text))
}

// unquoted returns what is between the quotes of a JSON text without escapes.
func unquoted(raw []byte) ([]byte, bool) {
	if len(raw) < 2 || raw[0] != '"' || bytes.IndexByte(raw, '\\') >= 0 {
		return nil, false
	}
	return raw[1 : len(raw)-1], true
}

// RecordedKey names the API key that a connector's document tells of, with the
// connector secret that holds it for an Elastic-managed one.
type RecordedKey struct{ ID, SecretID string }

// RecordedKey reads which API key is recorded on a connector.
func (c *Client) RecordedKey(ctx context.Context, id string) (RecordedKey, error) {
	d, _, err := c.connector(ctx, id, []string{"id", "api_key_id", "api_key_secret_id", "error"})
	return RecordedKey{ID: d.text("api_key_id"), SecretID: d.text("api_key_secret_id")}, err
}

// RecordAPIKey notes on a connector which API key is its own, and which secret
// holds it; an empty secret id leaves the old one. The server checks neither.
func (c *Client) RecordAPIKey(ctx context.Context, id string, key RecordedKey) (Result, error) {
	members := map[string]any{}
	if key.ID != "" {
		members["api_key_id"] = key.ID
	}
	if key.SecretID != "" {
		members["api_key_secret_id"] = key.SecretID
	}
	k := call{op: "record the API key of connector", target: id}
	return c.update(ctx, k, content(members), func(id string, b *bodyReader) esapi.Request {
		return esapi.ConnectorUpdateAPIKeyDocumentIDRequest{ConnectorID: id, Body: b}
	})
}

// StoreSecret stores a connector secret, from which an Elastic-managed connector
// takes its API key, and returns its id.
func (c *Client) StoreSecret(ctx context.Context, value schema.Secret) (string, error) {
	k := call{op: "store the connector secret", write: true, once: true, secrets: textOf(value)}
	a, err := c.send(ctx, k, secretContent("value", value), func(b *bodyReader) esapi.Request {
		return esapi.ConnectorSecretPostRequest{Body: b}
	})
	if err != nil {
		return "", err
	}
	return a.id()
}

// ReplaceSecret puts another value into a connector secret.
func (c *Client) ReplaceSecret(ctx context.Context, id string, value schema.Secret) error {
	k := call{op: "replace the connector secret", target: id, write: true, secrets: textOf(value)}
	if id == "" || strings.Contains(id, "/") {
		return k.fail(Rejected, "this can't be the id of a secret", nil).Error
	}
	_, err := c.send(ctx, k, secretContent("value", value), func(b *bodyReader) esapi.Request {
		return esapi.ConnectorSecretPutRequest{DocumentID: url.PathEscape(id), Body: b}
	})
	return err
}

func textOf(s schema.Secret) func() []schema.Value {
	return func() []schema.Value { return []schema.Value{schema.SecretText(s)} }
}

package client

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/elastic/go-elasticsearch/v8/esapi"
)

// KeyInfo is what the cluster tells of an API key: everything but the key.
type KeyInfo struct {
	ID, Name         string
	Created, Expires time.Time // Expires zero: never
	Invalidated      bool
}

// Valid reports whether the key lets anybody in at a time.
func (k KeyInfo) Valid(now time.Time) bool {
	return !k.Invalidated && (k.Expires.IsZero() || now.Before(k.Expires))
}

// APIKeyInfo looks up an API key. One that isn't there is an *[Error] with the
// reaction [NotFound]; who may not look gets [NotAllowed].
func (c *Client) APIKeyInfo(ctx context.Context, id string) (KeyInfo, error) {
	k := call{op: "look up API key", target: id}
	found, err := c.keys(ctx, k, esapi.SecurityGetAPIKeyRequest{ID: id})
	var e *Error
	switch {
	// The server answers 404 with an empty list, which is no error of its own form.
	case errors.As(err, &e) && e.Status == http.StatusNotFound, err == nil && len(found) == 0:
		missing := k.fail(NotFound, "there is no such API key", nil)
		missing.Status = http.StatusNotFound
		return KeyInfo{}, missing.Error
	case err != nil:
		return KeyInfo{}, err
	}
	return found[0], nil
}

// APIKeysNamed lists the API keys of a name, invalidated ones too.
func (c *Client) APIKeysNamed(ctx context.Context, name string) ([]KeyInfo, error) {
	return c.keys(ctx, call{op: "look up API keys named", target: name}, esapi.SecurityGetAPIKeyRequest{Name: name})
}

// keys asks for keys, and where that is refused for the caller's own. What isn't
// among these may exist all the same, so only a find counts then.
func (c *Client) keys(ctx context.Context, k call, r esapi.SecurityGetAPIKeyRequest) ([]KeyInfo, error) {
	found, err := c.keysOf(ctx, k, r)
	var denied *Error
	if !errors.As(err, &denied) || denied.Reaction != NotAllowed || denied.Status != http.StatusForbidden {
		return found, err
	}
	own := true
	r.Owner = &own
	if found, again := c.keysOf(ctx, k, r); again == nil && len(found) > 0 {
		return found, nil
	}
	return nil, err
}

func (c *Client) keysOf(ctx context.Context, k call, r esapi.SecurityGetAPIKeyRequest) ([]KeyInfo, error) {
	k.request = read(r)
	a, err := c.run(ctx, k)
	if err != nil {
		return nil, err
	}
	d, err := a.document()
	if err != nil {
		return nil, err
	}
	var all []KeyInfo
	for _, one := range d.objects("api_keys") {
		all = append(all, KeyInfo{
			ID: one.text("id"), Name: one.text("name"), Invalidated: one.flag("invalidated"),
			Created: one.millis("creation"), Expires: one.millis("expiration"),
		})
	}
	return all, nil
}

// millis reads a time in milliseconds since 1970; zero when there is none.
func (d document) millis(key string) time.Time {
	if n := decode[int64](d, key); n > 0 {
		return time.UnixMilli(n)
	}
	return time.Time{}
}

// InvalidateAPIKey ends the use of an API key for good. One that isn't there, or
// was invalidated before, is no error.
func (c *Client) InvalidateAPIKey(ctx context.Context, id string) error {
	err := c.invalidate(ctx, id, false)
	var denied *Error
	if errors.As(err, &denied) && denied.Status == http.StatusForbidden {
		// Who may manage only his own keys has to say that it is one.
		return c.invalidate(ctx, id, true)
	}
	return err
}

func (c *Client) invalidate(ctx context.Context, id string, own bool) error {
	k := call{op: "invalidate API key", target: id, write: true}
	if id == "" {
		return k.fail(Rejected, "it has no id", nil).Error
	}
	members := map[string]any{"ids": []string{id}}
	if own {
		members["owner"] = true
	}
	a, err := c.send(ctx, k, content(members), func(b *bodyReader) esapi.Request {
		return esapi.SecurityInvalidateAPIKeyRequest{Body: b}
	})
	if err != nil {
		return err
	}
	d, err := a.document()
	if err == nil && d.number("error_count") > 0 {
		return k.fail(Trouble, "the server could not invalidate it", nil).Error
	}
	return err
}

// KeyName is the name of the API key that [Client.MintAPIKey] makes for an index.
func KeyName(index string) string {
	return shortened(index, maxKeyName-len(keySuffix)) + keySuffix
}

// keySuffix ends the names of connectors' API keys, which is how Kibana and the
// connectors CLI name them, too.
const keySuffix = "-connector"

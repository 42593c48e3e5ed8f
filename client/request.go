package client

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/elastic/go-elasticsearch/v8/esapi"

	"connwiz/schema"
)

// content is the JSON of a request whose members hold no secret.
func content(members map[string]any) *body {
	raw, _ := json.Marshal(members) // texts, switches and lists of them always can be
	return &body{bytes: raw}
}

// secretContent writes an object with one secret member into a buffer of its final
// size, so that wiping it leaves no copy behind.
func secretContent(name string, secret schema.Secret) *body {
	coded := schema.SecretText(secret).RevealJSON()
	defer clear(coded)
	b := make([]byte, 0, len(name)+len(coded)+len(`{"":}`))
	b = append(append(append(b, `{"`...), name...), `":`...)
	return &body{bytes: append(append(b, coded...), '}')}
}

// send makes a request with a body, which is wiped afterwards.
func (c *Client) send(ctx context.Context, k call, b *body, request func(*bodyReader) esapi.Request) (answer, error) {
	defer b.wipe()
	k.request = func() esapi.Request { return request(b.reader()) }
	return c.run(ctx, k)
}

// update makes an idempotent PUT on a connector and reads its result.
func (c *Client) update(ctx context.Context, k call, b *body, request func(id string, b *bodyReader) esapi.Request) (Result, error) {
	segment, err := k.pathID()
	if err != nil {
		return "", err
	}
	k.write = true
	a, err := c.send(ctx, k, b, func(r *bodyReader) esapi.Request { return request(segment, r) })
	if err != nil {
		return "", err
	}
	return a.result()
}

// lookup is a GET with parameters that the request structs of the library lack.
type lookup struct{ path, parameters string }

// Do sends the request.
func (q lookup) Do(ctx context.Context, transport esapi.Transport) (*esapi.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, q.path+"?"+q.parameters, http.NoBody)
	if err != nil {
		return nil, err
	}
	res, err := transport.Perform(r)
	if err != nil {
		return nil, err
	}
	return &esapi.Response{StatusCode: res.StatusCode, Body: res.Body, Header: res.Header}, nil
}

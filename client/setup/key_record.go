package setup

import (
	"context"
	"fmt"

	"connwiz/client"
)

// ExistingKey is a key that was made elsewhere.
type ExistingKey struct {
	Connector string
	KeyID     string
	// Replace records it although another one is recorded.
	Replace bool
}

// RecordKey is the action that records the id of an existing key on the connector.
// The server takes any id; one that can be looked up is, and an unknown or invalid
// one is a warning.
//
// Errors: *[InputError]; *[HasKeyError]; *[TooOldError] before 8.13;
// *[client.Error].
func (g *Guide) RecordKey(k ExistingKey) Action { return &recording{g: g, k: k} }

type recording struct {
	g      *Guide
	k      ExistingKey
	before string // the id that was recorded when it was done first
	begun  bool
}

// Step is the step.
func (a *recording) Step() Step { return APIKey }

func (a *recording) read(ctx context.Context) (client.RecordedKey, error) {
	if a.k.KeyID == "" {
		return client.RecordedKey{}, &InputError{Field: "key id", Reason: "it is empty"}
	}
	recorded, err := a.g.o.Client.RecordedKey(ctx, a.k.Connector)
	if err == nil && recorded.ID != "" && recorded.ID != a.k.KeyID && !a.k.Replace {
		err = &HasKeyError{Connector: a.k.Connector, KeyID: recorded.ID}
	}
	return recorded, err
}

// warnings says what is odd about the key. Not to be allowed to look is nothing odd.
func (a *recording) warnings(ctx context.Context) []string {
	info, err := a.g.o.Client.APIKeyInfo(ctx, a.k.KeyID)
	switch {
	case reactionOf(err) == client.NotFound:
		return []string{fmt.Sprintf("there is no API key with the id %s", a.k.KeyID)}
	case err == nil && !info.Valid(a.g.o.Now()):
		return []string{fmt.Sprintf("API key %s is no longer valid", a.k.KeyID)}
	}
	return nil
}

// Plan says what will be done.
func (a *recording) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: APIKey}
	recorded, err := a.read(ctx)
	if err != nil {
		return p, err
	}
	p.Warnings = a.warnings(ctx)
	if recorded.ID == a.k.KeyID {
		return p, nil
	}
	p.Sentences = []string{fmt.Sprintf("record API key %s on the connector", a.k.KeyID)}
	p.Writes = []Write{{
		Method: "PUT", Path: connectorPath(a.k.Connector, "_api_key_id"), Body: bodyOf(map[string]any{"api_key_id": a.k.KeyID}),
	}}
	return p, nil
}

// Do records the id.
func (a *recording) Do(ctx context.Context) (Report, error) {
	r := Report{Step: APIKey, ConnectorID: a.k.Connector}
	recorded, err := a.read(ctx)
	if err != nil {
		return r, err
	}
	if !a.begun {
		a.before, a.begun = recorded.ID, true
	}
	if recorded.ID != a.k.KeyID {
		_, err = a.g.o.Client.RecordAPIKey(ctx, a.k.Connector, client.RecordedKey{ID: a.k.KeyID})
		if err != nil {
			return r, a.g.tooOld(ctx, err, "to record a connector's API key", "8.13")
		}
	}
	r.KeyID, r.Warnings = a.k.KeyID, a.warnings(ctx)
	r.Did = []string{fmt.Sprintf("API key %s is recorded", a.k.KeyID)}
	if a.before != "" && a.before != a.k.KeyID {
		r.Replaced = a.before
		r.Undo = []string{"PUT " + connectorPath(a.k.Connector, "_api_key_id") + " " + bodyOf(map[string]any{"api_key_id": a.before})}
	}
	r.Next = "put the connector into the connector service's config.yml"
	return r, nil
}

// Invalidate is the action that invalidates an API key for good: one that was
// replaced, or that nobody can read any more. A key that is gone is no error.
//
// Errors: *[InputError]; *[client.Error].
func (g *Guide) Invalidate(keyID string) Action { return &invalidating{g, keyID} }

type invalidating struct {
	g  *Guide
	id string
}

// Step is the step.
func (a *invalidating) Step() Step { return APIKey }

// Plan says what will be done.
func (a *invalidating) Plan(context.Context) (Plan, error) {
	p := Plan{Step: APIKey}
	if a.id == "" {
		return p, &InputError{Field: "key id", Reason: "it is empty"}
	}
	p.Sentences = []string{fmt.Sprintf("invalidate API key %s for good", a.id)}
	p.Writes = []Write{{Method: "DELETE", Path: "/_security/api_key", Body: bodyOf(map[string]any{"ids": []string{a.id}})}}
	p.Warnings = []string{"whoever uses this key is locked out at once, and it can't be made valid again"}
	return p, nil
}

// Do invalidates the key.
func (a *invalidating) Do(ctx context.Context) (Report, error) {
	r := Report{Step: APIKey}
	if a.id == "" {
		return r, &InputError{Field: "key id", Reason: "it is empty"}
	}
	if err := a.g.o.Client.InvalidateAPIKey(ctx, a.id); err != nil {
		return r, err
	}
	r.Did = []string{fmt.Sprintf("invalidated API key %s", a.id)}
	return r, nil
}

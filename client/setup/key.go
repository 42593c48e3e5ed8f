package setup

import (
	"context"
	"fmt"
	"slices"

	"connwiz/client"
)

// NewKey says which API key to mint.
type NewKey struct {
	Connector string // id
	// Replace mints a key although one is recorded, which otherwise is a
	// *[HasKeyError]. The old one stays valid; the report names it.
	Replace bool
	// With is a client that uses other credentials for this step, nil for the
	// guide's own. A caller who uses an API key can't mint another one.
	With *client.Client
	// KeepAt is where the key shall go; nil leaves it in the report, from where it
	// goes to [Guide.WriteConfig], [KeyFile] or nowhere.
	KeepAt KeyPlace
}

// Mint is the action that mints an API key with the least privileges, limited to
// the connector's index, keeps it where that is wanted, and records its id on the
// connector; for a connector that Elastic runs also in a connector secret. Its
// report has Key.
//
// Do may be called again after an error: it goes on where it stopped, with the key
// that it has. Where config.yml, being KeepAt, has a valid key for the index that was
// never recorded, that one is recorded instead, and the report has no Key: it is what
// an attempt leaves that was broken off between the two. A server before 8.13 can't
// record keys, which is a warning.
//
// Errors: *[NotReadyError] without an index; *[HasKeyError]; *[ChangedError] when
// another key is recorded than when planned; *[client.DerivedKeyError], after which
// the choices are NewKey.With and [Guide.RecordKey]; *[LostMintError];
// *[OrphanError]; what KeepAt.Try says; *[client.Error].
func (g *Guide) Mint(k NewKey) Action { return &minting{g: g, k: k} }

type minting struct {
	g       *Guide
	k       NewKey
	planned *client.RecordedKey
	old     client.RecordedKey // that was recorded before the first attempt
	begun   bool

	key      *client.APIKey
	kept     bool
	secretID string   // of the connector secret that has the key
	found    string   // id of a key in config.yml that only has to be recorded
	strays   []string // keys that were made in vain
}

// Step is the step.
func (a *minting) Step() Step { return APIKey }

func (a *minting) minter() *client.Client {
	if a.k.With != nil {
		return a.k.With
	}
	return a.g.o.Client
}

// read looks whether a key can be minted for the connector.
func (a *minting) read(ctx context.Context) (client.Summary, client.RecordedKey, error) {
	c, err := a.g.summary(ctx, a.k.Connector)
	if err != nil {
		return c, client.RecordedKey{}, err
	}
	if c.IndexName == "" {
		return c, client.RecordedKey{}, &NotReadyError{
			Step: APIKey, First: Index,
			Reason: fmt.Sprintf("connector %q has no index, to which its key would be limited", c.ID),
		}
	}
	if p, ok := a.k.KeepAt.(*configPlace); ok {
		p.bind(c)
	}
	recorded, err := a.g.o.Client.RecordedKey(ctx, c.ID)
	if err != nil {
		return c, recorded, err
	}
	ours := a.key != nil && recorded.ID == a.key.ID || a.found != "" && recorded.ID == a.found
	if recorded.ID != "" && !a.k.Replace && !ours {
		return c, recorded, &HasKeyError{Connector: c.ID, KeyID: recorded.ID}
	}
	return c, recorded, nil
}

// Plan says what will be done.
func (a *minting) Plan(ctx context.Context) (Plan, error) {
	p := Plan{Step: APIKey}
	c, recorded, err := a.read(ctx)
	if err != nil {
		return p, err
	}
	a.planned = &recorded
	if a.search(ctx, c, recorded); a.found != "" {
		p.Sentences = []string{fmt.Sprintf("record API key %s, which is in %s and for this index, on the connector", a.found, a.k.KeepAt)}
		p.Writes = []Write{a.recordWrite(c.ID, a.found)}
		return p, nil
	}
	if a.k.KeepAt != nil && a.key == nil {
		if err := probe(a.k.KeepAt); err != nil {
			return p, err
		}
	}
	if a.key == nil {
		p.Sentences = append(p.Sentences, fmt.Sprintf("mint an API key that may do everything on index %s and its access control index, and nothing else but the work of a connector", c.IndexName))
		p.Writes = append(p.Writes, Write{Method: "PUT", Path: "/_security/api_key", Body: bodyOf(map[string]any{"name": client.KeyName(c.IndexName)})})
		p.Strays, _ = a.unrecorded(ctx, c, recorded) // who may not look sees none
	}
	a.planRest(&p, c, recorded)
	return p, nil
}

// planRest plans what follows the minting.
func (a *minting) planRest(p *Plan, c client.Summary, recorded client.RecordedKey) {
	if c.Native {
		p.Sentences = append(p.Sentences, "store it in the cluster as a connector secret, from where Elastic takes it")
		p.Writes = append(p.Writes, Write{Method: "PUT", Path: "/_connector/_secret/" + secretFor(c.ID, recorded), Body: `{"value":"(redacted)"}`})
	}
	if a.k.KeepAt != nil {
		p.Sentences = append(p.Sentences, "keep it in "+a.k.KeepAt.String())
		p.Writes = append(p.Writes, Write{File: a.k.KeepAt.String()})
	}
	p.Sentences = append(p.Sentences, "record the key's id on the connector")
	p.Writes = append(p.Writes, a.recordWrite(c.ID, "..."))
	if recorded.ID != "" {
		p.Warnings = append(p.Warnings, fmt.Sprintf("API key %s, which is recorded now, stays valid until it is invalidated", recorded.ID))
	}
	for _, id := range p.Strays {
		p.Warnings = append(p.Warnings, fmt.Sprintf("API key %s is for the same index and is recorded nowhere, perhaps since an attempt was broken off: invalidate it if nothing uses it", id))
	}
}

func (a *minting) recordWrite(connector, keyID string) Write {
	return Write{Method: "PUT", Path: connectorPath(connector, "_api_key_id"), Body: bodyOf(map[string]any{"api_key_id": keyID})}
}

// unrecorded are the valid keys for the index that nobody has recorded.
func (a *minting) unrecorded(ctx context.Context, c client.Summary, recorded client.RecordedKey) ([]string, error) {
	all, err := a.minter().APIKeysNamed(ctx, client.KeyName(c.IndexName))
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, k := range all {
		if k.Valid(a.g.o.Now()) && k.ID != recorded.ID && (a.key == nil || k.ID != a.key.ID) {
			ids = append(ids, k.ID)
		}
	}
	return ids, nil
}

// Do mints the key, unless it has one, and brings it where it shall be: first where
// it can be read again, then on record. So a key that is on record is never lost.
func (a *minting) Do(ctx context.Context) (Report, error) {
	r := Report{Step: APIKey, ConnectorID: a.k.Connector, Key: a.key, Strays: a.strays}
	c, recorded, err := a.read(ctx)
	if err != nil {
		return a.held(r, err)
	}
	if !a.begun {
		if a.planned != nil && *a.planned != recorded {
			return r, &ChangedError{What: "the API key", Was: a.planned.ID, Is: recorded.ID, Connector: c.ID}
		}
		a.old, a.begun = recorded, true
	}
	if a.search(ctx, c, recorded); a.found != "" {
		return a.complete(ctx, c, r)
	}
	if a.key == nil {
		if err := a.mint(ctx, c, recorded); err != nil {
			a.begun = false
			return r, err
		}
	}
	r.Key, r.KeyID, r.Strays = a.key, a.key.ID, a.strays
	r.Did = append(r.Did, fmt.Sprintf("minted API key %s for index %s", a.key.ID, c.IndexName))
	r.Undo = append(r.Undo, invalidation(a.key.ID))
	if err := a.keep(ctx, c, &r); err != nil {
		return a.held(r, err)
	}
	if err := a.record(ctx, c, a.key.ID, &r); err != nil {
		return a.held(r, err)
	}
	for _, id := range a.strays {
		r.Warnings = append(r.Warnings, fmt.Sprintf("API key %s was made and nobody can use it, since the answer was lost: %s", id, invalidation(id)))
	}
	if a.old.ID != "" && a.old.ID != a.key.ID {
		r.Replaced = a.old.ID
		r.Warnings = append(r.Warnings, fmt.Sprintf("API key %s, which was recorded before, is still valid; when nothing uses it: %s", a.old.ID, invalidation(a.old.ID)))
	}
	r.Next = "put the connector into the connector service's config.yml"
	if c.Native {
		r.Next = "wait for Elastic's service to take the connector"
	}
	return r, nil
}

// held is the error of what follows a minting: the report has the key.
func (a *minting) held(r Report, err error) (Report, error) {
	if a.key == nil {
		return r, err
	}
	return r, &OrphanError{KeyID: a.key.ID, Err: err}
}

func invalidation(keyID string) string {
	return "DELETE /_security/api_key " + bodyOf(map[string]any{"ids": []string{keyID}})
}

// mint makes the key. Of one whose answer was lost nobody has the text, so it is
// only looked for to be told of.
func (a *minting) mint(ctx context.Context, c client.Summary, recorded client.RecordedKey) error {
	if a.k.KeepAt != nil {
		if err := a.k.KeepAt.Try(); err != nil {
			return err
		}
	}
	before, _ := a.unrecorded(ctx, c, recorded) // who may not look is told less
	info, _ := a.g.o.Client.Info(ctx)           // the version only spares old servers a privilege that they don't know
	request := client.KeyRequest{Index: c.IndexName, Version: info.Version}
	if info.Serverless() {
		request.Version = ""
	}
	key, err := a.minter().MintAPIKey(ctx, request)
	if err == nil {
		a.key = &key
		a.g.o.Client.Conceal(key.Encoded) // another client may have minted it
		return nil
	}
	if a.k.KeepAt != nil {
		a.k.KeepAt.Abandon()
	}
	if !lost(err) {
		return err
	}
	found, _ := a.unrecorded(ctx, c, recorded)
	found = slices.DeleteFunc(found, func(id string) bool { return slices.Contains(before, id) })
	a.strays = append(a.strays, found...)
	return &LostMintError{Name: client.KeyName(c.IndexName), Err: err, Found: found}
}

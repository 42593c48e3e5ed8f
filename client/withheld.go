package client

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"maps"
	"sync"

	"connwiz/schema"
	"connwiz/schema/redact"
)

// withheld is what a client knows of the secrets that its user must not learn (see
// [Scope]). Not even whether a guess is right can be seen from outside: above the
// client a text typed for a stored secret is always a change, and only here, where
// nobody looks, is one that is stored already left out of the request. The request
// itself is made in any case, since the connector's status tells of it. The nil
// withheld keeps nothing back.
type withheld struct {
	known *redact.Set // for texts of the server

	mu     sync.Mutex
	key    [sha256.Size]byte                       // of the digests, this client's own
	stored map[string]map[string][sha256.Size]byte // by connector and field, as read last
}

// newWithheld knows nothing yet. The client's credentials are left out: what a connector
// says isn't about them, but it quotes what the user stored, where the hole that a right
// guess leaves would tell them bit by bit.
func newWithheld() *withheld {
	w := &withheld{known: redact.New(), stored: map[string]map[string][sha256.Size]byte{}}
	_, _ = rand.Read(w.key[:]) // it never fails
	return w
}

// see takes the secrets of a connector in and returns what its user may have.
func (w *withheld) see(c *Connector) *Connector {
	if w == nil {
		return c
	}
	c.Configuration = c.Configuration.Withhold()
	digests := map[string][sha256.Size]byte{}
	for _, f := range c.Configuration.Fields() {
		if f.Sensitive && !f.Value.Empty() {
			digests[f.Name] = w.digest(f.Value)
			w.known.AddValue(f.Value)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stored[c.ID] = digests
	c.Summary = w.summary(c.Summary)
	return c
}

// digest tells values apart without being one.
func (w *withheld) digest(v schema.Value) (sum [sha256.Size]byte) {
	plain := v.RevealJSON()
	defer clear(plain)
	h := hmac.New(sha256.New, w.key[:])
	h.Write(plain)
	h.Sum(sum[:0])
	return sum
}

// summary takes what must not be told out of the texts of the server.
func (w *withheld) summary(s Summary) Summary {
	if w == nil {
		return s
	}
	for _, text := range []*string{&s.Name, &s.Description, &s.ServiceType, &s.IndexName, &s.Error, &s.LastSyncError} {
		*text = w.known.Redact(*text)
	}
	return s
}

// job does the same for a sync job.
func (w *withheld) job(j SyncJob) SyncJob {
	if w != nil {
		j.Error = w.known.Redact(j.Error)
	}
	return j
}

// changed returns the values without the secrets that are stored already, and
// whether there is any secret among them. What is sent is known by then, since a
// service may quote it.
func (w *withheld) changed(id string, values map[string]schema.Value) (left map[string]schema.Value, secret bool) {
	if w == nil {
		return values, false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	left = maps.Clone(values)
	for name, v := range values {
		if !v.Sensitive() {
			continue
		}
		secret = true
		w.known.AddValue(v)
		if before, ok := w.stored[id][name]; ok && before == w.digest(v) {
			delete(left, name)
		}
	}
	delete(w.stored, id) // It is as it was read no more.
	return left, secret
}

// wipe forgets the secrets.
func (w *withheld) wipe() {
	if w != nil {
		w.known.Wipe()
	}
}

package serve

import (
	"fmt"
	"reflect"

	"golang.org/x/crypto/ssh"
)

// Access is who may come in, and what they may do then. It doesn't change: a
// reload makes another one.
type Access struct {
	grants map[string]Grant // by the key's wire form
	// Notes are what is odd about the files and harms nobody.
	Notes []string
}

// Files name the files that an Access is made of.
type Files struct {
	AuthorizedKeys string
	Rights         string // "": every key may read all connectors of the server's cluster
}

// Load reads the files. Its errors are meant for whoever wrote them.
func (f Files) Load() (*Access, error) {
	raw, err := readGuarded(f.AuthorizedKeys)
	if err != nil {
		return nil, fmt.Errorf("authorized keys %q: %w", f.AuthorizedKeys, err)
	}
	keys, err := parseKeys(raw)
	if err == nil && len(keys) == 0 {
		err = fmt.Errorf("there is no key in it")
	}
	if err != nil {
		return nil, fmt.Errorf("authorized keys %q: %w", f.AuthorizedKeys, err)
	}
	if f.Rights == "" {
		return readers(keys), nil
	}
	if raw, err = readGuarded(f.Rights); err != nil {
		return nil, fmt.Errorf("rights %q: %w", f.Rights, err)
	}
	grants, err := parseRights(string(raw))
	if err != nil {
		return nil, fmt.Errorf("rights %q: %w", f.Rights, err)
	}
	return join(keys, grants), nil
}

// readers gives every key the least: reading.
func readers(keys []authorizedKey) *Access {
	a := &Access{grants: map[string]Grant{}}
	for _, k := range keys {
		fingerprint := ssh.FingerprintSHA256(k.key)
		name := k.comment
		if (rightsEntry{Name: name}).checkName() != nil {
			name = fingerprint
		}
		a.grants[string(k.key.Marshal())] = Grant{
			Name: name, Fingerprint: fingerprint, Connectors: []string{"*"},
			Sessions: defaultSessions, Idle: defaultIdle, Total: defaultTotal,
		}
	}
	return a
}

// join lets in the keys that both files name.
func join(keys []authorizedKey, grants []Grant) *Access {
	a := &Access{grants: map[string]Grant{}}
	byPrint := map[string]Grant{}
	for _, g := range grants {
		byPrint[g.Fingerprint] = g
	}
	used := map[string]bool{}
	for _, k := range keys {
		fingerprint := ssh.FingerprintSHA256(k.key)
		g, ok := byPrint[fingerprint]
		if !ok {
			a.Notes = append(a.Notes, fmt.Sprintf("the key %s has no rights and can't log in", fingerprint))
			continue
		}
		used[fingerprint] = true
		a.grants[string(k.key.Marshal())] = g
	}
	for _, g := range grants {
		if !used[g.Fingerprint] {
			a.Notes = append(a.Notes, fmt.Sprintf("the key of %q is not among the authorized keys and can't log in", g.Name))
		}
	}
	return a
}

// Grants lists what the keys may do, in no order.
func (a *Access) Grants() []Grant {
	all := make([]Grant, 0, len(a.grants))
	for _, g := range a.grants {
		all = append(all, g)
	}
	return all
}

// grant finds what a key may do.
func (a *Access) grant(key ssh.PublicKey) (Grant, bool) {
	g, ok := a.grants[string(key.Marshal())]
	return g, ok
}

// keeps reports whether a key still may do exactly the same.
func (a *Access) keeps(key string, g Grant) bool {
	now, ok := a.grants[key]
	return ok && reflect.DeepEqual(now, g)
}

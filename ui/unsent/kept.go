package unsent

import (
	"encoding/json"
	"slices"
	"time"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// Kept is a draft that was kept. Its names and texts come from a file, so they
// must be cleaned before they are drawn.
type Kept struct {
	SavedAt time.Time `json:"-"`
	// Fields is what was typed, in layout order.
	Fields []Field `json:"fields"`
	// Secrets are the names of the fields that must be typed again.
	Secrets []string `json:"secrets"`
}

// Field is what was typed into one field, and of which type the field was.
type Field struct {
	draft.TypedField
	Type schema.Type `json:"type"`
	// Base is what was stored when it was typed, nil where that isn't kept: it holds
	// a secret, or it is long.
	Base json.RawMessage `json:"base,omitempty"`
}

// Typed is what a draft is kept of: a [draft.Draft], or what has its methods.
type Typed interface {
	Schema() *schema.Schema
	Field(name string) (draft.Field, bool)
	Secret(name string) schema.Secret
	Typed() []draft.TypedField
	UnsentSecrets() []string
	Lost() []draft.Lost
}

// Save keeps what was typed into the draft and differs from what is stored,
// instead of what was kept before for the same connector. A draft with nothing
// typed is not kept, and what was kept is removed then. The cluster is its host
// and port, or whatever else tells it from every other one.
func (s *Store) Save(cluster, connector string, d Typed) error {
	k, kept := newKey(cluster, connector), keep(d)
	if len(kept.Fields) == 0 && len(kept.Secrets) == 0 {
		return s.drop(k, draftFile)
	}
	return s.write(k, draftFile, struct {
		head
		Kept
	}{s.newHead(k), kept})
}

// Load returns what was kept for the connector; ok is false when there is
// nothing. An error is for a warning: there is a file, but it can't be used.
func (s *Store) Load(cluster, connector string) (kept Kept, ok bool, err error) {
	saved, ok, err := s.read(newKey(cluster, connector), draftFile, &kept)
	if !ok {
		return Kept{}, false, err
	}
	kept.SavedAt = saved
	return kept, true, nil
}

// Drop removes what was kept for the connector: it was sent, or is not wanted.
func (s *Store) Drop(cluster, connector string) error {
	return s.drop(newKey(cluster, connector), draftFile)
}

// keep sorts what was typed into what may be kept and what must be typed again.
func keep(d Typed) Kept {
	kept := Kept{Fields: []Field{}, Secrets: slices.Concat([]string{}, d.UnsentSecrets())}
	g := newGuard(d)
	defer g.wipe()
	for _, t := range d.Typed() {
		f := g.fields[t.Name]
		if f == nil || g.holdsSecret(f, t.Text) || g.holdsSecret(f, string(t.Choice)) {
			kept.Secrets = append(kept.Secrets, t.Name)
			continue
		}
		kept.Fields = append(kept.Fields, Field{TypedField: t, Type: f.Type, Base: g.base(f)})
	}
	return kept
}

package unsent

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"connwiz/schema"
)

// InFlight is a write that was on its way when the program ended. Its names come
// from a file, so they must be cleaned before they are drawn.
type InFlight struct {
	SentAt time.Time `json:"-"`
	// Values are those that were sent, without secrets.
	Values map[string]json.RawMessage `json:"values"`
	// Secrets are the names of the others that were sent.
	Secrets []string `json:"secrets"`
	// Known are the ids that there were before something was created, so that what
	// has come since can be told.
	Known []string `json:"known,omitempty"`
}

// SaveInFlight records a write, see [Noted], before it is sent. [Store.DropInFlight]
// takes the record back once there is an answer.
func (s *Store) SaveInFlight(cluster, connector string, w InFlight) error {
	k := newKey(cluster, connector)
	return s.write(k, sendingFile, struct {
		head
		InFlight
	}{s.newHead(k), w})
}

// LoadInFlight returns the write of which no answer was seen; ok is false when
// there is none. An error is for a warning, as with [Store.Load].
func (s *Store) LoadInFlight(cluster, connector string) (w InFlight, ok bool, err error) {
	saved, ok, err := s.read(newKey(cluster, connector), sendingFile, &w)
	if !ok {
		return InFlight{}, false, err
	}
	w.SentAt = saved
	return w, true, nil
}

// DropInFlight removes the record.
func (s *Store) DropInFlight(cluster, connector string) error {
	return s.drop(newKey(cluster, connector), sendingFile)
}

// Noted is what may be recorded of the values that are sent of d: of those that hold
// a secret only the names.
func Noted(d Typed, names []string, values map[string]schema.Value) InFlight {
	w := InFlight{Values: map[string]json.RawMessage{}, Secrets: []string{}}
	g := newGuard(d)
	defer g.wipe()
	for _, name := range names {
		v, f := values[name], g.fields[name]
		// An emptied secret is none: that it was cleared may be known.
		if !v.Empty() && (f == nil || v.Sensitive() || g.holdsSecret(f, string(v.RevealJSON()))) {
			w.Secrets = append(w.Secrets, name)
			continue
		}
		w.Values[name] = v.RevealJSON()
	}
	return w
}

// Landing is what the cluster stores of the fields of a write, by their names.
type Landing struct {
	Stored    []string // as sent
	Different []string // something else
	Unknown   []string // can't tell: secrets, and fields that are gone
}

// Landed reports whether the write got there, and whether that can be known. All
// its fields went in one request, which the cluster takes as a whole or not at
// all: so the fields that can be compared speak for the secrets.
func (l Landing) Landed() (landed, known bool) {
	return len(l.Different) == 0 && len(l.Stored) > 0, len(l.Stored)+len(l.Different) > 0
}

// Compare looks the write up in a configuration that was read after it.
func (w InFlight) Compare(fresh *schema.Schema) Landing {
	stored := fresh.Evaluate()
	return w.sorted(func(name string, sent schema.Value) (landed, known bool) {
		if f := fresh.Field(name); f == nil || f.LooksSecret() && !sent.Empty() {
			return false, false
		}
		return same(stored.State(name), stored.With(name, sent).State(name), sent), true
	})
}

// Against looks the write up in values as they are stored, without a schema's help. A
// null is as good as none.
func (w InFlight) Against(stored map[string]schema.Value) Landing {
	return w.sorted(func(name string, sent schema.Value) (landed, known bool) {
		return sent.Equal(stored[name]), true
	})
}

// sorted sorts the fields by what is to be said of each one's value.
func (w InFlight) sorted(judge func(name string, sent schema.Value) (landed, known bool)) Landing {
	l := Landing{Unknown: slices.Clone(w.Secrets)}
	for _, name := range slices.Sorted(maps.Keys(w.Values)) {
		sent, err := schema.ParseValue(w.Values[name])
		landed, known := false, false
		if err == nil {
			landed, known = judge(name, sent)
		}
		switch {
		case !known:
			l.Unknown = append(l.Unknown, name)
		case landed:
			l.Stored = append(l.Stored, name)
		default:
			l.Different = append(l.Different, name)
		}
	}
	return l
}

// same reports whether the service would see no difference between what is stored
// and what was sent.
func same(now, then schema.State, sent schema.Value) bool {
	if now.Err != nil || then.Err != nil {
		return now.Field.Value.Identical(sent)
	}
	return now.Empty && then.Empty || now.Stored.Identical(then.Stored)
}

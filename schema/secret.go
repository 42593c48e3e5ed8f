package schema

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

// Redacted stands for every secret wherever one would otherwise be printed.
const Redacted = "(redacted)"

var (
	_ fmt.Formatter  = Secret{}
	_ fmt.Stringer   = Secret{}
	_ fmt.GoStringer = Secret{}
	_ slog.LogValuer = Secret{}
	_ json.Marshaler = Secret{}
)

// Secret holds the bytes of one secret text. No printed form of it (String,
// GoString, every fmt verb, JSON, YAML, slog) shows more than [Redacted], not
// even its length. Copies share the same bytes, so that [Secret.Wipe] reaches
// all of them.
type Secret struct {
	// Two pointers, because fmt prints what one points to for some verbs when the
	// secret is in an unexported field, where it can't call its methods.
	b **[]byte
}

// NewSecret takes over b: the caller must not keep or change it.
func NewSecret(b []byte) Secret {
	p := &b
	return Secret{b: &p}
}

// Reveal returns the secret's own bytes, not a copy. It is the only door: every
// caller is a place to review.
func (s Secret) Reveal() []byte {
	if s.b == nil {
		return nil
	}
	return **s.b
}

// Wipe zeroes the bytes and leaves the secret empty.
func (s Secret) Wipe() {
	if s.b == nil {
		return
	}
	clear(**s.b)
	**s.b = nil
}

// Empty reports whether there is nothing in it.
func (s Secret) Empty() bool { return len(s.Reveal()) == 0 }

// String returns [Redacted].
func (s Secret) String() string { return Redacted }

// GoString returns [Redacted], marked as a secret.
func (s Secret) GoString() string { return "schema.Secret" + Redacted }

// Format prints [Redacted] for every verb.
func (s Secret) Format(st fmt.State, verb rune) { formatText(st, verb, Redacted, s.GoString) }

// LogValue returns [Redacted].
func (s Secret) LogValue() slog.Value { return slog.StringValue(Redacted) }

// MarshalJSON writes "redacted".
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(redactedJSON) }

// MarshalYAML writes "redacted".
func (s Secret) MarshalYAML() (any, error) { return redactedJSON, nil }

// MarshalText writes [Redacted].
func (s Secret) MarshalText() ([]byte, error) { return []byte(Redacted), nil }

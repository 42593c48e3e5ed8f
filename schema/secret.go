package schema

// Redacted stands for every secret wherever one would otherwise be printed.
const Redacted = "(redacted)"

// Secret holds the bytes of one secret text. No printed form of it (String,
// GoString, every fmt verb, JSON, YAML, slog) shows more than [Redacted], not
// even its length. Copies share the same bytes, so that [Secret.Wipe] reaches
// all of them.
type Secret struct{ b *[]byte }

// NewSecret takes over b: the caller must not keep or change it.
func NewSecret(b []byte) Secret { return Secret{b: &b} }

// Reveal returns the secret's own bytes, not a copy. It is the only door: every
// caller is a place to review.
func (s Secret) Reveal() []byte {
	if s.b == nil {
		return nil
	}
	return *s.b
}

// Wipe zeroes the bytes and leaves the secret empty.
func (s Secret) Wipe() {
	if s.b == nil {
		return
	}
	clear(*s.b)
	*s.b = nil
}

// Empty reports whether there is nothing in it.
func (s Secret) Empty() bool { return len(s.Reveal()) == 0 }

// String returns [Redacted].
func (s Secret) String() string { return Redacted }

package text

import (
	"connwiz/schema"
	"connwiz/schema/redact"
)

// Redactor replaces known secrets in text from outside by [schema.Redacted]: a
// server or a service may quote what it was sent, in whatever form (see
// [redact.Set]). The nil Redactor knows no secret. It is safe for concurrent use.
type Redactor struct{ known *redact.Set }

// NewRedactor returns a redactor of these secrets.
func NewRedactor(secrets ...schema.Secret) *Redactor { return &Redactor{redact.New(secrets...)} }

// Add makes more secrets known, as they were revealed.
func (r *Redactor) Add(secrets ...string) {
	for _, s := range secrets {
		b := []byte(s)
		r.known.Add(b)
		clear(b)
	}
}

// AddSecret makes more secrets known.
func (r *Redactor) AddSecret(secrets ...schema.Secret) { r.known.AddSecret(secrets...) }

// AddValue makes the texts and numbers inside sensitive values known. Values that
// are not sensitive are passed over.
func (r *Redactor) AddValue(values ...schema.Value) { r.known.AddValue(values...) }

// AddCredentials makes a user's password known, and what HTTP's basic
// authentication makes of both: their base64, which a server's echo of a request's
// header holds.
func (r *Redactor) AddCredentials(user string, password schema.Secret) {
	r.known.AddCredentials(user, password)
}

// AddAPIKey makes an API key known in its encoded form, and the key inside of it.
func (r *Redactor) AddAPIKey(encoded schema.Secret) { r.known.AddAPIKey(encoded) }

// Include makes the secrets of another redactor known; nil has none.
func (r *Redactor) Include(other *Redactor) {
	if other != nil {
		r.known.Include(other.known)
	}
}

// Redact returns s with every known secret replaced.
func (r *Redactor) Redact(s string) string {
	if r == nil {
		return s
	}
	return r.known.Redact(s)
}

// Clean is [Clean] with the secrets replaced. It looks before and after cleaning:
// before, since cutting could leave half a secret standing; after, since a
// secret may have been written with characters that cleaning takes out.
func (r *Redactor) Clean(s string) string { return r.Redact(Clean(r.Redact(s))) }

// CleanLines is [CleanLines] with the secrets replaced.
func (r *Redactor) CleanLines(s string) []string {
	lines := CleanLines(r.Redact(s))
	for i, line := range lines {
		lines[i] = r.Redact(line)
	}
	return lines
}

// Wipe zeroes everything the redactor knows.
func (r *Redactor) Wipe() {
	if r != nil {
		r.known.Wipe()
	}
}

// String tells nothing, so that a redactor can't be printed by mistake.
func (r *Redactor) String() string { return schema.Redacted }

// GoString is [Redactor.String] for %#v.
func (r *Redactor) GoString() string { return schema.Redacted }

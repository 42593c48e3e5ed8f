package text

import (
	"bytes"
	"encoding/json"
	"slices"
	"sync"
	"unicode/utf8"

	"connwiz/schema"
)

// shortest is how many characters a secret must have to be looked for. Anything
// shorter would tear holes into ordinary words, and tell what it is by them.
const shortest = 4

// Redactor replaces known secrets in text from outside by [schema.Redacted]: a
// server or a service may quote what it was sent. It looks for each secret as it
// is, for its lines, and for the forms that JSON and URLs give them. The nil
// Redactor knows no secret. It is safe for concurrent use.
type Redactor struct {
	mu    sync.RWMutex
	forms [][]byte // longest first, so that no secret hides half of another
}

// NewRedactor returns a redactor of these secrets.
func NewRedactor(secrets ...schema.Secret) *Redactor {
	r := new(Redactor)
	r.AddSecret(secrets...)
	return r
}

// Add makes more secrets known, as they were revealed.
func (r *Redactor) Add(secrets ...string) {
	for _, s := range secrets {
		b := []byte(s)
		r.learn(b)
		clear(b)
	}
}

// AddSecret makes more secrets known.
func (r *Redactor) AddSecret(secrets ...schema.Secret) {
	for _, s := range secrets {
		r.learn(s.Reveal())
	}
}

// AddValue makes the texts and numbers inside sensitive values known. Values that
// are not sensitive are passed over.
func (r *Redactor) AddValue(values ...schema.Value) {
	for _, v := range values {
		if v.Sensitive() {
			r.learnJSON(v.RevealJSON())
		}
	}
}

// Redact returns s with every known secret replaced.
func (r *Redactor) Redact(s string) string {
	if r == nil {
		return s
	}
	r.mu.RLock()
	defer r.mu.RUnlock()
	b, found := []byte(s), false
	for _, form := range r.forms {
		if bytes.Contains(b, form) {
			b, found = bytes.ReplaceAll(b, form, []byte(schema.Redacted)), true
		}
	}
	if !found {
		return s
	}
	return string(b)
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
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, form := range r.forms {
		clear(form)
	}
	r.forms = nil
}

// String tells nothing, so that a redactor can't be printed by mistake.
func (r *Redactor) String() string { return schema.Redacted }

// GoString is [Redactor.String] for %#v.
func (r *Redactor) GoString() string { return schema.Redacted }

func (r *Redactor) learn(secret []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.learnForms(secret)
	lines := bytes.FieldsFunc(secret, func(c rune) bool { return c == '\n' || c == '\r' })
	if len(lines) > 1 {
		for _, line := range lines {
			r.learnForms(bytes.TrimSpace(line))
		}
	}
	slices.SortStableFunc(r.forms, func(a, b []byte) int { return len(b) - len(a) })
}

func (r *Redactor) learnForms(secret []byte) {
	if utf8.RuneCount(secret) < shortest {
		return
	}
	for _, form := range encodings(secret) {
		if slices.ContainsFunc(r.forms, func(known []byte) bool { return bytes.Equal(known, form) }) {
			clear(form)
			continue
		}
		r.forms = append(r.forms, form)
	}
}

// learnJSON learns every text and number in a JSON document, since a sensitive
// value may be a list.
func (r *Redactor) learnJSON(doc json.RawMessage) {
	dec := json.NewDecoder(bytes.NewReader(doc))
	dec.UseNumber()
	for {
		token, err := dec.Token()
		if err != nil {
			return
		}
		switch t := token.(type) {
		case string:
			r.learn([]byte(t))
		case json.Number:
			r.learn([]byte(t))
		}
	}
}

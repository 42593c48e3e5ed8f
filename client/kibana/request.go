package kibana

import (
	"encoding/base64"
	"encoding/json"
	"net/url"

	"connwiz/schema"
)

// Member is one key of an [Object].
type Member struct {
	Name  string
	Value schema.Value
}

// Object is a JSON object in the order of its type's fields. It prints with its
// secrets redacted.
type Object []Member

// Get returns the value of a key, and whether there is one.
func (o Object) Get(name string) (schema.Value, bool) {
	for _, m := range o {
		if m.Name == name {
			return m.Value, true
		}
	}
	return schema.Value{}, false
}

// MarshalJSON writes the object with its secrets redacted.
func (o Object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		value, err := m.Value.MarshalJSON()
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, quoted(m.Name)...), ':'), value...)
	}
	return append(out, '}'), nil
}

// Request is what creates or updates a connector. Printed in any form it shows no
// secret. It is independent of its form: wiping that leaves it whole.
type Request struct {
	Name    string `json:"name"`
	TypeID  string `json:"connector_type_id,omitempty"` // sent on create only
	Config  Object `json:"config"`
	Secrets Object `json:"secrets"`

	typed []schema.Secret // the bytes of secrets among Secrets
}

// Wipe zeroes the secrets. The request must not be sent any more.
func (r Request) Wipe() {
	for _, s := range r.typed {
		s.Wipe()
	}
}

// encode writes the body into one buffer of its final size: growing would leave
// copies behind that nothing zeroes.
func (r Request) encode(create bool) []byte {
	parts := [][]byte{[]byte(`{"name":`), quoted(r.Name)}
	if create {
		parts = append(parts, []byte(`,"connector_type_id":`), quoted(r.TypeID))
	}
	parts = append(parts, []byte(`,"config":`))
	parts = append(parts, r.Config.parts()...)
	parts = append(parts, []byte(`,"secrets":`))
	parts = append(parts, r.Secrets.parts()...)
	parts = append(parts, []byte{'}'})
	size := 0
	for _, p := range parts {
		size += len(p)
	}
	out := make([]byte, 0, size)
	for _, p := range parts {
		out = append(out, p...)
		clear(p)
	}
	return out
}

// parts are the pieces of the object's JSON, secrets included.
func (o Object) parts() [][]byte {
	parts := [][]byte{{'{'}}
	for i, m := range o {
		if i > 0 {
			parts = append(parts, []byte{','})
		}
		parts = append(parts, quoted(m.Name), []byte{':'}, m.Value.RevealJSON())
	}
	return append(parts, []byte{'}'})
}

// quoted is a text as JSON.
func quoted(s string) []byte { return schema.Text(s).RevealJSON() }

// secretValues are the secrets in every form in which an answer might quote them:
// a URL that is a secret also without its host, a file as it was before encoding.
func (r Request) secretValues() []schema.Value {
	var all []schema.Value
	for _, m := range r.Secrets {
		all = append(all, m.Value)
		if m.Value.Kind() != schema.KindText {
			continue
		}
		text := m.Value.Reveal()
		if u, err := url.Parse(text); err == nil && u.Host != "" {
			for _, part := range []string{u.String(), u.RequestURI(), u.Path, u.RawQuery} {
				if len(part) > 1 {
					all = append(all, schema.Text(part).AsSensitive())
				}
			}
		}
		if plain, err := base64.StdEncoding.DecodeString(text); err == nil && len(plain) > 0 {
			all = append(all, schema.SecretText(schema.NewSecret(plain)))
		}
	}
	return all
}

var _ json.Marshaler = Object{}

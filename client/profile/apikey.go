package profile

import (
	"bytes"
	"encoding/base64"

	"connwiz/schema"
)

// APIKey is an API key in its encoded form, however it was given. The line break that a
// file or a mounted secret ends with is not part of it. Kibana offers keys as
// id:api_key, too, for Beats: that is the same key, before encoding. It takes text over.
func APIKey(text []byte) schema.Secret {
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return schema.Secret{}
	}
	id, key, found := bytes.Cut(text, []byte(":"))
	if !found || !isKeyPart(id) || !isKeyPart(key) {
		return schema.NewSecret(text)
	}
	encoded := make([]byte, base64.StdEncoding.EncodedLen(len(text)))
	base64.StdEncoding.Encode(encoded, text)
	clear(text)
	return schema.NewSecret(encoded)
}

// isKeyPart reports whether a text may be the id of an API key, or the key: both are
// in base64's letters for URLs.
func isKeyPart(part []byte) bool {
	return len(part) > 0 && !bytes.ContainsFunc(part, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_'
	})
}

package redact

import (
	"bytes"
	"encoding/base64"
	"slices"

	"connwiz/schema"
)

// AddCredentials makes a user's password known, and the pair of both: HTTP's basic
// authentication sends its base64, of which even the password's beginning tells.
func (s *Set) AddCredentials(user string, password schema.Secret) {
	s.AddSecret(password)
	if password.Empty() {
		return
	}
	pair := slices.Concat([]byte(user), []byte(":"), password.Reveal())
	defer clear(pair)
	s.Add(pair)
}

// AddAPIKey makes an API key known in its encoded form, and the key inside of it:
// the encoded form is the base64 of id:key.
func (s *Set) AddAPIKey(encoded schema.Secret) {
	s.AddSecret(encoded)
	decoded := make([]byte, base64.StdEncoding.DecodedLen(len(encoded.Reveal())))
	defer clear(decoded)
	n, err := base64.StdEncoding.Decode(decoded, encoded.Reveal())
	if _, key, found := bytes.Cut(decoded[:n], []byte(":")); err == nil && found {
		s.Add(key)
	}
}

// maxBase64 is how many bytes of a secret are looked for in base64: what follows
// belongs to the same run of letters, which goes as a whole.
const maxBase64 = 36

// base64Forms returns the letters of base64 that depend on the secret alone, at
// each of the three alignments that it can have behind other bytes (a user name
// and a colon), in both alphabets.
func base64Forms(secret []byte) [][]byte {
	secret = secret[:min(len(secret), maxBase64)]
	shifted := make([]byte, 2+len(secret))
	copy(shifted[2:], secret)
	var forms [][]byte
	for ahead := range 3 {
		from := (8*ahead + 5) / 6
		to := 8 * (ahead + len(secret)) / 6
		for _, alphabet := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			coded := make([]byte, alphabet.EncodedLen(ahead+len(secret)))
			alphabet.Encode(coded, shifted[2-ahead:])
			plain := read(coded[from:to])
			clear(coded)
			forms = append(forms, plain.letters)
		}
	}
	clear(shifted)
	return forms
}

func isBase64(c byte) bool { return isWordLetter(c) || c == '+' || c == '/' || c == '-' || c == '_' }

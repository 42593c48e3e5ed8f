package redact

import (
	"bytes"
	"encoding/hex"
	"unicode"
)

// maxHex is how many bytes of a secret are looked for in hexadecimal digits: what
// follows belongs to the same run of them, which goes as a whole.
const maxHex = 24

// hexForms returns a secret in hexadecimal digits, small and large: dumps and
// databases write bytes so.
func hexForms(secret []byte) [][]byte {
	small := hex.AppendEncode(nil, secret[:min(len(secret), maxHex)])
	return [][]byte{small, bytes.ToUpper(small)}
}

// The secrets that are looked for in the other case, too, by their length in bytes:
// a shorter one is a word that may stand anywhere, and nobody changes the case of a
// longer one, such as a key file.
const (
	leastFolded = 8
	mostFolded  = 128
)

// foldedForms returns a secret in capital and in small letters, as logs and names
// that know only one of the two have it. One of letters alone is left out: PASSWORD
// is a heading far more often than somebody's password.
func foldedForms(secret []byte) [][]byte {
	if len(secret) < leastFolded || len(secret) > mostFolded || !bytes.ContainsFunc(secret, noLetter) {
		return nil
	}
	return [][]byte{bytes.ToUpper(secret), bytes.ToLower(secret)}
}

func noLetter(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsSpace(c) }

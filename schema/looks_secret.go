package schema

import (
	"slices"
	"strings"
	"unicode"
)

// LooksSecret reports whether the field is sensitive or has a name that secrets
// usually have (password, secret, token, api_key, private_key, credentials, ...):
// real schemas forget the flag. Numbers and switches are no secrets, whatever
// they count or switch.
func (f *Field) LooksSecret() bool {
	if f.Sensitive {
		return true
	}
	switch f.Type {
	case TypeInt, TypeFloat, TypeBool:
		return false
	default:
		return secretName(words(f.Name))
	}
}

// secretName reports whether a name of these words is one that secrets have,
// unless its last word says that it only tells something about one.
func secretName(name []string) bool {
	if len(name) == 0 || isAbout(name[len(name)-1]) {
		return false
	}
	for i, word := range name {
		if isSecretWord(strings.TrimSuffix(word, "s")) {
			return true
		}
		if strings.TrimSuffix(word, "s") == "key" && i > 0 && isKeyKind(name[i-1]) {
			return true
		}
	}
	return strings.Contains(strings.Join(name, " "), "connection string")
}

// isSecretWord reports whether a word, without a plural s, names a secret.
func isSecretWord(word string) bool {
	return slices.Contains([]string{
		"password", "passwd", "pwd", "passphrase", "passcode", "pas", // pass without its s
		"secret", "token", "credential", "cred", "jwt", "bearer",
		"apikey", "privatekey", "accesskey", "secretkey", "accountkey", "keyfile",
	}, word)
}

// isKeyKind reports whether a key of this kind is a secret, which a partition key
// or a primary key is not.
func isKeyKind(word string) bool {
	return slices.Contains([]string{
		"api", "access", "account", "private", "secret", "shared", "signing", "encryption",
		"client", "auth", "ssh", "rsa", "tls", "ssl", "master", "service", "storage",
	}, word)
}

// isAbout reports whether a last word makes the name that of something else: a
// token_url is no token.
func isAbout(word string) bool {
	return slices.Contains([]string{
		"url", "uri", "endpoint", "host", "path", "dir", "directory", "name", "type", "method",
		"algorithm", "policy", "length", "size", "limit", "count", "ttl", "expiry", "expiration",
		"timeout", "interval", "age", "scope", "scopes", "audience", "issuer", "prefix", "header",
		"enabled", "required", "manager", "provider", "version", "hint",
	}, word)
}

// words splits a name at its separators and where its letters change from lower
// to upper case or to digits.
func words(name string) []string {
	var b strings.Builder
	var before rune
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(before) || unicode.IsDigit(r) && unicode.IsLetter(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	return strings.FieldsFunc(b.String(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

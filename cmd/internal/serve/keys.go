package serve

import (
	"bytes"
	"crypto/rsa"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// leastRSA is how many bits an RSA key must have: shorter ones can be broken by
// those who can pay for it (NIST SP 800-131A).
const leastRSA = 2048

// authorizedKey is one line of an authorized_keys file.
type authorizedKey struct {
	key     ssh.PublicKey
	comment string
}

// parseKeys reads a file of public keys in the form of sshd(8), AUTHORIZED_KEYS FILE
// FORMAT. An option that would narrow a key here and isn't understood is an error:
// leaving it out would give more than was meant.
func parseKeys(raw []byte) ([]authorizedKey, error) {
	var keys []authorizedKey
	for number, line := range bytes.Split(raw, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		k, err := parseKey(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number+1, err)
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// parseKey reads one line.
func parseKey(line []byte) (authorizedKey, error) {
	key, comment, options, _, err := ssh.ParseAuthorizedKey(line)
	if err != nil {
		return authorizedKey{}, fmt.Errorf("not a public key in the form of authorized_keys")
	}
	for _, option := range options {
		if !isImplied(option) {
			name, _, _ := strings.Cut(option, "=")
			return authorizedKey{}, fmt.Errorf("the option %q means nothing here: take it out, and say in the rights file what the key may do", name)
		}
	}
	return authorizedKey{key, comment}, checkKey(key)
}

// isImplied reports whether an option forbids what nobody can do here anyway.
func isImplied(option string) bool {
	return slices.Contains([]string{
		"restrict", "no-agent-forwarding", "no-port-forwarding", "no-user-rc", "no-X11-forwarding", "no-x11-forwarding",
	}, option)
}

// checkKey refuses keys that prove too little.
func checkKey(key ssh.PublicKey) error {
	if !slices.Contains(ssh.SupportedAlgorithms().PublicKeyAuths, key.Type()) && key.Type() != ssh.KeyAlgoRSA {
		return fmt.Errorf("keys of the type %s are not accepted: make one with ssh-keygen -t ed25519", key.Type())
	}
	wrapped, ok := key.(ssh.CryptoPublicKey)
	if !ok {
		return nil // A security key, which keeps its own to itself.
	}
	if public, ok := wrapped.CryptoPublicKey().(*rsa.PublicKey); ok && public.N.BitLen() < leastRSA {
		return fmt.Errorf("an RSA key of %d bits is too short: make one with ssh-keygen -t ed25519", public.N.BitLen())
	}
	return nil
}

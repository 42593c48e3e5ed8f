package serve

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"
)

// HostKey reads the key by which clients know the server, or makes one (ed25519,
// mode 0600) where there is no file yet; made says so.
func HostKey(path string) (key ssh.Signer, made bool, err error) {
	key, err = readHostKey(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeHostKey(path); err == nil {
			made = true
			key, err = readHostKey(path)
		}
	}
	if err != nil {
		return nil, false, fmt.Errorf("host key %q: %w", path, withoutPath(err))
	}
	return key, made, nil
}

func readHostKey(path string) (ssh.Signer, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if err := private(info); err != nil {
		return nil, err
	}
	raw, err := readGuarded(path)
	if err != nil {
		return nil, err
	}
	defer clear(raw)
	key, err := ssh.ParsePrivateKey(raw)
	var locked *ssh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return nil, errors.New("it has a passphrase, which nobody could type here")
	case err != nil:
		return nil, errors.New("it is not a private key in OpenSSH's form")
	}
	return key, checkKey(key.PublicKey())
}

// makeHostKey writes a new key where there is none, as a whole or not at all, and
// never over another one: two servers may start at the same time.
func makeHostKey(path string) error {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	defer clear(key)
	block, err := ssh.MarshalPrivateKey(key, "connwiz host key")
	if err != nil {
		return err
	}
	defer clear(block.Bytes)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it has its name by then
	err = pem.Encode(f, block)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil // another server was faster
}

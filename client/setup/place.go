package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"connwiz/client"
	"connwiz/client/serviceconfig"
	"connwiz/schema"
)

// KeyPlace is where a minted key is kept.
type KeyPlace interface {
	// String names the place, such as a path.
	String() string
	// Try fails where the place would not take a key; it is asked before one is
	// minted, so that none is minted in vain.
	Try() error
	// Keep keeps the key. It doesn't wipe it. After an error it may be called again.
	Keep(client.APIKey) error
	// Abandon is told when no key came.
	Abandon()
}

// probe finds out whether a place would take a key, and leaves nothing behind even
// if the program is killed meanwhile.
func probe(at KeyPlace) error {
	if k, ok := at.(*keyFile); ok {
		return k.probe()
	}
	defer at.Abandon()
	return at.Try()
}

// KeyFile is a place for a key: a new file of mode 0600. A file that is there is
// never overwritten: an *[InputError]. What else goes wrong with the file is a
// *[serviceconfig.FileError].
func KeyFile(path string) KeyPlace { return &keyFile{path: path} }

type keyFile struct {
	path string
	file *os.File // made and empty
}

// String is the path.
func (k *keyFile) String() string { return k.path }

// probe looks whether the file could be made.
func (k *keyFile) probe() error {
	if _, err := os.Lstat(k.path); err == nil {
		return k.exists()
	}
	folder, err := os.Stat(filepath.Dir(k.path))
	switch {
	case err != nil:
		return serviceconfig.NewFileError("write", k.path, err)
	case !folder.IsDir():
		return serviceconfig.NewFileError("write", k.path, fs.ErrNotExist)
	}
	return nil
}

func (k *keyFile) exists() error {
	return &InputError{Field: "key file", Reason: fmt.Sprintf("%q: it exists", k.path)}
}

// Try makes the file.
func (k *keyFile) Try() error {
	if k.file != nil {
		return nil
	}
	f, err := os.OpenFile(k.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return k.exists()
	case err != nil:
		return serviceconfig.NewFileError("write", k.path, err)
	}
	k.file = f
	return nil
}

// Keep writes the key. A file that holds only a part of it is removed.
func (k *keyFile) Keep(key client.APIKey) error {
	if err := k.Try(); err != nil {
		return err
	}
	line := append(append([]byte(nil), key.Encoded.Reveal()...), '\n')
	defer clear(line)
	_, err := k.file.Write(line)
	if err == nil {
		err = k.file.Sync()
	}
	if closing := k.file.Close(); err == nil {
		err = closing
	}
	k.file = nil
	if err != nil {
		_ = os.Remove(k.path)
		return serviceconfig.NewFileError("write", k.path, err)
	}
	return nil
}

// Abandon removes the empty file.
func (k *keyFile) Abandon() {
	if k.file != nil {
		_ = k.file.Close()
		_ = os.Remove(k.path)
		k.file = nil
	}
}

// ConfigPlace is a place for a key: config.yml, as [Guide.WriteConfig] writes it.
// To be used as [NewKey.KeepAt], so that no key is minted that can't be kept.
func (g *Guide) ConfigPlace(e ConfigEntry) KeyPlace {
	return &configPlace{g: g, path: g.path(e), wanted: e}
}

type configPlace struct {
	g      *Guide
	path   string
	wanted ConfigEntry
	entry  serviceconfig.Connector
	out    serviceconfig.Outcome
}

// bind tells the place of which connector the key is.
func (p *configPlace) bind(c client.Summary) { p.entry = p.g.entry(c, p.wanted) }

// String is the path.
func (p *configPlace) String() string { return p.path }

// Try finds out whether the file would take a key.
func (p *configPlace) Try() error {
	rehearsed := p.entry
	rehearsed.APIKey = standIn()
	if _, _, err := rehearse(p.path, rehearsed); err != nil {
		return err
	}
	return serviceconfig.Try(p.path)
}

// Keep writes the file.
func (p *configPlace) Keep(key client.APIKey) error {
	p.entry.APIKey = key.Encoded
	out, err := p.g.o.WriteConfig(p.path, p.entry, p.g.o.Now())
	p.entry.APIKey = schema.Secret{}
	if err == nil {
		p.out = out
	}
	return err
}

// Abandon has nothing to do.
func (p *configPlace) Abandon() {}

// standIn is a key that is like any other, to rehearse with.
func standIn() schema.Secret { return schema.NewSecret([]byte("c3RhbmQ6aW4=")) }

package serve

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// maxConfig is far above any file of keys or rights.
const maxConfig = 4 << 20

// readGuarded reads a file that says who may come in, and refuses one that others
// can write to.
func readGuarded(path string) ([]byte, error) {
	// To open a pipe that nobody writes to would take for ever.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return nil, withoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	if err := guarded(info); err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err == nil && len(raw) > maxConfig {
		err = fmt.Errorf("it is larger than %d bytes", maxConfig)
	}
	return raw, withoutPath(err)
}

var errNotRegular = errors.New("it is not a regular file")

// withoutPath drops the path from a file error: our own text names it already.
func withoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// staged is a file's new content, written beside it and not yet in its place.
type staged struct{ temporary, path string }

// stage writes content beside the file, for its owner only. What can go wrong goes
// wrong here: a folder that can't be written to, a full disk.
func stage(path string, content []byte) (staged, error) {
	// A link stays one: what it leads to is replaced.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	wrong := func(err error) (staged, error) {
		return staged{}, fmt.Errorf("write %q: %w", path, plain(err))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return wrong(err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp") // 0600
	if err != nil {
		return wrong(err)
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return wrong(err)
	}
	return staged{f.Name(), path}, nil
}

// commit puts the content in the file's place, all of it at once.
func (s staged) commit() error {
	if err := os.Rename(s.temporary, s.path); err != nil {
		_ = os.Remove(s.temporary)
		return fmt.Errorf("write %q: %w", s.path, plain(err))
	}
	if folder, err := os.Open(filepath.Dir(s.path)); err == nil {
		_ = folder.Sync() // not every system can
		_ = folder.Close()
	}
	return nil
}

// abandon leaves the file as it is.
func (s staged) abandon() { _ = os.Remove(s.temporary) }

// writePrivate replaces a file by one that only its owner may read.
func writePrivate(path string, content []byte) error {
	s, err := stage(path, content)
	if err != nil {
		return err
	}
	return s.commit()
}

// removeFile removes a file; one that isn't there is ErrNotKept.
func removeFile(path string) error {
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotKept
	}
	if err != nil {
		return fmt.Errorf("remove %q: %w", path, plain(err))
	}
	return nil
}

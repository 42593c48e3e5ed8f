package unsent

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// format is the version of the files. A file of another one is refused.
const format = 1

// head is what every file begins with.
type head struct {
	Version int `json:"version"`
	key
	SavedAt time.Time `json:"saved_at"`
}

func (s *Store) newHead(k key) head {
	return head{Version: format, key: k, SavedAt: s.now().UTC().Truncate(time.Second)}
}

// read fills into from a file of this key, and returns when it was saved; found
// is false when there is none, or none that still counts.
func (s *Store) read(k key, what kind, into any) (saved time.Time, found bool, err error) {
	if s.dir == "" {
		return saved, false, nil
	}
	path := filepath.Join(s.dir, k.file(what))
	raw, err := readPrivate(path)
	if errors.Is(err, fs.ErrNotExist) {
		return saved, false, nil
	}
	var h head
	if err == nil {
		h, err = decode(raw, k, into)
	}
	if err != nil {
		return saved, false, fmt.Errorf("read the draft kept in %q: %w", path, plain(err))
	}
	if s.expired(h.SavedAt) {
		return saved, false, s.drop(k, what)
	}
	return h.SavedAt, true, nil
}

// decode reads the content of a file and reports whether it is one of this key.
// None of its errors quotes the content, as those of the JSON decoder do.
func decode(raw []byte, k key, into any) (head, error) {
	var h head
	if json.Unmarshal(raw, &h) != nil {
		return h, errors.New("it is damaged")
	}
	switch {
	case h.Version != format:
		return h, fmt.Errorf("its format is version %d, and this program knows only %d", h.Version, format)
	case h.key != k:
		return h, errors.New("it belongs to another connector")
	case json.Unmarshal(raw, into) != nil:
		return h, errors.New("it is damaged")
	}
	return h, nil
}

// readPrivate reads a file that only this user can have written. It looks before
// opening, since opening a pipe would wait for its writer, and again afterwards:
// what was looked at must be what is read.
func readPrivate(path string) ([]byte, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(before, info) {
		return nil, errors.New("it was replaced while it was read")
	}
	if err := private(info); err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err == nil && len(raw) > maxSize {
		err = errors.New("it is too large")
	}
	return raw, err
}

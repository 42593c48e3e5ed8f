package unsent

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// maxSize is the most that a file may hold: far more than anybody types, far less
// than would hurt.
const maxSize = 4 << 20

// write puts content where only this user can read it, as a whole or not at all.
func (s *Store) write(k key, what kind, content any) error {
	path := filepath.Join(s.dir, k.file(what))
	raw, err := json.Marshal(content)
	if err == nil && len(raw) > maxSize {
		err = fmt.Errorf("%d bytes are too many", len(raw))
	}
	if err == nil {
		err = s.ready()
	}
	if err == nil {
		err = replace(path, raw, s.now())
	}
	if err != nil {
		return fmt.Errorf("keep the draft in %q: %w", path, plain(err))
	}
	return nil
}

// ready makes the folder, or refuses one in which others can put files.
func (s *Store) ready() error {
	if s.dir == "" {
		return errors.New("no folder for drafts is known: set HOME or XDG_STATE_HOME")
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	info, err := os.Stat(s.dir)
	if err != nil {
		return err
	}
	return guardedDir(info)
}

// replace writes a new file beside the old one and lets it take its place. The
// file's time is that of the saving, which tells later how old it is.
func replace(path string, raw []byte, now time.Time) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // 0600, and it follows no link
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(raw)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return plain(err)
	}
	if err = os.Chtimes(f.Name(), now, now); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncDir(filepath.Dir(path))
	return nil
}

// syncDir makes a new name last. Not every system can, and what was written is
// there without it, unless the machine stops right now.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// drop removes a file; that there is none is as good.
func (s *Store) drop(k key, what kind) error {
	if s.dir == "" {
		return nil
	}
	path := filepath.Join(s.dir, k.file(what))
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the kept draft %q: %w", path, plain(err))
	}
	return nil
}

// plain drops the path from a file error: our own text names it already.
func plain(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	default:
		return err
	}
}

package audit

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// open opens a file to append to, and refuses one that proves nothing. It looks
// before opening, since opening a pipe would wait for its reader, and again
// afterwards: what was looked at must be what is written to.
func open(path string) (*os.File, error) {
	const flags = os.O_WRONLY | os.O_APPEND
	before, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		// O_EXCL follows no link, not even one that points nowhere.
		file, err := os.OpenFile(path, flags|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return file, err
		}
		before, err = os.Lstat(path) // another process was faster
		if err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	file, err := os.OpenFile(path, flags, 0)
	if err != nil {
		return nil, err
	}
	if err := check(file, before); err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

// check reports why an open file can't be trusted as a record.
func check(file *os.File, before fs.FileInfo) error {
	info, err := file.Stat()
	switch {
	case err != nil:
		return err
	case !os.SameFile(before, info):
		return errors.New("it was replaced while it was opened")
	default:
		return guarded(info)
	}
}

// settled is the age at which no writer can still be in the middle of a line.
const settled = 10 * time.Second

// endsTorn reports whether the file ends within a line, because a disk was full
// or a machine stopped: the next entry must not become part of that line. A file
// that is being written to, or can't be read, is taken to be whole.
func endsTorn(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close() //nolint:errcheck // only read
	info, err := file.Stat()
	if err != nil || time.Since(info.ModTime()) < settled {
		return false
	}
	last := make([]byte, 1)
	n, _ := file.ReadAt(last, info.Size()-1) // nothing of an empty file
	return n == 1 && last[0] != '\n'
}

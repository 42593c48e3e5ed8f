package serviceconfig

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// mode is what the file has afterwards: it holds API keys.
const mode fs.FileMode = 0o600

// Outcome tells what became of a file.
type Outcome struct {
	Path    string
	Created bool
	Backup  string // "" when nothing was replaced
	Changes []string
	// Warnings says what may be in the way, in the file or of its rights.
	Warnings []string
}

// Write puts a connector into a file, which is created when it isn't there. The
// new file takes the old one's place at once and keeps its owner; a backup of the
// old one stays beside it.
//
// Writers of this package wait for each other. Another program that writes the file
// between the last look at it and the change of places, a moment without any work in
// it, is not seen: its text is in no file then. What a writer leaves that is killed is
// a file that only its owner may read, and the next writer removes it.
func Write(path string, c Connector, now time.Time) (Outcome, error) {
	// A link stays one: what it leads to is replaced.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	out := Outcome{Path: path}
	unlock, err := lock(path)
	if err != nil {
		return out, err
	}
	defer unlock()
	old, err := Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		out.Created, old = true, nil
	case err != nil:
		return out, failed("read", path, err)
	}
	edit, err := Extend(old, c)
	if err != nil {
		return out, err
	}
	defer edit.content.Wipe()
	out.Changes, out.Warnings = edit.Changes, edit.Warnings
	if out.Created {
		return out, create(path, edit.Reveal())
	}
	info, err := os.Stat(path)
	if err != nil {
		return out, failed("read", path, err)
	}
	if open := info.Mode().Perm() &^ mode; open != 0 {
		if len(edit.Changes) == 0 {
			out.Warnings = append(out.Warnings, fmt.Sprintf("others may read the file: its mode is %#o", info.Mode().Perm()))
			return out, nil
		}
		out.Warnings = append(out.Warnings,
			fmt.Sprintf("the file's mode was %#o and is %#o now: the service must run as its owner", info.Mode().Perm(), mode))
	}
	if len(edit.Changes) == 0 {
		return out, nil
	}
	out.Backup, err = replace(path, old, edit.Reveal(), info, now)
	return out, err
}

// Try finds out whether [Write] could make the file, or put another one in its place
// that belongs to the same user, and leaves everything as it is. Its error is a
// *[FileError].
func Try(path string) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if err != nil {
		info = nil
	}
	probe, err := temporaryFile(path, nil, info)
	if err != nil {
		return err
	}
	if err := os.Remove(probe); !errors.Is(err, fs.ErrNotExist) {
		return failed("write", path, err)
	}
	return nil // A writer has swept it away.
}

// create writes a new file, unless there is one by now.
func create(path string, content []byte) error {
	temporary, err := temporaryFile(path, content, nil)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temporary) }()
	err = os.Link(temporary, path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return wrong(Changed, "", "%q has appeared meanwhile", path)
	case err != nil: // a file system without links
		if _, there := os.Lstat(path); !errors.Is(there, fs.ErrNotExist) {
			return wrong(Changed, "", "%q has appeared meanwhile", path)
		}
		if err := os.Rename(temporary, path); err != nil {
			return failed("write", path, err)
		}
	}
	return syncFolder(path)
}

// replace makes a backup and puts the new content in the file's place.
func replace(path string, old, content []byte, info fs.FileInfo, now time.Time) (backup string, err error) {
	temporary, err := temporaryFile(path, content, info)
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(temporary) }()
	if backup, err = keep(path, old, info, now); err != nil {
		return "", err
	}
	if err := exchange(temporary, path, old); err != nil {
		_ = os.Remove(backup) // of a file that is as it was
		return "", err
	}
	return backup, syncFolder(path)
}

// exchange puts a file in another one's place, if that still is what it was.
func exchange(temporary, path string, old []byte) error {
	switch current, err := Read(path); {
	case err != nil:
		return failed("read", path, err)
	case !bytes.Equal(current, old):
		return wrong(Changed, "", "%q was changed by somebody else meanwhile", path)
	}
	return failed("write", path, os.Rename(temporary, path))
}

// keep writes the backup, beside another one of the same second if need be.
func keep(path string, old []byte, info fs.FileInfo, now time.Time) (string, error) {
	base := path + "." + now.UTC().Format("20060102T150405Z")
	for n := 1; ; n++ {
		name := base + ".bak"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.bak", base, n)
		}
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if errors.Is(err, fs.ErrExist) && n < 100 {
			continue
		}
		if err != nil {
			return "", failed("make the backup", name, err)
		}
		if err := fill(f, old, info); err != nil {
			_ = os.Remove(name)
			return "", failed("make the backup", name, err)
		}
		return name, nil
	}
}

// temporaryFile writes the content beside the file.
func temporaryFile(path string, content []byte, info fs.FileInfo) (string, error) {
	prefix, suffix := temporaryName(filepath.Base(path))
	f, err := os.CreateTemp(filepath.Dir(path), prefix+"*"+suffix)
	if err != nil {
		return "", failed("write", path, err)
	}
	if err := fill(f, content, info); err != nil {
		_ = os.Remove(f.Name())
		return "", failed("write", path, err)
	}
	return f.Name(), nil
}

// fill gives a file its rights, its owner and its content, and closes it.
func fill(f *os.File, content []byte, info fs.FileInfo) error {
	err := f.Chmod(mode)
	if err == nil && info != nil {
		err = giveTo(f, info)
	}
	if err == nil {
		_, err = f.Write(content)
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	return pathless(err)
}

// syncFolder makes sure that the new name survives a power cut. Some systems can't
// sync a folder; the file is there all the same.
func syncFolder(path string) error {
	if folder, err := os.Open(filepath.Dir(path)); err == nil {
		_ = folder.Sync()
		_ = folder.Close()
	}
	return nil
}

// pathless drops the path from a file error: our own text names it already.
func pathless(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return l.Err
	}
	return err
}

package serviceconfig

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lockPatience is how long another writer is waited for, which takes milliseconds, and
// lockPause the time between two looks.
const (
	lockPatience = 5 * time.Second
	lockPause    = 10 * time.Millisecond
)

// lock keeps other writers of this package away from the files of a folder until unlock
// is called; whoever is killed lets go by that. It locks the folder rather than the file,
// which is replaced, and leaves no file of its own. Where a folder can't be locked, as
// on some network file systems, there is only the comparison before the file is put in
// its place.
//
// With the lock, what a writer that was killed has left is removed: it holds keys.
func lock(path string) (unlock func(), err error) {
	folder, err := openFolder(filepath.Dir(path))
	if err != nil {
		return func() {}, nil //nolint:nilerr // Writing says what is wrong with the folder.
	}
	unlock = func() { _ = folder.Close() }
	for waited := time.Duration(0); ; waited += lockPause {
		switch held, busy := tryLock(folder); {
		case held:
			sweep(folder, filepath.Base(path))
			return unlock, nil
		case !busy:
			return unlock, nil
		case waited >= lockPatience:
			unlock()
			return nil, wrong(Changed, "", "another writer holds the folder of %q", path)
		}
		time.Sleep(lockPause)
	}
}

// openFolder opens a folder, and nothing that isn't one: opening a pipe doesn't end.
func openFolder(path string) (*os.File, error) {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return nil, errors.Join(err, os.ErrInvalid)
	}
	return os.Open(path)
}

// temporaryName is the pattern of the names of a file's temporary ones.
func temporaryName(base string) (prefix, suffix string) { return "." + base + ".connwiz-", ".tmp" }

// sweep removes the temporary files of a file. Nobody writes one while the lock is held.
func sweep(folder *os.File, base string) {
	names, err := folder.Readdirnames(-1)
	if err != nil {
		return // Who may not look has nothing to remove.
	}
	prefix, suffix := temporaryName(base)
	for _, name := range names {
		if !strings.HasPrefix(name, prefix) || !strings.HasSuffix(name, suffix) {
			continue
		}
		path := filepath.Join(folder.Name(), name)
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
			_ = os.Remove(path)
		}
	}
}

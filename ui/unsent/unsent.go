// Package unsent keeps what was typed and not sent on disk, so that it outlives a
// lost link or a wizard that was left.
//
// A secret never gets there, nor anything made from one: of secrets only the names
// are kept, so that the person can be told what to type again. A hash would do no
// better than the secret itself, since a short one is found by trying.
//
// A kept draft belongs to one connector of one cluster. It is offered nowhere
// else, and not for longer than [MaxAge]. Whatever is wrong with what lies on the
// disk is an error to warn of: no file there can keep the wizard from working.
package unsent

import (
	"os"
	"path/filepath"
	"time"
)

// MaxAge is for how long a draft is kept. Who comes back later starts anew: by
// then what was typed is more likely to harm than to help.
const MaxAge = 14 * 24 * time.Hour

// Store is the folder of kept drafts. Several programs may use one at the same
// time: of two drafts of the same connector the one that was saved last stays.
type Store struct {
	dir string
	now func() time.Time
}

// Open returns the store in dir, and removes what has expired there. The folder
// is made when something is saved first.
func Open(dir string, now func() time.Time) *Store {
	s := &Store{dir: dir, now: now}
	s.sweep()
	return s
}

// Dir returns the folder in which drafts are kept by default: connwiz/drafts in
// the state folder of the XDG Base Directory Specification, on Windows in that of
// local application data. It is "" where the environment names neither.
func Dir(getenv func(string) string) string {
	base := getenv("XDG_STATE_HOME")
	if !filepath.IsAbs(base) { // the specification has relative ones ignored
		base = getenv("LOCALAPPDATA")
	}
	if home := getenv("HOME"); base == "" && home != "" {
		base = filepath.Join(home, ".local", "state")
	}
	if !filepath.IsAbs(base) {
		return ""
	}
	return filepath.Join(base, "connwiz", "drafts")
}

// expired reports whether something saved then is too old. So is what a wrong
// clock put far into the future, or it would never go.
func (s *Store) expired(saved time.Time) bool { return s.now().Sub(saved).Abs() > MaxAge }

// sweep removes what has expired, by the time of the file, which is that of its
// saving. Leftovers of an interrupted save and files that can't be read go too.
// It leaves alone what this package would not have named so. What can't be
// removed now may be the next time.
func (s *Store) sweep() {
	entries, err := os.ReadDir(s.dir)
	if err != nil || s.dir == "" {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && isOurs(entry.Name()) && s.expired(info.ModTime()) {
			_ = os.Remove(filepath.Join(s.dir, entry.Name()))
		}
	}
}

package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"connwiz/schema"
)

// Store is the file of profiles, and the secrets of its profiles wherever they
// are kept. Every change reads the file again, so that a Store may be kept open.
type Store struct {
	machine Machine
	path    string
	file    *document
}

// Entry is a profile with its name.
type Entry struct {
	Name string
	// Current is set for the profile that is used when none is named.
	Current bool
	Profile
}

// Open reads the file of profiles. One that isn't there has no profiles; one that
// can't be read is an *[Error] that names the line.
func Open(m Machine) (*Store, error) {
	s := &Store{machine: m, path: Path(m.ConfigHome)}
	return s, s.read()
}

// Path returns where the file is, "" when no folder for it is known.
func (s *Store) Path() string { return s.path }

func (s *Store) read() error {
	s.file = &document{}
	if s.path == "" {
		return nil
	}
	// To open a pipe that nobody writes to would take for ever.
	if info, err := os.Stat(s.path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return s.wrong(errors.New("it is not a regular file"))
	}
	raw, err := os.ReadFile(s.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.wrong(plain(err))
	}
	file, err := parse(raw)
	if err != nil {
		return s.wrong(err)
	}
	s.file = file
	return nil
}

// wrong is a file that can't be read.
func (s *Store) wrong(err error) error {
	return &Error{
		Message: fmt.Sprintf("read profiles %q", s.path),
		Hint:    "correct the file; a profile in it knows " + strings.Join(keys(), ", "),
		Err:     err,
	}
}

// List returns the profiles by name.
func (s *Store) List() []Entry {
	entries := slices.Clone(s.file.entries)
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	return entries
}

// Current returns the name of the profile that is used when none is named, "" when
// there is none. It may name a profile that isn't there.
func (s *Store) Current() string { return s.file.current }

// Find returns a profile by its name. One that isn't there is an *[Error] whose
// hint has the nearest name.
func (s *Store) Find(name string) (Entry, error) {
	for _, e := range s.file.entries {
		if e.Name == name {
			return e, nil
		}
	}
	return Entry{}, noProfile(name, s.file.entries)
}

// Reach reports whether a profile's secret could be had now: nil, or what is in
// the way. Nobody is asked for a passphrase; the keyring may take its time.
func (s *Store) Reach(e Entry) error { return s.kept(e.Name, e.Secret).reach() }

// Secret fetches a profile's secret, which is empty where nobody keeps one. A
// warning is a whole sentence. The caller wipes the secret. Its error is an
// *[Error], or that of asking a person.
func (s *Store) Secret(e Entry) (secret schema.Secret, warning string, err error) {
	secret, warning, err = s.kept(e.Name, e.Secret).fetch()
	if err == nil && e.Username == "" {
		secret = APIKey(secret.Reveal())
	}
	return secret, warning, err
}

// File returns the file that holds a profile's secret, "" where none does.
func (s *Store) File(e Entry) string {
	if k := e.Secret.keeper(); k != File && k != Age {
		return ""
	}
	return s.kept(e.Name, e.Secret).path()
}

func (s *Store) kept(name string, at Place) kept {
	return kept{machine: s.machine, name: name, place: at}
}

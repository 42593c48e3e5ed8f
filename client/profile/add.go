package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"connwiz/schema"
)

// Addition is a profile to be added.
type Addition struct {
	Name string
	// Profile says where the cluster is; its Secret says who shall keep the secret.
	Profile
	// Keep is the secret to be kept; empty where the place is an existing file, the
	// environment or nobody, and where a replaced profile's secret stays. The caller
	// wipes it.
	Keep schema.Secret
	// Replace allows to change a profile that exists.
	Replace bool
	// Use makes it the profile that is used when none is named. The first profile
	// is that anyway.
	Use bool
}

// Added tells what became of an addition.
type Added struct {
	Entry
	// Replaced is set when there was a profile of this name.
	Replaced bool
	// Warnings are whole sentences: what was left behind.
	Warnings []string
}

// ExistsError is an addition whose name is taken.
type ExistsError struct {
	// Name is that of the profile that is there. It may differ in its case.
	Name string
}

// Error names the profile.
func (e *ExistsError) Error() string { return fmt.Sprintf("there is a profile %q already", e.Name) }

// ErrChanged is a file that somebody else has changed meanwhile; nothing was
// written.
var ErrChanged = errors.New("the file of profiles was changed by somebody else meanwhile: nothing was written")

// Check refuses what [Store.Add] would refuse before it changes anything: an
// *[Error], or an *[ExistsError].
func (s *Store) Check(a Addition) error {
	a.whole()
	if s.path == "" {
		return &Error{Message: "neither XDG_CONFIG_HOME nor HOME says where profiles are kept", Hint: "export XDG_CONFIG_HOME=FOLDER"}
	}
	if err := CheckName(a.Name); err != nil {
		return err
	}
	if err := a.Profile.Check(); err != nil {
		return err
	}
	if err := s.checkTaken(a); err != nil {
		return err
	}
	if err := s.checkSecret(a); err != nil {
		return &Error{Message: fmt.Sprintf("profile %q", a.Name), Hint: "give the secret: --stdin, --secret-file FILE or --env NAME", Err: err}
	}
	return nil
}

// whole makes paths absolute: a profile is used from any folder.
func (a *Addition) whole() {
	for _, path := range []*string{&a.CACert, &a.Secret.Path, &a.Secret.Identity} {
		if *path == "" {
			continue
		}
		// It fails where the current folder is gone; then the file isn't found, either.
		if abs, err := filepath.Abs(*path); err == nil {
			*path = abs
		}
	}
}

// checkTaken refuses a name that is in use, whatever its case: names are names of
// files, too.
func (s *Store) checkTaken(a Addition) error {
	for _, e := range s.file.entries {
		if strings.EqualFold(e.Name, a.Name) && (e.Name != a.Name || !a.Replace) {
			return &ExistsError{e.Name}
		}
	}
	return nil
}

// checkSecret refuses a secret that can't be kept, and one that would silently
// go to another address than it was given for.
func (s *Store) checkSecret(a Addition) error {
	switch {
	case !a.Keep.Empty():
		return checkSecret(a.Keep.Reveal())
	case !a.Secret.Ours():
		return a.Secret.checkPath()
	}
	old, err := s.Find(a.Name)
	switch {
	case err != nil || old.Secret != a.Secret:
		return errors.New("the secret is missing")
	case old.Kind() != a.Kind():
		return errors.New("what is stored is no " + strings.ReplaceAll(a.Kind(), "_", " "))
	case old.URL != a.URL, old.CloudID != a.CloudID, old.KibanaURL != "" && a.KibanaURL != "" && old.KibanaURL != a.KibanaURL:
		return errors.New("another address wants its secret again")
	}
	return nil
}

// checkPath refuses a file that can't be read each time: a pipe is gone after the
// first.
func (p Place) checkPath() error {
	for _, path := range []string{p.Path, p.Identity} {
		if path == "" {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return fmt.Errorf("read %q: %w", path, plain(err))
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%q is no file that will be there the next time", path)
		}
	}
	return nil
}

// Add adds a profile and gives its secret to its keeper, or replaces one. Keys and
// comments of the file that it doesn't know stay. Its errors are those of
// [Store.Check], [ErrChanged], and others of storing and writing; after one, the
// file is as it was.
func (s *Store) Add(a Addition) (Added, error) {
	if err := s.read(); err != nil {
		return Added{}, err
	}
	if err := s.Check(a); err != nil {
		return Added{}, err
	}
	a.whole()
	old, err := s.Find(a.Name)
	replaced := err == nil
	c := change{name: a.Name, put: &a.Profile, current: s.file.current}
	if a.Use || len(s.file.entries) == 0 {
		c.current = a.Name
	}
	fresh := s.kept(a.Name, a.Secret)
	err = s.write(c, func() error {
		if a.Keep.Empty() {
			return nil
		}
		return fresh.store(a.Keep)
	})
	if err != nil {
		return Added{}, err
	}
	added := Added{Entry: Entry{Name: a.Name, Current: c.current == a.Name, Profile: a.Profile}, Replaced: replaced}
	if replaced && old.Secret.Ours() && old.Secret.keeper() != a.Secret.keeper() {
		if err := s.kept(a.Name, old.Secret).drop(); err != nil && !errors.Is(err, ErrNotKept) {
			added.Warnings = append(added.Warnings, fmt.Sprintf("the old secret is still kept (%s): %v", old.Secret, err))
		}
	}
	return added, nil
}

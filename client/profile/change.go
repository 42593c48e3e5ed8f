package profile

import (
	"bytes"
	"errors"
	"fmt"
	"os"
)

// Use makes a profile the one that is used when none is named.
func (s *Store) Use(name string) error {
	if err := s.read(); err != nil {
		return err
	}
	if _, err := s.Find(name); err != nil {
		return err
	}
	return s.write(change{keep: true, current: name}, nil)
}

// Removed tells what became of a removed profile.
type Removed struct {
	Entry
	// Deleted is set when its secret was deleted, too. It is not when the secret
	// is somebody else's, when it was to be kept, and when it wasn't there.
	Deleted bool
}

// Remove removes a profile and, unless it shall be kept, the secret that was
// stored for it.
func (s *Store) Remove(name string, keepSecret bool) (Removed, error) {
	if err := s.read(); err != nil {
		return Removed{}, err
	}
	old, err := s.Find(name)
	if err != nil {
		return Removed{}, err
	}
	gone := Removed{Entry: old}
	c := change{name: name, current: s.file.current}
	if old.Current {
		c.current = ""
	}
	err = s.write(c, func() error {
		if keepSecret || !old.Secret.Ours() {
			return nil
		}
		err := s.kept(name, old.Secret).drop()
		gone.Deleted = err == nil
		if err == nil || errors.Is(err, ErrNotKept) {
			return nil
		}
		return &Error{
			Message: fmt.Sprintf("delete the secret of profile %q (%s)", name, old.Secret),
			Hint:    "to leave it where it is: connwiz profile remove " + name + " --keep-secret",
			Err:     err,
		}
	})
	return gone, err
}

// write makes a change in the file. What goes before the change proper is done
// once nothing but the exchange of the file is left to go wrong.
func (s *Store) write(c change, before func() error) error {
	out, err := s.file.rewrite(c)
	if err != nil {
		return s.wrong(err)
	}
	next, err := stage(s.path, out)
	if err != nil {
		return err
	}
	if now, reading := os.ReadFile(s.path); reading == nil && !bytes.Equal(now, s.file.raw) {
		err = ErrChanged
	}
	if err == nil && before != nil {
		err = before()
	}
	if err != nil {
		next.abandon()
		return err
	}
	if err := next.commit(); err != nil {
		return err
	}
	return s.read()
}

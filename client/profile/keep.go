package profile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"connwiz/schema"
)

// kept is a secret on its way to or from its keeper.
type kept struct {
	machine Machine
	name    string // of the profile
	place   Place
}

// path is the file that holds the secret.
func (k kept) path() string {
	if k.place.Path != "" {
		return k.place.Path
	}
	suffix := ".secret"
	if k.place.keeper() == Age {
		suffix = ".age"
	}
	return filepath.Join(filepath.Dir(Path(k.machine.ConfigHome)), "secrets", k.name+suffix)
}

// fetch gets the secret. Nobody's is empty. A warning is a whole sentence.
func (k kept) fetch() (s schema.Secret, warning string, err error) {
	switch k.place.keeper() {
	case Keyring:
		s, err = k.machine.ring().get(k.name)
	case Environment:
		if s = secret(k.machine.env(k.place.Env)); s.Empty() {
			err = fmt.Errorf("%s is not set", k.place.Env)
		}
	case File:
		s, warning, err = k.read()
	case Age:
		s, err = k.decrypt()
	case Nobody:
	}
	if err != nil {
		return schema.Secret{}, "", k.lost(err)
	}
	return s, warning, nil
}

// lost is the error of a secret that can't be had.
func (k kept) lost(err error) error {
	hint := fmt.Sprintf("store it again: connwiz profile add %s --replace", k.name)
	var own *Error
	switch {
	case errors.As(err, &own):
		return err
	case k.place.keeper() == Environment:
		hint = "set it: read -rs " + k.place.Env + " && export " + k.place.Env
	case k.place.keeper() == Keyring:
		hint = "give it otherwise: export ELASTICSEARCH_API_KEY, or --api-key-file FILE; see: connwiz profile list"
	}
	return &Error{Message: fmt.Sprintf("the secret of profile %q (%s)", k.name, k.place), Hint: hint, Err: err}
}

// read reads a file that holds the secret alone. One of ours that others can read
// is refused, one that a person keeps is only warned of.
func (k kept) read() (s schema.Secret, warning string, err error) {
	raw, mode, err := readSmall(k.path())
	if errors.Is(err, fs.ErrNotExist) {
		return schema.Secret{}, "", ErrNotKept
	}
	if err != nil {
		return schema.Secret{}, "", fmt.Errorf("read %q: %w", k.path(), plain(err))
	}
	if open(mode) {
		warning = fmt.Sprintf("secret file %q is open to others (mode %#o): chmod 600 %[1]q", k.path(), mode.Perm())
		if k.place.Ours() {
			clear(raw)
			return schema.Secret{}, "", &Error{
				Message: fmt.Sprintf("secret file %q is open to others (mode %#o)", k.path(), mode.Perm()),
				Hint:    fmt.Sprintf("chmod 600 %q; somebody may have read the secret, so think about a new one", k.path()),
			}
		}
	}
	text := bytes.TrimSuffix(bytes.TrimSuffix(raw, []byte("\n")), []byte("\r"))
	if err := checkSecret(text); err != nil {
		clear(raw)
		return schema.Secret{}, "", fmt.Errorf("%q: %w", k.path(), err)
	}
	return schema.NewSecret(text), warning, nil
}

// checkSecret refuses what can't be one API key or one password.
func checkSecret(text []byte) error {
	switch {
	case len(text) == 0:
		return errors.New("the secret is empty")
	case bytes.ContainsAny(text, "\r\n\x00"):
		return errors.New("the secret has more than one line")
	case len(text) > maxKeyFile:
		return errors.New("the secret is too large")
	}
	return nil
}

// store gives a secret to its keeper. The environment and a file that a person
// keeps get none: it is there already.
func (k kept) store(s schema.Secret) error {
	if !k.place.Ours() {
		return nil
	}
	var err error
	switch k.place.keeper() {
	case Keyring:
		err = k.machine.ring().set(k.name, s)
	case File:
		content := append(make([]byte, 0, len(s.Reveal())+1), s.Reveal()...)
		content = append(content, '\n')
		err = writePrivate(k.path(), content)
		clear(content)
	case Age:
		err = k.encrypt(s)
	case Environment, Nobody:
	}
	var own *Error
	if err == nil || errors.As(err, &own) {
		return err
	}
	return &Error{
		Message: fmt.Sprintf("store the secret of profile %q (%s)", k.name, k.place),
		Hint:    "store it elsewhere: --store age, --env NAME, --secret-file FILE, or --store file",
		Err:     err,
	}
}

// drop deletes the secret where it is ours. One that isn't there is [ErrNotKept].
func (k kept) drop() error {
	switch {
	case !k.place.Ours():
		return nil
	case k.place.keeper() == Keyring:
		return k.machine.ring().delete(k.name)
	}
	return removeFile(k.path())
}

// reach reports whether the secret could be fetched now, without asking anybody
// for a passphrase.
func (k kept) reach() error {
	if k.place.keeper() != Age {
		s, _, err := k.fetch()
		s.Wipe()
		return err
	}
	for _, path := range []string{k.path(), k.place.Identity} {
		if path == "" {
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("read %q: %w", path, plain(err))
		}
		_ = f.Close()
	}
	return nil
}

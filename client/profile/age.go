package profile

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"connwiz/schema"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// encrypt writes the secret for the identity, or for a passphrase that is asked
// for twice.
func (k kept) encrypt(s schema.Secret) error {
	recipients, err := k.recipients()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	armored := armor.NewWriter(&out)
	w, err := age.Encrypt(armored, recipients...)
	if err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	if _, err := w.Write(s.Reveal()); err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	if err := errors.Join(w.Close(), armored.Close()); err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	return writePrivate(k.path(), out.Bytes())
}

// recipients are who shall be able to open the file.
func (k kept) recipients() ([]age.Recipient, error) {
	if k.place.Identity == "" {
		return k.newPassphrase()
	}
	identities, err := k.identities()
	if err != nil {
		return nil, err
	}
	var all []age.Recipient
	for _, i := range identities {
		switch i := i.(type) {
		case *age.X25519Identity:
			all = append(all, i.Recipient())
		case *age.HybridIdentity:
			all = append(all, i.Recipient())
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%q holds no identity to encrypt for", k.place.Identity)
	}
	return all, nil
}

// newPassphrase asks for a new passphrase, twice.
func (k kept) newPassphrase() ([]age.Recipient, error) {
	first, err := k.agreedPassphrase()
	if errors.Is(err, ErrUnattended) {
		return nil, &Error{
			Message: "an encrypted file needs a passphrase, and nobody is there to type one",
			Hint:    "run it on a terminal, or encrypt for an identity file: --identity FILE",
		}
	}
	if err != nil {
		return nil, err
	}
	defer first.Wipe()
	if first.Empty() {
		return nil, &Error{Message: "the passphrase is empty: nothing was stored", Hint: "type one, or choose another store"}
	}
	r, err := age.NewScryptRecipient(string(first.Reveal()))
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if k.machine.WorkFactor > 0 {
		r.SetWorkFactor(k.machine.WorkFactor)
	}
	return []age.Recipient{r}, nil
}

// passphraseTries is how often two passphrases may differ.
const passphraseTries = 3

// agreedPassphrase is a new passphrase that was typed twice. A slip is no reason to
// give up all that was answered before.
func (k kept) agreedPassphrase() (schema.Secret, error) {
	question := fmt.Sprintf("New passphrase for the secret of profile %s", k.name)
	for range passphraseTries {
		first, err := k.machine.ask(question)
		if err != nil {
			return first, err
		}
		second, err := k.machine.ask("The same passphrase again")
		same := err == nil && bytes.Equal(first.Reveal(), second.Reveal())
		second.Wipe()
		if same {
			return first, nil
		}
		first.Wipe()
		if err != nil {
			return schema.Secret{}, err
		}
		question = "The two differ; once more, the new passphrase of profile " + k.name
	}
	return schema.Secret{}, &Error{Message: "the two passphrases differ: nothing was stored", Hint: "run it again, or choose another store"}
}

// decrypt opens the file with the identity, or with a passphrase that is asked
// for.
func (k kept) decrypt() (schema.Secret, error) {
	raw, _, err := readSmall(k.path())
	if errors.Is(err, fs.ErrNotExist) {
		return schema.Secret{}, ErrNotKept
	}
	if err != nil {
		return schema.Secret{}, fmt.Errorf("read %q: %w", k.path(), plain(err))
	}
	identities, err := k.identities()
	if err != nil {
		return schema.Secret{}, err
	}
	var in io.Reader = bufio.NewReader(bytes.NewReader(raw))
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte(armor.Header)) {
		in = armor.NewReader(in)
	}
	out, err := age.Decrypt(in, identities...)
	if err != nil {
		return schema.Secret{}, k.closed(err)
	}
	text, err := io.ReadAll(io.LimitReader(out, maxKeyFile+1))
	if err != nil {
		clear(text)
		return schema.Secret{}, k.closed(err)
	}
	text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	if err := checkSecret(text); err != nil {
		clear(text)
		return schema.Secret{}, err
	}
	return schema.NewSecret(text), nil
}

// closed is the error of a file that can't be opened.
func (k kept) closed(err error) error {
	var none *age.NoIdentityMatchError
	switch {
	case !errors.As(err, &none):
		return fmt.Errorf("%q is no file of age's, or it is damaged", k.path())
	case k.place.Identity != "":
		return fmt.Errorf("%q is not encrypted for the identity in %q", k.path(), k.place.Identity)
	}
	return &Error{
		Message: fmt.Sprintf("that is not the passphrase of profile %q", k.name),
		Hint:    "run it again; where it is forgotten: connwiz profile add " + k.name + " --replace",
	}
}

// identities are who opens the file.
func (k kept) identities() ([]age.Identity, error) {
	if k.place.Identity == "" {
		return k.passphrase()
	}
	raw, _, err := readSmall(k.place.Identity)
	if err != nil {
		return nil, fmt.Errorf("read identity file %q: %w", k.place.Identity, plain(err))
	}
	defer clear(raw)
	identities, err := age.ParseIdentities(bytes.NewReader(raw))
	if err != nil { // the library's text may quote the file
		return nil, fmt.Errorf("%q is no identity file that age-keygen makes", k.place.Identity)
	}
	return identities, nil
}

// passphrase asks for the passphrase of the file.
func (k kept) passphrase() ([]age.Identity, error) {
	typed, err := k.machine.ask(fmt.Sprintf("Passphrase of profile %s", k.name))
	if errors.Is(err, ErrUnattended) {
		return nil, &Error{
			Message: fmt.Sprintf("the secret of profile %q needs its passphrase, and nobody is there to type it", k.name),
			Hint:    "run it on a terminal, or give the secret: export ELASTICSEARCH_API_KEY, or --api-key-file FILE",
		}
	}
	if err != nil {
		return nil, err
	}
	defer typed.Wipe()
	if typed.Empty() {
		return nil, &Error{Message: "the passphrase is empty", Hint: "run it again"}
	}
	i, err := age.NewScryptIdentity(string(typed.Reveal()))
	if err != nil {
		return nil, fmt.Errorf("decrypt: %w", err)
	}
	return []age.Identity{i}, nil
}

// Encrypted reports whether a file is one that age has encrypted. One that can't
// be read is not.
func Encrypted(path string) bool {
	raw, _, err := readSmall(path)
	defer clear(raw)
	raw = bytes.TrimSpace(raw)
	return err == nil && (bytes.HasPrefix(raw, []byte(armor.Header)) || bytes.HasPrefix(raw, []byte("age-encryption.org/")))
}

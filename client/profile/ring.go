package profile

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"time"

	"connwiz/schema"

	"github.com/zalando/go-keyring"
)

// service is the name under which the keyring knows our secrets. With it and the
// profile's name the keyring's own tools find them.
const service = "connwiz"

// Ring is a keyring. The library that speaks to the system's has this form.
type Ring interface {
	Set(service, user, password string) error
	Get(service, user string) (string, error)
	Delete(service, user string) error
}

// ErrNotKept is a secret that isn't where it is recorded to be.
var ErrNotKept = errors.New("the secret isn't there")

// ring is a keyring with a time limit.
type ring struct {
	Ring
	patience time.Duration
	waiting  func()
}

// moment is how long nobody wonders.
const moment = time.Second

// ring returns the keyring of the machine, without asking it anything.
func (m Machine) ring() ring {
	r := ring{Ring: m.Ring, patience: m.Patience, waiting: m.Waiting}
	if r.Ring == nil {
		r.Ring = systemRing{m.env}
	}
	if r.patience > 0 {
		return r
	}
	r.patience = 5 * time.Second
	if m.env("DISPLAY") != "" || m.env("WAYLAND_DISPLAY") != "" || runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		r.patience = time.Minute // a person types the keyring's password
	}
	return r
}

// probe asks for a secret that isn't there: an empty answer shows that the keyring
// works.
func (r ring) probe() error {
	_, err := r.get("")
	if errors.Is(err, ErrNotKept) {
		return nil
	}
	return err
}

func (r ring) get(name string) (schema.Secret, error) {
	text, err := r.within(func() (string, error) { return r.Get(service, name) })
	return secret(text), err
}

func (r ring) set(name string, s schema.Secret) error {
	_, err := r.within(func() (string, error) { return "", r.Set(service, name, string(s.Reveal())) })
	return err
}

func (r ring) delete(name string) error {
	_, err := r.within(func() (string, error) { return "", r.Delete(service, name) })
	return err
}

// within waits for the keyring as long as its patience lasts. What it does after
// that, nobody learns.
func (r ring) within(ask func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		text, err := ask()
		answered <- answer{text, err}
	}()
	select {
	case a := <-answered:
		return a.text, ringError(a.err)
	case <-time.After(min(moment, r.patience)):
	}
	if r.waiting != nil {
		r.waiting()
	}
	select {
	case a := <-answered:
		return a.text, ringError(a.err)
	case <-time.After(max(0, r.patience-moment)):
		return "", fmt.Errorf("the system keyring gave no answer within %v: it may want to be unlocked", r.patience)
	}
}

// ringError says what the keyring's error means.
func ringError(err error) error {
	var none *noRingError
	switch {
	case err == nil, errors.As(err, &none):
		return err
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotKept
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return &noRingError{"there is no keyring for this system"}
	}
	return fmt.Errorf("the system keyring: %w", err)
}

// noRingError is a machine without a keyring.
type noRingError struct{ why string }

// Error says why.
func (e *noRingError) Error() string { return e.why }

// systemRing is the keyring of the system.
type systemRing struct{ env func(string) string }

// Set keeps a secret.
func (r systemRing) Set(service, user, password string) error {
	if err := r.there(); err != nil {
		return err
	}
	return keyring.Set(service, user, password)
}

// Get returns a secret.
func (r systemRing) Get(service, user string) (string, error) {
	if err := r.there(); err != nil {
		return "", err
	}
	return keyring.Get(service, user)
}

// Delete deletes a secret.
func (r systemRing) Delete(service, user string) error {
	if err := r.there(); err != nil {
		return err
	}
	return keyring.Delete(service, user)
}

// there looks for a session bus, where the keyring lives on one. Without one the
// library would start a bus of its own, which outlives us and has no keyring.
func (r systemRing) there() error {
	switch runtime.GOOS {
	case "darwin", "windows":
		return nil
	}
	if at := r.env("DBUS_SESSION_BUS_ADDRESS"); at != "" && at != "autolaunch:" {
		return nil
	}
	if me, err := user.Current(); err == nil {
		for _, name := range []string{"bus", "dbus-session"} {
			if _, err := os.Stat(filepath.Join("/run/user", me.Uid, name)); err == nil {
				return nil
			}
		}
	}
	return &noRingError{"there is no session bus (DBUS_SESSION_BUS_ADDRESS is not set), and so no keyring"}
}

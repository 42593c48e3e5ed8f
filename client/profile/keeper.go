package profile

import (
	"errors"
	"fmt"
	"strings"
)

// Keeper is who keeps the secret of a profile.
type Keeper string

// The keepers, the safest first.
const (
	// Keyring is the system's keyring.
	Keyring Keeper = "keyring"
	// Age is a file encrypted with age, by a passphrase or for an identity file.
	Age Keeper = "age"
	// Environment is a variable that somebody else sets; its name is recorded.
	Environment Keeper = "env"
	// File is a file that only its owner may read: one of ours, or one that a person
	// keeps, whose path is recorded.
	File Keeper = "file"
	// Nobody keeps a secret: it comes from the environment or a flag each time.
	Nobody Keeper = "none"
)

// Keepers returns all keepers, the safest first.
func Keepers() []Keeper { return []Keeper{Keyring, Age, Environment, File, Nobody} }

// Place is where a secret is. It never holds one.
type Place struct {
	Keeper Keeper `yaml:"store"`
	// Env is the name of the variable, for [Environment].
	Env string `yaml:"env,omitempty"`
	// Path is a file that a person keeps: its secret is read, never written and
	// never deleted. "" is a file of ours, which goes with its profile.
	Path string `yaml:"path,omitempty"`
	// Identity is the age identity file that opens the file, "" when a passphrase
	// does.
	Identity string `yaml:"identity,omitempty"`
}

// Ours reports whether the secret is kept by us, and so deleted with its profile.
func (p Place) Ours() bool {
	return p.Keeper == Keyring || (p.Keeper == File || p.Keeper == Age) && p.Path == ""
}

// IsZero reports that nothing is recorded; the YAML library asks.
func (p Place) IsZero() bool { return p.keeper() == Nobody }

// keeper is the keeper, where none is written Nobody.
func (p Place) keeper() Keeper {
	if p.Keeper == "" {
		return Nobody
	}
	return p.Keeper
}

// String tells where the secret is, for a person.
func (p Place) String() string {
	switch p.keeper() {
	case Keyring:
		return "system keyring"
	case Environment:
		return "environment variable " + p.Env
	case File:
		if p.Path != "" {
			return p.Path
		}
		return "file"
	case Age:
		if p.Path != "" {
			return "age: " + p.Path
		}
		return "age file"
	case Nobody:
	}
	return "nowhere"
}

// check refuses a place that can't be.
func (p Place) check() error {
	switch p.keeper() {
	case Keyring, File, Age, Nobody:
	case Environment:
		if p.Env == "" {
			return errors.New("the environment variable has no name")
		}
		if strings.ContainsAny(p.Env, "= \t\n\x00") {
			return errors.New("the environment variable's name can't be one")
		}
	default:
		return fmt.Errorf("no secret store is called %q", p.Keeper)
	}
	return nil
}

// Offer is a keeper as it stands on this machine.
type Offer struct {
	Keeper Keeper
	Works  bool
	// Why says why it doesn't work here, "" when it does.
	Why string
}

// Offers tells which keepers work on this machine, and why the others don't, the
// safest first. It asks the keyring, which can take as long as Patience.
func (m Machine) Offers() []Offer {
	offers := make([]Offer, 0, len(Keepers()))
	for _, k := range Keepers() {
		offer := Offer{Keeper: k, Works: true}
		if err := m.usable(k); err != nil {
			offer.Works, offer.Why = false, err.Error()
		}
		offers = append(offers, offer)
	}
	return offers
}

// usable says what is in the way of a keeper.
func (m Machine) usable(k Keeper) error {
	switch k {
	case Keyring:
		return m.ring().probe()
	case Age, File:
		if m.ConfigHome == "" {
			return errors.New("neither XDG_CONFIG_HOME nor HOME says where to put files")
		}
	case Environment, Nobody:
	}
	return nil
}

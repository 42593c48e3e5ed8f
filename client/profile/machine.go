package profile

import (
	"errors"
	"time"

	"connwiz/schema"
)

// Machine is what this room may use of the machine it runs on. Its zero value
// knows no profiles and no environment, and has nobody to ask.
type Machine struct {
	// ConfigHome is the folder that holds connwiz's own one, "" when unknown: then
	// there are no profiles.
	ConfigHome string
	// Getenv reads the environment.
	Getenv func(string) string
	// Ring is the system's keyring; nil: the one that the system has, found when it
	// is first needed.
	Ring Ring
	// Patience is how long the keyring may take, 0: as long as a person needs for
	// its password where there is a display, else 5 s. A keyring that wants to show
	// a window where none can be shown never answers.
	Patience time.Duration
	// Waiting is told when the keyring takes longer than a moment; nil: nobody is.
	Waiting func()
	// Interruptibly does what may take for ever, such as to read a pipe that nobody
	// writes to. Its error is that somebody gave up waiting, and what was done is
	// lost; nil: nobody does.
	Interruptibly func(do func()) error
	// Ask asks a person for a secret that is masked, such as a passphrase; nil, or
	// an answer of [ErrUnattended]: nobody is there.
	Ask func(question string) (schema.Secret, error)
	// WorkFactor is the base-2 logarithm of how hard a passphrase is to guess, 0: as
	// age has it (18). Tests lower it.
	WorkFactor int
}

// ErrUnattended is a question with nobody there to answer it.
var ErrUnattended = errors.New("nobody is there to ask")

// ask asks a person for a secret.
func (m Machine) ask(question string) (schema.Secret, error) {
	if m.Ask == nil {
		return schema.Secret{}, ErrUnattended
	}
	return m.Ask(question)
}

// interruptibly does something that nobody need wait for.
func (m Machine) interruptibly(do func()) error {
	if m.Interruptibly == nil {
		do()
		return nil
	}
	return m.Interruptibly(do)
}

// env reads a variable.
func (m Machine) env(name string) string {
	if m.Getenv == nil {
		return ""
	}
	return m.Getenv(name)
}

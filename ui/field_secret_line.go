package ui

import (
	"errors"
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/plain"
)

// SecretRefusedError is a secret that can't be typed, since there is no terminal
// whose echo could be switched off.
type SecretRefusedError struct{ ID, Field string }

// Error names the way that works without a terminal.
func (e *SecretRefusedError) Error() string {
	return fmt.Sprintf("secrets can't be typed here: use connwiz set %s --stdin %s", e.ID, e.Field)
}

// secretLine asks for a secret of any display, hidden. In place of revealing what
// was typed its count is said.
type secretLine struct{}

// ask takes the replacement of a secret; an empty answer leaves it untouched.
func (secretLine) ask(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	if !f.s.p.Attended() {
		return askRefused(f, v, first)
	}
	secret, err := asked(f.s, func() (schema.Secret, error) {
		if v.OneLine() {
			return f.s.p.AskSecret(question(f.draft, v, "hidden", first))
		}
		return f.s.p.AskSecretLines(question(f.draft, v, "hidden, "+severalLinesEnd, first), standsAlone)
	})
	if err != nil || secret.Empty() {
		return lineAnswer{}, err
	}
	if c, ok := commandIn(secret.Reveal()); ok {
		return lineAnswer{command: c}, nil
	}
	secret = schema.NewSecret(literalSecret(secret.Reveal()))
	f.s.learn(secret)
	f.draft.SetSecret(v.Name, secret)
	secret.Wipe()
	now, _ := f.draft.Field(v.Name)
	f.s.p.Say(v.Label + ": " + secretState(f.draft, now) + ".")
	return entered()
}

// askRefused stands in where nobody can type hidden: the field can be cleared and
// passed, not filled in.
func askRefused(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	if first {
		f.s.p.Say(v.Label + ": " + (&SecretRefusedError{f.conn.ID, v.Name}).Error() + ".")
	}
	answer, err := f.s.ask(question(f.draft, v, "Enter goes on", first))
	if err != nil || answer == "" {
		return lineAnswer{}, err
	}
	if c, ok := commandIn([]byte(answer)); ok {
		return lineAnswer{command: c}, nil
	}
	f.s.p.Say("That was not taken.")
	return lineAnswer{command: lineCommand{word: wordAgain}}, nil
}

// refusedSecret reports whether an error refuses to read a secret.
func refusedSecret(err error) bool {
	var refused *SecretRefusedError
	return errors.As(err, &refused) || errors.Is(err, plain.ErrNoTerminal)
}

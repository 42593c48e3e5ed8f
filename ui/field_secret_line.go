package ui

import (
	"crypto/subtle"
	"fmt"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// SecretRefusedError is a secret that can't be typed, since there is no terminal
// whose echo could be switched off. Command does the same from a script.
type SecretRefusedError struct{ Command, Field string }

// Error names the way that works without a terminal.
func (e *SecretRefusedError) Error() string {
	return fmt.Sprintf("secrets can't be typed here: use %s --stdin %s", e.Command, e.Field)
}

// secretLine asks for a secret of any display, hidden. In place of revealing what
// was typed its count is said.
type secretLine struct{}

// ask takes the replacement of a secret; an empty answer leaves it untouched.
func (secretLine) ask(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	if !f.s.p.Attended() {
		return askRefused(f, v, first)
	}
	secret, err := askHidden(f, v, first)
	if err != nil || secret.Empty() {
		return lineAnswer{}, err
	}
	if c, ok := commandIn(secret.Reveal()); ok {
		return lineAnswer{command: c}, nil
	}
	secret = schema.NewSecret(literalSecret(secret.Reveal()))
	defer secret.Wipe()
	f.s.learn(secret)
	if same, err := f.typedAgain(v, secret); err != nil || !same {
		return lineAnswer{command: lineCommand{word: wordAgain}}, err
	}
	f.draft.SetSecret(v.Name, secret)
	now, _ := f.draft.Field(v.Name)
	f.s.p.Say(v.Label + ": " + secretState(f.draft, now) + ".")
	return entered()
}

// askHidden asks for one line or several.
func askHidden(f *lineForm, v draft.Field, first bool) (schema.Secret, error) {
	return asked(f.s, func() (schema.Secret, error) {
		if v.OneLine() {
			return f.s.p.AskSecret(question(f.draft, v, "hidden", first))
		}
		return f.s.p.AskSecretLines(question(f.draft, v, "hidden, "+severalLinesEnd, first), standsAlone)
	})
}

// typedAgain asks for a secret a second time where that is wanted, and reports
// whether both are the same.
func (f *lineForm) typedAgain(v draft.Field, secret schema.Secret) (bool, error) {
	if !f.twice {
		return true, nil
	}
	v.State, v.Text = draft.NotSet, ""
	v.Field = &schema.Field{Label: v.Label + ", once more", Type: v.Type, Display: v.Display}
	again, err := askHidden(f, v, false)
	if err != nil {
		return false, err
	}
	defer again.Wipe()
	if subtle.ConstantTimeCompare(secret.Reveal(), literalSecret(again.Reveal())) == 1 {
		return true, nil
	}
	f.s.p.Say("The two differ. Type it again.")
	return false, nil
}

// askRefused stands in where nobody can type hidden: the field can be cleared and
// passed, not filled in.
func askRefused(f *lineForm, v draft.Field, first bool) (lineAnswer, error) {
	if first {
		f.s.p.Say(v.Label + ": " + (&SecretRefusedError{f.job.scripted(), v.Name}).Error() + ".")
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

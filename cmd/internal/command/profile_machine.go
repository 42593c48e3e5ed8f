package command

import (
	"context"
	"errors"
	"io"
	"os"

	"connwiz/client/profile"
	"connwiz/schema"
	"connwiz/ui/plain"
	"connwiz/ui/terminal"

	"github.com/muesli/cancelreader"
)

// machine is what profiles may use of this machine.
func (a *app) machine() profile.Machine {
	if a.streams.guest != nil {
		return profile.Machine{} // which knows nothing
	}
	m := a.streams.Profiles
	m.ConfigHome, m.Getenv, m.Interruptibly = a.streams.configHome(), a.streams.Getenv, a.interruptibly
	if a.streams.ErrTerminal && !a.unattended {
		m.Waiting = func() { a.note("waiting for the system's keyring, which may want to be unlocked") }
	}
	switch {
	case a.unattended:
		m.Ask, m.Patience = nil, completionPatience
	case m.Ask == nil:
		m.Ask = a.askConsole
	}
	return m
}

// askConsole asks for a secret on the person's own terminal, since standard input
// and output may be something else. Nothing is read beyond the answer: what is
// typed next belongs to the command. A conversation under way goes on instead: two
// readers of one terminal would take each other's answers.
func (a *app) askConsole(question string) (schema.Secret, error) {
	if a.talk != nil {
		return askSecret(a.talk, question)
	}
	tty, out, done := a.console()
	if tty == nil {
		return schema.Secret{}, profile.ErrUnattended
	}
	defer done()
	in, err := cancelreader.NewReader(tty)
	if err != nil {
		return schema.Secret{}, profile.ErrUnattended
	}
	defer in.Close() //nolint:errcheck // as above
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	p := plain.New(ctx, plain.Options{
		In: in, Out: out, Terminal: tty, Signals: terminal.Signals(ctx), Secrets: a.secrets,
	})
	defer func() {
		if in.Cancel() {
			p.End()
		}
	}()
	return askSecret(p, question)
}

// console is the person's terminal and where to speak to them; nil when there is
// none. Systems without a name for it have standard input.
func (a *app) console() (tty *os.File, out io.Writer, done func()) {
	if a.streams.Console != nil {
		if tty, err := a.streams.Console(); err == nil {
			return tty, tty, func() { _ = tty.Close() }
		}
	}
	return a.streams.InFile, a.streams.Err, func() {}
}

// askSecret asks until something can be taken for an answer.
func askSecret(p *plain.Prompter, question string) (schema.Secret, error) {
	for {
		s, err := p.AskSecret(question)
		if !forgiven(p, err) {
			return s, bySignal(err)
		}
	}
}

// forgiven tells a person what was wrong with an answer, where the question can be
// asked again.
func forgiven(p *plain.Prompter, err error) bool {
	var refused *plain.RefusedError
	var lines *plain.LinesError
	switch {
	case errors.As(err, &refused):
		p.Say(refused.Reason)
	case errors.As(err, &lines):
		p.Say("That was more than one line: nothing was taken.")
	default:
		return false
	}
	return true
}

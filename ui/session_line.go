package ui

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/plain"
)

// lineSession is one conversation in line mode.
type lineSession struct {
	e *env
	p *plain.Prompter
	// form is what is being edited, watch what is being waited for after a save.
	form  *lineForm
	watch *watch
	// guide is the guided set-up that is under way.
	guide *tour
	// wrote is the action connector that was written and may be tested now.
	wrote *actionJob
	// told holds the hints that were given: each is given once.
	told map[string]bool
	// armed is set by a first try to leave that would lose something.
	armed bool
	// doubt is the connector whose write was on its way when the person left.
	doubt string
	// lines and code are the outcome of connectors done before.
	lines []string
	code  int
}

// hint gives a hint unless it was given before.
func (s *lineSession) hint(sentence string) {
	if !s.told[sentence] {
		s.told[sentence] = true
		s.p.Say(sentence)
	}
}

// asked repeats a question until it has an answer or the conversation ends:
// input that was not taken, and a first try to leave that would lose something,
// leave the question open.
func asked[T any](s *lineSession, ask func() (T, error)) (T, error) {
	for {
		answer, err := ask()
		if err == nil {
			s.armed = false
			return answer, nil
		}
		if !s.forgives(err) {
			return answer, err
		}
	}
}

// forgives tells the person what was wrong with an answer, and whether the
// question can be asked again.
func (s *lineSession) forgives(err error) bool {
	var (
		refused *plain.RefusedError
		lines   *plain.LinesError
		sig     *plain.SignalError
	)
	switch {
	case errors.As(err, &refused):
		s.p.Say(refused.Reason)
		return true
	case errors.As(err, &lines):
		s.p.Say(severalLines(lines.Lines))
		return true
	case errors.As(err, &sig) && sig.Signal == os.Interrupt, errors.Is(err, io.EOF) && s.p.Attended():
		return s.warned()
	}
	return false
}

// warned says once what leaving now would lose.
func (s *lineSession) warned() bool {
	u := s.unsent()
	if s.armed || len(u.secrets) == 0 {
		return false
	}
	s.armed = true
	s.p.Say(u.warning())
	return true
}

// ask asks for a line.
func (s *lineSession) ask(question string) (string, error) {
	return asked(s, func() (string, error) { return s.p.Ask(question) })
}

// confirm asks for a yes.
func (s *lineSession) confirm(question string) (bool, error) {
	return asked(s, func() (bool, error) { return s.p.Confirm(question) })
}

// choose asks for one of several ways to go on; plain.ErrBack is the way back.
func (s *lineSession) choose(question string, options ...string) (int, error) {
	return asked(s, func() (int, error) { return s.p.Choose(question, options) })
}

// unsent is what leaving now would not send.
func (s *lineSession) unsent() leftover {
	if s.form == nil || s.watch != nil || s.wrote != nil {
		return leftover{}
	}
	d := s.form.draft
	return leftover{id: s.form.job.id(), changes: len(d.Changes()), secrets: calledIn(d.Schema(), d.UnsentSecrets()), kept: s.form.keeps()}
}

// request makes one request. failed is the request's own failure, err the end of
// the conversation.
func (s *lineSession) request(call func(context.Context) error) (failed, err error) {
	failed = s.p.Work(call)
	var sig *plain.SignalError
	if errors.As(failed, &sig) || s.e.ctx.Err() != nil {
		return nil, failed
	}
	return failed, nil
}

// insist repeats a request until it succeeds or the person gives up, which is
// plain.ErrBack with what failed.
func (s *lineSession) insist(call func(context.Context) error) error {
	return s.insistAs(submitFailure, call)
}

// insistAs is insist with its own words for what failed.
func (s *lineSession) insistAs(words func(*env, error) notice, call func(context.Context) error) error {
	for {
		failed, err := s.request(call)
		if err != nil || failed == nil {
			return err
		}
		if err := s.tryAgain(words(s.e, failed), failed); err != nil {
			return err
		}
	}
}

// tryAgain tells what failed and asks whether to try again; no is a givenUp.
func (s *lineSession) tryAgain(n notice, failed error) error {
	s.tell(n)
	answer, err := s.ask("Enter tries again, " + plain.Back + " goes back")
	if err == nil && answer == plain.Back {
		return &givenUp{failed}
	}
	return err
}

// tell says what failed and what can be done about it.
func (s *lineSession) tell(n notice) {
	s.p.Say(n.title+": "+stopped(n.detail), n.advice)
}

// stopped is a sentence with its stop.
func stopped(s string) string {
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".?!") {
		return s
	}
	return s + "."
}

// givenUp is a request that the person does not want to repeat. It hides what
// failed from errors.Is: the end of a connection is not the end of the input.
type givenUp struct{ failed error }

// Error returns the text of what failed.
func (g *givenUp) Error() string { return g.failed.Error() }

// read reads a connector with its configuration, insisting unless the program was
// started for one that it can't have.
func (s *lineSession) read(id string) (*client.Connector, error) {
	var c *client.Connector
	var hopeless error
	err := s.insist(func(ctx context.Context) (err error) {
		c, err = s.e.cluster.Get(ctx, id)
		if s.e.fixed && s.form == nil && final(err) {
			hopeless, err = err, nil
		}
		return err
	})
	switch {
	case hopeless != nil:
		return nil, &givenUp{hopeless}
	case err == nil:
		s.e.knows(c.Configuration)
	}
	return c, err
}

// wait waits until Enter is pressed, at most for a time. Where nobody is left to
// press it, only the time counts.
func (s *lineSession) wait(d time.Duration) (pressed bool, err error) {
	if s.told[unattended] {
		return false, s.p.Pause(d)
	}
	pressed, err = s.p.Wait(d)
	if errors.Is(err, io.EOF) && !s.p.Attended() {
		s.told[unattended] = true
		return false, s.p.Pause(d)
	}
	return pressed, err
}

// unattended marks a conversation whose input has ended.
const unattended = "\x00the input has ended"

// learn makes a secret that was typed known to the choke point.
func (s *lineSession) learn(secret schema.Secret) { s.e.secrets.AddSecret(secret) }

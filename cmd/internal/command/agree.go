package command

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"

	"connwiz/ui/plain"
)

// prompter asks the person at the terminal of standard input. What it says goes to
// the error stream, so that the result can go elsewhere. A command has one.
func (a *app) prompter(ctx context.Context) *plain.Prompter {
	if a.talk == nil {
		a.talk = plain.New(ctx, plain.Options{In: a.streams.InFile, Out: a.streams.Err, Terminal: a.streams.InFile, Secrets: a.secrets})
	}
	return a.talk
}

// agreed asks a question to be answered with yes or no. Its error is nil after a
// yes, and otherwise after a no, or when there is nothing left to read.
func (a *app) agreed(ctx context.Context, question string, otherwise error) error {
	yes, err := a.prompter(ctx).Confirm(question)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil && !errors.Is(err, io.EOF):
		return bySignal(err)
	case !yes:
		return otherwise
	}
	return nil
}

// bySignal makes a signal that ended a question the end of the command.
func bySignal(err error) error {
	var s *plain.SignalError
	if !errors.As(err, &s) {
		return err
	}
	number, ok := s.Signal.(syscall.Signal)
	if !ok || s.Signal == os.Interrupt {
		number = syscall.SIGINT
	}
	return signalError{signal: number}
}

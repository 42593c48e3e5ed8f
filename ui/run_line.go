package ui

import (
	"context"
	"errors"
	"io"
	"os"

	"connwiz/ui/plain"
	"connwiz/ui/terminal"
)

// LineIO is where line mode takes place. The zero value stands for the terminal
// of the [Options] and the signals of the process.
type LineIO struct {
	In  io.Reader
	Out io.Writer
	// Terminal is the terminal behind In; nil where there is none: then secrets
	// are refused, since their echo can't be switched off.
	Terminal *os.File
	// Mute switches the echo of a terminal elsewhere off, see [plain.Options].
	Mute func() (unmute func() error, err error)
	// Width is that of a terminal elsewhere, see [plain.Options].
	Width func() int
	// Signals end the conversation.
	Signals <-chan os.Signal
}

// RunLine is [Run] in line mode: the same questions from the same model, one line
// at a time, without cursor movement, colour or redraw.
func RunLine(ctx context.Context, o Options, streams LineIO) (Outcome, error) {
	return converse(ctx, o, streams, func(s *lineSession) (Outcome, error) {
		if o.Setup != nil && o.Setup.AtOnce {
			return s.setUp(*o.Setup)
		}
		if o.ID != "" {
			return s.configure(o.ID)
		}
		return s.pick()
	})
}

// EditLine is [RunEdit] in line mode: one prompt, a review, one confirmation, and
// the service's verdict.
func EditLine(ctx context.Context, o Options, edit EditOptions, streams LineIO) (Outcome, error) {
	return converse(ctx, o, streams, func(s *lineSession) (Outcome, error) { return s.edit(o.ID, edit) })
}

// converse sets a conversation up and puts its end into an outcome.
func converse(ctx context.Context, o Options, streams LineIO, talk func(*lineSession) (Outcome, error)) (Outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	e := NewModel(ctx, o).env
	defer e.secrets.Wipe()
	s := &lineSession{e: e, told: map[string]bool{}}
	streams = streams.orTerminal(ctx, o)
	s.p = plain.New(ctx, plain.Options{In: streams.In, Out: streams.Out, Terminal: streams.Terminal, Mute: streams.Mute, Width: streams.Width,
		Signals: streams.Signals, Secrets: e.secrets})
	outcome, err := talk(s)
	if err != nil {
		outcome, err = s.ended(err)
	}
	s.putAway()
	outcome.Code = max(outcome.Code, s.code)
	outcome.Lines = append(s.lines, outcome.Lines...)
	return outcome, err
}

// orTerminal fills in what is missing from the options.
func (l LineIO) orTerminal(ctx context.Context, o Options) LineIO {
	if l.In == nil {
		l.In = o.In
		if o.In != nil && terminal.IsTerminal(o.In, o.In) {
			l.Terminal = o.In
		}
	}
	if l.Out == nil {
		l.Out = o.Out
	}
	if l.Signals == nil {
		l.Signals = o.signals(ctx)
	}
	return l
}

// ended is the outcome of a conversation that broke off: by a signal, by the end
// of the input, or by a failure of ours.
func (s *lineSession) ended(err error) (Outcome, error) {
	var sig *plain.SignalError
	signalled := errors.As(err, &sig)
	if !signalled && !errors.Is(err, io.EOF) {
		return Outcome{Code: 1}, err
	}
	o := cancelled(s.unsent())
	if s.watch != nil {
		o = s.watch.outcome(s.e)
	}
	if s.wrote != nil {
		o = actionOutcome(s.e, s.wrote, nil)
	}
	o = s.withSetup(o)
	if signalled && sig.Signal != os.Interrupt {
		o.Code = terminal.ExitCode(sig.Signal)
	}
	if s.doubt != "" {
		o.Lines = append(o.Lines, s.doubt+": the request was sent, but no answer came: it may have been saved")
	}
	return o, nil
}

package serve

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"syscall"
	"time"

	"connwiz/ui/terminal"
)

// Session is what one person does, from the command line to its exit code. Each
// has its own terminal, environment and signals; nothing of the server's process
// is in it.
type Session struct {
	Grant Grant
	// Client is the address that the person comes from.
	Client string
	// Command is the command line as it was sent, "" where there is none.
	Command string
	// In, Out and Err are the streams. With a terminal In has lines, as one types
	// them, and Out and Err are the same.
	In       io.Reader
	Out, Err io.Writer
	// Signals end what is going on: SIGINT by a key, SIGHUP when the connection or
	// the session's time ends, SIGTERM when the server stops.
	Signals <-chan os.Signal
	// Log is the server's, with the session's number in every line.
	Log *slog.Logger

	window   *window // nil: there is no terminal
	keyboard *keyboard
	environ  environ
	raw      io.Writer // the terminal, with nothing translated
	over     func() error
}

// Over says why the session may do nothing more, although it is still there: its key
// has lost the rights that it began with. nil while it may go on.
func (s *Session) Over() error { return s.over() }

// Getenv returns a variable that the client set, among the few that it may.
func (s *Session) Getenv(name string) string { return s.environ[name] }

// Width is how wide the terminal is, 0 without one.
func (s *Session) Width() int {
	if s.window == nil {
		return 0
	}
	width, _ := s.window.size()
	return width
}

// Link is the terminal for a program that draws on it, nil without one.
func (s *Session) Link() *terminal.Link {
	if s.window == nil {
		return nil
	}
	return &terminal.Link{
		In: &rawKeys{k: s.keyboard}, Out: s.raw, Size: s.window.size, Resized: s.window.resized,
	}
}

// Mute switches off the echo and the line editing of In, and returns what switches
// them on again. It is nil without a terminal.
func (s *Session) Mute() func() (unmute func() error, err error) {
	if s.window == nil {
		return nil
	}
	return s.keyboard.mute
}

// Why a session is ended by us.
var (
	errIdle     = errors.New("nothing was typed for a long time")
	errTotal    = errors.New("its time is over")
	errFull     = errors.New("more was sent than a session takes")
	errStopping = errors.New("the service is stopping")
	errChanged  = errors.New("the rights of your key have changed: connect again")
	errHungUp   = errors.New("the connection has ended")
)

// ender asks a session to end, and insists when it doesn't.
type ender struct {
	signals chan os.Signal
	cancel  context.CancelCauseFunc
	done    chan struct{} // closed when the session has ended
	grace   time.Duration
	cut     func() // ends the connection
}

// end asks for an end with a signal, so that the program leaves the terminal as it
// should and keeps what was typed. Who doesn't react is cancelled, and then cut off.
func (e *ender) end(sig os.Signal, why error) {
	e.signal(sig)
	go func() {
		if e.rest(e.grace) {
			return
		}
		e.cancel(why)
		if !e.rest(e.grace) {
			e.cut()
		}
	}()
}

// signal passes a signal on. One that nobody has taken yet is enough.
func (e *ender) signal(sig os.Signal) {
	select {
	case e.signals <- sig:
	default:
	}
}

// rest waits, and reports whether the session has ended meanwhile.
func (e *ender) rest(d time.Duration) (ended bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-e.done:
		return true
	case <-timer.C:
		return false
	}
}

// signalNamed is a signal as clients name it (RFC 4254, 6.9), nil for those that
// mean nothing here.
func signalNamed(name string) os.Signal {
	switch name {
	case "HUP":
		return syscall.SIGHUP
	case "INT":
		return os.Interrupt
	case "TERM":
		return syscall.SIGTERM
	}
	return nil
}

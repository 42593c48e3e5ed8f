package plain

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"syscall"
	"testing"
	"time"
)

// hungUp is a terminal that is gone: everything fails, as Linux has it, or reading
// ends, as others have it.
type hungUp struct{ reads error }

func (h hungUp) Read([]byte) (int, error) { return 0, h.reads }

func TestATerminalThatIsGoneHasHungUp(t *testing.T) {
	t.Parallel()
	for name, reads := range map[string]error{"reading fails": &fs.PathError{Op: "read", Path: "/dev/tty", Err: syscall.EIO}, "reading ends": io.EOF} {
		for question, ask := range map[string]func(*Prompter) error{
			"at a question": func(p *Prompter) error { _, err := p.Ask("Host"); return err },
			"at a secret":   func(p *Prompter) error { _, err := p.AskSecret("Host"); return err },
			"at many lines": func(p *Prompter) error { _, err := p.AskLines("Host", nil); return err },
			"while waiting": func(p *Prompter) error { _, err := p.Wait(time.Minute); return err },
		} {
			t.Run(name+" "+question, func(t *testing.T) {
				t.Parallel()
				p := New(context.Background(), Options{In: hungUp{reads}, Out: io.Discard,
					Mute: func() (func() error, error) { return func() error { return syscall.EIO }, nil }})
				p.gone = func() bool { return true }
				for range 2 { // now, and whenever something is asked again
					var sig *SignalError
					if err := ask(p); !errors.As(err, &sig) || sig.Signal != syscall.SIGHUP {
						t.Fatalf("got %v", err)
					}
				}
			})
		}
	}
}

func TestTheEndOfTheInputOfATerminalThatStandsIsNoHangUp(t *testing.T) {
	t.Parallel()
	p := New(context.Background(), Options{In: hungUp{io.EOF}, Out: io.Discard,
		Mute: func() (func() error, error) { return func() error { return nil }, nil }})
	p.gone = func() bool { return false }
	if _, err := p.Ask("Host"); !errors.Is(err, io.EOF) {
		t.Errorf("got %v", err)
	}
}

package plain

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

func TestASecretIsTypedOnATerminalElsewhere(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	muted, unmuted := 0, 0
	in := &gate{Reader: strings.NewReader("s3cr3t\r"), open: make(chan struct{}), ended: make(chan struct{})}
	defer close(in.ended)
	p := New(context.Background(), Options{In: in, Out: &out, Mute: func() (func() error, error) {
		muted++
		return func() error { unmuted++; return nil }, nil
	}})
	asked := writeFunc(func(b []byte) (int, error) {
		if bytes.HasSuffix(b, []byte(": ")) {
			close(in.open) // Typed ahead it would be dropped.
		}
		return out.Write(b)
	})
	p.out = asked
	secret, err := p.AskSecret("Token")
	if err != nil || string(secret.Reveal()) != "s3cr3t" {
		t.Fatalf("got %d bytes, %v", len(secret.Reveal()), err)
	}
	if muted != 1 || unmuted != 1 || !p.Attended() {
		t.Errorf("muted %d times, unmuted %d", muted, unmuted)
	}
}

func TestAnEchoThatStaysOnRefusesSecrets(t *testing.T) {
	t.Parallel()
	broken := errors.New("no line discipline")
	p := New(context.Background(), Options{In: strings.NewReader("s3cr3t\n"), Out: &bytes.Buffer{}, Mute: func() (func() error, error) {
		return nil, broken
	}})
	if _, err := p.AskSecret("Token"); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestAPanicOfWorkReachesWhoeverWantedIt(t *testing.T) {
	t.Parallel()
	p, _ := heard("")
	defer func() {
		if got := recover(); got != "in work" {
			t.Errorf("recovered %v", got)
		}
	}()
	_ = p.Work(func(context.Context) error { panic("in work") })
}

// gate is an input that delivers nothing before it is opened, and stays open.
type gate struct {
	*strings.Reader
	open, ended chan struct{}
}

func (g *gate) Read(b []byte) (int, error) {
	<-g.open
	if g.Len() == 0 {
		<-g.ended
	}
	return g.Reader.Read(b)
}

type writeFunc func([]byte) (int, error)

func (w writeFunc) Write(b []byte) (int, error) { return w(b) }

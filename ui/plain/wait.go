package plain

import (
	"bytes"
	"context"
	"time"
)

// Wait waits for a time, or until Enter is pressed. It reports which.
func (p *Prompter) Wait(d time.Duration) (pressed bool, err error) {
	timer := time.After(d)
	for {
		if i := bytes.IndexByte(p.in.buf, '\n'); i >= 0 {
			clear(p.in.cut(i + 1))
			return true, nil
		}
		switch err := p.more(timer); err {
		case nil:
		case errLull:
			return false, nil
		default:
			return false, err
		}
	}
}

// Pause waits for a time without listening to the keyboard.
func (p *Prompter) Pause(d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case s := <-p.signals:
		return &SignalError{s}
	case <-p.ctx.Done():
		return context.Cause(p.ctx)
	}
}

// Work runs something that takes its time, such as a request. A signal cancels
// it; then its end is waited for and its error is a [SignalError].
func (p *Prompter) Work(work func(context.Context) error) error {
	ctx, cancel := context.WithCancel(p.ctx)
	defer cancel()
	done := make(chan workEnd, 1)
	go func() {
		end := workEnd{panicked: true}
		defer func() {
			if end.panicked {
				end.value = recover()
			}
			done <- end
		}()
		end.err = work(ctx)
		end.panicked = false
	}()
	select {
	case end := <-done:
		return end.result()
	case s := <-p.signals:
		cancel()
		<-done
		return &SignalError{s}
	}
}

// workEnd is how work ended. A panic goes on where the work was wanted, since
// nobody could recover it in a goroutine of its own.
type workEnd struct {
	err      error
	panicked bool
	value    any
}

func (e workEnd) result() error {
	if e.panicked {
		panic(e.value)
	}
	return e.err
}

package terminal

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/muesli/cancelreader"
)

// Input is the keyboard for Bubble Tea (tea.WithInput): what a source delivers,
// through a [Filter]. Besides Read it has what a reader needs in order to wait for
// it and to be cancelled.
type Input struct {
	frames *frames
	source io.Reader
	reads  chan read
	ended  chan struct{} // closed when nothing more will come
	loops  sync.WaitGroup
	once   sync.Once
	quit   chan struct{}
	net    *containment // nil: a panic ends the process

	mu     sync.Mutex
	cancel func() // stops reading the source; nil while stopped
	held   read   // what was read when reading stopped, and not passed on
}

// read is what one read of the source brought, and when.
type read struct {
	at    time.Time
	bytes []byte
}

// newInput starts reading the source, a terminal in raw mode or the channel of an
// SSH session, until [Input.Close]. Panics are contained in net; nil lets them end
// the process.
func newInput(source io.Reader, net *containment) (*Input, error) {
	f, err := newFrames()
	if err != nil {
		return nil, err
	}
	in := &Input{frames: f, source: source, reads: make(chan read), ended: make(chan struct{}), quit: make(chan struct{}), net: net}
	if err := in.resume(); err != nil {
		f.close()
		return nil, err
	}
	in.loops.Go(in.pump)
	return in, nil
}

// Read returns the next whole keys.
func (in *Input) Read(p []byte) (int, error) { return in.frames.Read(p) }

// Write is there for the interface only: nobody writes to a keyboard.
func (in *Input) Write([]byte) (int, error) {
	return 0, fmt.Errorf("write to the keyboard: %w", errors.ErrUnsupported)
}

// Fd is the descriptor that is readable when Read would not block.
func (in *Input) Fd() uintptr { return in.frames.r.Fd() }

// Name is the name of the input, for messages.
func (in *Input) Name() string { return "keyboard" }

// Ended is closed when the source has ended: the terminal is gone. Bubble Tea would
// go on without a keyboard, so whoever runs it must end it, as after a hang-up.
func (in *Input) Ended() <-chan struct{} { return in.ended }

// Close stops reading and frees everything. It may be called more than once.
func (in *Input) Close() error {
	in.once.Do(func() {
		close(in.quit) // First, or a loop that waits for the other would stay.
		in.frames.close()
		in.pause()
		in.loops.Wait()
		clear(in.held.bytes)
	})
	return nil
}

// resume reads the source, until pause.
func (in *Input) resume() error {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.cancel != nil {
		return nil
	}
	r, err := cancelreader.NewReader(in.source)
	if err != nil {
		return fmt.Errorf("read the keyboard: %w", err)
	}
	held, stop, left := in.held, make(chan struct{}), make(chan read, 1)
	in.held = read{}
	go func() {
		var rest read
		defer func() { left <- rest }()
		defer in.net.recover()
		rest = in.readAll(r, held, stop)
	}()
	in.cancel = func() {
		close(stop)
		if r.Cancel() { // Otherwise the read ends when its source does.
			in.held = <-left
			_ = r.Close()
		}
	}
	return nil
}

// pause leaves the source to others.
func (in *Input) pause() {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.cancel != nil {
		in.cancel()
		in.cancel = nil
	}
}

// readAll reads until the source ends or reading is cancelled, after it has passed on
// what was held. It returns what it has read and could not pass on: keys that are typed
// in the moment of a stop are typed nevertheless.
func (in *Input) readAll(r io.Reader, held read, stop <-chan struct{}) (rest read) {
	if held.bytes != nil && !in.deliver(held, stop) {
		return held
	}
	for {
		buf := make([]byte, 4096)
		n, err := r.Read(buf)
		if got := (read{time.Now(), buf[:n]}); n > 0 && !in.deliver(got, stop) {
			return got
		}
		if errors.Is(err, cancelreader.ErrCanceled) {
			return read{}
		}
		if err != nil {
			in.deliver(read{}, stop)
			return read{}
		}
	}
}

// deliver hands a read to the pump; false means that nobody wants it now.
func (in *Input) deliver(r read, stop <-chan struct{}) bool {
	select {
	case in.reads <- r:
		return true
	case <-stop:
		return false
	case <-in.quit:
		return false
	}
}

// pump runs the filter between the reads and the frames.
func (in *Input) pump() {
	defer close(in.ended)
	defer in.net.recover()
	var f Filter
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		if at, held := f.Deadline(); held {
			timer.Reset(time.Until(at))
		} else {
			timer.Stop()
		}
		var chunks [][]byte
		select {
		case <-in.quit:
			return
		case r := <-in.reads:
			if r.bytes == nil {
				in.send(f.Finish())
				_ = in.frames.w.Close()
				return
			}
			chunks = f.Feed(r.at, r.bytes)
			clear(r.bytes)
		case now := <-timer.C:
			chunks = f.Flush(now)
		}
		if !in.send(chunks) {
			return
		}
	}
}

// send passes chunks on; false means that nobody reads any more.
func (in *Input) send(chunks [][]byte) bool {
	for _, c := range chunks {
		if in.frames.send(c) != nil {
			return false
		}
		clear(c)
	}
	return true
}

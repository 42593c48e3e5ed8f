package serve

import (
	"context"
	"io"
	"sync/atomic"
	"time"
)

// clock knows since when nothing has happened in a session.
type clock struct {
	last    atomic.Int64 // when something happened last, since start
	start   time.Time
	waiting atomic.Int32  // how many wait for the client
	person  bool          // at a terminal: rests even when nobody waits for the client
	taken   atomic.Int64  // how many bytes came from the client
	full    chan struct{} // there is an element in it once those were too many
}

func newClock(person bool) *clock {
	return &clock{start: time.Now(), person: person, full: make(chan struct{}, 1)}
}

// mostInput is how many bytes a session takes from its client: everything that is
// typed stays in memory, which all share. A person types less in a lifetime, and
// what commands read is smaller by far.
const mostInput = 4 << 20

// take counts what came, and reports whether the session takes it.
func (c *clock) take(n int) bool {
	if c.taken.Add(int64(n)) <= mostInput {
		return true
	}
	select {
	case c.full <- struct{}{}:
	default:
	}
	return false
}

// touch says that something happens.
func (c *clock) touch() { c.last.Store(int64(time.Since(c.start))) }

// rested is for how long nothing has happened.
func (c *clock) rested() time.Duration {
	if !c.person && c.waiting.Load() == 0 {
		return 0 // A command works as long as it takes.
	}
	return time.Since(c.start) - time.Duration(c.last.Load())
}

// watch waits until the session has rested or lasted too long, and returns which;
// nil when it has ended before.
func (c *clock) watch(ctx context.Context, idle, total time.Duration) error {
	for {
		left := min(idle-c.rested(), total-time.Since(c.start))
		switch {
		case time.Since(c.start) >= total:
			return errTotal
		case left <= 0:
			return errIdle
		}
		timer := time.NewTimer(left)
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil
		case <-c.full:
			timer.Stop()
			return errFull
		case <-timer.C:
		}
	}
}

// timed touches the clock whenever something is read or written.
type timed struct {
	io.ReadWriter
	clock *clock
}

// Read reads, which is something that happens.
func (t timed) Read(p []byte) (int, error) {
	t.clock.waiting.Add(1)
	defer t.clock.waiting.Add(-1)
	t.clock.touch() // Before, nobody waited for the client.
	n, err := t.ReadWriter.Read(p)
	if n > 0 {
		t.clock.touch()
	}
	if !t.clock.take(n) {
		clear(p[:n])
		return 0, io.EOF
	}
	return n, err
}

// Write writes, which is something that happens. A client that reads nothing makes
// it wait, and rests.
func (t timed) Write(p []byte) (int, error) {
	t.clock.waiting.Add(1)
	defer t.clock.waiting.Add(-1)
	t.clock.touch()
	return t.ReadWriter.Write(p)
}

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
	waiting atomic.Int32 // how many wait for input
	person  bool         // at a terminal: rests even when nobody waits for input
}

func newClock(person bool) *clock { return &clock{start: time.Now(), person: person} }

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
	return n, err
}

// Write writes, which is something that happens.
func (t timed) Write(p []byte) (int, error) {
	t.clock.touch()
	return t.ReadWriter.Write(p)
}

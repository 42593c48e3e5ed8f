package serve

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"syscall"
	"time"
)

func hangUp() os.Signal { return syscall.SIGHUP }

// session puts together what a session is made of.
func (c *channel) session(command string) *Session {
	s := &Session{
		Grant: c.conn.grant, Client: c.conn.client, Command: command, Signals: c.ender.signals, Log: c.log,
		environ: c.environ, window: c.window, over: c.conn.revoked,
	}
	wire := timed{c.ssh, newClock(c.window != nil)}
	c.clock = wire.clock
	if c.window == nil {
		s.In, s.Out, s.Err = wire, wire, c.ssh.Stderr()
		return s
	}
	s.environ = s.environ.withTerm(c.window.term)
	s.raw = wire
	screen := &newlines{w: wire}
	s.Out, s.Err = screen, screen
	s.keyboard = newKeyboard(screen, func() { c.ender.signal(os.Interrupt) })
	s.In = s.keyboard
	go func() {
		defer c.contained()
		s.keyboard.pump(wire)
	}()
	return s
}

// run runs a session to its end and tells the client how it ended.
func (c *channel) run(ctx context.Context, s *Session) {
	begun := time.Now()
	c.log.Info("session started", "terminal", s.window != nil, "command", s.Command != "")
	ended := make(chan error, 1)
	watching, stop := context.WithCancel(ctx)
	go func() {
		why := c.clock.watch(watching, s.Grant.Idle, s.Grant.Total)
		if why != nil {
			c.ender.end(hangUp(), why)
		}
		ended <- why
	}()
	code := c.guarded(ctx, s)
	stop()
	why := <-ended
	if why == nil {
		why = c.conn.reason()
	}
	if why != nil && why != errHungUp {
		_, _ = fmt.Fprintf(s.Err, "connwiz: the session was ended: %v\n", why)
	}
	if s.keyboard != nil {
		s.keyboard.end()
	}
	c.log.Info("session ended", "exit", code, "reason", reasonOf(why), "lasted", time.Since(begun).Round(time.Millisecond).String())
	c.exit(code)
}

// guarded runs the session's command. A panic ends this session and no other; its
// value, which may be anything, is told nobody.
func (c *channel) guarded(ctx context.Context, s *Session) (code int) {
	defer func() {
		if v := recover(); v != nil {
			c.panicked(v)
			_, _ = io.WriteString(s.Err, "connwiz: this is a mistake in connwiz; the session was ended\n")
			code = exitFailed
		}
	}()
	return c.server.cfg.Run(ctx, s)
}

// contained is deferred where a goroutine of the session begins.
func (c *channel) contained() {
	if v := recover(); v != nil {
		c.panicked(v)
		c.ender.end(hangUp(), errHungUp)
	}
}

// panicked notes a panic by its type and place.
func (c *channel) panicked(v any) {
	c.log.Error("panic", "type", fmt.Sprintf("%T", v), "stack", string(debug.Stack()))
}

// reasonOf is a reason for the log.
func reasonOf(why error) string {
	if why == nil {
		return "done"
	}
	return why.Error()
}

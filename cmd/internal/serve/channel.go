package serve

import (
	"context"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// channel is a session channel of a connection (RFC 4254, 6): requests that
// prepare a session, one that starts it, and requests while it runs. Whatever
// isn't named here is refused.
type channel struct {
	server *Server
	conn   *connection
	ssh    ssh.Channel
	log    *slog.Logger

	environ environ
	window  *window
	started bool
	ender   *ender
	clock   *clock
	closing *time.Timer // cuts off a client that doesn't close an ended session
	running sync.WaitGroup
}

// exec is a request to run a command line (RFC 4254, 6.5); "subsystem" has the same
// form.
type exec struct{ Command string }

// mostCommand is how long a command line may be. Values of that size come from
// standard input.
const mostCommand = 16 << 10

// serve answers requests until the client closes the channel.
func (c *channel) serve(requests <-chan *ssh.Request) {
	defer c.wait()
	late := time.AfterFunc(c.server.cfg.Limits.StartTime, func() { _ = c.ssh.Close() })
	defer late.Stop()
	for r := range requests {
		taken := c.take(r)
		if c.started {
			late.Stop()
		}
		if r.WantReply {
			_ = r.Reply(taken, nil) // A client that is gone needs none.
		}
		if !taken {
			c.refuse(r)
		}
		if taken && isStart(r.Type) {
			c.start(r)
		}
	}
	if c.ender != nil {
		c.ender.end(hangUp(), errHungUp)
	}
}

// wait waits for the session's end.
func (c *channel) wait() {
	c.running.Wait()
	if c.closing != nil {
		c.closing.Stop()
	}
}

func isStart(kind string) bool { return kind == "shell" || kind == "exec" }

// take carries a request out, as far as that can be done before it is answered.
func (c *channel) take(r *ssh.Request) bool {
	switch r.Type {
	case "pty-req":
		if c.started || c.window != nil {
			return false
		}
		c.window = newWindow(r.Payload)
		return c.window != nil
	case "env":
		return !c.started && c.environ.set(r.Payload)
	case "shell", "exec":
		taken := !c.started && (r.Type == "shell" || validCommand(r.Payload))
		c.started = c.started || taken
		return taken
	case "window-change":
		return c.window.change(r.Payload)
	case "signal":
		return c.signal(r.Payload)
	}
	return false
}

// refuse notes what was refused. Clients send settings of their terminals all the
// time, and those say nothing about anybody's intentions.
func (c *channel) refuse(r *ssh.Request) {
	level := slog.LevelWarn
	if r.Type == "env" || r.Type == "window-change" || r.Type == "signal" {
		level = slog.LevelDebug
	}
	c.conn.refused(c.log, level, "request refused", "request", r.Type)
}

// signal passes on what the client's own keys or scripts ask for.
func (c *channel) signal(payload []byte) bool {
	var named struct{ Name string }
	if c.ender == nil || ssh.Unmarshal(payload, &named) != nil {
		return false
	}
	sig := signalNamed(named.Name)
	if sig != nil {
		c.ender.signal(sig)
	}
	return sig != nil
}

// validCommand reports whether a command line can be one.
func validCommand(payload []byte) bool {
	var e exec
	return ssh.Unmarshal(payload, &e) == nil && len(e.Command) <= mostCommand
}

// start runs the session, if there is room for it.
func (c *channel) start(r *ssh.Request) {
	var command string
	if r.Type == "exec" {
		var e exec
		_ = ssh.Unmarshal(r.Payload, &e) // It could be read before.
		command = e.Command
	}
	grant := c.conn.grant
	leave, err := c.server.seats.take(grant.Fingerprint, grant.Sessions)
	if err != nil {
		c.log.Warn("session refused", "reason", err.Error())
		_, _ = io.WriteString(c.ssh.Stderr(), "connwiz: "+err.Error()+"\r\n")
		c.exit(exitFailed)
		return
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	c.ender = &ender{
		signals: make(chan os.Signal, 4), cancel: cancel, done: make(chan struct{}),
		grace: c.server.cfg.Limits.Grace, cut: c.conn.cut,
	}
	forget := c.conn.add(c.ender)
	c.running.Go(func() {
		defer leave()
		defer forget()
		defer close(c.ender.done)
		defer cancel(nil)
		c.run(ctx, c.session(command))
	})
}

// exitFailed is the exit code of a session that failed for a reason of ours.
const exitFailed = 1

// exit tells the client the exit code and closes the channel.
func (c *channel) exit(code int) {
	status := ssh.Marshal(struct{ Status uint32 }{uint32(code)}) //nolint:gosec // exit codes are small
	_, _ = c.ssh.SendRequest("exit-status", false, status)
	_ = c.ssh.CloseWrite()
	_ = c.ssh.Close()
	c.closing = time.AfterFunc(c.server.cfg.Limits.Grace, c.conn.cut)
}

// brief bounds a word of a client for the log.
func brief(word string) string {
	const most = 64
	if len(word) > most {
		return word[:most]
	}
	return word
}

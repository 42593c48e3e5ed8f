package serve

import (
	"context"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"
)

// wire is the network connection under everything. A client that takes nothing of
// what it is sent is given up.
type wire struct {
	net.Conn
	patience time.Duration
	spoke    atomic.Bool // the client has said something
}

// Read reads, and notes that there was something.
func (w *wire) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	if n > 0 {
		w.spoke.Store(true)
	}
	return n, err
}

// Write writes within the patience.
func (w *wire) Write(p []byte) (int, error) {
	if err := w.SetWriteDeadline(time.Now().Add(w.patience)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}

// connection is one that is logged in.
type connection struct {
	server *Server
	ssh    *ssh.ServerConn
	key    string // its wire form
	grant  Grant
	client string // address
	log    *slog.Logger

	mu       sync.Mutex
	sessions map[*ender]bool
	channels int
	why      error // it is to end
	refusals atomic.Int64
}

// mostRefusals is how many refusals of one connection are told: a client must not be
// able to fill the log.
const mostRefusals = 50

// refused notes what was refused.
func (c *connection) refused(log *slog.Logger, level slog.Level, message, key, word string) {
	switch n := c.refusals.Add(1); {
	case n < mostRefusals:
		log.Log(context.Background(), level, message, key, brief(word))
	case n == mostRefusals:
		log.Warn("much was refused: no more of it is told")
	}
}

// serve takes channels until the client or the server ends the connection.
func (c *connection) serve(channels <-chan ssh.NewChannel, requests <-chan *ssh.Request) {
	var open sync.WaitGroup
	open.Go(func() { c.refuseAll(requests) })
	resting := time.AfterFunc(c.server.cfg.Limits.StartTime, c.cutIfResting)
	defer resting.Stop()
	for n := range channels {
		leave, ok := c.enter(n.ChannelType())
		if !ok {
			c.refused(c.log, slog.LevelWarn, "channel refused", "channel", n.ChannelType())
			why := "this service has sessions and nothing else"
			if n.ChannelType() == "session" {
				why = "there are too many sessions already"
			}
			_ = n.Reject(ssh.Prohibited, why)
			continue
		}
		accepted, requests, err := n.Accept()
		if err != nil {
			leave()
			continue
		}
		open.Go(func() {
			defer func() {
				leave()
				resting.Reset(c.server.cfg.Limits.StartTime)
			}()
			ch := &channel{server: c.server, conn: c, ssh: accepted, log: c.log.With("session", c.server.number.Add(1)), environ: environ{}}
			defer ch.contained()
			ch.serve(requests)
		})
	}
	open.Wait()
}

// refuseAll refuses the requests that concern the whole connection, which are
// those for forwarding.
func (c *connection) refuseAll(requests <-chan *ssh.Request) {
	for r := range requests {
		if r.Type != "keepalive@openssh.com" && r.Type != "no-more-sessions@openssh.com" {
			c.refused(c.log, slog.LevelWarn, "request refused", "request", r.Type)
		}
		if r.WantReply {
			_ = r.Reply(false, nil)
		}
	}
}

// enter counts a channel, if the connection and its key may have another one; leave
// gives it back. A channel without a session on it counts, since it has buffers too.
func (c *connection) enter(kind string) (leave func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kind != "session" || c.channels >= channelsEach || c.why != nil {
		return nil, false
	}
	free, err := c.server.channels.take(c.grant.Fingerprint, c.grant.Sessions+spareLines)
	if err != nil {
		return nil, false
	}
	c.channels++
	return func() {
		free()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.channels--
	}, true
}

// cutIfResting ends a connection on which nothing goes on.
func (c *connection) cutIfResting() {
	c.mu.Lock()
	resting := c.channels == 0
	c.mu.Unlock()
	if resting {
		c.cut()
	}
}

// add notes a session to be ended with the connection.
func (c *connection) add(e *ender) (forget func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sessions[e] = true
	if c.why != nil {
		e.end(endingOf(c.why), c.why)
	}
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.sessions, e)
		if c.why != nil && len(c.sessions) == 0 {
			time.AfterFunc(lingering, c.cut)
		}
	}
}

// end asks all sessions to end. The connection follows them.
func (c *connection) end(why error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.why = why
	for e := range c.sessions {
		e.end(endingOf(why), why)
	}
	if len(c.sessions) == 0 {
		go c.cut()
	}
}

// reason is why the connection is to end, nil while it isn't.
func (c *connection) reason() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.why
}

// revoked is why nothing more may be done on the connection, nil while it may.
func (c *connection) revoked() error {
	if why := c.reason(); why == errChanged { //nolint:errorlint // it is never wrapped
		return why
	}
	return nil
}

// cut ends the connection at once.
func (c *connection) cut() { _ = c.ssh.Close() }

// lingering is how long a client has to read the end of its last session and go.
const lingering = time.Second

// endingOf is the signal that says why.
func endingOf(why error) syscall.Signal {
	if why == errStopping {
		return syscall.SIGTERM
	}
	return syscall.SIGHUP
}

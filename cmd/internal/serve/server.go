package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

// Config says how a server is run.
type Config struct {
	HostKey ssh.Signer
	Access  *Access
	Limits  Limits
	Log     *slog.Logger
	// Run runs one session and returns its exit code. It returns soon after a signal
	// of the session, and at once when the context is done.
	Run func(ctx context.Context, s *Session) int
}

// Server lets people in and runs their sessions.
type Server struct {
	cfg      Config
	ssh      *ssh.ServerConfig
	access   atomic.Pointer[Access]
	throttle *throttle
	logins   *seats        // of those that are logging in, by address
	lines    *seats        // of those that have, by key
	channels *seats        // of all connections, by key
	seats    *seats        // of sessions, by key
	number   atomic.Uint64 // of the last session
	crowd    atomic.Int64  // when a crowd was told of last, in seconds

	mu    sync.Mutex
	conns map[*connection]bool
	open  map[net.Conn]bool // those that are logging in
	ended bool              // nobody is let in any more
}

// New makes a server, which [Server.Serve] starts.
func New(cfg Config) *Server {
	s := &Server{
		cfg: cfg, throttle: newThrottle(cfg.Limits.Failures, time.Now),
		logins: newSeats(cfg.Limits.Logins), lines: newSeats(2 * cfg.Limits.Sessions), channels: newSeats(2 * cfg.Limits.Sessions), seats: newSeats(cfg.Limits.Sessions),
		conns: map[*connection]bool{}, open: map[net.Conn]bool{},
	}
	s.access.Store(cfg.Access)
	s.ssh = s.config()
	return s
}

// acceptPause is how long to wait after a connection could not be taken, since the
// system has no more files to give, perhaps.
const acceptPause = 50 * time.Millisecond

// Serve takes connections until the context is done. Then the sessions are asked
// to end, in their own way and within the grace of the limits. The error is that
// of a listener that failed before.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	var running sync.WaitGroup
	stopped := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stopped()
	defer running.Wait()
	for {
		raw, err := l.Accept()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				_ = raw.Close()
			}
			s.stop()
			return nil
		case errors.Is(err, net.ErrClosed):
			s.stop()
			return fmt.Errorf("accept connections: %w", err)
		case err != nil:
			s.cfg.Log.Error("a connection could not be taken", "error", err.Error())
			time.Sleep(acceptPause)
			continue
		}
		running.Go(func() { s.take(raw) })
	}
}

// take lets a client log in and serves it.
func (s *Server) take(raw net.Conn) {
	source := sourceOf(raw.RemoteAddr())
	defer func() {
		if v := recover(); v != nil {
			s.cfg.Log.Error("panic", "type", fmt.Sprintf("%T", v), "client", raw.RemoteAddr().String())
			_ = raw.Close()
		}
	}()
	if admitted, news := s.throttle.admits(source); !admitted {
		if news {
			s.cfg.Log.Warn("too many failed logins: connections are cut", "client", raw.RemoteAddr().String())
		}
		_ = raw.Close()
		return
	}
	conn, channels, requests, err := s.enter(raw, source)
	if err != nil {
		return
	}
	c, known := s.connect(conn)
	if !known {
		_ = conn.Close()
		return
	}
	defer s.disconnect(c)
	leave, err := s.lines.take(c.grant.Fingerprint, c.grant.Sessions+spareLines)
	if err != nil {
		c.log.Warn("too many connections of one key: one is cut")
		return
	}
	defer leave()
	c.log.Info("logged in", "client", c.client, "key", c.grant.Fingerprint)
	c.serve(channels, requests)
	c.log.Info("logged out")
}

// spareLines is how many connections a key may have beyond its sessions: some
// clients keep one open for later.
const spareLines = 2

// enter makes the login, if there is room for another one.
func (s *Server) enter(raw net.Conn, source netip.Prefix) (*ssh.ServerConn, <-chan ssh.NewChannel, <-chan *ssh.Request, error) {
	leave, err := s.logins.take(source.String(), s.cfg.Limits.LoginsEach)
	if err != nil {
		s.tellCrowd(raw.RemoteAddr())
		_ = raw.Close()
		return nil, nil, nil, err
	}
	defer leave()
	s.mu.Lock()
	s.open[raw] = true
	if s.ended {
		_ = raw.Close()
	}
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.open, raw)
		s.mu.Unlock()
	}()
	return s.login(raw, source)
}

// crowdPause is how long nothing more is said of a crowd: it must not fill the log.
const crowdPause = 10 * time.Second

// tellCrowd notes that connections are cut because there are too many.
func (s *Server) tellCrowd(client net.Addr) {
	now, last := time.Now().Unix(), s.crowd.Load()
	if time.Duration(now-last)*time.Second >= crowdPause && s.crowd.CompareAndSwap(last, now) {
		s.cfg.Log.Warn("too many clients are logging in: connections are cut", "client", client.String())
	}
}

// connect notes a connection that has logged in. Its key may have lost its rights
// in the meantime.
func (s *Server) connect(conn *ssh.ServerConn) (*connection, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := conn.Permissions.Extensions[keyExtension]
	grant, known := s.access.Load().grants[key]
	host, _, err := net.SplitHostPort(conn.RemoteAddr().String())
	if err != nil {
		host = conn.RemoteAddr().String()
	}
	c := &connection{
		server: s, ssh: conn, key: key, grant: grant, client: host, sessions: map[*ender]bool{},
		log: s.cfg.Log.With("connection", fmt.Sprintf("%x", conn.SessionID()[:4]), "name", grant.Name),
	}
	if known = known && !s.ended; known {
		s.conns[c] = true
	}
	return c, known
}

func (s *Server) disconnect(c *connection) {
	c.cut()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
}

// Reload lets others in from now on. Sessions of keys that may no longer do what
// they could are asked to end.
func (s *Server) Reload(a *Access) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.access.Store(a)
	for c := range s.conns {
		if !a.keeps(c.key, c.grant) {
			c.end(errChanged)
		}
	}
}

// stop asks everybody to leave and waits, but not for ever.
func (s *Server) stop() {
	s.mu.Lock()
	s.ended = true
	for raw := range s.open {
		_ = raw.Close()
	}
	conns := make([]*connection, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	s.mu.Unlock()
	for _, c := range conns {
		c.end(errStopping)
	}
}

package serve

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"time"

	"golang.org/x/crypto/ssh"
)

// mostKeys is how many keys a client may offer, as in OpenSSH (MaxAuthTries).
const mostKeys = 6

var errUnknownKey = errors.New("unknown key")

// The extensions that a login leaves in its permissions.
const (
	keyExtension  = "connwiz-key"
	markExtension = "connwiz-fingerprint"
)

// config is what the SSH library has to know. Only public keys are taken, and the
// algorithms are those without known weaknesses.
func (s *Server) config() *ssh.ServerConfig {
	strong := ssh.SupportedAlgorithms()
	c := &ssh.ServerConfig{
		ServerVersion: "SSH-2.0-connwiz", MaxAuthTries: mostKeys,
		PublicKeyAuthAlgorithms: strong.PublicKeyAuths,
		PublicKeyCallback:       s.knows,
		AuthLogCallback:         s.logAttempt,
	}
	c.KeyExchanges, c.Ciphers, c.MACs = strong.KeyExchanges, strong.Ciphers, strong.MACs
	c.AddHostKey(s.cfg.HostKey)
	return c
}

// knows lets a key in that has rights. The name that the client logs in with means
// nothing: whose the key is stands in the rights.
func (s *Server) knows(meta ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
	g, ok := s.access.Load().grant(key)
	if !ok {
		s.cfg.Log.Warn("login refused", "client", meta.RemoteAddr().String(), "key", ssh.FingerprintSHA256(key))
		return nil, errUnknownKey
	}
	return &ssh.Permissions{Extensions: map[string]string{keyExtension: string(key.Marshal()), markExtension: g.Fingerprint}}, nil
}

// logAttempt notes attempts in other ways than by key; those have their own line.
func (s *Server) logAttempt(meta ssh.ConnMetadata, method string, err error) {
	if err != nil && method != "publickey" && method != "none" {
		s.cfg.Log.Warn("login refused", "client", meta.RemoteAddr().String(), "method", brief(method))
	}
}

// login makes the handshake, in a time that the client can't stretch.
func (s *Server) login(raw net.Conn, source netip.Prefix) (*ssh.ServerConn, <-chan ssh.NewChannel, <-chan *ssh.Request, error) {
	w := &wire{Conn: raw, patience: min(s.cfg.Limits.WriteTime, s.cfg.Limits.LoginTime)}
	deadline := time.AfterFunc(s.cfg.Limits.LoginTime, func() { _ = raw.Close() })
	conn, channels, requests, err := ssh.NewServerConn(w, s.ssh)
	late := !deadline.Stop()
	if late && err == nil {
		err = net.ErrClosed
		_ = conn.Close()
	}
	if err != nil {
		_ = raw.Close()
		// A load balancer that only looks whether the port is open fails nothing.
		if w.spoke.Load() || late {
			s.throttle.failed(source)
			s.cfg.Log.Info("no login", "client", raw.RemoteAddr().String(), "reason", failure(err))
		}
		return nil, nil, nil, err
	}
	return conn, channels, requests, nil
}

// failure says why nobody logged in. The errors of the library may quote what the
// client sent.
func failure(err error) string {
	var auth *ssh.ServerAuthError
	var network net.Error
	switch {
	case errors.As(err, &auth):
		return "no key that is known"
	case errors.Is(err, net.ErrClosed), errors.As(err, &network) && network.Timeout():
		return "it took too long"
	case errors.Is(err, io.EOF):
		return "the client went away"
	}
	return fmt.Sprintf("not a handshake (%T)", err)
}

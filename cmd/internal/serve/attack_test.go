package serve_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"connwiz/cmd/internal/serve"

	"golang.org/x/crypto/ssh"
)

func TestStrangersAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	asked := false
	for name, auth := range map[string][]ssh.AuthMethod{
		"an unknown key": {ssh.PublicKeys(newKey(t))},
		"nothing":        nil,
		"a password":     {ssh.Password("hunter22")},
		"answers to questions": {ssh.KeyboardInteractive(func(_, _ string, q []string, _ []bool) ([]string, error) {
			asked = true
			return make([]string, len(q)), nil
		})},
		"a certificate for a key":     {ssh.PublicKeys(certify(t, h.key))},
		"a known key, wrongly signed": {ssh.PublicKeys(forged{Signer: newKey(t), claims: h.key.PublicKey()})},
	} {
		c, err := h.dialFrom("127.0.0.1", auth...)
		if err == nil {
			t.Errorf("%s lets in", name)
			_ = c.Close()
		}
	}
	if asked {
		t.Error("questions were asked")
	}
	h.log.wait(t, `msg="login refused"`)
	h.log.wait(t, `msg="no login"`)
	if strings.Contains(h.log.String(), "hunter22") {
		t.Errorf("the log holds a password:\n%s", h.log)
	}
	h.alive(t)
}

// certify signs a known key with a certificate that nobody has asked for.
func certify(t *testing.T, key ssh.Signer) ssh.Signer {
	t.Helper()
	cert := &ssh.Certificate{Key: key.PublicKey(), CertType: ssh.UserCert, ValidPrincipals: []string{"wizard"}, ValidBefore: ssh.CertTimeInfinity}
	if err := cert.SignCert(rand.Reader, newKey(t)); err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewCertSigner(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// forged claims to be a key that it isn't.
type forged struct {
	ssh.Signer
	claims ssh.PublicKey
}

func (f forged) PublicKey() ssh.PublicKey { return f.claims }

func TestThereIsNothingButSessions(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	c := h.login(t)
	for _, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com", "forwarded-tcpip", "a\nline"} {
		_, _, err := c.OpenChannel(kind, nil)
		if err == nil || !strings.Contains(err.Error(), "this service has sessions and nothing else") {
			t.Errorf("channel %q: %v", kind, err)
		}
	}
	for _, request := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "hostkeys-prove-00@openssh.com"} {
		if taken, _, err := c.SendRequest(request, true, nil); taken || err != nil {
			t.Errorf("request %q: taken %v, %v", request, taken, err)
		}
		h.log.wait(t, "request="+request)
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for request, payload := range map[string][]byte{
		"subsystem":                  ssh.Marshal(struct{ Name string }{"sftp"}),
		"x11-req":                    ssh.Marshal(struct{ A, B bool }{}),
		"auth-agent-req@openssh.com": nil,
		"pty-req":                    []byte("torn"),
		"exec":                       []byte("torn"),
		"window-change":              nil, // without a terminal
		"break":                      nil,
	} {
		if taken, err := s.SendRequest(request, true, payload); taken || err != nil {
			t.Errorf("request %q: taken %v, %v", request, taken, err)
		}
	}
	for _, request := range []string{"subsystem", "x11-req", "auth-agent-req@openssh.com"} {
		h.log.wait(t, "request="+request)
	}
	if out, err := s.Output("still here"); string(out) != "still here\n" || err != nil {
		t.Errorf("the session itself says %q, %v", out, err)
	}
	h.alive(t)
}

func TestOnlyTheTerminalsEnvironmentIsTaken(t *testing.T) {
	t.Parallel()
	h := open(t, func(_ context.Context, s *serve.Session) int {
		for _, name := range strings.Fields(s.Command) {
			fmt.Fprintf(s.Out, "%s=%s\n", name, s.Getenv(name))
		}
		return 0
	}, nil)
	s := h.session(t)
	for name, value := range map[string]string{
		"LANG": "de_DE.UTF-8", "NO_COLOR": "1",
		"COLORTERM": "a\x1b[2J", "LC_ALL": strings.Repeat("x", 1<<10),
		"LD_PRELOAD": "/tmp/x.so", "PATH": "/tmp", "HOME": "/root", "TERM": "x", "ELASTICSEARCH_URL": "http://evil", "HTTPS_PROXY": "http://evil",
		"XDG_STATE_HOME": "/tmp", "SSLKEYLOGFILE": "/tmp/keys", "GODEBUG": "x509ignoreCN=0", "": "x",
	} {
		err := s.Setenv(name, value)
		if taken := err == nil; taken != (name == "LANG" || name == "NO_COLOR") {
			t.Errorf("%s=%q: taken %v", name, value, taken)
		}
	}
	out, err := s.Output("LANG NO_COLOR COLORTERM LC_ALL LD_PRELOAD PATH HOME TERM ELASTICSEARCH_URL")
	if err != nil {
		t.Fatal(err)
	}
	want := "LANG=de_DE.UTF-8\nNO_COLOR=1\nCOLORTERM=\nLC_ALL=\nLD_PRELOAD=\nPATH=\nHOME=\nTERM=\nELASTICSEARCH_URL=\n"
	if string(out) != want {
		t.Errorf("the environment is:\n%s", out)
	}
}

func TestWindowsOfAbsurdSizesAreClamped(t *testing.T) {
	t.Parallel()
	h := open(t, func(_ context.Context, s *serve.Session) int {
		width, height := s.Link().Size()
		fmt.Fprintf(s.Out, "%dx%d %q\n", width, height, s.Getenv("TERM"))
		for range 3 {
			<-s.Link().Resized
			width, height = s.Link().Size()
			fmt.Fprintf(s.Out, "%dx%d\n", width, height)
		}
		return 0
	}, nil)
	s := h.session(t)
	var out syncBuffer
	s.Stdout = &out
	pty := ssh.Marshal(struct {
		Term       string
		C, R, W, H uint32
		Modes      string
	}{"../../etc/passwd", 65535, 65535, 0, 0, ""})
	if taken, err := s.SendRequest("pty-req", true, pty); !taken || err != nil {
		t.Fatal(taken, err)
	}
	if err := s.Start("x"); err != nil {
		t.Fatal(err)
	}
	out.wait(t, `1000x500 ""`)
	for _, c := range []struct {
		c, r uint32
		want string
	}{{0, 0, "80x24"}, {4294967295, 4294967295, "1000x500"}, {40, 10, "40x10"}} {
		if taken, err := s.SendRequest("window-change", true, ssh.Marshal(struct{ C, R, W, H uint32 }{c.c, c.r, 0, 0})); !taken || err != nil {
			t.Fatal(taken, err)
		}
		out.wait(t, c.want)
	}
	if err := s.Wait(); err != nil {
		t.Error(err)
	}
}

// syncBuffer is a buffer that can be waited for.
type syncBuffer struct{ journal }

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.news != nil {
		close(b.news)
	}
	b.news = make(chan struct{})
	return b.text.Write(p)
}

func (b *syncBuffer) wait(t testing.TB, text string) {
	t.Helper()
	b.mu.Lock()
	if b.news == nil {
		b.news = make(chan struct{})
	}
	b.mu.Unlock()
	b.journal.wait(t, text)
}

func TestCommandLinesOfAbsurdSizesAreRefused(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	c := h.login(t)
	for size, want := range map[int]bool{16 << 10: true, 16<<10 + 1: false, 200 << 10: false} {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Run(strings.Repeat("x", size)); (err == nil) != want {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
	h.alive(t)
}

func TestGarbageIsCutOff(t *testing.T) {
	t.Parallel()
	h := open(t, echo, func(cfg *serve.Config) { cfg.Limits.LoginTime = 4 * time.Second })
	garbage := make([]byte, 1<<20)
	_, _ = rand.Read(garbage)
	var all sync.WaitGroup
	for name, sent := range map[string][]byte{
		"random bytes":           garbage,
		"after a version":        append([]byte("SSH-2.0-x\r\n"), garbage...),
		"a packet of 4 GB":       append([]byte("SSH-2.0-x\r\n"), bytes.Repeat([]byte{0xff}, 1<<10)...),
		"a version without end":  bytes.Repeat([]byte("SSH-2.0-"), 1<<17),
		"zeros":                  make([]byte, 1<<20),
		"a request of HTTP":      []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n" + strings.Repeat("a\r\n", 1<<10)),
		"the old protocol":       []byte("SSH-1.5-x\r\n"),
		"an escape in a version": []byte("SSH-2.0-\x1b[2J\r\n\x00\x00\x00\x0c"),
	} {
		raw, err := net.Dial("tcp", h.addr)
		if err != nil {
			t.Fatal(err)
		}
		all.Go(func() {
			defer raw.Close() //nolint:errcheck // it is cut off
			go func() { _, _ = raw.Write(sent) }()
			cutOff(t, name, raw)
		})
	}
	all.Wait()
	h.log.wait(t, `msg="no login"`)
	if strings.ContainsRune(h.log.String(), '\x1b') {
		t.Errorf("the log holds an escape")
	}
	h.alive(t)
}

func TestALoginThatTakesItsTimeIsCutOff(t *testing.T) {
	t.Parallel()
	h := open(t, echo, func(cfg *serve.Config) { cfg.Limits.LoginTime = 3 * time.Second })
	var all sync.WaitGroup
	for name, first := range map[string]string{"silent": "", "in the version": "SSH-2.0-slow", "after the version": "SSH-2.0-slow\r\n"} {
		raw, err := net.Dial("tcp", h.addr)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(raw, first)
		ended := make(chan struct{})
		all.Go(func() { drip(raw, ended) })
		all.Go(func() {
			defer close(ended)
			cutOff(t, name, raw)
		})
	}
	all.Wait()
	h.alive(t)
}

// drip sends a byte now and then, which must not buy time.
func drip(raw net.Conn, ended <-chan struct{}) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			_ = raw.Close()
			return
		case <-tick.C:
			_, _ = raw.Write([]byte("x"))
		}
	}
}

// cutOff waits for the server to close a connection.
func cutOff(t *testing.T, name string, raw net.Conn) {
	t.Helper()
	_ = raw.SetReadDeadline(time.Now().Add(30 * time.Second))
	if _, err := io.Copy(io.Discard, raw); err != nil && strings.Contains(err.Error(), "timeout") {
		t.Errorf("%s: the connection stays open", name)
	}
}

func TestAThousandConnectionsLeaveRoomForOthers(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	var open []net.Conn
	defer func() {
		for _, c := range open {
			_ = c.Close()
		}
	}()
	for range 1000 {
		raw, err := net.Dial("tcp", h.addr)
		if errors.Is(err, syscall.EMFILE) {
			t.Skip("too few files may be open here for a thousand connections")
		}
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, raw)
	}
	h.log.wait(t, "too many clients are logging in")
	h.alive(t)
}

func TestAnAddressThatFailsTooOftenIsCutOffForAWhile(t *testing.T) {
	t.Parallel()
	h := open(t, echo, func(cfg *serve.Config) { cfg.Limits.Failures = 3 })
	stranger := ssh.PublicKeys(newKey(t))
	for range 10 {
		if c, err := h.dialFrom("127.0.0.1", stranger); err == nil {
			_ = c.Close()
			t.Fatal("a stranger is in")
		}
	}
	h.log.wait(t, "too many failed logins")
	if n := strings.Count(h.log.String(), `msg="login refused"`); n > 4 {
		t.Errorf("%d attempts got as far as a key", n)
	}
	if n := strings.Count(h.log.String(), "too many failed logins"); n > 3 {
		t.Errorf("the log is filled with %d lines", n)
	}
	h.alive(t) // from another address
}

func TestAPortThatIsOnlyLookedAtIsNoFailedLogin(t *testing.T) {
	t.Parallel()
	h := open(t, echo, func(cfg *serve.Config) { cfg.Limits.Failures = 1 })
	for range 20 {
		raw, err := net.Dial("tcp", h.addr)
		if err != nil {
			t.Fatal(err)
		}
		_ = raw.Close()
	}
	h.login(t)
}

func TestAKeyHasOnlySoManyConnections(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	h.Reload(h.access("sessions: 1"))
	for range 3 {
		h.login(t)
	}
	h.log.waitFor(t, `msg="logged in"`, 3)
	more := h.login(t)
	if err := more.Wait(); err == nil {
		t.Error("the connection ended without an error")
	}
	h.log.wait(t, "too many connections of one key")
}

func TestAConnectionHasOnlySoManyChannels(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	c := h.login(t)
	refused := 0
	for range 30 {
		if _, _, err := c.OpenChannel("session", nil); err != nil {
			refused++
		}
	}
	if refused != 20 {
		t.Errorf("%d of 30 channels were refused", refused)
	}
	h.alive(t)
}

func TestAConnectionOnWhichNothingHappensIsCut(t *testing.T) {
	t.Parallel()
	h := open(t, echo, func(cfg *serve.Config) { cfg.Limits.StartTime = 300 * time.Millisecond })
	c := h.login(t)
	_, _, _ = c.OpenChannel("session", nil) // and never used
	if err := c.Wait(); err == nil {
		t.Error("ended without an error")
	}
}

func TestTwoHundredSessionsSeeOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	h := open(t, echo, func(cfg *serve.Config) { cfg.Limits.Logins, cfg.Limits.LoginsEach = 300, 300 })
	var all sync.WaitGroup
	for i := range 20 {
		c := h.login(t)
		for j := range 10 {
			all.Go(func() {
				s, err := c.NewSession()
				if err != nil {
					t.Error(err)
					return
				}
				mine := fmt.Sprintf("session %d of %d ", j, i)
				s.Stdin = strings.NewReader(strings.Repeat(mine, 100))
				out, err := s.Output("cat " + mine)
				if string(out) != "cat "+mine+"\n"+strings.Repeat(mine, 100) || exitOf(err) != 7 {
					t.Errorf("%s says %.200q, %v", mine, out, err)
				}
			})
		}
	}
	all.Wait()
}

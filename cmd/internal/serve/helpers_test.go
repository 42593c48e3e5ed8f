package serve_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"connwiz/cmd/internal/serve"
	_ "connwiz/ui/terminal/quiet"

	"go.uber.org/goleak"
	"golang.org/x/crypto/ssh"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newKey makes a key pair.
func newKey(t testing.TB) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// authorized is a key's line in authorized_keys.
func authorized(key ssh.Signer, comment string) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key.PublicKey()))) + " " + comment + "\n"
}

// write writes a file that only its owner may change.
func write(t testing.TB, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// journal is a log that tests read.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{}
}

func newJournal() *journal { return &journal{news: make(chan struct{})} }

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	close(j.news)
	j.news = make(chan struct{})
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// wait waits until the log says something.
func (j *journal) wait(t testing.TB, text string) {
	t.Helper()
	j.waitFor(t, text, 1)
}

// waitFor waits until the log has said something so many times.
func (j *journal) waitFor(t testing.TB, text string, times int) {
	t.Helper()
	patience := time.After(20 * time.Second)
	for {
		j.mu.Lock()
		found, news := strings.Count(j.text.String(), text) >= times, j.news
		j.mu.Unlock()
		if found {
			return
		}
		select {
		case <-news:
		case <-patience:
			t.Fatalf("the log never says %q:\n%s", text, j)
		}
	}
}

// house is a running server.
type house struct {
	*serve.Server
	t       testing.TB
	addr    string
	log     *journal
	key     ssh.Signer // of a person who may write
	host    ssh.PublicKey
	stopped chan error
	stop    context.CancelFunc
	dir     string
}

type run = func(context.Context, *serve.Session) int

// open starts a server that runs sessions with a function.
func open(t testing.TB, r run, change func(*serve.Config)) *house {
	t.Helper()
	h := &house{t: t, log: newJournal(), key: newKey(t), stopped: make(chan error, 1), dir: t.TempDir()}
	host, _, err := serve.HostKey(filepath.Join(h.dir, "state", "host"))
	if err != nil {
		t.Fatal(err)
	}
	h.host = host.PublicKey()
	limits := serve.DefaultLimits()
	limits.Grace = 5 * time.Second
	cfg := serve.Config{
		HostKey: host, Access: h.access("sessions: 300"), Limits: limits, Run: r,
		Log: slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if change != nil {
		change(&cfg)
	}
	h.Server = serve.New(cfg)
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.addr = l.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	h.stop = stop
	go func() { h.stopped <- h.Serve(ctx, l) }()
	t.Cleanup(h.close)
	return h
}

// access is what the files say, with limits for the person's key.
func (h *house) access(limits string) *serve.Access {
	h.t.Helper()
	keys := write(h.t, filepath.Join(h.dir, "keys"), authorized(h.key, "ana"))
	rights := write(h.t, filepath.Join(h.dir, "rights.yml"), "keys:\n- {name: ana, key: "+
		ssh.FingerprintSHA256(h.key.PublicKey())+`, rights: write, connectors: ["*"], `+limits+"}\n")
	a, err := serve.Files{AuthorizedKeys: keys, Rights: rights}.Load()
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func (h *house) close() {
	h.stop()
	select {
	case err := <-h.stopped:
		if err != nil {
			h.t.Errorf("the server ended with %v", err)
		}
	case <-time.After(30 * time.Second):
		h.t.Errorf("the server doesn't stop")
	}
}

// dial logs in from an address of this machine.
func (h *house) dialFrom(from string, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	d := net.Dialer{Timeout: 20 * time.Second, LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	raw, err := d.Dial("tcp", h.addr)
	if err != nil {
		return nil, err
	}
	conn, channels, requests, err := ssh.NewClientConn(raw, h.addr, &ssh.ClientConfig{
		User: "wizard", Auth: auth, HostKeyCallback: ssh.FixedHostKey(h.host), Timeout: 20 * time.Second,
	})
	if err != nil {
		return nil, errors.Join(err, raw.Close())
	}
	return ssh.NewClient(conn, channels, requests), nil
}

// login logs in as the person.
func (h *house) login(t testing.TB) *ssh.Client {
	t.Helper()
	c, err := h.dialFrom("127.0.0.1", ssh.PublicKeys(h.key))
	if err != nil {
		t.Fatalf("%v\n%s", err, h.log)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// session opens a session of the person.
func (h *house) session(t testing.TB) *ssh.Session {
	t.Helper()
	s, err := h.login(t).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// alive fails unless somebody who may come in still can.
func (h *house) alive(t testing.TB) {
	t.Helper()
	c, err := h.dialFrom("127.0.0.2", ssh.PublicKeys(h.key))
	if errors.Is(err, syscall.EADDRNOTAVAIL) {
		t.Skip("this system has one loopback address only: nobody else can look")
	}
	if err != nil {
		t.Fatalf("the server is not alive: %v\n%s", err, h.log)
	}
	defer c.Close() //nolint:errcheck // it has done its part
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := s.Output("alive"); err != nil || !strings.Contains(string(out), "alive") {
		t.Errorf("a session says %q, %v", out, err)
	}
}

// exitOf is the exit code that a session ended with; -1 for none.
func exitOf(err error) int {
	var exit *ssh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	return -1
}

// echo repeats the command line and the input, and ends with the code in the
// first word.
func echo(_ context.Context, s *serve.Session) int {
	_, _ = io.WriteString(s.Out, s.Command+"\n")
	if strings.HasPrefix(s.Command, "cat") {
		_, _ = io.Copy(s.Out, s.In)
		return 7
	}
	return 0
}

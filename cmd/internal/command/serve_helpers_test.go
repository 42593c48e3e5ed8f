package command

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"connwiz/ui/terminal/screentest"

	"golang.org/x/crypto/ssh"
)

// noise collects what a service says, and can be waited for.
type noise struct {
	mu   sync.Mutex
	text bytes.Buffer
	news chan struct{}
}

func newNoise() *noise { return &noise{news: make(chan struct{})} }

func (n *noise) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	close(n.news)
	n.news = make(chan struct{})
	return n.text.Write(p)
}

func (n *noise) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// wait waits until the text is there and returns what follows it.
func (n *noise) wait(t testing.TB, text string) string {
	t.Helper()
	patience := time.After(30 * time.Second)
	for {
		n.mu.Lock()
		_, after, found := strings.Cut(n.text.String(), text)
		news := n.news
		n.mu.Unlock()
		if found {
			return after
		}
		select {
		case <-news:
		case <-patience:
			t.Fatalf("nobody ever says %q:\n%s", text, n)
		}
	}
}

// harbour is a running connwiz serve in front of a stand.
type harbour struct {
	*stand
	address string
	log     *noise
	signals chan os.Signal
	code    chan int
	ended   func() int
	keys    map[string]ssh.Signer
	pems    map[string]string // files of the private keys
	rights  string            // the rights file
}

// The guests of a harbour: ana may do everything, ron only read, sal only what
// begins with "shop", and mia has other people's names only.
func guestRights(prints map[string]string) string {
	return fmt.Sprintf(`keys:
- {name: ana, key: %q, profile: main, rights: write, connectors: ["*"], sessions: 300}
- {name: ron, key: %q, profile: main, rights: read-only, connectors: ["*"]}
- {name: sal, key: %q, profile: main, rights: write, connectors: ["shop*"]}
- {name: mia, key: %q, rights: write, connectors: ["x"]}
`, prints["ana"], prints["ron"], prints["sal"], prints["mia"])
}

// moor starts the service.
func moor(t testing.TB, flags ...string) *harbour {
	t.Helper()
	h := &harbour{
		stand: raise(t), log: newNoise(), signals: make(chan os.Signal, 1), code: make(chan int, 1),
		keys: map[string]ssh.Signer{}, pems: map[string]string{},
	}
	h.store("wiki", "connected", shop)
	lines, prints := "", map[string]string{}
	for _, name := range []string{"ana", "ron", "sal", "mia"} {
		key := h.newKey(name)
		lines += string(ssh.MarshalAuthorizedKey(key.PublicKey()))
		prints[name] = ssh.FingerprintSHA256(key.PublicKey())
	}
	if err := os.MkdirAll(filepath.Join(h.dir, "config", "connwiz"), 0o700); err != nil {
		t.Fatal(err)
	}
	h.plain("config/connwiz/profiles.yml", fmt.Sprintf("profiles:\n  main: {url: %q}\n", h.url))
	h.rights = h.plain("rights.yml", guestRights(prints))
	args := append([]string{
		"serve", "--listen", "127.0.0.1:0", "--authorized-keys", h.plain("keys", lines), "--rights", h.rights,
		"--state-dir", filepath.Join(h.dir, "state"), "--audit-log", filepath.Join(h.dir, "audit.log"),
		"--ready-file", filepath.Join(h.dir, "ready"), "--url", "http://127.0.0.1:1",
	}, flags...)
	streams := Streams{
		In: strings.NewReader(""), Out: io.Discard, Err: h.log, Now: time.Now, Pace: h.pace, Signals: h.signals, Environ: h.environ,
		Getenv: func(name string) string {
			return map[string]string{
				"XDG_CONFIG_HOME": filepath.Join(h.dir, "config"), "ELASTICSEARCH_URL": "http://127.0.0.1:2", "TERM": "servers-own",
			}[name]
		},
	}
	go func() { h.code <- Run(context.Background(), streams, Build{Version: "test"}, args) }()
	h.address, _, _ = strings.Cut(h.log.wait(t, "msg=serving address="), " ")
	h.ended = sync.OnceValue(h.stop)
	t.Cleanup(func() { h.ended() })
	return h
}

// stop stops the service and returns its exit code.
func (h *harbour) stop() int {
	select {
	case h.signals <- syscall.SIGTERM:
	default:
	}
	select {
	case code := <-h.code:
		return code
	case <-time.After(60 * time.Second):
		h.t.Errorf("the service doesn't end:\n%s", h.log)
		return -1
	}
}

// plain writes a file that others can't change.
func (h *harbour) plain(name, content string) string {
	h.t.Helper()
	path := filepath.Join(h.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		h.t.Fatal(err)
	}
	return path
}

func (h *harbour) newKey(name string) ssh.Signer {
	h.t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		h.t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, name)
	if err != nil {
		h.t.Fatal(err)
	}
	key, err := ssh.NewSignerFromKey(private)
	if err != nil {
		h.t.Fatal(err)
	}
	h.keys[name] = key
	h.pems[name] = h.plain(name+".key", string(pem.EncodeToMemory(block)))
	return key
}

// session opens a session.
func (h *harbour) session(t testing.TB, name string) *ssh.Session {
	t.Helper()
	_, s := h.login(t, name)
	return s
}

func (h *harbour) login(t testing.TB, name string) (*ssh.Client, *ssh.Session) {
	t.Helper()
	c, err := ssh.Dial("tcp", h.address, &ssh.ClientConfig{
		User: "wizard", Auth: []ssh.AuthMethod{ssh.PublicKeys(h.keys[name])}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, h.log)
	}
	t.Cleanup(func() { _ = c.Close() })
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

// ask runs a command line as a guest.
func (h *harbour) ask(t testing.TB, name, in, line string) ran {
	t.Helper()
	var out, fail bytes.Buffer
	c, s := h.login(t, name)
	defer c.Close() //nolint:errcheck // it has done its part
	s.Stdin, s.Stdout, s.Stderr = strings.NewReader(in), &out, &fail
	err := s.Run(line)
	code := 0
	if exit := new(ssh.ExitError); errors.As(err, &exit) {
		code = exit.ExitStatus()
	} else if err != nil {
		t.Fatalf("%q: %v\n%s", line, err, h.log)
	}
	return ran{code, out.String(), fail.String()}
}

// visitor is a guest at a terminal.
type visitor struct {
	*screentest.Display
	session *ssh.Session
	keys    io.WriteCloser
}

// visit opens a session with a terminal.
func (h *harbour) visit(t testing.TB, name, line string) *visitor {
	t.Helper()
	v := &visitor{Display: screentest.NewDisplay(t, 80, 24), session: h.session(t, name)}
	v.session.Stdout, v.session.Stderr = v.Display, v.Display
	keys, err := v.session.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	v.keys = keys
	if err := v.session.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := v.session.Start(line); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *visitor) press(keys string) { _, _ = io.WriteString(v.keys, keys) }

// enter presses Enter alone, when what was typed before is seen: what a busy machine
// reads together is a paste.
func (v *visitor) enter(seen string) {
	v.WaitFor(seen)
	v.Settle()
	v.press("\r")
}

// hangUp leaves without a word.
func (v *visitor) hangUp() { _ = v.session.Close() }

// exit waits for the end of the session.
func (v *visitor) exit(t testing.TB) int {
	t.Helper()
	return exitOf(t, v.session.Wait())
}

// exitOf is the exit code of a session that has ended.
func exitOf(t testing.TB, err error) int {
	t.Helper()
	exit := new(ssh.ExitError)
	if errors.As(err, &exit) {
		return exit.ExitStatus()
	} else if err != nil {
		t.Fatal(err)
	}
	return 0
}

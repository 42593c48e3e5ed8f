package serve_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"connwiz/cmd/internal/serve"

	"golang.org/x/crypto/ssh"
)

// What a client doesn't read must not keep a session for ever, nor the memory for it.
func TestAClientThatReadsNothingLosesItsSession(t *testing.T) {
	t.Parallel()
	for _, terminal := range []bool{false, true} {
		h := open(t, func(_ context.Context, s *serve.Session) int {
			for { // as if it had very much to say, and no ear for signals
				if _, err := s.Out.Write(make([]byte, 64<<10)); err != nil {
					return 3
				}
			}
		}, func(cfg *serve.Config) { cfg.Limits.Grace = 10 * time.Millisecond })
		h.Reload(h.access("idle: 1s"))
		s := h.session(t)
		if _, err := s.StdoutPipe(); err != nil { // which nobody reads
			t.Fatal(err)
		}
		if terminal {
			if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Start("x"); err != nil {
			t.Fatal(err)
		}
		h.log.wait(t, `reason="nothing was typed for a long time"`)
	}
}

// Everything that is typed stays in memory.
func TestASessionTakesOnlySoMuch(t *testing.T) {
	t.Parallel()
	read := make(chan int64, 2)
	h := open(t, func(_ context.Context, s *serve.Session) int {
		in := s.In
		if l := s.Link(); l != nil {
			in = l.In
		}
		n, _ := io.Copy(io.Discard, in)
		read <- n
		<-s.Signals
		return 129
	}, nil)
	for _, terminal := range []bool{false, true} {
		s := h.session(t)
		in, err := s.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if terminal {
			if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
				t.Fatal(err)
			}
		}
		var said syncBuffer
		s.Stdout, s.Stderr = &said, &said
		if err := s.Start("x"); err != nil {
			t.Fatal(err)
		}
		go func() {
			part := bytes.Repeat([]byte("x"), 256<<10)
			for range 40 {
				if _, err := in.Write(part); err != nil {
					return
				}
			}
		}()
		if n := <-read; n > 4<<20 {
			t.Errorf("terminal %v: it takes %d bytes", terminal, n)
		}
		said.wait(t, "more was sent than a session takes")
		if code := exitOf(s.Wait()); code != 129 {
			t.Errorf("terminal %v: exit code %d", terminal, code)
		}
	}
}

func TestAClientCannotFillTheLog(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	c := h.login(t)
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 400 {
		_, _ = s.SendRequest(fmt.Sprintf("nonsense-%d", i), false, nil)
		_, _, _ = c.SendRequest(fmt.Sprintf("forward-%d", i), false, nil)
		_, _ = s.SendRequest("env", false, []byte("torn"))
	}
	_, _, err = c.OpenChannel("direct-tcpip", nil)
	if err == nil {
		t.Error("a channel for forwarding is open")
	}
	if out, err := s.Output("still here"); err != nil || string(out) != "still here\n" {
		t.Errorf("afterwards: %q, %v", out, err)
	}
	h.log.wait(t, "much was refused: no more of it is told")
	if n := strings.Count(h.log.String(), "refused"); n > 60 {
		t.Errorf("%d lines tell of refusals", n)
	}
}

func TestAKeyHasOnlySoManyChannelsOnAllItsConnections(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	h.Reload(h.access("sessions: 2"))
	var channels []ssh.Channel
	refused := 0
	for range 3 {
		c := h.login(t)
		for range 3 {
			channel, requests, err := c.OpenChannel("session", nil)
			if err != nil {
				refused++
				continue
			}
			go ssh.DiscardRequests(requests)
			channels = append(channels, channel)
		}
	}
	if len(channels) != 4 || refused != 5 { // two sessions, and as many to spare
		t.Errorf("%d channels are open, %d were refused", len(channels), refused)
	}
	for _, c := range channels {
		_ = c.Close()
	}
	c := h.login(t)
	patience := time.Now().Add(20 * time.Second)
	for {
		_, requests, err := c.OpenChannel("session", nil)
		if err == nil {
			go ssh.DiscardRequests(requests)
			break
		}
		if time.Now().After(patience) {
			t.Fatalf("there is no room after others have gone: %v", err)
		}
	}
}

func TestFloodsOfWindowsAndSignalsAreBorne(t *testing.T) {
	t.Parallel()
	done := make(chan struct{})
	h := open(t, func(_ context.Context, s *serve.Session) int {
		_, _ = io.WriteString(s.Out, "here\n")
		<-done
		width, height := s.Link().Size()
		fmt.Fprintf(s.Out, "%dx%d, %d signals\n", width, height, len(s.Signals))
		return 0
	}, nil)
	p := h.sit(t, "", 80, 24)
	p.WaitFor("here")
	for i := range uint32(5000) {
		_, _ = p.session.SendRequest("window-change", false, ssh.Marshal(struct{ C, R, W, H uint32 }{i, i, i, i}))
		_ = p.session.Signal(ssh.SIGINT)
	}
	if taken, err := p.session.SendRequest("window-change", true, ssh.Marshal(struct{ C, R, W, H uint32 }{70, 20, 0, 0})); !taken || err != nil {
		t.Fatal(taken, err)
	}
	close(done)
	p.WaitFor("70x20, 4 signals")
	if code := exitOf(p.session.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestAChannelHasOneTerminalAndOneCommand(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	s := h.session(t)
	pty := ssh.Marshal(struct {
		Term       string
		C, R, W, H uint32
		Modes      string
	}{"xterm", 80, 24, 0, 0, ""})
	run := ssh.Marshal(struct{ Command string }{"cat"})
	for i, c := range []struct {
		request string
		payload []byte
		taken   bool
	}{{"pty-req", pty, true}, {"pty-req", pty, false}, {"exec", run, true}, {"exec", run, false}, {"shell", nil, false}, {"pty-req", pty, false}} {
		if taken, err := s.SendRequest(c.request, true, c.payload); taken != c.taken || err != nil {
			t.Errorf("request %d, %s: taken %v, %v", i+1, c.request, taken, err)
		}
	}
	h.alive(t)
}

func TestNewKeysInTheMiddleOfASessionChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	c, err := ssh.Dial("tcp", h.addr, &ssh.ClientConfig{
		Config: ssh.Config{RekeyThreshold: 4 << 10}, User: "wizard",
		Auth: []ssh.AuthMethod{ssh.PublicKeys(h.key)}, HostKeyCallback: ssh.FixedHostKey(h.host),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close() //nolint:errcheck // it has done its part
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	sent := strings.Repeat("0123456789abcdef", 8<<10)
	s.Stdin = strings.NewReader(sent)
	if out, err := s.Output("cat"); exitOf(err) != 7 || string(out) != "cat\n"+sent {
		t.Errorf("%d bytes came back, %v", len(out), err)
	}
}

// Who lost a right has lost it at once, whether the session has ended yet or not.
func TestASessionKnowsThatItsKeyLostRights(t *testing.T) {
	t.Parallel()
	h := open(t, func(_ context.Context, s *serve.Session) int {
		fmt.Fprintf(s.Out, "before: %v\n", s.Over())
		<-s.Signals
		fmt.Fprintf(s.Out, "after: %v\n", s.Over())
		return 0
	}, nil)
	p := h.sit(t, "", 80, 24)
	p.WaitFor("before: <nil>")
	h.Reload(h.access("sessions: 7"))
	p.WaitFor("after: the rights of your key have changed: connect again")
}

func TestCertificatesAreNoKeys(t *testing.T) {
	t.Parallel()
	dir, key := t.TempDir(), newKey(t)
	line := string(ssh.MarshalAuthorizedKey(certify(t, key).PublicKey()))
	for name, keys := range map[string]string{"alone": line, "beside its key": authorized(key, "ana") + line} {
		_, err := serve.Files{AuthorizedKeys: write(t, filepath.Join(dir, "keys-"+strings.Fields(name)[0]), keys)}.Load()
		if err == nil || !strings.Contains(err.Error(), "are not accepted") {
			t.Errorf("%s: %v", name, err)
		}
	}
	twice := write(t, filepath.Join(dir, "twice"), authorized(key, "ana")+authorized(key, "the same again"))
	if a, err := (serve.Files{AuthorizedKeys: twice}).Load(); err != nil || len(a.Grants()) != 1 {
		t.Errorf("a key that is there twice: %v", err)
	}
	if _, err := os.Stat(twice); err != nil {
		t.Error(err)
	}
}

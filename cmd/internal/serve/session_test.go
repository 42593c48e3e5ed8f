package serve_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"connwiz/cmd/internal/serve"
	"connwiz/ui/terminal/screentest"

	"golang.org/x/crypto/ssh"
)

func TestACommandHasItsStreamsAndItsExitCode(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	s := h.session(t)
	s.Stdin = strings.NewReader("from the client")
	out, err := s.Output("cat 'a b'")
	if string(out) != "cat 'a b'\nfrom the client" || exitOf(err) != 7 {
		t.Errorf("said %q, ended with %v", out, err)
	}
	h.log.wait(t, `msg="session ended"`)
	for _, want := range []string{"name=ana", "exit=7", "reason=done", ssh.FingerprintSHA256(h.key.PublicKey()), "client=127.0.0.1"} {
		if !strings.Contains(h.log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, h.log)
		}
	}
	if strings.Contains(h.log.String(), "a b") {
		t.Errorf("the log tells the command line:\n%s", h.log)
	}
}

func TestSeveralSessionsShareAConnection(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	c := h.login(t)
	for i := range 12 {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if out, err := s.Output(fmt.Sprint("n", i)); string(out) != fmt.Sprintf("n%d\n", i) || err != nil {
			t.Errorf("said %q, %v", out, err)
		}
	}
}

// typist is a person at a terminal.
type typist struct {
	*screentest.Display
	session *ssh.Session
	keys    io.WriteCloser
}

// sit opens a session with a terminal.
func (h *house) sit(t *testing.T, command string, width, height int) *typist {
	t.Helper()
	p := &typist{Display: screentest.NewDisplay(t, 80, 24), session: h.session(t)}
	p.session.Stdout, p.session.Stderr = p.Display, p.Display
	var err error
	if p.keys, err = p.session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.session.RequestPty("xterm-256color", height, width, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if command == "" {
		err = p.session.Shell()
	} else {
		err = p.session.Start(command)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *typist) press(keys string) { _, _ = io.WriteString(p.keys, keys) }

// asker is a program that asks for a line, then for a secret, then for a line.
func asker(_ context.Context, s *serve.Session) int {
	ask := func(question string) string {
		fmt.Fprint(s.Out, question+": ")
		buf := make([]byte, 100)
		n, err := s.In.Read(buf)
		if err != nil {
			return err.Error()
		}
		return string(buf[:n])
	}
	fmt.Fprintf(s.Out, "%s %d\n", s.Getenv("TERM"), s.Width())
	fmt.Fprintf(s.Out, "got %q\n", ask("line"))
	unmute, _ := s.Mute()()
	secret := ask("secret")
	_ = unmute()
	fmt.Fprintf(s.Out, "\ngot %d characters\n", len(secret))
	fmt.Fprintf(s.Out, "got %q\n", ask("last"))
	fmt.Fprintf(s.Err, "%q\n", ask("end"))
	return 0
}

func TestATerminalEditsAndEchoesLinesButNoSecrets(t *testing.T) {
	t.Parallel()
	p := open(t, asker, nil).sit(t, "", 90, 24)
	p.WaitFor("line:")
	p.press("wrxng\x7f\x7f\x7fong\x15ri\xc3\xa9\x7fght\r")
	p.WaitFor("line: right")
	p.WaitFor(`got "right\n"`)
	p.WaitFor("secret:")
	p.press("hunter22")
	p.WaitFor("got 8 characters")
	p.WaitFor("last:")
	p.press("two words\x17x\x01\n")
	p.WaitFor(`got "two x\x01\n"`)
	p.WaitFor("end:")
	p.press("\x04")
	p.WaitFor(`"EOF"`)
	if err := p.session.Wait(); err != nil {
		t.Error(err)
	}
	if screen := p.Screen(); strings.Contains(screen, "hunter22") || !strings.HasPrefix(screen, "xterm-256color 90\n") || !strings.Contains(screen, "last: two x^A\n") {
		t.Errorf("the screen is:\n%s", screen)
	}
}

// A line may be longer than what is typed ahead.
func TestALongLineArrivesWhole(t *testing.T) {
	t.Parallel()
	const size = 200 << 10
	h := open(t, func(_ context.Context, s *serve.Session) int {
		line, err := bufio.NewReader(s.In).ReadString('\n')
		fmt.Fprintf(s.Out, "\ngot %d bytes, %v\n", len(line), err)
		return 0
	}, nil)
	s := h.session(t)
	s.Stdin = strings.NewReader(strings.Repeat("x", size) + "\r")
	var said syncBuffer
	s.Stdout = &said
	if err := errors.Join(s.RequestPty("xterm", 24, 80, nil), s.Start("x")); err != nil {
		t.Fatal(err)
	}
	said.wait(t, fmt.Sprintf("got %d bytes, <nil>", size+1))
	if code := exitOf(s.Wait()); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestWhatIsTypedAheadIsNotEchoedIntoAQuestionForASecret(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{})
	p := open(t, func(_ context.Context, s *serve.Session) int {
		fmt.Fprint(s.Out, "wait ")
		<-asked
		unmute, _ := s.Mute()()
		defer func() { _ = unmute() }()
		buf := make([]byte, 100)
		n, _ := s.In.Read(buf)
		fmt.Fprintf(s.Out, "%d characters", n)
		return 0
	}, nil).sit(t, "", 80, 24)
	p.WaitFor("wait")
	p.press("hunter22")
	close(asked)
	p.WaitFor("characters")
	if strings.Contains(p.Screen(), "hunter") {
		t.Errorf("the screen is:\n%s", p.Screen())
	}
}

// signalled waits for a signal and says which it was.
func signalled(ctx context.Context, s *serve.Session) int {
	if s.Command == "alive" {
		return echo(ctx, s)
	}
	fmt.Fprintln(s.Out, "waiting")
	select {
	case sig := <-s.Signals:
		fmt.Fprintln(s.Out, "signal:", sig)
		if sig == os.Interrupt {
			return 130
		}
		return 129
	case <-ctx.Done():
		return 1
	}
}

func TestCtrlCInterruptsACommandThatReadsNothing(t *testing.T) {
	t.Parallel()
	p := open(t, signalled, nil).sit(t, "sync x --watch", 80, 24)
	p.WaitFor("waiting")
	p.press("\x03")
	p.WaitFor("signal: interrupt")
	if code := exitOf(p.session.Wait()); code != 130 {
		t.Errorf("exit code %d", code)
	}
}

func TestClientsSendSignals(t *testing.T) {
	t.Parallel()
	h := open(t, signalled, nil)
	for sig, want := range map[ssh.Signal]int{ssh.SIGINT: 130, ssh.SIGHUP: 129, ssh.SIGTERM: 129} {
		s := h.session(t)
		var out bytes.Buffer
		s.Stdout = &out
		if err := s.Start("x"); err != nil {
			t.Fatal(err)
		}
		_ = s.Signal("USR1") // means nothing
		if err := s.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if code := exitOf(s.Wait()); code != want {
			t.Errorf("%s: exit code %d, said %q", sig, code, out.String())
		}
	}
}

func TestASessionThatRestsOrLastsTooLongIsAskedToEnd(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ limits, reason string }{
		"rests":          {"idle: 1s", "nothing was typed"},
		"lasts too long": {"total: 1s", "its time is over"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t, signalled, nil)
			h.Reload(h.access(c.limits))
			p := h.sit(t, "", 80, 24)
			p.WaitFor("signal: hangup")
			p.WaitFor("connwiz: the session was ended: " + c.reason)
			if code := exitOf(p.session.Wait()); code != 129 {
				t.Errorf("exit code %d", code)
			}
			h.log.wait(t, `msg="session ended"`)
		})
	}
}

func TestASessionThatIgnoresItsEndIsCutOff(t *testing.T) {
	t.Parallel()
	h := open(t, func(ctx context.Context, _ *serve.Session) int {
		<-ctx.Done() // as if it were stuck
		return 5
	}, func(cfg *serve.Config) { cfg.Limits.Grace = 10 * time.Millisecond })
	h.Reload(h.access("total: 1s"))
	p := h.sit(t, "", 80, 24)
	if code := exitOf(p.session.Wait()); code != 5 && code != -1 {
		t.Errorf("exit code %d", code)
	}
}

func TestTheEndOfAConnectionIsAHangUp(t *testing.T) {
	t.Parallel()
	got := make(chan os.Signal, 1)
	h := open(t, func(_ context.Context, s *serve.Session) int {
		fmt.Fprintln(s.Out, "here")
		got <- <-s.Signals
		return 0
	}, nil)
	p := h.sit(t, "", 80, 24)
	p.WaitFor("here")
	_ = p.session.Close()
	if sig := <-got; sig.String() != "hangup" {
		t.Errorf("got %v", sig)
	}
}

func TestAPanicEndsOneSessionWithAnExitCode(t *testing.T) {
	t.Parallel()
	h := open(t, func(ctx context.Context, s *serve.Session) int {
		if s.Command == "panic" {
			panic("a secret")
		}
		return echo(ctx, s)
	}, nil)
	c := h.login(t)
	other, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	in, _ := other.StdinPipe()
	if err := other.Start("cat"); err != nil {
		t.Fatal(err)
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.CombinedOutput("panic")
	if exitOf(err) != 1 || !strings.Contains(string(out), "this is a mistake in connwiz") {
		t.Errorf("said %q, ended with %v", out, err)
	}
	_ = in.Close()
	if code := exitOf(other.Wait()); code != 7 {
		t.Errorf("the other session ended with %d", code)
	}
	h.log.wait(t, "level=ERROR msg=panic")
	if strings.Contains(h.log.String()+string(out), "a secret") {
		t.Errorf("the value is told: %s\n%s", out, h.log)
	}
	h.alive(t)
}

func TestAStoppingServerLetsSessionsEnd(t *testing.T) {
	t.Parallel()
	h := open(t, signalled, nil)
	p := h.sit(t, "", 80, 24)
	p.WaitFor("waiting")
	h.stop()
	p.WaitFor("signal: terminated")
	p.WaitFor("the service is stopping")
	if code := exitOf(p.session.Wait()); code != 129 {
		t.Errorf("exit code %d", code)
	}
}

func TestAReloadEndsTheSessionsOfKeysThatLostRights(t *testing.T) {
	t.Parallel()
	h := open(t, signalled, nil)
	p := h.sit(t, "", 80, 24)
	p.WaitFor("waiting")
	h.Reload(h.access("sessions: 300")) // nothing changes
	stranger := newKey(t)
	h.key, stranger = stranger, h.key
	h.Reload(h.access("sessions: 300"))
	p.WaitFor("the rights of your key have changed")
	if _, err := h.dialFrom("127.0.0.1", ssh.PublicKeys(stranger)); err == nil {
		t.Error("a key without rights logs in")
	}
	h.alive(t)
}

func TestThereAreOnlySoManySessions(t *testing.T) {
	t.Parallel()
	h := open(t, echo, nil)
	h.Reload(h.access("sessions: 2"))
	c := h.login(t)
	var inputs []io.Closer
	for range 2 {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		in, _ := s.StdinPipe()
		out, _ := s.StdoutPipe()
		if err := s.Start("cat"); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 10)); err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, in)
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.CombinedOutput("x")
	if exitOf(err) != 1 || !strings.Contains(string(out), "your key has all its sessions open") {
		t.Errorf("said %q, %v", out, err)
	}
	for _, in := range inputs {
		_ = in.Close()
	}
}

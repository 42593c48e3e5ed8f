//go:build unix

package terminal_test

import (
	"io"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"connwiz/ui/terminal"
	"connwiz/ui/terminal/screentest"
)

// asks matches what a program asks a terminal: its name, colours, modes, place of
// the cursor, size, abilities.
var asks = regexp.MustCompile(`\x1b\[[?>=]*[0-9;]*[cnu]|\x1b\[\??[0-9;]*\$p|\x1b\][0-9;]*\?|\x1bP[+$]q|\x1b\[[0-9]+t|\x05`)

func TestASilentTerminalIsAskedNothing(t *testing.T) {
	t.Parallel()
	for _, role := range []string{"version", "cell"} {
		s := start(t, role, screentest.Options{Silent: true})
		s.WaitUntil("output", func(screen string) bool { return screen != "" })
		// Whoever waits for an answer has asked before. How long the output took says
		// less: it depends on the machine.
		if asked := asks.FindString(s.Log()); asked != "" {
			t.Errorf("%s asks %q", role, asked)
		}
	}
}

func TestKeysReachBubbleTeaWhole(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{})
	s.WaitFor("keys:")
	s.Send("\x1b[")
	s.Send("B")
	s.WaitFor("down")
	s.Send("\x1b]11;rgb:0000/0000/0000\x07")
	s.Press("a", screentest.Enter, screentest.Esc, "b")
	s.WaitFor("down a enter esc b")
	s.Send("xy\r")
	s.WaitFor("b x y " + terminal.BurstEnter)
	s.Press("q")
	if code := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if s.Alternate() {
		t.Error("the alternate screen was left on")
	}
}

func TestPastesReachBubbleTeaExactly(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{Width: 100, Height: 10})
	s.WaitFor("keys:")
	s.Send(pem())
	s.WaitFor("paste 3303 bytes, 51 breaks")
	s.Paste(strings.Repeat(pem()+"\r", 30))
	s.WaitFor("paste 99120 bytes, 1560 breaks")
	if len(pem()) != 3303 {
		t.Errorf("the key has %d bytes", len(pem()))
	}
}

func TestTheTerminalIsGivenBack(t *testing.T) {
	t.Parallel()
	for _, renderer := range []string{"cell", "line"} {
		for _, c := range []struct {
			name string
			end  func(*screentest.Session)
			code int
		}{
			{"after quitting", func(s *screentest.Session) { s.Press("q") }, 0},
			{"after SIGTERM", func(s *screentest.Session) { s.Signal(syscall.SIGTERM) }, 143},
			{"after SIGHUP", func(s *screentest.Session) { s.Signal(syscall.SIGHUP) }, 129},
			{"after SIGINT", func(s *screentest.Session) { s.Signal(syscall.SIGINT) }, 130},
			{"after SIGQUIT", func(s *screentest.Session) { s.Signal(syscall.SIGQUIT) }, 131},
			{"after a panic in Update", func(s *screentest.Session) { s.Press("U"); s.WaitLog("in Update") }, 1},
			{"after a panic in a command", func(s *screentest.Session) { s.Press("C"); s.WaitLog("in a command") }, 1},
			{"after a panic in a goroutine", func(s *screentest.Session) { s.Press("G"); s.WaitLog("rescued") }, 70},
		} {
			t.Run(c.name+", "+renderer, func(t *testing.T) {
				t.Parallel()
				s := start(t, renderer, screentest.Options{Shell: true, Height: 40, Width: 80})
				s.WaitFor("keys:")
				c.end(s)
				if code := s.Exit(); code != c.code {
					t.Errorf("exit code %d, want %d", code, c.code)
				}
				if faults := s.Left(); len(faults) > 0 {
					t.Errorf("the terminal is left with: %q", faults)
				}
			})
		}
	}
}

func TestTheHarnessSeesATerminalThatIsNotGivenBack(t *testing.T) {
	t.Parallel()
	s := start(t, "crash", screentest.Options{Shell: true})
	if faults := strings.Join(s.Left(), ", "); faults != "no echo, no icanon, no isig, no opost, no icrnl, alternate screen, no cursor, mode 2004" {
		t.Errorf("got %q", faults)
	}
}

func TestSuspendGivesTheTerminalToTheShellAndTakesItBack(t *testing.T) {
	t.Parallel()
	for _, renderer := range []string{"cell", "line"} {
		t.Run(renderer, func(t *testing.T) {
			t.Parallel()
			s := start(t, "shell "+renderer, screentest.Options{})
			want := "keys:"
			s.WaitFor(want)
			for range 2 {
				s.Press(screentest.CtrlZ)
				s.WaitFor("the job stopped")
				s.WaitFor("and gave the terminal back: true")
				if _, _, visible := s.Cursor(); s.Alternate() || !visible {
					t.Errorf("the shell doesn't get the screen back: alternate %v, cursor %v", s.Alternate(), visible)
				}
				s.Signal(syscall.SIGUSR1)
				want += " ctrl+z resumed <nil>"
				s.WaitFor(want)
				if _, _, visible := s.Cursor(); !s.Alternate() || visible {
					t.Errorf("the program doesn't get the screen back: alternate %v, cursor %v", s.Alternate(), visible)
				}
				s.Press("x")
				want += " x"
				s.WaitFor(want)
			}
			s.Press("q")
			if code := s.Exit(); code != 0 {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

func TestAStopThatNobodyCouldPrepareForIsMended(t *testing.T) {
	t.Parallel()
	for _, renderer := range []string{"cell", "line"} {
		for name, stop := range map[string]syscall.Signal{"SIGTSTP": syscall.SIGUSR2, "SIGSTOP": syscall.SIGALRM} {
			t.Run(renderer+", "+name, func(t *testing.T) {
				t.Parallel()
				s := start(t, "shell "+renderer, screentest.Options{})
				s.WaitFor("keys:")
				s.Signal(stop)
				s.WaitFor("and gave the terminal back: false")
				s.Signal(syscall.SIGUSR1)
				s.WaitGone("the job stopped")
				s.WaitFor("keys:")
				s.Press("x")
				s.WaitFor("keys: x")
				s.Press("q")
				if code := s.Exit(); code != 0 {
					t.Errorf("exit code %d", code)
				}
			})
		}
	}
}

func TestSuspendingWithoutAShellGoesOn(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{})
	s.WaitFor("keys:")
	s.Press(screentest.CtrlZ)
	s.WaitFor("resumed <nil>")
	s.Press("x")
	s.WaitFor("resumed <nil> x")
}

func TestALostTerminalEndsTheProgram(t *testing.T) {
	t.Parallel()
	s := start(t, "cell", screentest.Options{})
	s.WaitFor("keys:")
	s.HangUp()
	if code := s.Exit(); code != 129 {
		t.Errorf("exit code %d, want 129", code)
	}
}

func TestOpenRefusesWhatIsNoTerminal(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if _, err := terminal.Open(r, w); err == nil || !strings.Contains(err.Error(), "standard input: not a terminal") {
		t.Errorf("got %v", err)
	}
	if terminal.IsTerminal(r, w) {
		t.Error("a pipe is taken for a terminal")
	}
}

func TestSizesAreClamped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, wantW, wantH int }{
		{80, 24, 80, 24}, {0, 0, 80, 24}, {-1, 10, 80, 10}, {65535, 65535, 1000, 500}, {1, 1, 1, 1},
	} {
		if w, h := terminal.ClampSize(c.w, c.h); w != c.wantW || h != c.wantH {
			t.Errorf("%dx%d becomes %dx%d, want %dx%d", c.w, c.h, w, h, c.wantW, c.wantH)
		}
	}
}

func TestInputReadsAnySourceUntilItEnds(t *testing.T) {
	t.Parallel()
	in, err := terminal.NewInput(strings.NewReader("ab\x1b[B\xff"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for buf := make([]byte, 256); ; {
		n, err := in.Read(buf)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(buf[:n]))
	}
	if strings.Join(got, "|") != "a|b|\x1b[B" {
		t.Errorf("got %q", got)
	}
	<-in.Ended()
	for range 2 {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestInputClosesWhileNobodyReads(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	in, err := terminal.NewInput(r)
	if err != nil {
		t.Fatal(err)
	}
	go func() { // more than any pipe holds
		_, _ = w.WriteString(strings.Repeat("\x1b[B", 200_000))
		_ = w.Close()
	}()
	buf := make([]byte, 2)
	if n, err := in.Read(buf); n != 2 || err != nil {
		t.Errorf("read %d, %v", n, err)
	}
	if n, err := in.Read(buf); n != 1 || err != nil {
		t.Errorf("the rest of a key: read %d, %v", n, err)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
	_, _ = io.Copy(io.Discard, r)
}

func BenchmarkFirstFrameOnASilentTerminal(b *testing.B) {
	for b.Loop() {
		start(b, "cell", screentest.Options{Silent: true}).WaitFor("keys:")
	}
}

func TestKeysTypedWhileReadingStopsAreNotLost(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := terminal.NewInput(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = in.Close(), r.Close()
	})
	got := make(chan string, 1)
	go func() {
		var b strings.Builder
		_, _ = io.Copy(&b, in)
		got <- strings.NewReplacer("\x1b[200~", "", "\x1b[201~", "").Replace(b.String()) // They come as fast as a paste.
	}()
	want := strings.Repeat("abcdefghijklmnopqrstuvwxyz", 20)
	for _, key := range strings.Split(want, "") {
		if _, err := w.WriteString(key); err != nil {
			t.Fatal(err)
		}
		in.Pause()
		if err := in.Resume(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if all := <-got; all != want {
		t.Errorf("typed %q\n got %q", want, all)
	}
}

//go:build unix

package plain

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"connwiz/schema"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// console is a prompter on a pseudo terminal.
type console struct {
	*Prompter
	t       *testing.T
	person  *os.File
	program *os.File
	signals chan os.Signal

	mu    sync.Mutex
	news  *sync.Cond
	shown strings.Builder
}

// sit opens a console.
func sit(t *testing.T) *console {
	t.Helper()
	person, program, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	c := &console{t: t, person: person, program: program, signals: make(chan os.Signal, 1)}
	c.news = sync.NewCond(&c.mu)
	t.Cleanup(func() { _ = program.Close(); _ = person.Close() })
	go c.look()
	c.Prompter = New(context.Background(), Options{In: program, Out: program, Terminal: program, Signals: c.signals})
	return c
}

// look collects what shows.
func (c *console) look() {
	b := make([]byte, 4096)
	for {
		n, err := c.person.Read(b)
		c.mu.Lock()
		c.shown.Write(b[:n])
		c.news.Broadcast()
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// when types keys as soon as a text shows.
func (c *console) when(text, keys string) *console {
	go func() {
		c.await(text)
		_, _ = io.WriteString(c.person, keys)
	}()
	return c
}

// await waits until a text shows.
func (c *console) await(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	end := time.Now().Add(time.Minute)
	late := time.AfterFunc(time.Minute, c.news.Broadcast) // After the end, or nobody would look.
	defer late.Stop()
	for !strings.Contains(c.shown.String(), text) && time.Now().Before(end) {
		c.news.Wait()
	}
}

// screen is what shows.
func (c *console) screen() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.shown.String()
}

// settled fails unless the terminal is in the mode that it was in.
func (c *console) settled(before *term.State) {
	c.t.Helper()
	now, err := term.GetState(int(c.program.Fd()))
	if err != nil {
		c.t.Fatal(err)
	}
	if *now != *before {
		c.t.Error("the terminal was not given back as it was")
	}
}

// mode is the mode of the terminal.
func (c *console) mode() *term.State {
	c.t.Helper()
	s, err := term.GetState(int(c.program.Fd()))
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

func TestASecretIsTakenWordForWordAndNeverShows(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0123456789abcdef", 1000)
	for name, c := range map[string]struct{ keys, want string }{
		"as typed":                  {" s3cr3t \r", " s3cr3t "},
		"nothing":                   {"\r", ""},
		"with CRLF":                 {"s3cr3t\r\n", "s3cr3t"},
		"corrected":                 {"s3cre\x7f3x\x7ft\r", "s3cr3t"},
		"begun anew":                {"wrong\x15s3cr3t\r", "s3cr3t"},
		"with arrow keys":           {"s3\x1b[Dcr\x1b[1;5C\x1bOA3t\r", "s3cr3t"},
		"ended by Ctrl+D":           {"s3cr3t\x04", "s3cr3t"},
		"longer than a line can be": {long + "\r", long},
		"beyond ASCII":              {"pässwörd-密码\r", "pässwörd-密码"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := sit(t)
			before := x.mode()
			got, err := x.when("Token: ", c.keys).AskSecret("Token")
			if err != nil || string(got.Reveal()) != c.want {
				t.Fatalf("got %d bytes, %v, want %d", len(got.Reveal()), err, len(c.want))
			}
			x.settled(before)
			if len(x.in.buf) != 0 {
				t.Errorf("%d bytes are left in the buffer", len(x.in.buf))
			}
			x.await("\n")
			if got := strings.ReplaceAll(x.screen(), "\r\n", "\n"); got != "Token: \n" {
				t.Errorf("the screen shows %q", got)
			}
		})
	}
}

func TestALonelyEscTakesNothingWithIt(t *testing.T) {
	t.Parallel()
	x := sit(t)
	go func() {
		x.await("Token: ")
		_, _ = io.WriteString(x.person, "a\x1b")
		time.Sleep(3 * lull) // A person presses the next key only after a while.
		_, _ = io.WriteString(x.person, "b\r")
	}()
	if got, err := x.AskSecret("Token"); err != nil || string(got.Reveal()) != "ab" {
		t.Errorf("got %q, %v", got.Reveal(), err)
	}
}

func TestASecretOfSeveralLinesEndsWithADot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ keys, want string }{
		"as typed":                    {"-----BEGIN-----\rabc\r-----END-----\r.\r", "-----BEGIN-----\nabc\n-----END-----"},
		"pasted with CRLF":            {"a\r\n\r\nb\r\n.\r\n", "a\n\nb"},
		"ended by Ctrl+D":             {"a\rb\r\x04", "a\nb"},
		"ended by Ctrl+D in the line": {"a\rb\x04", "a\nb"},
		"an escaped dot":              {"a\r\\.\r.\r", "a\n."},
		"an empty first line":         {"\r", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := sit(t)
			before := x.mode()
			got, err := x.when("Key: ", c.keys).AskSecretLines("Key", func(line []byte) bool { return len(line) == 0 })
			if err != nil || string(got.Reveal()) != c.want {
				t.Fatalf("got %q, %v, want %q", got.Reveal(), err, c.want)
			}
			x.settled(before)
		})
	}
}

func TestSeveralLinesPastedIntoOneAreRefusedAndAnswerNothing(t *testing.T) {
	t.Parallel()
	for name, ask := range map[string]struct {
		keys string
		ask  func(*console) (schema.Secret, error)
	}{
		"one line": {"first\rsecond\rthird", func(x *console) (schema.Secret, error) { return x.AskSecret("Token") }},
		"a text with its end mark inside": {"a\r.\rsecond\rthird\r", func(x *console) (schema.Secret, error) {
			return x.AskSecretLines("Token", nil)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := sit(t)
			got, err := ask.ask(x.when("Token: ", ask.keys))
			var lines *LinesError
			if !errors.As(err, &lines) || lines.Lines != 3 || !got.Empty() {
				t.Fatalf("got %v", err)
			}
			if got, err := x.when("Port: ", "1\n").Ask("Port"); got != "1" || err != nil {
				t.Errorf("the next question got %q, %v", got, err)
			}
			for _, word := range []string{"first", "second", "third"} {
				if strings.Contains(x.screen(), word) {
					t.Errorf("%q shows: %q", word, x.screen())
				}
			}
		})
	}
}

func TestSeveralLinesPastedIntoAVisibleQuestionAnswerNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys  string
		lines int
		ask   func(*console) (string, error)
	}{
		"whole lines":             {"first\rsecond\rthird\r", 3, func(x *console) (string, error) { return x.Ask("Host") }},
		"a last one without end":  {"first\rsecond\rthi", 3, func(x *console) (string, error) { return x.Ask("Host") }},
		"an empty one between":    {"first\r\rthird\r", 3, func(x *console) (string, error) { return x.Ask("Host") }},
		"behind the end of lines": {"a\rb\r.\rc\rd\r", 0, func(x *console) (string, error) { return x.AskLines("Host", nil) }},
		"behind an empty line": {"\rb\r.\r", 0, func(x *console) (string, error) {
			return x.AskLines("Host", func(line []byte) bool { return len(line) == 0 })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := sit(t)
			before := x.mode()
			got, err := c.ask(x.when("Host: ", c.keys))
			var lines *LinesError
			var refused *RefusedError
			switch {
			case c.lines > 0 && (!errors.As(err, &lines) || lines.Lines != c.lines || got != ""):
				t.Fatalf("got %q, %v", got, err)
			case c.lines == 0 && !errors.As(err, &refused):
				t.Fatalf("got %q, %v", got, err)
			}
			x.settled(before)
			if got, err := x.when("Port: ", "1\n").Ask("Port"); got != "1" || err != nil {
				t.Errorf("the next question got %q, %v", got, err)
			}
		})
	}
}

func TestEnterHeldDownKeepsOneValueAfterTheOther(t *testing.T) {
	t.Parallel()
	x := sit(t)
	x.when("Host: ", "new\r\r\r")
	for i, want := range []string{"new", "", ""} {
		if got, err := x.Ask("Host"); got != want || err != nil {
			t.Errorf("question %d got %q, %v", i+1, got, err)
		}
	}
}

func TestEchoComesBackOnEveryWayOut(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*console){
		"Ctrl+C":     func(x *console) { x.when("Token: ", "half a s3cr3t\x03") },
		"Ctrl+\\":    func(x *console) { x.when("Token: ", "half a s3cr3t\x1c") },
		"Ctrl+D":     func(x *console) { x.when("Token: ", "\x04") },
		"a signal":   func(x *console) { go func() { x.await("Token: "); x.signals <- syscall.SIGTERM }() },
		"not UTF-8":  func(x *console) { x.when("Token: ", "caf\xe9\r") },
		"many lines": func(x *console) { x.when("Token: ", "a\rb\r") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := sit(t)
			before := x.mode()
			leave(x)
			if got, err := x.AskSecret("Token"); err == nil || !got.Empty() {
				t.Errorf("got %v", err)
			}
			x.settled(before)
			if strings.Contains(x.screen(), "s3cr3t") {
				t.Errorf("the secret shows: %q", x.screen())
			}
		})
	}
}

// panicking panics at the first word.
type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("a mistake") }

func TestEchoComesBackAfterAPanic(t *testing.T) {
	t.Parallel()
	x := sit(t)
	before := x.mode()
	func() {
		defer func() { _ = recover() }()
		x.out = panicking{}
		_, _ = x.AskSecret("Token")
		t.Error("no panic")
	}()
	x.settled(before)
}

func TestWhatWasTypedAheadIsNoSecret(t *testing.T) {
	t.Parallel()
	x := sit(t)
	if _, err := io.WriteString(x.person, "typed ahead\n"); err != nil {
		t.Fatal(err)
	}
	x.await("typed ahead")
	got, err := x.when("Token: ", "s3cr3t\r").AskSecret("Token")
	if err != nil || string(got.Reveal()) != "s3cr3t" {
		t.Errorf("got %q, %v", got.Reveal(), err)
	}
	if !strings.Contains(x.screen(), aheadDropped) {
		t.Errorf("nothing was said: %q", x.screen())
	}
}

func TestWhatWasTypedAheadIsNoYes(t *testing.T) {
	t.Parallel()
	x := sit(t)
	if _, err := io.WriteString(x.person, "y\ny\n"); err != nil {
		t.Fatal(err)
	}
	x.await("y\r\ny\r\n")
	if got, err := x.when("y or n: ", "n\n").Confirm("Send?"); got || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

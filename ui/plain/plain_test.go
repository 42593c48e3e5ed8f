package plain

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"connwiz/schema"
	"connwiz/ui/text"
)

// heard is a prompter on fixed input, and what it says.
func heard(input string) (*Prompter, *bytes.Buffer) {
	var out bytes.Buffer
	return New(context.Background(), Options{In: strings.NewReader(input), Out: &out}), &out
}

func TestEveryLineAnswersOneQuestion(t *testing.T) {
	t.Parallel()
	p, out := heard("first\nsecond\r\n\n  blanks stay \nno end")
	for _, want := range []string{"first", "second", "", "  blanks stay ", "no end"} {
		if got, err := p.Ask("Q"); err != nil || got != want {
			t.Fatalf("got %q, %v, want %q", got, err, want)
		}
	}
	if _, err := p.Ask("Q"); !errors.Is(err, io.EOF) {
		t.Errorf("got %v after the end", err)
	}
	if want := "Q: Q: Q: Q: Q: Q: \n"; out.String() != want {
		t.Errorf("said %q, want %q", out.String(), want)
	}
}

// dripping hands over one byte a read, and fails the test when it is read while
// nobody waits for more than the line at hand.
type dripping struct{ rest []byte }

func (d *dripping) Read(p []byte) (int, error) {
	if len(d.rest) == 0 {
		return 0, io.EOF
	}
	p[0] = d.rest[0]
	d.rest = d.rest[1:]
	return 1, nil
}

func TestNoMoreIsReadThanTheLine(t *testing.T) {
	t.Parallel()
	in := &dripping{[]byte("one\ntwo\n")}
	p := New(context.Background(), Options{In: in, Out: io.Discard})
	if got, err := p.Ask("Q"); got != "one" || err != nil {
		t.Fatalf("got %q, %v", got, err)
	}
	if string(in.rest) != "two\n" {
		t.Errorf("%q is left to read", in.rest)
	}
}

func TestATextOfSeveralLinesEndsWithADot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want, then string }{
		"lines up to the dot":             {"a\n\n b\n.\nnext\n", "a\n\n b", "next"},
		"an escaped dot is a line":        {"\\.\n\\\\.\n.\nnext\n", ".\n\\.", "next"},
		"only the dot":                    {".\nnext\n", "", "next"},
		"an answer that stands alone":     {"!x\nnext\n", "!x", "next"},
		"such a line later is text":       {"a\n!x\n.\nnext\n", "a\n!x", "next"},
		"the end of the input ends it":    {"a\nb", "a\nb", ""},
		"backslashes elsewhere are plain": {"\\\\server\\share\n.\nnext\n", "\\\\server\\share", "next"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := heard(c.in)
			got, err := p.AskLines("Q", func(line []byte) bool { return bytes.HasPrefix(line, []byte("!")) })
			if err != nil || got != c.want {
				t.Fatalf("got %q, %v, want %q", got, err, c.want)
			}
			if then, _ := p.Ask("Q"); then != c.then {
				t.Errorf("then %q, want %q", then, c.then)
			}
		})
	}
}

func TestInputThatCannotBeMeantIsRefused(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"an arrow key":     "ab\x1b[Dc",
		"a C1 control":     "a\u0085b",
		"Latin-1":          "caf\xe9",
		"a line too long":  strings.Repeat("x", longest+1),
		"a NUL":            "a\x00b",
		"a carriage stray": "a\rb",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var refused *RefusedError
			p, _ := heard(line + "\n")
			if got, err := p.Ask("Q"); !errors.As(err, &refused) || got != "" {
				t.Errorf("Ask: got %q, %v", got, err)
			}
			p, _ = heard("good\n" + line + "\nbad too\n.\nnext\n")
			if _, err := p.AskLines("Q", nil); !errors.As(err, &refused) {
				t.Errorf("AskLines: got %v", err)
			}
			if got, err := p.Ask("Q"); got != "next" || err != nil {
				t.Errorf("the rest of the text answered: %q, %v", got, err)
			}
		})
	}
}

func TestASecretIsRefusedWithoutATerminal(t *testing.T) {
	t.Parallel()
	p, out := heard("s3cr3t\n")
	if _, err := p.AskSecret("Token"); !errors.Is(err, ErrNoTerminal) {
		t.Errorf("got %v", err)
	}
	if _, err := p.AskSecretLines("Key", nil); !errors.Is(err, ErrNoTerminal) {
		t.Errorf("got %v", err)
	}
	if out.Len() != 0 {
		t.Errorf("said %q", out.String())
	}
	if got, _ := p.Ask("Q"); got != "s3cr3t" {
		t.Errorf("the refused question took input; the next got %q", got)
	}
}

func TestChooseTakesANumberOrTheWords(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   string
		want int
		err  error
	}{
		"a number":             {"2\n", 1, nil},
		"words, any case":      {" all OF it\n", 0, nil},
		"nonsense, then a one": {"\nx\n0\n4\n1\n", 0, nil},
		"the way back":         {"<\n", 0, ErrBack},
		"the end":              {"", 0, io.EOF},
		"a label like a number is chosen by its place": {"3\n", 2, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, _ := heard(c.in)
			got, err := p.Choose("Which", []string{"All of it", "3", "Nothing"})
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("got %d, %v, want %d, %v", got, err, c.want, c.err)
			}
		})
	}
}

func TestOnlyATypedYesIsAYes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{"y\n": true, "YES\n": true, "\n\nsure\ny\n": true, "n\n": false, "no\n": false, "<\n": false} {
		p, _ := heard(in)
		if got, err := p.Confirm("Send?"); got != want || err != nil {
			t.Errorf("%q: got %v, %v", in, got, err)
		}
	}
}

func TestWhatIsSaidIsCleanAndWithoutSecrets(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := New(context.Background(), Options{In: strings.NewReader("\n"), Out: &out,
		Secrets: text.NewRedactor(schema.NewSecret([]byte("hunter22")))})
	p.Say("a \x1b[2J\u202e b", "the hunter22 of old")
	p.SayLines("one\x07\ntwo hunter22")
	if _, err := p.Ask("L\nabel hunter22"); err != nil {
		t.Fatal(err)
	}
	want := "a \\x1b[2J\\u202e b\nthe (redacted) of old\n  one\\x07\n  two (redacted)\nL abel (redacted): "
	if out.String() != want {
		t.Errorf("said %q, want %q", out.String(), want)
	}
}

func TestAWaitThatNobodyEndsLeavesTheInputToTheNextQuestion(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	p := New(context.Background(), Options{In: r, Out: io.Discard})
	if pressed, err := p.Wait(time.Millisecond); pressed || err != nil {
		t.Fatalf("got %v, %v", pressed, err)
	}
	go func() { _, _ = io.WriteString(w, "kept\nyes\n\n"); _ = w.Close() }()
	for _, want := range []string{"kept", "yes"} {
		if got, err := p.Ask("Q"); got != want || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	if pressed, err := p.Wait(time.Minute); !pressed || err != nil {
		t.Errorf("got %v, %v", pressed, err)
	}
}

func TestASignalEndsWhateverIsGoingOn(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	defer func() { _ = w.Close() }()
	for name, act := range map[string]func(*Prompter) error{
		"a question": func(p *Prompter) error { _, err := p.Ask("Q"); return err },
		"a wait":     func(p *Prompter) error { _, err := p.Wait(time.Minute); return err },
		"a pause":    func(p *Prompter) error { return p.Pause(time.Minute) },
		"work": func(p *Prompter) error {
			return p.Work(func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
		},
	} {
		signals := make(chan os.Signal, 1)
		signals <- syscall.SIGTERM
		p := New(context.Background(), Options{In: r, Out: io.Discard, Signals: signals})
		var sig *SignalError
		if err := act(p); !errors.As(err, &sig) || sig.Signal != syscall.SIGTERM {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestTheEndOfTheContextEndsAQuestion(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	defer func() { _ = w.Close() }()
	ctx, cancel := context.WithCancelCause(context.Background())
	gone := errors.New("the session is over")
	cancel(gone)
	if _, err := New(ctx, Options{In: r, Out: io.Discard}).Ask("Q"); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

// broken is an output that is gone.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestAnOutputThatIsGoneEndsTheConversation(t *testing.T) {
	t.Parallel()
	p := New(context.Background(), Options{In: strings.NewReader("a\n"), Out: broken{}})
	p.Say("nobody hears this")
	if _, err := p.Ask("Q"); err == nil || !strings.Contains(err.Error(), "broken pipe") {
		t.Errorf("got %v", err)
	}
}

func TestEditingKeysEraseAsTheTerminalWould(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ typed, want string }{
		"backspace over a long letter": {"aß\x7f\x7fb", "b"},
		"erase before the beginning":   {"\x7f\x08a", "a"},
		"a word and its blanks":        {"one two  \x17x", "one x"},
		"a word after another script":  {"ä\u00a0b\x17c", "ä\u00a0c"},
		"the only word":                {"one\x17x", "x"},
		"the line":                     {"one two\x15x", "x"},
		"controls are dropped":         {"a\x01\x00\x1ab\tc", "ab\tc"},
	} {
		var line []byte
		for _, b := range []byte(c.typed) {
			line = edit(line, b)
		}
		if string(line) != c.want {
			t.Errorf("%s: got %q, want %q", name, line, c.want)
		}
	}
}

func TestAGrowingSecretLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	var line, old []byte
	for range 100 {
		old = line
		line = put(line, 's')
		if cap(old) != cap(line) && slices.ContainsFunc(old, func(b byte) bool { return b != 0 }) {
			t.Fatalf("%d bytes stayed in memory that was given up", len(old))
		}
	}
}

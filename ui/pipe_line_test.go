//go:build unix

package ui

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// script is an input that is no terminal: it hands over one line at a time, only
// when asked, and writes it down as an echo would, so that the transcript shows
// it.
type script struct {
	mu    sync.Mutex
	lines *bufio.Reader
	shown bytes.Buffer
}

// Read hands over the next line.
func (s *script) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	line, err := s.lines.ReadBytes('\n')
	s.shown.Write(line)
	if len(line) > 0 {
		err = nil
	}
	return copy(p, line), err
}

// Write shows what the program says.
func (s *script) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown.Write(p)
}

// piped runs line mode on lines of input without a terminal, and returns the
// transcript.
func piped(t *testing.T, docs map[string]string, input string, run func(context.Context, Options, LineIO) (Outcome, error)) (Outcome, string, *talk) {
	t.Helper()
	x := newTalk(t, docs)
	s := &script{lines: bufio.NewReader(strings.NewReader(input))}
	o := x.options()
	o.ID = "orders"
	// A second passes with every look at the clock, so that waits come to an end.
	o.Now = func() time.Time {
		x.clock.pass(time.Second)
		return x.clock.now()
	}
	outcome, err := run(context.Background(), o, LineIO{In: s, Out: s, Signals: make(chan os.Signal)})
	if err != nil {
		t.Fatalf("it failed: %v\n%s", err, s.shown.String())
	}
	_, _ = io.WriteString(s, strings.Join(append(outcome.Lines, ""), "\n"))
	if outcome.Err != nil {
		_, _ = fmt.Fprintf(s, "connwiz: %v\n", outcome.Err)
	}
	_, _ = fmt.Fprintf(s, "[exit %d]\n", outcome.Code)
	return outcome, s.shown.String(), x
}

// sameStory compares a transcript with the stored one.
func sameStory(t *testing.T, name, got string) {
	t.Helper()
	if strings.Contains(got, canary) {
		t.Errorf("the secret shows:\n%s", got)
	}
	path := filepath.Join("testdata", "line-"+name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs.\ngot:\n%s\nwant:\n%s", path, got, want)
	}
}

// canary is the secret that the tests type: no transcript may hold it.
const canary = "c4n4ry-s3cr3t"

// everything is everyKind with all that is required filled in.
func everything() string {
	return with(with(with(with(everyKind, "host", `"db.example.com"`), "port", "5432"), "token", `"`+canary+`-stored"`), "mode", `"all"`)
}

func TestTheEndOfTheInputSendsNothing(t *testing.T) {
	t.Parallel()
	outcome, transcript, x := piped(t, one("connected", everything()), "other.example.com\n!review\n", RunLine)
	if outcome.Code != 130 || len(x.puts()) != 0 {
		t.Errorf("exit %d, sent %q", outcome.Code, x.puts())
	}
	sameStory(t, "end-of-input", transcript)
}

func TestASecretIsRefusedWithoutATerminal(t *testing.T) {
	t.Parallel()
	outcome, transcript, x := piped(t, one("connected", everything()), "\n", func(ctx context.Context, o Options, l LineIO) (Outcome, error) {
		return EditLine(ctx, o, EditOptions{Field: "token"}, l)
	})
	if outcome.Code != 2 || len(x.puts()) != 0 {
		t.Errorf("exit %d, sent %q", outcome.Code, x.puts())
	}
	sameStory(t, "refused-secret", transcript)
}

func TestAFormWithoutATerminalPassesSecrets(t *testing.T) {
	t.Parallel()
	outcome, transcript, x := piped(t, one("connected", everything()), "\n1\nnot a secret\n\n2\n!review\ny\n", RunLine)
	if got := x.puts(); len(got) != 1 || !sameJSON(t, got[0], `{"values":{"port":1,"mode":"delta"}}`) {
		t.Errorf("sent %q", got)
	}
	if outcome.Code != 8 {
		t.Errorf("exit %d", outcome.Code)
	}
	sameStory(t, "form-without-terminal", transcript)
}

func TestEditNamesTheNearestFieldsInLineMode(t *testing.T) {
	t.Parallel()
	outcome, transcript, _ := piped(t, one("connected", everything()), "", func(ctx context.Context, o Options, l LineIO) (Outcome, error) {
		return EditLine(ctx, o, EditOptions{Field: "tokn"}, l)
	})
	if outcome.Code != 1 || !strings.Contains(transcript, "token") {
		t.Errorf("exit %d:\n%s", outcome.Code, transcript)
	}
}

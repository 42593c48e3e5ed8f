package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/creack/pty"
)

// terminal runs a program in a pseudo terminal of 80x24 and notes when what came.
type terminal struct {
	cmd   *exec.Cmd
	tty   *os.File
	start time.Time

	mu      sync.Mutex
	chunks  []chunk
	changed chan struct{} // holds one where something came
	ended   chan struct{}
}

// chunk is what came at once.
type chunk struct {
	at   time.Duration // since the start
	data []byte
}

// open starts a program. A silent terminal answers no question.
func open(cmd *exec.Cmd, silent bool) (*terminal, error) {
	t := &terminal{cmd: cmd, start: time.Now(), changed: make(chan struct{}, 1), ended: make(chan struct{})}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		return nil, fmt.Errorf("start in a terminal: %w", err)
	}
	t.tty = tty
	go t.read(silent)
	return t, nil
}

func (t *terminal) read(silent bool) {
	defer close(t.ended)
	buf := make([]byte, 64<<10)
	for {
		n, err := t.tty.Read(buf)
		at := time.Since(t.start)
		if err != nil {
			return
		}
		t.mu.Lock()
		t.chunks = append(t.chunks, chunk{at, bytes.Clone(buf[:n])})
		t.mu.Unlock()
		select {
		case t.changed <- struct{}{}:
		default:
		}
		if !silent {
			_, _ = t.tty.Write(answers(buf[:n])) // a program that has left asks nothing
		}
	}
}

// answers are what a terminal of today answers to what programs ask at their start.
func answers(asked []byte) []byte {
	var out []byte
	for _, a := range [][2]string{
		{"\x1b]11;?", "\x1b]11;rgb:0000/0000/0000\x1b\\"}, {"\x1b]10;?", "\x1b]10;rgb:ffff/ffff/ffff\x1b\\"},
		{"\x1b[6n", "\x1b[1;1R"}, {"\x1b[c", "\x1b[?62;22c"},
		{"\x1b[?2026$p", "\x1b[?2026;2$y"}, {"\x1b[?2027$p", "\x1b[?2027;2$y"},
	} {
		if bytes.Contains(asked, []byte(a[0])) {
			out = append(out, a[1]...)
		}
	}
	return out
}

// errSilence is the end of waiting in vain.
var errSilence = errors.New("waited for 20 s in vain")

// wait waits for a text and returns when it came.
func (t *terminal) wait(text string) (time.Duration, error) {
	deadline := time.After(20 * time.Second)
	for {
		var all strings.Builder
		for _, c := range t.since(0) {
			all.Write(c.data)
			if strings.Contains(all.String(), text) {
				return c.at, nil
			}
		}
		select {
		case <-t.changed:
		case <-t.ended:
			return 0, fmt.Errorf("%q: ended with %q", text, tail(all.String()))
		case <-deadline:
			return 0, fmt.Errorf("%q: %w: %q", text, errSilence, tail(all.String()))
		}
	}
}

// tail is the end of what a program wrote.
func tail(s string) string { return s[max(0, len(s)-200):] }

// rest waits until nothing came for a while.
func (t *terminal) rest(quiet time.Duration) {
	for {
		select {
		case <-t.changed:
		case <-time.After(quiet):
			return
		}
	}
}

// mark is a place in what came.
func (t *terminal) mark() int { return len(t.since(0)) }

// since returns what came after a mark.
func (t *terminal) since(mark int) []chunk {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.chunks[mark:]
}

// press sends a key, waits for what it brings, and returns how much that was and
// when its first byte came.
func (t *terminal) press(key string) (count int, first time.Duration, err error) {
	mark, pressed := t.mark(), time.Since(t.start)
	if _, err := t.tty.WriteString(key); err != nil {
		return 0, 0, fmt.Errorf("press a key: %w", err)
	}
	t.rest(80 * time.Millisecond)
	came := t.since(mark)
	if len(came) == 0 {
		return 0, 0, fmt.Errorf("the key %q brought nothing", key)
	}
	return size(came), came[0].at - pressed, nil
}

func size(chunks []chunk) (n int) {
	for _, c := range chunks {
		n += len(c.data)
	}
	return n
}

// close ends the program if it still runs.
func (t *terminal) close() {
	_ = t.cmd.Process.Kill() // it may have ended
	_ = t.cmd.Wait()         // killed is no fault
	_ = t.tty.Close()
	<-t.ended
}

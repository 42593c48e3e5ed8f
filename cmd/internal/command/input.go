package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// maxFile is far above any schema or set of values. To look at one takes forty times
// its size in memory, which guests share, so theirs may be no larger than maxGuestFile.
const (
	maxFile      = 16 << 20
	maxGuestFile = 1 << 20
)

// mostInput is how much may be read.
func (a *app) mostInput() int {
	if a.streams.guest != nil {
		return maxGuestFile
	}
	return maxFile
}

// readInput reads the file that a flag names; "-" is standard input.
func (a *app) readInput(flag, path string) ([]byte, error) {
	if path != "-" && a.streams.guest != nil {
		return nil, usagef("", "%s: files of the server are not for guests", flag)
	}
	var raw []byte
	var failed error
	if err := a.interruptibly(func() { raw, failed = a.readAll(path) }); err != nil {
		return nil, err
	}
	if failed != nil {
		return nil, fileError(flag, path, failed)
	}
	return raw, nil
}

// readAll reads a file, or standard input where it is "-".
func (a *app) readAll(path string) ([]byte, error) {
	if path == "-" {
		return readSparing(a.streams.In, a.mostInput())
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	return readSparing(f, a.mostInput())
}

// interruptibly does what may take for ever, such as to read a pipe that nobody
// writes to, unless a signal ends the command first: that is the error then, and
// what was being done is left behind with the process, and its results alone.
func (a *app) interruptibly(do func()) error {
	if a.life == nil {
		do()
		return nil
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	select {
	case <-done:
		return nil
	case <-a.life.Done():
		return context.Cause(a.life)
	}
}

// readSparing reads to the end, but no more than so many bytes, and leaves no copies
// of what may be a secret behind, as a buffer that grows by itself would.
func readSparing(r io.Reader, most int) ([]byte, error) {
	b := make([]byte, 0, 4096)
	for {
		if len(b) == cap(b) {
			grown := append(make([]byte, 0, 4*cap(b)), b...)
			clear(b)
			b = grown
		}
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case errors.Is(err, io.EOF):
			return b, nil
		case err == nil && len(b) > most:
			err = fmt.Errorf("larger than %d MB", most>>20)
			fallthrough
		case err != nil:
			clear(b)
			return nil, err
		}
	}
}

// withoutNewline drops the newline at the end of content of a single line: it was
// put there by an editor or by echo. Content of several lines is left alone.
func withoutNewline(b []byte) (kept []byte, dropped bool) {
	end := len(b) - 1
	if end < 0 || bytes.IndexByte(b, '\n') != end {
		return b, false
	}
	return bytes.TrimSuffix(b[:end], []byte("\r")), true
}

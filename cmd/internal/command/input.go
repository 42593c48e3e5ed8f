package command

import (
	"bytes"
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
	from := a.streams.In
	if path != "-" && a.streams.guest != nil {
		return nil, usagef("", "%s: files of the server are not for guests", flag)
	}
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, fileError(flag, path, err)
		}
		defer f.Close() //nolint:errcheck // only read
		from = f
	}
	raw, err := readSparing(from, a.mostInput())
	if err != nil {
		return nil, fileError(flag, path, err)
	}
	return raw, nil
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

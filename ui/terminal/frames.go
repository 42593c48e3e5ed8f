package terminal

import (
	"fmt"
	"io"
	"os"
	"sync"
)

// frames is a pipe that keeps chunks apart: each Read returns one of them. An
// ordinary pipe would join what is written while nobody reads, and Bubble Tea's
// buffer would then end inside a key.
//
// It is a pipe of the system and shows its descriptor, so that waiting for it can
// be cancelled. A chunk travels behind a byte that says its length; both together
// are small enough to be written in one piece.
type frames struct {
	r, w *os.File
	mu   sync.Mutex
	rest []byte // of a chunk that was larger than the reader's buffer
}

func newFrames() (*frames, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("open a pipe for keys: %w", err)
	}
	return &frames{r: r, w: w}, nil
}

// send writes one chunk of 1 to [MaxChunk] bytes. It blocks while the pipe is full.
func (f *frames) send(chunk []byte) error {
	frame := append([]byte{byte(len(chunk))}, chunk...)
	_, err := f.w.Write(frame)
	clear(frame) // It may be a part of a secret.
	if err != nil {
		return fmt.Errorf("pass keys on: %w", err)
	}
	return nil
}

// Read returns one chunk.
func (f *frames) Read(p []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.rest) == 0 {
		var head [1]byte
		if _, err := io.ReadFull(f.r, head[:]); err != nil {
			return 0, err //nolint:wrapcheck // Readers look for io.EOF itself.
		}
		f.rest = make([]byte, head[0])
		if _, err := io.ReadFull(f.r, f.rest); err != nil {
			return 0, fmt.Errorf("read keys: %w", err)
		}
	}
	n := copy(p, f.rest)
	clear(f.rest[:n])
	f.rest = f.rest[n:]
	return n, nil
}

func (f *frames) close() {
	_ = f.w.Close()
	_ = f.r.Close()
}

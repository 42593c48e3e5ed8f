package screentest

import (
	"io"
	"sync"
)

// keyboard is an endless reader of what is sent to it. Each Read returns one piece;
// Bubble Tea takes the end of a read for the end of a key.
type keyboard struct {
	pieces chan string
	closed chan struct{}
	once   sync.Once
}

// piece is less than Bubble Tea reads at once: it takes a full buffer for a key that
// goes on.
const piece = 255

func newKeyboard() *keyboard {
	return &keyboard{pieces: make(chan string), closed: make(chan struct{})}
}

func (k *keyboard) send(s string) {
	for len(s) > 0 {
		n := min(len(s), piece)
		select {
		case k.pieces <- s[:n]:
		case <-k.closed:
			return
		}
		s = s[n:]
	}
}

// Read returns the next piece.
func (k *keyboard) Read(p []byte) (int, error) {
	select {
	case s := <-k.pieces:
		return copy(p, s), nil
	case <-k.closed:
		return 0, io.EOF
	}
}

func (k *keyboard) close() { k.once.Do(func() { close(k.closed) }) }

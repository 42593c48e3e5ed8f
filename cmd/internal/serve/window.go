package serve

import (
	"math"
	"strings"
	"sync"

	"connwiz/ui/terminal"

	"golang.org/x/crypto/ssh"
)

// ptyRequest is what a client says of its terminal (RFC 4254, 6.2).
type ptyRequest struct {
	Term                         string
	Columns, Rows, Width, Height uint32
	Modes                        string
}

// windowChange is a new size of its window (RFC 4254, 6.7).
type windowChange struct{ Columns, Rows, Width, Height uint32 }

// window is the client's window, as it was told last.
type window struct {
	term    string
	resized chan struct{}

	mu            sync.Mutex
	width, height int
}

// newWindow reads a request for a terminal; nil for one that can't be read.
func newWindow(payload []byte) *window {
	var r ptyRequest
	if ssh.Unmarshal(payload, &r) != nil {
		return nil
	}
	w := &window{term: termName(r.Term), resized: make(chan struct{}, 1)}
	w.resize(r.Columns, r.Rows)
	return w
}

// change takes a new size over, and reports whether it could be read.
func (w *window) change(payload []byte) bool {
	var c windowChange
	if w == nil || ssh.Unmarshal(payload, &c) != nil {
		return false
	}
	w.resize(c.Columns, c.Rows)
	select {
	case w.resized <- struct{}{}:
	default: // The one that waits unread stands for this one, too.
	}
	return true
}

// resize believes a size as far as it can be drawn.
func (w *window) resize(columns, rows uint32) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.width, w.height = terminal.ClampSize(int(min(columns, math.MaxInt32)), int(min(rows, math.MaxInt32)))
}

// size is the last one.
func (w *window) size() (width, height int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.width, w.height
}

// termName is the name of a terminal, if it is one: names of terminfo entries.
func termName(name string) string {
	const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._+"
	if len(name) > 64 || strings.Trim(name, safe) != "" {
		return ""
	}
	return name
}

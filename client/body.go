package client

import (
	"errors"
	"io"
	"sync"
)

// body is the content of a request that is to be forgotten afterwards. The
// standard library may read a request's body from a goroutine of its own after
// the request has failed; the lock keeps wiping and reading apart.
type body struct {
	mu    sync.Mutex
	bytes []byte
}

// reader starts from the beginning: each attempt takes its own.
func (b *body) reader() *bodyReader { return &bodyReader{body: b} }

// wipe zeroes the content. Copies that the network stack made are out of reach.
func (b *body) wipe() {
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.bytes)
	b.bytes = nil
}

// bodyReader reads a body once.
type bodyReader struct {
	body *body
	at   int
}

func (r *bodyReader) size() int64 {
	r.body.mu.Lock()
	defer r.body.mu.Unlock()
	return int64(len(r.body.bytes))
}

// Read reads on; it fails once the body was wiped.
func (r *bodyReader) Read(p []byte) (int, error) {
	r.body.mu.Lock()
	defer r.body.mu.Unlock()
	if r.body.bytes == nil {
		return 0, errors.New("the body of the request is gone")
	}
	if r.at == len(r.body.bytes) {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), r.piece())], r.body.bytes[r.at:])
	r.at += n
	return n, nil
}

// The most pieces that a body is read in, and the least bytes of one.
const (
	mostPieces = 64
	leastPiece = 8
)

// piece is how much is read at once. The standard library copies a body through
// buffers of its own that nobody can wipe; read piece by piece, each piece
// overwrites the one before, and only the last one stays there.
func (r *bodyReader) piece() int { return max(leastPiece, len(r.body.bytes)/mostPieces) }

// Close does nothing: another attempt may read the body again.
func (r *bodyReader) Close() error { return nil }

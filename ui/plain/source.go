package plain

import (
	"bytes"
	"io"
)

// readSize is how much is read at once. A terminal hands over one line, however
// large the buffer.
const readSize = 4096

// source is the input of the whole session. It reads only when somebody waits,
// and keeps what was read and not yet taken.
type source struct {
	r       io.Reader
	buf     []byte
	err     error      // came with the last bytes, told after them
	reading chan chunk // the read under way, nil when there is none
}

// chunk is what one read brought.
type chunk struct {
	b   []byte
	err error
}

// read returns the read that is under way, starting one if there is none. It
// can't be cancelled; whoever stops waiting leaves it to the next question.
func (s *source) read() <-chan chunk {
	if s.reading == nil {
		s.reading = make(chan chunk, 1)
		go func(done chan<- chunk) {
			b := make([]byte, readSize)
			n, err := s.r.Read(b)
			done <- chunk{b[:n], err}
		}(s.reading)
	}
	return s.reading
}

// end waits for the read that is under way and wipes what it brought.
func (s *source) end() {
	if s.reading != nil {
		clear((<-s.reading).b)
		s.reading = nil
	}
}

// add takes over what a read brought and reports its error unless bytes came
// with it.
func (s *source) add(c chunk) error {
	s.reading = nil
	if len(c.b) == 0 {
		return c.err
	}
	s.err = c.err
	grown := make([]byte, 0, len(s.buf)+len(c.b))
	grown = append(append(grown, s.buf...), c.b...)
	clear(s.buf)
	clear(c.b)
	s.buf = grown
	return nil
}

// late returns the error that came with bytes taken before, once.
func (s *source) late() error {
	err := s.err
	s.err = nil
	return err
}

// cut takes n bytes out of the buffer, leaving no copy of them in it.
func (s *source) cut(n int) []byte {
	out := bytes.Clone(s.buf[:n])
	clear(s.buf[:n])
	s.buf = s.buf[n:]
	return out
}

// drop wipes everything that was read and not yet taken, and counts its lines.
func (s *source) drop() (lines int) {
	lines = breaks(s.buf)
	if n := len(s.buf); n > 0 && s.buf[n-1] != '\n' && s.buf[n-1] != '\r' {
		lines++
	}
	clear(s.buf)
	s.buf = nil
	return lines
}

// breaks counts line breaks: CR, LF or both, as terminals and files write them.
func breaks(b []byte) int {
	n := 0
	for i, c := range b {
		if c == '\r' || c == '\n' && (i == 0 || b[i-1] != '\r') {
			n++
		}
	}
	return n
}

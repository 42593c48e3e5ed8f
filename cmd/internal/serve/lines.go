package serve

import "io"

// newlines writes what ends lines as programs do (LF) to a terminal in raw mode,
// which wants CR and LF. It is for one goroutine at a time.
type newlines struct {
	w    io.Writer
	last byte
}

// Write writes p and reports how much of p that was.
func (n *newlines) Write(p []byte) (int, error) {
	out := make([]byte, 0, len(p)+16)
	for _, c := range p {
		if c == '\n' && n.last != '\r' {
			out = append(out, '\r')
		}
		out = append(out, c)
		n.last = c
	}
	_, err := n.w.Write(out)
	clear(out)
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

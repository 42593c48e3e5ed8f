package plain

import (
	"bytes"
	"io"
	"os"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"
)

// The keys that mean something while the terminal doesn't edit for us.
const (
	interruptKey = 0x03 // Ctrl+C
	endKey       = 0x04 // Ctrl+D
	eraseKey     = 0x08 // Ctrl+H
	eraseWordKey = 0x17 // Ctrl+W
	eraseLineKey = 0x15 // Ctrl+U
	quitKey      = 0x1c // Ctrl+\
	escapeKey    = 0x1b
	deleteKey    = 0x7f
)

// keyboard reads a terminal that neither echoes nor edits.
type keyboard struct {
	p *Prompter
	// returned is set after a CR: a line feed right behind it is no line.
	returned bool
}

// line reads one line; ended is set when Ctrl+D ended it.
func (k *keyboard) line() (line []byte, ended bool, err error) {
	for {
		c, err := k.next()
		if err != nil {
			clear(line)
			return nil, false, err
		}
		feed := c == '\n' && k.returned
		k.returned = c == '\r'
		switch {
		case feed:
		case c == '\r' || c == '\n':
			return line, false, nil
		case c == endKey && len(line) == 0:
			return nil, true, io.EOF
		case c == endKey:
			return line, true, nil
		case c == interruptKey || c == quitKey:
			clear(line)
			return nil, false, &SignalError{signalOf(c)}
		case c == escapeKey:
			if err := k.skipSequence(); err != nil {
				clear(line)
				return nil, false, err
			}
		default:
			line = edit(line, c)
		}
	}
}

// signalOf is the signal that a terminal would have sent for a key.
func signalOf(key byte) os.Signal {
	if key == quitKey {
		return syscall.SIGQUIT
	}
	return os.Interrupt
}

// lines reads lines up to one that is [End], or to Ctrl+D.
func (k *keyboard) lines(alone Alone) ([]byte, error) {
	var text []byte
	for first := true; ; first = false {
		line, ended, err := k.line()
		if err == io.EOF && !first {
			return text, nil
		}
		if err != nil {
			clear(text)
			return nil, err
		}
		if first && alone != nil && alone(line) {
			return line, nil
		}
		if string(line) == End {
			return text, nil
		}
		if !first {
			text = put(text, '\n')
		}
		text = put(text, unmarked(line)...)
		clear(line)
		if ended {
			return text, nil
		}
	}
}

// next returns the next byte.
func (k *keyboard) next() (byte, error) {
	for len(k.p.in.buf) == 0 {
		if err := k.p.more(nil); err != nil {
			return 0, err
		}
	}
	return k.take(), nil
}

// take takes the first byte out of the buffer.
func (k *keyboard) take() byte {
	c := k.p.in.buf[0]
	k.p.in.buf[0] = 0
	k.p.in.buf = k.p.in.buf[1:]
	return c
}

// skipFeed drops the second half of a CRLF.
func (k *keyboard) skipFeed() {
	if k.returned && len(k.p.in.buf) > 0 && k.p.in.buf[0] == '\n' {
		k.take()
	}
	k.returned = false
}

// skipSequence drops what an arrow or function key sends behind its Esc. The Esc
// key alone is followed by nothing for a while: then there is nothing to drop.
func (k *keyboard) skipSequence() error {
	if len(k.p.in.buf) == 0 {
		if err := k.p.more(time.After(lull)); err == errLull {
			return nil
		} else if err != nil {
			return err
		}
	}
	if len(k.p.in.buf) == 0 {
		return nil
	}
	switch k.p.in.buf[0] {
	case '[':
		k.take()
		return k.skipTo(0x40, 0x7e)
	case 'O':
		k.take()
		return k.skipTo(0x20, 0x7e)
	}
	return nil
}

// skipTo drops bytes up to the first one between from and to.
func (k *keyboard) skipTo(from, to byte) error {
	for {
		c, err := k.next()
		if err != nil || from <= c && c <= to {
			return err
		}
	}
}

// edit adds a byte to a line, or erases as the terminal would have.
func edit(line []byte, c byte) []byte {
	switch {
	case c == eraseKey || c == deleteKey:
		_, size := utf8.DecodeLastRune(line)
		return drop(line, size)
	case c == eraseLineKey:
		return drop(line, len(line))
	case c == eraseWordKey:
		kept := bytes.TrimRightFunc(bytes.TrimRightFunc(line, unicode.IsSpace), func(r rune) bool { return !unicode.IsSpace(r) })
		return drop(line, len(line)-len(kept))
	case c < ' ' && c != '\t':
		return line
	default:
		return put(line, c)
	}
}

// drop erases the last n bytes.
func drop(line []byte, n int) []byte {
	clear(line[len(line)-n:])
	return line[:len(line)-n]
}

// put appends, clearing the old memory when the line moves to a larger one.
func put(line []byte, more ...byte) []byte {
	if cap(line)-len(line) >= len(more) {
		return append(line, more...)
	}
	grown := make([]byte, 0, max(64, 2*cap(line), len(line)+len(more)))
	grown = append(append(grown, line...), more...)
	clear(line)
	return grown
}

package serve

import (
	"bytes"
	"io"
	"sync"
)

// mostAhead is how much may be typed ahead. More waits in the client.
const mostAhead = 64 << 10

// interruptKey is Ctrl+C, as long as nobody has taken the keyboard raw.
const interruptKey = 0x03

// keyboard is what is typed in a session with a terminal. There is no terminal
// driver on this side, so it does what one does: until somebody asks for the raw
// keys it edits lines, echoes them, and turns Ctrl+C into a signal. Nothing is
// echoed before it is asked for, so that what is typed ahead into a question for a
// secret doesn't show.
type keyboard struct {
	echo      io.Writer
	interrupt func()

	mu    sync.Mutex
	news  *sync.Cond
	queue []byte // typed, not looked at yet
	edit  lineEdit
	raw   int // how many have taken the keyboard raw
	err   error
}

func newKeyboard(echo io.Writer, interrupt func()) *keyboard {
	k := &keyboard{echo: echo, interrupt: interrupt}
	k.news = sync.NewCond(&k.mu)
	return k
}

// pump takes in what the client sends, until that ends.
func (k *keyboard) pump(source io.Reader) {
	buf := make([]byte, 4096)
	defer clear(buf)
	for {
		n, err := source.Read(buf)
		k.take(buf[:n], err)
		if err != nil {
			return
		}
	}
}

// take queues what came. It waits while too much is there already.
func (k *keyboard) take(b []byte, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.queue) > mostAhead && k.err == nil {
		k.news.Wait()
	}
	if i := bytes.LastIndexByte(b, interruptKey); i >= 0 && k.raw == 0 {
		b = b[i+1:]
		k.forget()
		k.interrupt()
	}
	k.queue = append(k.queue, b...)
	if k.err == nil {
		k.err = err
	}
	k.news.Broadcast()
}

// end lets nobody wait any more.
func (k *keyboard) end() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forget()
	if k.err == nil {
		k.err = io.EOF
	}
	k.news.Broadcast()
}

// forget drops what was typed and not read.
func (k *keyboard) forget() {
	clear(k.queue[:cap(k.queue)])
	k.queue = nil
	k.edit.forget()
}

// grab takes the keyboard raw; the function gives it back. A line that was begun
// is passed on as it is.
func (k *keyboard) grab() (release func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.raw++
	k.news.Broadcast()
	return sync.OnceFunc(func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.raw--
	})
}

// mute is grab for whoever asks for a secret.
func (k *keyboard) mute() (unmute func() error, err error) {
	release := k.grab()
	return func() error { release(); return nil }, nil
}

// Read returns the next line, or, raw, the next keys.
func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for {
		before := len(k.queue)
		n, ended := k.next(p)
		if len(k.queue) < before {
			k.news.Broadcast() // There is room again, be it that no line has ended yet.
		}
		switch {
		case n > 0:
			return n, nil
		case ended:
			return 0, io.EOF
		}
		if k.err != nil {
			return 0, k.err
		}
		k.news.Wait()
	}
}

// next copies what is ready; ended says that Ctrl+D ended the input.
func (k *keyboard) next(p []byte) (n int, ended bool) {
	if k.raw > 0 {
		if begun := k.edit.rest(); len(begun) > 0 {
			whole := append(begun, k.queue...)
			clear(k.queue)
			k.queue = whole
		}
		return k.moved(p, &k.queue), false
	}
	if len(k.edit.ready) == 0 && !k.edit.ended {
		shown := k.edit.press(&k.queue)
		if len(shown) > 0 {
			_, _ = k.echo.Write(shown) // A client that is gone ends the session in another way.
		}
	}
	n = k.moved(p, &k.edit.ready)
	if n == 0 && k.edit.ended {
		k.edit.ended = false
		return 0, true
	}
	return n, false
}

// moved moves bytes to p and wipes them where they were.
func (k *keyboard) moved(p []byte, from *[]byte) int {
	n := copy(p, *from)
	clear((*from)[:n])
	*from = (*from)[n:]
	return n
}

// rawKeys reads a keyboard raw, from the first read on.
type rawKeys struct {
	k    *keyboard
	once sync.Once
}

// Read returns the next keys.
func (r *rawKeys) Read(p []byte) (int, error) {
	r.once.Do(func() { r.k.grab() })
	return r.k.Read(p)
}

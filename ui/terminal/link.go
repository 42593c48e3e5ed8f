package terminal

import "io"

// Link is a terminal on the other side of a connection, such as that of an SSH
// session. The program there has put it into raw mode already and gives it back
// when the connection ends.
//
// Many of them may be open in one process, so nothing that concerns the process
// as a whole happens on one: signals are not listened to, the program can't be
// suspended, and a panic ends only the [Program] on it (see [PanicError]).
type Link struct {
	In  io.Reader // ends with the connection
	Out io.Writer
	// Size returns the size of the window as it was told last.
	Size func() (width, height int)
	// Resized brings a value after every change of the size. One that waits unread
	// may stand for several.
	Resized <-chan struct{}
	// Discard ends a write to Out that takes long, since the program ends; nil:
	// writes end by themselves.
	Discard func()
}

// OpenLink starts reading what is typed there. Whoever opens it defers
// [Terminal.Restore].
func OpenLink(l Link) (*Terminal, error) {
	return open(&Terminal{device: remote{l}, net: &containment{}}, l.In)
}

// remote is the device of a [Link].
type remote struct{ link Link }

func (r remote) output() io.Writer        { return r.link.Out }
func (r remote) size() (int, int)         { return r.link.Size() }
func (r remote) changes() <-chan struct{} { return r.link.Resized }

func (r remote) raw() (restore func() error, err error) {
	return func() error { return nil }, nil
}

func (r remote) discard() {
	if r.link.Discard != nil {
		r.link.Discard()
	}
}

package terminal

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// speak lets a console understand control sequences, which it doesn't unless it is
// asked, and returns what gives its mode back. Consoles before Windows 10 can't.
func speak(out *os.File) (restore func() error, err error) {
	handle := windows.Handle(out.Fd())
	var found uint32
	if err := windows.GetConsoleMode(handle, &found); err != nil {
		return nil, fmt.Errorf("read the mode of the console: %w", err)
	}
	const wanted = windows.ENABLE_PROCESSED_OUTPUT | windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	if err := windows.SetConsoleMode(handle, found|wanted); err != nil {
		return nil, fmt.Errorf("this console understands no control sequences (--plain needs none): %w", err)
	}
	return func() error { return windows.SetConsoleMode(handle, found) }, nil
}

// glance is how often the size of a console is looked at.
const glance = 500 * time.Millisecond

// resizes brings a value after a while: the system has no signal for a window that
// changes its size.
func resizes() <-chan struct{} {
	c := make(chan struct{}, 1)
	time.AfterFunc(glance, func() { c <- struct{}{} })
	return c
}

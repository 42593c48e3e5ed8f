package terminal

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// PanicError is the end of a [Program] on a [Link] by a panic, from [Program.Run].
// Elsewhere a panic ends the process, but this one has other sessions. Neither the
// text nor the stack holds the value of the panic, which may be anything.
type PanicError struct {
	Kind  string // the type of the value
	Stack []byte
}

// Error says that it is our fault.
func (e *PanicError) Error() string { return "this is a mistake in the program (" + e.Kind + ")" }

// containment turns panics into the end of one program.
type containment struct {
	mu    sync.Mutex
	end   func() // ends the program, without waiting; nil: there is none yet
	first *PanicError
}

// attach says how the program is ended.
func (c *containment) attach(end func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end = end
	if c.first != nil {
		end()
	}
}

// caught notes the first panic and has the program ended. The others follow from
// it more often than not.
func (c *containment) caught(v any) {
	e := &PanicError{Kind: fmt.Sprintf("%T", v), Stack: debug.Stack()}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.first == nil {
		c.first = e
	}
	if c.end != nil {
		c.end()
	}
}

// recover is deferred where a goroutine begins. Without containment it lets the
// panic go on.
func (c *containment) recover() {
	if c == nil {
		return
	}
	if v := recover(); v != nil {
		c.caught(v)
	}
}

// err is the error of a program whose panic was contained, else err.
func (c *containment) err(err error) error {
	if c == nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.first != nil {
		return c.first
	}
	return err
}

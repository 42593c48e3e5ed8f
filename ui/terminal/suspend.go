package terminal

import (
	"errors"
	"io"
)

// Command runs while Bubble Tea has let go of the terminal; it has the methods of
// tea.ExecCommand.
type Command struct {
	t   *Terminal
	run func() error
}

// SuspendCommand stops the program as Ctrl+Z does in a shell, and returns when it
// is continued. Give it to tea.Exec, which puts the screen away and brings it
// back. Where programs can't be stopped, it does nothing (see [CanSuspend]).
func (t *Terminal) SuspendCommand() *Command { return &Command{t: t, run: stopSelf} }

// retakeCommand takes the terminal as if for the first time, after a stop that gave
// nobody the time to give it back.
func (t *Terminal) retakeCommand() *Command { return &Command{t: t, run: func() error { return nil }} }

// Run gives the terminal back, does the work and takes it again. The mode comes
// first: in the background the system stops the program there, before it has
// drawn on the shell's screen.
func (c *Command) Run() error {
	c.t.input.pause()
	if err := c.t.cooked(); err != nil {
		return errors.Join(err, c.t.input.resume())
	}
	p := c.t.employer()
	if p != nil {
		p.away()
		defer p.back()
	}
	err := c.run()
	return errors.Join(err, c.t.raw(), c.t.input.resume())
}

// SetStdin is ignored: the command uses the terminal itself.
func (c *Command) SetStdin(io.Reader) {}

// SetStdout is ignored, as is SetStdin.
func (c *Command) SetStdout(io.Writer) {}

// SetStderr is ignored, as is SetStdin.
func (c *Command) SetStderr(io.Writer) {}

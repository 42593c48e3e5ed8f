package screentest

import (
	"errors"
	"io"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Model is a model that runs inside the test.
type Model struct {
	*Display
	program *tea.Program
	keys    *keyboard
	ended   chan struct{}
	final   tea.Model
	err     error
}

// RunModel runs a model on a screen of its own until the test ends. There is no
// terminal below it: keys arrive as pressed, one Send in one piece, and the screen
// is the only output.
func RunModel(t testing.TB, m tea.Model, width, height int, options ...tea.ProgramOption) *Model {
	t.Helper()
	r := &Model{Display: newDisplay(t, width, height, io.Discard), keys: newKeyboard(), ended: make(chan struct{})}
	options = append([]tea.ProgramOption{
		tea.WithInput(r.keys), tea.WithOutput(r.Display), tea.WithoutSignalHandler(), tea.WithFPS(120),
	}, options...)
	r.program = tea.NewProgram(m, options...)
	go func() {
		defer close(r.ended)
		r.final, r.err = r.program.Run()
	}()
	r.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
	t.Cleanup(r.end)
	return r
}

func (r *Model) end() {
	r.keys.close()
	r.program.Kill()
	<-r.ended
}

// Press sends keys, each as a press of its own.
func (r *Model) Press(keys ...string) {
	r.t.Helper()
	for _, k := range keys {
		r.Send(k)
	}
}

// Send sends bytes in one piece.
func (r *Model) Send(keys string) {
	r.t.Helper()
	r.keys.send(keys)
}

// Paste sends text as a bracketed paste.
func (r *Model) Paste(text string) {
	r.t.Helper()
	r.Send(bracketed(text))
}

// Resize changes the size of the screen and tells the model.
func (r *Model) Resize(width, height int) {
	r.resize(width, height)
	r.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// Final waits for the model to quit and returns it.
func (r *Model) Final() tea.Model {
	r.t.Helper()
	select {
	case <-r.ended:
	case <-time.After(patience):
		r.fail("the model does not quit")
	}
	if r.err != nil && !errors.Is(r.err, tea.ErrInterrupted) {
		r.fail("the program failed: " + r.err.Error())
	}
	return r.final
}

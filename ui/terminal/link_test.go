//go:build unix

package terminal_test

import (
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"connwiz/ui/terminal"
	"connwiz/ui/terminal/screentest"

	tea "github.com/charmbracelet/bubbletea"
)

// far is a terminal on the other side of a connection.
type far struct {
	*screentest.Display
	keys    *io.PipeWriter
	resized chan struct{}

	mu            sync.Mutex
	width, height int
}

func newFar(t *testing.T) (*far, *terminal.Terminal) {
	t.Helper()
	r, w := io.Pipe()
	f := &far{Display: screentest.NewDisplay(t, 80, 24), keys: w, resized: make(chan struct{}, 1), width: 80, height: 24}
	term, err := terminal.OpenLink(terminal.Link{In: r, Out: f.Display, Size: f.size, Resized: f.resized})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = w.Close()
		_ = term.Restore()
	})
	return f, term
}

func (f *far) size() (width, height int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.width, f.height
}

func (f *far) resize(width, height int) {
	f.mu.Lock()
	f.width, f.height = width, height
	f.mu.Unlock()
	f.resized <- struct{}{}
}

func (f *far) press(keys string) { _, _ = io.WriteString(f.keys, keys) }

// run runs a program there, and returns what it ends with.
func (f *far) run(term *terminal.Terminal, m tea.Model, o terminal.ProgramOptions) <-chan error {
	done := make(chan error, 1)
	go func() {
		_, err := terminal.NewProgram(m, term, o).Run()
		done <- err
	}()
	return done
}

func TestAProgramRunsOnALink(t *testing.T) {
	t.Parallel()
	for name, renderer := range map[string]terminal.Renderer{"cell": terminal.Cell, "line": terminal.Line} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, term := newFar(t)
			done := f.run(term, &echo{term: term}, terminal.ProgramOptions{Renderer: renderer})
			f.WaitFor("size: 80x24")
			f.press("\x1b[")
			f.press("B")
			f.WaitFor("keys: down")
			for _, c := range []struct {
				width, height int
				want          string
			}{{65535, 65535, "size: 1000x500"}, {-1, 0, "size: 80x24"}, {50, 10, "size: 50x10"}} {
				f.resize(c.width, c.height)
				f.WaitFor(c.want)
			}
			f.press("q")
			if err := <-done; err != nil || f.Alternate() {
				t.Errorf("ended with %v, on the alternate screen: %v", err, f.Alternate())
			}
		})
	}
}

func TestTheEndOfALinkIsAHangUp(t *testing.T) {
	t.Parallel()
	f, term := newFar(t)
	done := f.run(term, &echo{term: term}, terminal.ProgramOptions{})
	f.WaitFor("size: 80x24")
	_ = f.keys.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
	<-term.Ended()
}

// breaking panics where it is told to.
type breaking struct {
	echo
	in string
}

func (b *breaking) Init() tea.Cmd {
	if b.in == "Init" {
		panic("a secret in Init")
	}
	return nil
}

func (b *breaking) View() string {
	if b.in == "View" && len(b.keys) > 0 {
		panic("a secret in View")
	}
	return b.echo.View()
}

func (b *breaking) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := b.echo.Update(msg)
	return b, cmd
}

func TestAPanicEndsOnlyTheProgramOnItsLink(t *testing.T) {
	t.Parallel()
	for in, key := range map[string]string{"Init": "", "Update": "U", "View": "v", "a command": "C"} {
		t.Run("in "+in, func(t *testing.T) {
			t.Parallel()
			f, term := newFar(t)
			m := &breaking{echo: echo{term: term}, in: in}
			done := f.run(term, m, terminal.ProgramOptions{})
			if key != "" {
				f.WaitFor("size: 80x24")
				f.press(key)
			}
			var panicked *terminal.PanicError
			err := <-done
			if !errors.As(err, &panicked) || panicked.Kind != "string" || !strings.Contains(string(panicked.Stack), "_test.go") {
				t.Fatalf("ended with %v", err)
			}
			if strings.Contains(err.Error()+string(panicked.Stack), "a secret") {
				t.Errorf("the value of the panic is told: %v\n%s", err, panicked.Stack)
			}
			if f.Alternate() {
				t.Error("the terminal was not given back")
			}
		})
	}
}

func TestAServerIsNotStoppedForALink(t *testing.T) {
	t.Parallel()
	f, term := newFar(t)
	done := f.run(term, &echo{term: term}, terminal.ProgramOptions{})
	f.WaitFor("size: 80x24")
	if term.CanSuspend() {
		t.Error("a server would be stopped for one session")
	}
	f.resize(60, 12)
	f.WaitFor("size: 60x12")
	f.press("q")
	if err := <-done; err != nil {
		t.Error(err)
	}
}

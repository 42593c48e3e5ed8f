package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"connwiz/ui/terminal/cells"
	"connwiz/ui/terminal/screentest"

	tea "github.com/charmbracelet/bubbletea"
)

// strides is how many keys a walk over the wizard presses. CONNWIZ_WALK asks for
// another number.
func strides() int {
	n, err := strconv.Atoi(os.Getenv("CONNWIZ_WALK"))
	switch {
	case err == nil:
		return n
	case raced:
		return 1_000
	}
	return 10_000
}

// Letters that a walk types: those on whose width all terminals agree, and others.
var (
	latin = strings.Split("abcxyz0159-_.:/ éßñöÅø", "")
	wider = append(strings.Split("ab1 漢字かな한글é", ""), "e\u0301", "😀", "👩‍👩‍👧", "🇫🇷", "👍🏽", "ب")
)

// walker presses keys at random.
type walker struct {
	*rand.Rand
	letters []string
	w, h    int
}

// press presses a key: on a form mostly those that type and move, elsewhere mostly
// those that lead on.
func (r *walker) press(x *wizard) {
	x.t.Helper()
	onward := []string{"enter", "enter", "down", "tab", "y", "pgdown", "up", "space", "ctrl+s", "f1", "esc"}
	moving := []string{"tab", "tab", "down", "shift+tab", "up", "enter", "left", "right", "home", "end", "pgup", "pgdown", "ctrl+end",
		"backspace", "backspace", "delete", "ctrl+d", "ctrl+k", "ctrl+o", "ctrl+r", "ctrl+u", "ctrl+w", "space", "f1", "ctrl+f", "ctrl+s", "esc"}
	typing := 50
	keys := moving
	if _, form := x.m.top().(*form); !form {
		typing, keys = 10, onward
	}
	if r.IntN(100) < typing {
		keys = r.letters
	}
	x.press(keys[r.IntN(len(keys))])
	if r.IntN(20) == 0 {
		x.tick()
	}
}

// walk walks over the wizard on the connectors of the demo and hands over what every
// key leads to. After every fiftieth key the window has another size.
func walk(t *testing.T, seed uint64, letters []string, keys int, take func(*wizard)) {
	t.Helper()
	r := &walker{Rand: rand.New(rand.NewPCG(seed, 3)), letters: letters, w: 80, h: 24}
	for x, n := demo(t, r), 1; n <= keys; n++ {
		if x.quit {
			x = demo(t, r)
		}
		r.press(x)
		take(x)
		if n%50 == 0 {
			r.w, r.h = 20+r.IntN(100), 5+r.IntN(30)
			x.send(tea.WindowSizeMsg{Width: r.w, Height: r.h})
			take(x)
		}
	}
}

// filmed is every frame of a walk.
func filmed(t *testing.T, seed uint64, letters []string, keys int) (frames []cells.Frame) {
	t.Helper()
	walk(t, seed, letters, keys, func(x *wizard) {
		f := cells.Frame{Text: x.m.View(), Width: x.m.env.size.w, Height: x.m.env.size.h}
		var shown bool
		f.Cursor.X, f.Cursor.Y, shown = x.m.CursorAt()
		f.Cursor.Hidden = !shown
		frames = append(frames, f)
	})
	return frames
}

// demo opens one of the demo's connectors, or the list of them.
func demo(t *testing.T, r *walker) *wizard {
	t.Helper()
	ids := []string{"", "orders-postgres", "team-wiki", "support-tickets", "media-archive"}
	x := prepare(t, ids[r.IntN(len(ids))], r.w, r.h, nil)
	if err := x.es.Seed(); err != nil {
		t.Fatal(err)
	}
	return x.begin()
}

// pages is a model that shows the frames it is sent.
type pages struct{ text string }

func (p *pages) Init() tea.Cmd { return nil }

func (p *pages) View() string { return p.text }

func (p *pages) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if text, ok := msg.(string); ok {
		p.text = text
	}
	return p, nil
}

// lined is Bubble Tea's own renderer on a window.
type lined struct {
	*screentest.Window
	program *tea.Program
}

// newLined starts the renderer, whose ticks cost nothing where the time is not real.
func newLined(t *testing.T, width, height int) *lined {
	t.Helper()
	l := &lined{Window: screentest.NewWindow(t, width, height)}
	l.program = tea.NewProgram(&pages{}, tea.WithInput(nil), tea.WithOutput(l.Window), tea.WithoutSignalHandler(), tea.WithAltScreen())
	ended := make(chan error, 1)
	go func() {
		_, err := l.program.Run()
		ended <- err
	}()
	t.Cleanup(func() {
		l.program.Quit()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	l.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
	return l
}

// show waits until a frame is drawn.
func (l *lined) show(f cells.Frame) {
	if f.Width != l.Width() || f.Height != l.Height() {
		l.Resize(f.Width, f.Height)
		l.program.Send(tea.WindowSizeMsg{Width: f.Width, Height: f.Height})
	}
	l.program.Send(f.Text)
	time.Sleep(time.Second / 30)
	synctest.Wait()
}

func TestBothRenderersShowTheSameOnAWalkOverTheWizard(t *testing.T) {
	t.Parallel()
	const walks = 4
	for seed := range uint64(walks) {
		t.Run(fmt.Sprintf("walk %d", seed), func(t *testing.T) {
			t.Parallel()
			frames := filmed(t, seed, latin, strides()/walks)
			synctest.Test(t, func(t *testing.T) {
				first := frames[0]
				want, got := newLined(t, first.Width, first.Height), screentest.NewWindow(t, first.Width, first.Height)
				s := cells.New(got, cells.Options{})
				for n, f := range frames {
					want.show(f)
					got.Resize(f.Width, f.Height)
					if err := s.Draw(f); err != nil {
						t.Fatal(err)
					}
					if where := got.Differs(want.Window); where != "" {
						t.Fatalf("frame %d: %s\n%s", n, where, f.Text)
					}
				}
			})
		})
	}
}

func TestWideTextIsDrawnAsTheCellsSayOnAWalkOverTheWizard(t *testing.T) {
	t.Parallel()
	frames := filmed(t, 9, wider, strides()/5)
	first := frames[0]
	got, want := screentest.NewWindow(t, first.Width, first.Height), screentest.NewWindow(t, first.Width, first.Height)
	s := cells.New(got, cells.Options{})
	for n, f := range frames {
		got.Resize(f.Width, f.Height)
		want.Resize(f.Width, f.Height)
		if err := s.Draw(f); err != nil {
			t.Fatal(err)
		}
		want.Plainly(t, f.Text)
		if where := got.Differs(want); where != "" {
			t.Fatalf("frame %d: %s\n%s", n, where, f.Text)
		}
	}
}

// Package screentest runs what draws on a terminal and looks at the screen. [Start]
// runs a command in a pseudo terminal, [RunModel] a model inside the test. It is
// for tests only.
//
// Waiting is always for something: nothing sleeps for a while and hopes. A test
// that waits in vain fails with the screen in its message.
package screentest

import (
	"bytes"
	"fmt"
	"image/color"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// patience is how long to wait for something that should come at once. It is long
// because machines that test are busy; nothing waits so long unless it fails.
const patience = time.Minute

// Display is a terminal's screen. Programs write to it.
type Display struct {
	t testing.TB

	mu      sync.Mutex
	em      *vt.Emulator
	log     bytes.Buffer
	mark    int
	visible bool          // the terminal's own cursor
	changed chan struct{} // closed and renewed by every write
	drained chan struct{}
}

// newDisplay returns a display that writes its replies to a sink.
func newDisplay(t testing.TB, width, height int, replies io.Writer) *Display {
	s := &Display{
		t: t, em: vt.NewEmulator(width, height), visible: true,
		changed: make(chan struct{}), drained: make(chan struct{}),
	}
	s.em.SetCallbacks(vt.Callbacks{CursorVisibility: func(on bool) { s.visible = on }})
	go func() {
		defer close(s.drained)
		_, _ = io.Copy(replies, s.em)
	}()
	t.Cleanup(s.close)
	return s
}

func (s *Display) close() {
	// Not with its own Close, which races with the reader.
	if w, ok := s.em.InputPipe().(io.Closer); ok {
		_ = w.Close()
	}
	<-s.drained
}

// Write draws what a program sends.
func (s *Display) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log.Write(p)
	n, err := s.em.Write(p)
	close(s.changed)
	s.changed = make(chan struct{})
	if err != nil {
		err = fmt.Errorf("draw: %w", err)
	}
	return n, err
}

// resize changes the size of the screen.
func (s *Display) resize(width, height int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.em.Resize(width, height)
}

// Lines returns the rows of the screen without blanks at their ends.
func (s *Display) Lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	lines := make([]string, s.em.Height())
	for y := range lines {
		lines[y] = s.row(y)
	}
	return lines
}

func (s *Display) row(y int) string {
	var b strings.Builder
	for x := 0; x < s.em.Width(); {
		cell := s.em.CellAt(x, y)
		if cell == nil || cell.Width == 0 {
			b.WriteByte(' ')
			x++
			continue
		}
		b.WriteString(cell.Content)
		x += cell.Width
	}
	return strings.TrimRight(b.String(), " ")
}

// Screen returns the screen as text, without the empty rows at its end.
func (s *Display) Screen() string {
	return strings.TrimRight(strings.Join(s.Lines(), "\n"), "\n")
}

// Cursor returns where the terminal's own cursor is and whether it shows.
func (s *Display) Cursor() (x, y int, visible bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.em.CursorPosition()
	return p.X, p.Y, s.visible
}

// Alternate reports whether the alternate screen shows.
func (s *Display) Alternate() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.em.IsAltScreen()
}

// Look is how a cell is drawn. Foreground and Background are nil where the terminal
// decides.
type Look struct {
	Bold, Faint, Reverse   bool
	Foreground, Background color.Color
}

// Look returns how the first cell of a text on the screen is drawn, and whether the
// text is there.
func (s *Display) Look(text string) (Look, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for y := range s.em.Height() {
		before, _, found := strings.Cut(s.row(y), text)
		if !found {
			continue
		}
		x := 0
		for drawn := 0; drawn < len(before); {
			cell := s.em.CellAt(x, y)
			drawn += max(len(cell.Content), 1)
			x += max(cell.Width, 1)
		}
		st := s.em.CellAt(x, y).Style
		return Look{
			Bold: st.Attrs&uv.AttrBold != 0, Faint: st.Attrs&uv.AttrFaint != 0, Reverse: st.Attrs&uv.AttrReverse != 0,
			Foreground: st.Fg, Background: st.Bg,
		}, true
	}
	return Look{}, false
}

// Styled returns the screen as text with its styles as control sequences.
func (s *Display) Styled() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.em.Render()
}

// Mark starts a new count for [Display.Bytes] and [Display.Log].
func (s *Display) Mark() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mark = s.log.Len()
}

// Bytes returns how many bytes were written since the mark.
func (s *Display) Bytes() int { return len(s.Log()) }

// Log returns what was written since the mark, as it was written.
func (s *Display) Log() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return string(s.log.Bytes()[s.mark:])
}

package cells_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// window is a terminal that counts what it gets.
type window struct {
	em      *vt.Emulator
	writes  []string
	visible bool
	refuse  error
}

func newWindow(t testing.TB, width, height int) *window {
	t.Helper()
	w := &window{em: vt.NewEmulator(width, height), visible: true}
	w.em.SetCallbacks(vt.Callbacks{CursorVisibility: func(on bool) { w.visible = on }})
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(io.Discard, w.em)
	}()
	t.Cleanup(func() {
		if in, ok := w.em.InputPipe().(io.Closer); ok {
			_ = in.Close()
		}
		<-drained
	})
	return w
}

// Write draws what is sent.
func (w *window) Write(p []byte) (int, error) {
	if w.refuse != nil {
		return 0, w.refuse
	}
	w.writes = append(w.writes, string(p))
	n, err := w.em.Write(p)
	if err != nil {
		err = fmt.Errorf("draw: %w", err)
	}
	return n, err
}

// sent returns what was written since the last call.
func (w *window) sent() string {
	s := strings.Join(w.writes, "")
	w.writes = nil
	return s
}

// plainly draws a frame as a renderer would that knows nothing: the whole screen,
// line by line.
func (w *window) plainly(t testing.TB, frame string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("\x1b[m\x1b[2J")
	for y, l := range strings.Split(frame, "\n") {
		fmt.Fprintf(&b, "\x1b[%dH%s", y+1, l)
	}
	if _, err := io.WriteString(w.em, b.String()); err != nil {
		t.Fatal(err)
	}
}

// look returns what a cell shows to a person.
func (w *window) look(x, y int) string {
	c := w.em.CellAt(x, y)
	if c != nil && c.Width == 0 {
		if x == 0 || w.em.CellAt(x-1, y).Width > 1 {
			return ""
		}
		c = nil // the emulator's trace of a mark on the letter before
	}
	return newLook(c)
}

// newLook describes a cell. The colour of nothing can't be seen.
func newLook(c *uv.Cell) string {
	if c == nil {
		c = &uv.EmptyCell
	}
	if strings.TrimSpace(c.Content) != "" {
		return c.Content + c.Style.String()
	}
	s := c.Style
	s.Fg, s.Attrs = nil, s.Attrs&(uv.AttrReverse|uv.AttrStrikethrough)
	return " " + s.String()
}

// rows returns how many rows something is drawn on.
func (w *window) rows() int {
	empty := newLook(nil)
	for y := w.em.Height() - 1; y >= 0; y-- {
		for x := range w.em.Width() {
			if w.look(x, y) != empty {
				return y + 1
			}
		}
	}
	return 0
}

// text returns the screen without blanks at the ends of rows and without empty rows
// at its end.
func (w *window) text() string {
	var rows []string
	for y := range w.em.Height() {
		var b strings.Builder
		for x := range w.em.Width() {
			c := w.em.CellAt(x, y)
			switch {
			case c == nil || c.Content == "" && c.Width > 0:
				b.WriteByte(' ')
			default:
				b.WriteString(c.Content)
			}
		}
		rows = append(rows, strings.TrimRight(b.String(), " "))
	}
	return strings.TrimRight(strings.Join(rows, "\n"), "\n")
}

// mustLookLike compares every cell of two windows.
func (w *window) mustLookLike(t *testing.T, want *window, why string) {
	t.Helper()
	for y := range want.em.Height() {
		for x := range want.em.Width() {
			if got, want := w.look(x, y), want.look(x, y); got != want {
				t.Fatalf("%s: column %d of row %d is %q, want %q; sent %q", why, x, y, got, want, w.writes)
			}
		}
	}
}

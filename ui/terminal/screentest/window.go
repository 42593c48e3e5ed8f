package screentest

import (
	"fmt"
	"io"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// Window is an emulated terminal without a program: the test itself writes to it.
// It compares cells, where [Display] looks at text. It is for one goroutine.
type Window struct {
	*vt.Emulator
	// Visible says whether the terminal's own cursor shows.
	Visible bool
}

// NewWindow returns an empty window that exists until the test ends.
func NewWindow(t testing.TB, width, height int) *Window {
	t.Helper()
	w := &Window{Emulator: vt.NewEmulator(width, height), Visible: true}
	w.SetCallbacks(vt.Callbacks{CursorVisibility: func(on bool) { w.Visible = on }})
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		_, _ = io.Copy(io.Discard, w.Emulator)
	}()
	t.Cleanup(func() {
		if in, ok := w.InputPipe().(io.Closer); ok {
			_ = in.Close()
		}
		<-drained
	})
	return w
}

// Plainly draws a frame as a renderer would that knows nothing: the whole screen,
// line by line.
func (w *Window) Plainly(t testing.TB, frame string) {
	t.Helper()
	var b strings.Builder
	b.WriteString("\x1b[m\x1b[2J")
	for y, l := range strings.Split(frame, "\n") {
		fmt.Fprintf(&b, "\x1b[%dH%s", y+1, l)
	}
	if _, err := io.WriteString(w.Emulator, b.String()); err != nil {
		t.Fatal(err)
	}
}

// Rows returns how many rows something is drawn on.
func (w *Window) Rows() int {
	empty := newLook(nil)
	for y := w.Height() - 1; y >= 0; y-- {
		for x := range w.Width() {
			if w.look(x, y) != empty {
				return y + 1
			}
		}
	}
	return 0
}

// Text returns the screen without blanks at the ends of rows and without empty rows
// at its end.
func (w *Window) Text() string {
	var rows []string
	for y := range w.Height() {
		var b strings.Builder
		for x := range w.Width() {
			c := w.CellAt(x, y)
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

// Before returns what a row shows left of a column.
func (w *Window) Before(column, row int) string {
	var b strings.Builder
	for x := range column {
		if c := w.CellAt(x, row); c != nil && c.Width > 0 {
			b.WriteString(c.Content)
		}
	}
	return b.String()
}

// Reversed reports whether a cell is drawn in reverse.
func (w *Window) Reversed(column, row int) bool {
	c := w.CellAt(column, row)
	return c != nil && c.Style.Attrs&uv.AttrReverse != 0
}

// Differs says where a window first looks different from another, "" where every
// cell looks the same.
func (w *Window) Differs(want *Window) string {
	for y := range want.Height() {
		for x := range want.Width() {
			if a, b := w.CellAt(x, y), want.CellAt(x, y); a != nil && b != nil && a.Equal(b) && a.Width == 1 {
				continue // The same without a closer look.
			}
			if got, want := w.look(x, y), want.look(x, y); got != want {
				return fmt.Sprintf("column %d of row %d is %q, want %q", x, y, got, want)
			}
		}
	}
	return ""
}

// look returns what a cell shows to a person.
func (w *Window) look(x, y int) string {
	c := w.CellAt(x, y)
	if c != nil && c.Width == 0 {
		if x == 0 || w.CellAt(x-1, y).Width > 1 {
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

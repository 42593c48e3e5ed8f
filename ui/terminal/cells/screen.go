package cells

import (
	"fmt"
	"io"
	"strings"
)

// Frame is what the terminal should show.
type Frame struct {
	Text string
	// Width and Height are those of the window. Without them nothing is drawn.
	Width, Height int
	// Cursor is the terminal's own.
	Cursor Cursor
	// Redraw draws everything anew, for a screen that others wrote on.
	Redraw bool
}

// Cursor is a place in a frame, counted from its upper left corner.
type Cursor struct {
	X, Y   int
	Hidden bool
}

// Options say how a screen is taken and drawn.
type Options struct {
	// Inline draws below what the terminal already shows, not on its alternate
	// screen.
	Inline bool
	// Synchronized marks the beginning and end of large frames (mode 2026), so that
	// the terminal shows them whole. Not every terminal skips what it doesn't know.
	Synchronized bool
}

// Screen draws frames on a terminal in raw mode. It is for one goroutine.
type Screen struct {
	w       io.Writer
	o       Options
	brush   brush
	taken   bool // the terminal is in our modes
	torn    bool // the last write failed: nobody knows what the terminal shows
	visible bool // the cursor
	height  int
	shown   []line
}

// large is how many bytes a frame must have to be worth the 16 of the brackets.
const large = 256

// New returns a screen that takes the terminal with its first frame.
func New(w io.Writer, o Options) *Screen { return &Screen{w: w, o: o} }

// Draw makes the terminal show a frame, in at most one write, and without one if it
// shows it already.
func (s *Screen) Draw(f Frame) error {
	if f.Width <= 0 || f.Height <= 0 {
		return nil
	}
	lines := s.read(f)
	stays := s.visible && !f.Cursor.Hidden
	s.take(f)
	s.scroll(lines)
	for y := range max(len(lines), len(s.shown)) {
		s.change(y, lineAt(s.shown, y), lineAt(lines, y), y >= len(lines))
	}
	s.shown = lines
	s.place(f.Cursor)
	s.brush.set(style{})
	if stays && len(s.brush.buf) > large {
		// On a slow link it would be seen running over the screen.
		s.brush.buf = append(append([]byte("\x1b[?25l"), s.brush.buf...), "\x1b[?25h"...)
	}
	return s.flush()
}

// Leave gives the screen back as it was found; a frame drawn inline stays. The next
// frame takes the screen again.
func (s *Screen) Leave() error {
	if !s.taken {
		return nil
	}
	b := &s.brush
	b.buf = append(b.buf, s.mend()...)
	switch {
	case s.o.Inline:
		b.move(0, len(s.shown))
		b.buf = append(b.buf, "\x1b[?2004l\x1b[?25h"...)
	default:
		b.buf = append(b.buf, "\x1b[?2004l\x1b[?1049l\x1b[?25h"...)
	}
	s.taken, s.shown = false, nil
	return s.flush()
}

// mend ends what a frame that was cut off may have left on.
func (s *Screen) mend() string {
	if s.o.Synchronized {
		return "\x1b[?2026l\x1b[m"
	}
	return "\x1b[m"
}

// read reads the lines of a frame. Lines that are there already are not read again.
func (s *Screen) read(f Frame) []line {
	if f.Text == "" {
		return nil
	}
	sources := strings.Split(f.Text, "\n")
	sources = sources[max(0, len(sources)-f.Height):]                // as Bubble Tea cuts it
	lines := make([]line, len(sources), max(len(sources), f.Height)) // scroll fills it up
	before := style{}
	for y, source := range sources {
		if old := lineAt(s.shown, y); y < len(s.shown) && old.source == source && old.before == before && s.brush.width == f.Width {
			lines[y] = *old
		} else {
			lines[y] = read(source, before, f.Width)
		}
		before = lines[y].after
	}
	return lines
}

// take puts the terminal into our modes and clears the screen, where that is
// needed.
func (s *Screen) take(f Frame) {
	b := &s.brush
	fresh := !s.taken
	if fresh {
		s.enter()
	}
	if resized := b.width != f.Width || s.height != f.Height; !fresh && !resized && !s.torn && !f.Redraw {
		return
	}
	if s.torn {
		b.buf = append(b.buf, s.mend()...)
		b.style = style{}
	}
	b.width, s.height, s.shown = f.Width, f.Height, nil
	switch {
	case !s.o.Inline:
		b.buf = append(b.buf, "\x1b[H\x1b[2J"...)
		b.x, b.y = 0, 0
	case !fresh:
		b.x = nowhere
		b.move(0, 0)
		b.erase('J')
	}
	s.torn = false
}

// enter puts the terminal into our modes.
func (s *Screen) enter() {
	b := &s.brush
	*b = brush{buf: b.buf[:0], x: nowhere, inline: s.o.Inline}
	if !s.o.Inline {
		b.buf = append(b.buf, "\x1b[?1049h"...)
	}
	b.buf = append(b.buf, "\x1b[?2004h\x1b[?25l"...)
	s.taken, s.visible = true, false
}

// change turns what row y shows into what it should show.
func (s *Screen) change(y int, old, now *line, below bool) {
	if old.equal(now) {
		return
	}
	b := &s.brush
	if below && s.o.Inline {
		b.move(0, y)
		b.erase('J')
		clear(s.shown[y:])
		return
	}
	if old.odd || now.odd {
		s.rewrite(y, now)
		return
	}
	if over, anew := costs(old, now); anew < over {
		b.move(0, y)
		b.erase('K')
		old = &line{}
	}
	s.patch(y, old, now)
}

// rewrite draws the whole row and sets the column after whatever terminals may
// give another width.
func (s *Screen) rewrite(y int, now *line) {
	b := &s.brush
	b.move(0, y)
	b.erase('K')
	for x := 0; x < len(now.cells); {
		n := columns(now, x)
		b.move(x, y)
		b.put(now.cells[x], n)
		if !settled(now.cells[x].text, n) {
			b.x = nowhere
		}
		x += n
	}
}

// patch draws the cells that changed.
func (s *Screen) patch(y int, old, now *line) {
	b := &s.brush
	end := len(now.cells)
	if len(old.cells)-end <= erasing {
		end = max(end, len(old.cells))
	}
	for x := 0; x < end; {
		n := columns(now, x)
		if same(old, now, x, n) {
			x += n
			continue
		}
		b.reach(now, x, y)
		b.put(now.at(x), n)
		x += n
	}
	if len(old.cells) > end {
		b.reach(now, end, y)
		b.erase('K')
	}
}

// same reports whether some columns of both lines are equal.
func same(old, now *line, x, n int) bool {
	for i := x; i < x+n; i++ {
		if old.at(i) != now.at(i) {
			return false
		}
	}
	return true
}

// columns returns how many columns the cluster at x takes.
func columns(l *line, x int) int {
	n := 1
	for x+n < len(l.cells) && l.cells[x+n].text == "" {
		n++
	}
	return n
}

// place puts the cursor where it belongs, or hides it.
func (s *Screen) place(c Cursor) {
	b := &s.brush
	if !c.Hidden {
		b.move(min(max(c.X, 0), b.width-1), min(max(c.Y, 0), s.height-1))
	}
	switch {
	case !c.Hidden && !s.visible:
		b.buf = append(b.buf, "\x1b[?25h"...)
	case c.Hidden && s.visible:
		b.buf = append(b.buf, "\x1b[?25l"...)
	}
	s.visible = !c.Hidden
}

// flush sends what was collected.
func (s *Screen) flush() error {
	b := s.brush.buf
	s.brush.buf = b[:0]
	if len(b) == 0 {
		return nil
	}
	if s.o.Synchronized && len(b) > large {
		b = append(append([]byte("\x1b[?2026h"), b...), "\x1b[?2026l"...)
	}
	if _, err := s.w.Write(b); err != nil {
		s.torn = true
		return fmt.Errorf("draw: %w", err)
	}
	return nil
}

// lineAt returns a line, an empty one where there is none.
func lineAt(lines []line, y int) *line {
	if y < len(lines) {
		return &lines[y]
	}
	return &line{}
}

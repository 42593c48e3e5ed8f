package ui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"
)

// scroller keeps a line in sight in a list taller than the window. It moves by
// half a window when the line leaves it: moving by one line would redraw every
// line at every step, which is dear on a slow link.
type scroller struct{ top int }

// show returns the first visible line so that lines from..from+height-1 of total
// are in a window of h lines.
func (s *scroller) show(from, height, total, h int) int {
	if h <= 0 {
		return s.top
	}
	height = min(height, h)
	if from < s.top {
		s.top = from - h/2
	}
	if from+height > s.top+h {
		s.top = from + height - h + h/2
		if from < s.top {
			s.top = from
		}
	}
	s.top = max(0, min(s.top, total-h))
	return s.top
}

// by moves the window by n lines.
func (s *scroller) by(n, total, h int) {
	s.top = max(0, min(s.top+n, total-h))
}

// key moves the window by the keys that do so, where nothing else wants them.
func (s *scroller) key(k tea.KeyMsg, total, h int) {
	switch k.Type {
	case tea.KeyDown:
		s.by(1, total, h)
	case tea.KeyUp:
		s.by(-1, total, h)
	case tea.KeyPgDown:
		s.by(h, total, h)
	case tea.KeyPgUp:
		s.by(-h, total, h)
	}
}

// window returns the lines in sight; when more follow, the last one says so.
func (s *scroller) window(e *env, lines []string, h int) []string {
	s.top = max(0, min(s.top, len(lines)-h))
	shown := append([]string{}, lines[s.top:min(len(lines), s.top+h)]...)
	if more := len(lines) - s.top - h; more > 0 && h > 1 {
		shown[h-1] = e.theme.Muted.Render(fmt.Sprintf("%s %d more lines: Down, PgDn", e.theme.Glyphs.Ellipsis, more+1))
	}
	return shown
}

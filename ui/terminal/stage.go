package terminal

import (
	"connwiz/ui/terminal/cells"

	tea "github.com/charmbracelet/bubbletea"
)

// CursorHolder is a model that wants the terminal's own cursor at a place of its
// View: where input methods open their window, and screen readers look. Without ok
// the cursor is hidden. Only the [Cell] renderer asks.
type CursorHolder interface {
	CursorAt() (x, y int, ok bool)
}

// stage is the model that Bubble Tea runs: the real one, with what has to happen
// around it. Bubble Tea calls View after every message and, without a renderer of
// its own, drops what it returns; so View is where frames are handed to the
// painter.
type stage struct {
	model    tea.Model
	terminal *Terminal
	painter  *painter // nil: Bubble Tea draws
	frame    cells.Frame
}

// continued tells that the program was stopped without having been asked, and goes
// on.
type continued struct{}

// Init starts the model.
func (s *stage) Init() (cmd tea.Cmd) {
	var fine bool
	defer s.rescue(&fine)
	cmd = s.guarded(s.model.Init())
	fine = true
	return cmd
}

// Update passes messages on, and looks at those that concern the terminal.
func (s *stage) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	var fine bool
	next = s
	defer s.rescue(&fine)
	switch m := msg.(type) {
	case continued:
		fine = true
		return s, tea.Exec(s.terminal.retakeCommand(), nil)
	case tea.WindowSizeMsg:
		m.Width, m.Height = ClampSize(m.Width, m.Height)
		s.frame.Width, s.frame.Height, s.frame.Redraw = m.Width, m.Height, true
		msg = m
	default:
		s.frame.Redraw = s.frame.Redraw || msg == tea.ClearScreen()
	}
	model, cmd := s.model.Update(msg)
	s.model = model
	fine = true
	return s, s.guarded(cmd)
}

// View draws the model.
func (s *stage) View() (text string) {
	var fine bool
	defer s.rescue(&fine)
	text = s.model.View()
	if s.painter != nil && s.frame.Width > 0 {
		s.show(text)
	}
	fine = true
	return text
}

// show hands a frame to the painter, unless it is the one before.
func (s *stage) show(text string) {
	next := s.frame
	next.Text, next.Cursor = text, cells.Cursor{Hidden: true}
	if holder, ok := s.model.(CursorHolder); ok {
		x, y, visible := holder.CursorAt()
		next.Cursor = cells.Cursor{X: x, Y: y, Hidden: !visible}
	}
	if next != s.frame || next.Redraw {
		s.painter.show(next)
	}
	s.frame = next
	s.frame.Redraw = false
}

// guarded returns the command with a net under it: where it panics, the terminal
// is given back before Bubble Tea says so. In a tea.Sequence only the command as a
// whole has one; the terminal is given back there too, but after the words.
func (s *stage) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		var fine bool
		defer s.rescue(&fine)
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			guarded := make(tea.BatchMsg, len(batch))
			for i, c := range batch {
				guarded[i] = s.guarded(c)
			}
			msg = guarded
		}
		fine = true
		return msg
	}
}

// rescue gives the terminal back when a panic is on its way, so that what Bubble
// Tea prints about it can be read. It lets the panic go on, unless that would end
// more than this program.
func (s *stage) rescue(fine *bool) {
	if *fine {
		return
	}
	if s.terminal.linked() {
		s.terminal.net.caught(recover())
		return
	}
	if s.painter != nil {
		s.painter.close()
	}
	_ = s.terminal.release() // Not its input: the program would take that for a hang-up.
}

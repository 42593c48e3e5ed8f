package terminal

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync"

	"connwiz/ui/terminal/cells"

	tea "github.com/charmbracelet/bubbletea"
)

// Renderer says who draws.
type Renderer int

const (
	// Cell sends only the cells that changed, see package cells.
	Cell Renderer = iota
	// Line is Bubble Tea's own renderer, which sends the lines that changed.
	Line
)

// ProgramOptions say how a model is drawn.
type ProgramOptions struct {
	Renderer Renderer
	// Inline draws below what the terminal already shows, not on its alternate
	// screen. What the last View returns stays there.
	Inline bool
	// Synchronized lets large frames appear whole, see [Synchronizes].
	Synchronized bool
}

// Synchronizes reports whether the terminal is known to take synchronized output
// (mode 2026). It is not asked: an answer could come late, among the keys.
func Synchronizes(getenv func(string) string) bool {
	switch getenv("TERM_PROGRAM") {
	case "ghostty", "iTerm.app", "WezTerm", "vscode", "contour", "rio":
		return getenv("TMUX") == "" && getenv("STY") == ""
	}
	name := strings.TrimPrefix(getenv("TERM"), "xterm-")
	for _, known := range []string{"kitty", "ghostty", "foot", "wezterm", "contour", "alacritty", "rio"} {
		if name == known || strings.HasPrefix(name, known+"-") {
			return true
		}
	}
	return false
}

// Program is a model on a terminal. It does what Bubble Tea leaves undone for a
// program without its renderer: the modes of the screen, the size of the window,
// suspending, and giving all of it back.
type Program struct {
	terminal *Terminal
	stage    *stage
	tea      *tea.Program
	painter  *painter
	// continued brings the end of a stop that was not [Terminal.SuspendCommand]'s.
	continued chan os.Signal
	resized   chan os.Signal
	woken     chan struct{}
	loops     sync.WaitGroup
}

// NewProgram prepares a model to run on a terminal.
func NewProgram(m tea.Model, t *Terminal, o ProgramOptions) *Program {
	p := &Program{
		terminal: t, stage: &stage{model: m, terminal: t},
		continued: make(chan os.Signal, 1), resized: make(chan os.Signal, 1), woken: make(chan struct{}, 1),
	}
	options := []tea.ProgramOption{tea.WithInput(t.Input()), tea.WithOutput(t.Output()), tea.WithoutSignalHandler()}
	switch {
	case o.Renderer == Cell:
		options = append(options, tea.WithoutRenderer())
		p.painter = newPainter(t.Output(), cells.Options{Inline: o.Inline, Synchronized: o.Synchronized}, t.device.discard)
		p.stage.painter = p.painter
	case !o.Inline:
		options = append(options, tea.WithAltScreen())
	}
	p.tea = tea.NewProgram(p.stage, options...)
	if t.linked() {
		t.net.attach(func() { go p.tea.Quit() })
	}
	return p
}

// Send sends a message to the model. Before Run it waits for it, afterwards it does
// nothing.
func (p *Program) Send(msg tea.Msg) { p.tea.Send(msg) }

// Run runs the program until the model quits, and returns the model as it was then.
// The screen is given back in every case; raw mode is left to [Terminal.Restore].
func (p *Program) Run() (tea.Model, error) {
	ctx, stop := context.WithCancel(context.Background())
	p.terminal.employ(p)
	p.listen()
	p.loops.Go(func() { p.watch(ctx) })
	if p.painter != nil {
		go p.paint() // Nobody waits for it longer than it deserves, see close.
	}
	defer func() {
		stop()
		signal.Stop(p.continued)
		signal.Stop(p.resized)
		if p.painter != nil {
			p.painter.close()
		}
		p.terminal.employ(nil)
		p.loops.Wait()
	}()
	_, err := p.tea.Run()
	if err = p.terminal.net.err(err); err != nil {
		err = fmt.Errorf("run the program: %w", err)
	}
	return p.stage.model, err
}

// paint draws until the program ends.
func (p *Program) paint() {
	defer p.terminal.net.recover()
	p.painter.loop()
}

// watch tells the model what the system says, until the program has ended.
func (p *Program) watch(ctx context.Context) {
	var last tea.WindowSizeMsg
	tell := func(always bool) {
		if p.painter == nil && !p.terminal.linked() {
			return // Bubble Tea's renderer asks for itself.
		}
		var now tea.WindowSizeMsg
		now.Width, now.Height = p.terminal.Size()
		if always || now != last {
			last = now
			p.tea.Send(now)
		}
	}
	tell(true)
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.resized:
			tell(true) // Some programs ask for a redraw in this way.
		case <-p.terminal.device.changes():
			tell(false)
		case <-p.woken:
			tell(false)
		case <-p.continued:
			p.tea.Send(continued{})
		}
	}
}

// listen asks for the signals, which don't concern a terminal elsewhere.
func (p *Program) listen() {
	if p.terminal.linked() {
		return
	}
	notifyContinued(p.continued)
	if p.painter != nil {
		notifyResize(p.resized)
	}
}

// away gives the screen to others for a while. Bubble Tea's own renderer does that
// for itself.
func (p *Program) away() {
	signal.Stop(p.continued) // This stop has an end that is known.
	if p.painter != nil {
		p.painter.leave()
	}
}

// back takes the screen again, with a frame that is drawn as soon as Bubble Tea
// goes on. The window may have another size now.
func (p *Program) back() {
	notifyContinued(p.continued)
	p.stage.frame.Redraw = true
	select {
	case p.woken <- struct{}{}:
	default:
	}
}

package ui

import (
	"context"
	"fmt"
	"os"
	"syscall"
	"time"

	"connwiz/client"
	"connwiz/ui/terminal"
	"connwiz/ui/text"
	"connwiz/ui/theme"
	"connwiz/ui/unsent"

	tea "github.com/charmbracelet/bubbletea"
)

// Options say what the wizard works on and where it is drawn.
type Options struct {
	Cluster Cluster
	// Actions is Kibana, nil where none is known.
	Actions Actions
	// ID is the connector to configure; "" lets a person choose from the list.
	ID      string
	Host    string
	Version string
	Theme   theme.Theme
	// Setup lets new connectors be set up; nil doesn't. With AtOnce in it the wizard
	// begins there.
	Setup *SetupOptions
	// Now and Pace are for tests; zero values mean the clock and a human pace.
	Now  func() time.Time
	Pace Pace
	// Saved is told of every write, for the audit line; nil: nobody. It may do IO.
	Saved func(Save)
	// Drafts keeps what was typed and not sent; nil: nothing is kept.
	Drafts *unsent.Store
	// Secrets are those that came before the wizard, such as the credentials; nil:
	// none. Nothing that is drawn holds them.
	Secrets *text.Redactor
	// ReadOnly says from the start that nothing can be saved, and offers no submission.
	// To keep anybody from it is up to the Cluster.
	ReadOnly bool
	// Renderer says who draws, Synchronized whether the terminal takes whole frames.
	Renderer     terminal.Renderer
	Synchronized bool
	// In and Out are the terminal, unless Link is.
	In, Out *os.File
	// Link is a terminal on the other side of a connection; nil: In and Out.
	Link *terminal.Link
	// Signals end the wizard; nil: those of the process.
	Signals <-chan os.Signal
}

// Save is what became of one write: who and what, never values.
type Save struct {
	// Cluster is where, for a cluster that was named only in the wizard; else "".
	Cluster   string
	Connector string
	Fields    []string
	Result    client.Result // "" when it failed
	Err       error
}

// NewModel makes the wizard's model without a terminal.
func NewModel(ctx context.Context, o Options) *Model {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pace == (Pace{}) {
		o.Pace = humanPace()
	}
	e := &env{ctx: ctx, cluster: o.Cluster, host: o.Host, version: o.Version, theme: o.Theme,
		now: o.Now, pace: o.Pace, saved: o.Saved, drafts: o.Drafts, secrets: text.NewRedactor(), fixed: o.ID != "",
		ownCursor: o.Renderer == terminal.Cell}
	e.secrets.Include(o.Secrets)
	e.setup, e.actions, e.readOnly = o.Setup, o.Actions, o.ReadOnly
	m := &Model{env: e, keys: keys()}
	m.stack = []screen{firstScreen(e, o)}
	return m
}

// firstScreen is where the wizard begins.
func firstScreen(e *env, o Options) screen {
	switch {
	case e.setup != nil && e.setup.AtOnce:
		return newGuided(e, *e.setup)
	case o.ID != "":
		return newLoad(o.ID)
	default:
		return newPicker()
	}
}

// Outcome is what the run has come to.
func (m *Model) Outcome() Outcome { return m.outcome }

// Run shows the wizard on the terminal until it ends, and gives the terminal
// back as it was found. The error is a failure of the terminal or of the program
// itself; what became of the connector is in the outcome.
func Run(ctx context.Context, o Options) (Outcome, error) {
	return run(ctx, o, NewModel(ctx, o))
}

// RunEdit edits one field on the normal screen, as Run does otherwise.
func RunEdit(ctx context.Context, o Options, edit EditOptions) (Outcome, error) {
	return run(ctx, o, NewEditModel(ctx, o, edit))
}

// run opens the terminal and runs a model on it.
func run(ctx context.Context, o Options, m *Model) (Outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m.env.ctx = ctx
	t, err := o.terminal()
	if err != nil {
		return Outcome{Code: 1}, fmt.Errorf("open the terminal: %w", err)
	}
	defer t.Restore()
	if t.CanSuspend() {
		m.suspend = func() tea.Cmd { return tea.Exec(t.SuspendCommand(), func(error) tea.Msg { return nil }) }
	}
	m.ending = ending(o.signals(ctx), t.Ended())
	p := terminal.NewProgram(m, t, terminal.ProgramOptions{
		Renderer: o.Renderer, Inline: m.env.inline, Synchronized: o.Synchronized,
	})
	_, err = p.Run()
	m.keep()
	if err != nil {
		return m.Outcome(), fmt.Errorf("run the wizard: %w", err)
	}
	return m.Outcome(), nil
}

// terminal opens the terminal of the options.
func (o Options) terminal() (*terminal.Terminal, error) {
	if o.Link != nil {
		return terminal.OpenLink(*o.Link)
	}
	return terminal.Open(o.In, o.Out)
}

// signals are those that end the wizard.
func (o Options) signals(ctx context.Context) <-chan os.Signal {
	if o.Signals != nil {
		return o.Signals
	}
	return terminal.Signals(ctx)
}

// ending waits for what ends the program from outside: a signal, or the terminal
// going away, which counts as a hang-up.
func ending(signals <-chan os.Signal, gone <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case s := <-signals:
			return Signalled{s}
		case <-gone:
			return Signalled{syscall.SIGHUP}
		}
	}
}

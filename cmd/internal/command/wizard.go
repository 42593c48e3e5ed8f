package command

import (
	"context"
	"errors"
	"fmt"

	"connwiz/schema"
	"connwiz/ui"
	"connwiz/ui/terminal"
	"connwiz/ui/text"
	"connwiz/ui/theme"
	"connwiz/ui/unsent"
)

// sitting is a person at the wizard.
type sitting struct {
	cluster ui.Cluster
	host    string
	command string // "" for connwiz alone
	id      string // "" where a person shall choose
	edit    *ui.EditOptions
	// actions is Kibana, nil where none is known; action begins at its connectors.
	actions ui.Actions
	action  *ui.ActionOptions
	// setup lets new connectors be set up; nil doesn't.
	setup *ui.SetupOptions
}

// needTerminal refuses to start a wizard that nobody could see or answer. Who
// asks for line mode gets it on a pipe too, though without secrets.
func (a *app) needTerminal() error {
	return a.needTerminalOr(forScripts)
}

// forScripts is the hint where nobody can sit.
const forScripts = "for scripts there are: connwiz list, connwiz show ID, connwiz check ID, connwiz set ID FIELD=VALUE"

// needTerminalOr is needTerminal with the hint what does the same without one.
func (a *app) needTerminalOr(hint string) error {
	if a.streams.interactive() || a.global.plain {
		return nil
	}
	if a.streams.guest != nil {
		hint = withTerminal(hint)
	}
	return usagef(hint, "the wizard needs a terminal on standard input and output")
}

// withTerminal is the hint for guests: ssh asks for a terminal only where it is told
// to, or where there is no command.
func withTerminal(hint string) string {
	const asked = "ask for one: ssh -t HOST"
	if hint == forScripts {
		return asked
	}
	return asked + " COMMAND; " + hint
}

// lineMode reports whether to ask one line at a time: because a person wants it,
// or because the terminal can do no more.
func (a *app) lineMode() bool {
	return a.global.plain || isOn(a.streams.Getenv("ACCESSIBLE")) || theme.Dumb(a.streams.Getenv("TERM"))
}

// isOn reads a switch in the environment as most programs do: any word but those
// that say no.
func isOn(word string) bool {
	switch word {
	case "", "0", "false", "no":
		return false
	}
	return true
}

// wizard runs the wizard, on a screen or line by line.
func (a *app) wizard(ctx context.Context, s sitting) error {
	look, err := a.look()
	if err != nil {
		return err
	}
	record, err := a.openAudit("connwiz "+s.command, s.host)
	if err != nil {
		return err
	}
	o := ui.Options{
		Cluster: s.cluster, ID: s.id, Host: a.hostFor(s.host), Version: a.build.Version, Setup: s.setup, Actions: s.actions,
		Theme: theme.New(look), Now: a.streams.Now, Pace: a.streams.Pace, Saved: record.saved,
		ReadOnly: a.readOnly(), Drafts: a.drafts(s), Secrets: a.secrets, Renderer: a.renderer(), Synchronized: terminal.Synchronizes(a.streams.Getenv),
		In: a.streams.InFile, Out: a.streams.OutFile, Link: a.streams.Link, Signals: a.streams.Signals,
	}
	outcome, err := a.show(ctx, o, s)
	var panicked *terminal.PanicError
	if errors.As(err, &panicked) {
		err = a.panicked(panicked.Kind, panicked.Stack)
	}
	for _, line := range outcome.Lines {
		fmt.Fprintln(a.streams.Out, text.Clean(line))
	}
	if err == nil {
		err = ended(outcome, s.id)
	}
	// The error of the record goes before a mere exit code, which says nothing.
	if unrecorded := record.close(); unrecorded != nil {
		return unrecorded
	}
	return err
}

// drafts is where unsent changes are kept; nowhere for the demo, whose connectors
// are gone with it.
func (a *app) drafts(s sitting) *unsent.Store {
	dir := unsent.Dir(a.streams.Getenv)
	if g := a.streams.guest; g != nil {
		dir = g.drafts
	}
	if dir == "" || s.command == "demo" {
		return nil
	}
	return unsent.Open(dir, a.streams.Now)
}

// renderer is who draws.
func (a *app) renderer() terminal.Renderer {
	if a.global.renderer.value == "line" {
		return terminal.Line
	}
	return terminal.Cell
}

// show runs the wizard in the form that fits.
func (a *app) show(ctx context.Context, o ui.Options, s sitting) (ui.Outcome, error) {
	streams := ui.LineIO{In: a.streams.In, Out: a.streams.Out, Terminal: a.streams.InFile, Mute: a.streams.Mute, Signals: a.streams.Signals}
	if link := a.streams.Link; link != nil {
		streams.Width = func() int { w, _ := link.Size(); return w }
	}
	switch {
	case a.lineMode() && s.action != nil:
		return ui.ActionLine(ctx, o, *s.action, streams)
	case s.action != nil:
		return ui.RunAction(ctx, o, *s.action)
	case a.lineMode() && s.edit != nil:
		return ui.EditLine(ctx, o, *s.edit, streams)
	case a.lineMode():
		return ui.RunLine(ctx, o, streams)
	case s.edit != nil:
		return ui.RunEdit(ctx, o, *s.edit)
	default:
		return ui.Run(ctx, o)
	}
}

// look is how the wizard shall look.
func (a *app) look() (theme.Options, error) {
	look, err := theme.FromEnvironment(a.streams.Getenv, a.global.theme.value)
	if err != nil {
		return look, usagef("connwiz --theme dark", "%v", err)
	}
	look.Color = look.Color && !a.global.noColor
	look.ASCII = look.ASCII || a.global.ascii
	return look, nil
}

// ended is the error of a wizard's outcome.
func ended(o ui.Outcome, id string) error {
	var none *schema.NoFieldError
	var refused *ui.SecretRefusedError
	switch {
	case errors.As(o.Err, &refused):
		return usagef(fmt.Sprintf("%s --stdin %s < FILE", refused.Command, refused.Field), "%v", refused)
	case errors.As(o.Err, &none):
		return noField(id, none)
	case o.Err != nil:
		return o.Err
	case o.Code != exitDone:
		return exitError{o.Code}
	}
	return nil
}

// noField tells that a connector has no such field. One label for several fields
// is no answer to which of them is meant, and so an error of usage.
func noField(id string, e *schema.NoFieldError) error {
	hint := "see its fields: " + about("show", id)
	if e.Ambiguous {
		return usagef(hint, "connector %q: %v", id, e)
	}
	return &toldError{failure{
		exit: exitNotFound, Code: "not_found", Message: fmt.Sprintf("connector %q: %v", id, e), Hint: hint,
		Fields: []fieldFailure{},
	}}
}

package command

import (
	"context"
	"fmt"

	"connwiz/ui"
	"connwiz/ui/text"
	"connwiz/ui/theme"
)

// needTerminal refuses to start a wizard that nobody could see or answer.
func (a *app) needTerminal() error {
	const hint = "for scripts there are: connwiz list, connwiz show ID, connwiz check ID"
	if !a.streams.interactive() {
		return usagef(hint, "the wizard needs a terminal on standard input and output")
	}
	if term := a.streams.Getenv("TERM"); theme.Dumb(term) {
		return usagef(hint, "the wizard can't be shown on a terminal of type %q (TERM)", term)
	}
	return nil
}

// wizard runs the full-screen wizard; id is "" where a person shall choose.
func (a *app) wizard(ctx context.Context, cluster ui.Cluster, host, id string) error {
	look, err := theme.FromEnvironment(a.streams.Getenv, a.global.theme.value)
	if err != nil {
		return usagef("connwiz --theme dark", "%v", err)
	}
	look.Color = look.Color && !a.global.noColor
	look.ASCII = look.ASCII || a.global.ascii
	outcome, err := ui.Run(ctx, ui.Options{
		Cluster: cluster, ID: id, Host: host, Version: a.build.Version,
		Theme: theme.New(look), Now: a.streams.Now,
		In: a.streams.InFile, Out: a.streams.OutFile,
	})
	for _, line := range outcome.Lines {
		fmt.Fprintln(a.streams.Out, text.Clean(line))
	}
	switch {
	case err != nil:
		return err
	case outcome.Err != nil:
		return outcome.Err
	case outcome.Code != exitDone:
		return exitError{outcome.Code}
	}
	return nil
}

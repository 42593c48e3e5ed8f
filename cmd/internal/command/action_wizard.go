package command

import (
	"context"
	"errors"

	"connwiz/client/kibana"
	"connwiz/ui"

	"github.com/spf13/cobra"
)

// actionWizard runs the wizard for action connectors where o says.
func (a *app) actionWizard(ctx context.Context, name string, o ui.ActionOptions) error {
	if !a.canSit() {
		return usagef("for scripts there are: connwiz action list, show, create, set, test, delete",
			"the wizard needs a terminal on standard input and output")
	}
	c, done, err := a.connectKibana()
	if err != nil {
		return ofAction(name, err)
	}
	defer done()
	err = a.wizard(ctx, sitting{actions: c, host: c.Host(), command: "action " + name, id: o.ID, action: &o})
	return ofAction(name, barredAction(err))
}

// canSit reports whether a person can see and answer a wizard.
func (a *app) canSit() bool { return a.streams.interactive() || a.global.plain }

// barredAction tells of a connector or a type that the wizard can do nothing about.
func barredAction(err error) error {
	var barred *ui.ActionBarredError
	switch {
	case !errors.As(err, &barred):
		return err
	case barred.Type && barred.Unknown:
		return tell(exitNotFound, "not_found", barred.Error(), "see the types: connwiz action types")
	case barred.Type:
		return tell(exitNotAllowed, "not_allowed", barred.Error(), "see what can: connwiz action types")
	}
	return tell(exitNotAllowed, "not_allowed", barred.Error(), "look at it: "+about("action show", barred.Subject))
}

// knownKibana is Kibana where the flags or the environment name one, so that the
// wizard for the cluster can lead there; nil otherwise. The function gives back
// what the client holds.
func (a *app) knownKibana() (ui.Actions, func(), error) {
	if a.global.kibana.url == "" && a.streams.Getenv("KIBANA_URL") == "" {
		return nil, func() {}, nil
	}
	c, done, err := a.connectKibana()
	if err != nil {
		return nil, nil, err
	}
	return c, done, nil
}

// demoKibana is a stand-in that calls itself what it is.
type demoKibana struct{ *kibana.Client }

// Host names no port: it is another one each time.
func (demoKibana) Host() string { return "demo" }

const actionEditHelp = `Change an action connector in a form. Kibana never gives secrets back and replaces
all of them with every change: which ones must be typed again is said first.`

// newActionEdit opens the form of one connector.
func newActionEdit(a *app) *cobra.Command {
	return &cobra.Command{
		Use:               "edit ID",
		Short:             "Change an action connector in a form",
		Long:              actionEditHelp,
		Example:           "  connwiz action edit on-call-mail\n\n  # one line at a time, for screen readers and slow links\n  connwiz action edit on-call-mail --plain",
		Args:              actionArgs(1, 1),
		Annotations:       map[string]string{takesID: "yes"},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: a.sit(func(ctx context.Context, args []string) error {
			return a.actionWizard(ctx, "edit", ui.ActionOptions{ID: args[0]})
		}),
	}
}

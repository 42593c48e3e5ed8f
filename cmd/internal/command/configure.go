package command

import (
	"context"

	"connwiz/client"

	"github.com/spf13/cobra"
)

// configureOptions are the inputs of configure, and of connwiz alone, where a
// person chooses the connector.
type configureOptions struct {
	*app
	id string
}

func newConfigure(a *app) *cobra.Command {
	o := &configureOptions{app: a}
	return &cobra.Command{
		Use:         "configure ID",
		Short:       "Configure a connector in a form",
		Example:     "  connwiz configure my-connector\n\n  # one line at a time, for screen readers and slow links\n  connwiz configure my-connector --plain",
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.sit(func(ctx context.Context, args []string) error {
			o.id = args[0]
			if err := checkID(o.id); err != nil {
				return err
			}
			return o.run(ctx)
		}),
	}
}

func (o *configureOptions) run(ctx context.Context) error {
	if err := o.needTerminalOr(o.without()); err != nil {
		return err
	}
	c, done, err := o.connect()
	if err != nil {
		return err
	}
	defer done()
	s := sitting{cluster: c, host: c.Host(), command: "configure", id: o.id}
	if o.id == "" && o.streams.guest == nil { // the rest is for the owner of the machine
		s.setup = o.setupOf(c)
		actions, done, err := o.knownKibana()
		if err != nil {
			return err
		}
		defer done()
		s.actions = actions
	}
	return o.wizard(ctx, s)
}

// checkID refuses ids that can't be asked for.
func checkID(id string) error {
	if err := client.CheckID(id); err != nil {
		return usagef("see which connectors there are: connwiz list", "%v", err)
	}
	return nil
}

// without is what to type where there is no terminal.
func (o *configureOptions) without() string {
	if o.id == "" {
		return forScripts
	}
	return "without one: " + about("set", o.id) + " FIELD=VALUE"
}

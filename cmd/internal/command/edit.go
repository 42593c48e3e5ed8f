package command

import (
	"context"

	"connwiz/ui"

	"github.com/spf13/cobra"
)

const editHelp = `Edit one field of a connector: one prompt, a review, one confirmation, and the
verdict of the connector service. A secret is masked while it is typed. The rest
of the configuration need not be in order.

FIELD is the field's name, or a label that only it has.`

const editExamples = `  # a token has expired
  connwiz edit my-connector token

  # ask for the new password twice
  connwiz edit my-connector password --confirm`

// editOptions are the inputs of edit.
type editOptions struct {
	*app
	id   string
	edit ui.EditOptions
}

func newEdit(a *app) *cobra.Command {
	o := &editOptions{app: a}
	cmd := &cobra.Command{
		Use:         "edit ID FIELD",
		Short:       "Edit one field of a connector, such as a secret",
		Long:        editHelp,
		Example:     editExamples,
		Args:        exactly(2, 2),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeField(),
		RunE: a.sit(func(ctx context.Context, args []string) error {
			o.id, o.edit.Field = args[0], args[1]
			if err := checkID(o.id); err != nil {
				return err
			}
			return o.run(ctx)
		}),
	}
	cmd.Flags().BoolVar(&o.edit.Confirm, "confirm", false, "ask for a secret twice")
	return cmd
}

func (o *editOptions) run(ctx context.Context) error {
	if err := o.needTerminalOr("without one: " + aboutWith("set", o.id, "--stdin "+shellArg(o.edit.Field)) + " < FILE"); err != nil {
		return err
	}
	c, done, err := o.connect()
	if err != nil {
		return err
	}
	defer done()
	return o.wizard(ctx, sitting{cluster: c, host: c.Host(), command: "edit", id: o.id, edit: &o.edit})
}

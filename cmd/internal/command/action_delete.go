package command

import (
	"context"
	"fmt"
	"slices"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

// actionDeleteOptions are the inputs of action delete.
type actionDeleteOptions struct {
	*app
	yes bool
}

func newActionDelete(a *app) *cobra.Command {
	o := &actionDeleteOptions{app: a}
	cmd := &cobra.Command{
		Use:               "delete ID",
		Short:             "Delete an action connector; rules that use it fail from then on",
		Args:              actionArgs(1, 1),
		Annotations:       map[string]string{takesID: "yes"},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              a.onKibana(o.run),
	}
	cmd.Flags().BoolVar(&o.yes, "yes", false, "don't ask")
	return cmd
}

func (o *actionDeleteOptions) run(ctx context.Context, c *kibana.Client, args []string) error {
	id := args[0]
	if !o.yes && o.streams.InFile == nil {
		return usagef(aboutWith("action delete", id, "--yes"), "action connector %q would be deleted, and nobody can be asked", id)
	}
	found, err := findAction(ctx, c, id)
	if err != nil {
		return err
	}
	if why := found.Locked(); why != "" {
		return lockedAction(id, why)
	}
	if err := o.agree(ctx, found); err != nil {
		return err
	}
	_, err = o.recorded("action delete", c.Host(), &ui.Save{Connector: id}, func() (client.Result, error) {
		return client.Updated, c.Delete(ctx, id)
	})
	if err != nil {
		return err
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID     string `json:"id"`
			Name   string `json:"name"`
			Type   string `json:"type"`
			Result string `json:"result"`
		}{id, found.Name, found.TypeID, "deleted"})
	}
	_, err = fmt.Fprintf(o.streams.Out, "deleted action connector %s\n", text.Clean(id))
	return err
}

// findAction finds a connector in the list, which alone tells how many use it.
func findAction(ctx context.Context, c *kibana.Client, id string) (kibana.Connector, error) {
	all, err := c.List(ctx)
	if err != nil {
		return kibana.Connector{}, err
	}
	at := slices.IndexFunc(all, func(one kibana.Connector) bool { return one.ID == id })
	if at < 0 {
		return kibana.Connector{}, tell(exitNotFound, "not_found", fmt.Sprintf("no action connector %q in space %s", id, c.Space()),
			"see which there are: connwiz action list")
	}
	return all[at], nil
}

// agree asks, and says what depends on the connector.
func (o *actionDeleteOptions) agree(ctx context.Context, found kibana.Connector) error {
	if o.yes {
		return nil
	}
	question := fmt.Sprintf("Delete action connector %s (%s, %s), which %d rules and cases use?", found.ID, found.Name, found.TypeID, found.References)
	return o.agreed(ctx, question, tell(exitCancelled, "cancelled", "cancelled: nothing was deleted",
		"delete it without being asked: "+aboutWith("action delete", found.ID, "--yes")))
}

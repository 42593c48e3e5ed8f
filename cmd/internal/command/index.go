package command

import (
	"context"
	"fmt"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const indexHelp = `Attach an index to a connector: that is where its documents go. A connector has
one index, and an index one connector.

An index that isn't there is created by the connector service with the first sync,
or now with --create.`

// indexOptions are the inputs of index.
type indexOptions struct {
	*app
	create, dry bool
}

func newIndex(a *app) *cobra.Command {
	o := &indexOptions{app: a}
	cmd := &cobra.Command{
		Use:         "index ID NAME",
		Short:       "Attach an index to a connector",
		Long:        indexHelp,
		Example:     "  connwiz index orders search-orders --create",
		Args:        exactly(2, 2),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.onConnector(func(ctx context.Context, c *client.Client, args []string) error {
			return o.run(ctx, c, args[0], args[1])
		}),
	}
	cmd.Flags().BoolVar(&o.create, "create", false, "create the index if it isn't there")
	dryRun(cmd.Flags(), &o.dry)
	return cmd
}

func (o *indexOptions) run(ctx context.Context, c *client.Client, id, name string) error {
	if err := client.CheckIndexName(name, false); err != nil {
		return err
	}
	guide, err := o.guide(c, "")
	if err != nil {
		return err
	}
	action := guide.UseIndex(setup.IndexChoice{Connector: id, Name: name, Create: o.create})
	if o.dry {
		return o.rehearse(ctx, id, action)
	}
	var report setup.Report
	_, err = o.recorded("index", c.Host(), &ui.Save{Connector: id, Fields: []string{"index_name"}}, func() (client.Result, error) {
		var err error
		report, err = action.Do(ctx)
		return report.Result, err
	})
	if err != nil {
		return refused(err, "see which connector has it: connwiz list")
	}
	return o.print(id, report)
}

func (o *indexOptions) print(id string, r setup.Report) error {
	for _, w := range r.Warnings {
		o.warn(w)
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID        string  `json:"id"`
			IndexName string  `json:"index_name"`
			From      *string `json:"from"`
			Index     string  `json:"index"`
			Result    string  `json:"result"`
		}{id, r.Index.Name, orNull(r.Index.Before), r.Index.State, string(r.Result)})
	}
	verb := "attached"
	if r.Result == client.Noop {
		verb = "already attached"
	}
	if _, err := fmt.Fprintf(o.streams.Out, "%s: index %s %s\n", text.Clean(id), text.Clean(r.Index.Name), verb); err != nil {
		return err
	}
	if before := r.Index.Before; before != "" && before != r.Index.Name {
		o.note(fmt.Sprintf("it had index %s before, which stays as it is; its API key is for that one", before))
	}
	if r.Index.State == "missing" {
		o.note("the index isn't there yet: the first sync creates it")
	}
	o.hint("mint an API key for it: " + aboutWith("apikey", id, "--config-yml config.yml"))
	return nil
}

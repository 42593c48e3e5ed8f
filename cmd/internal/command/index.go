package command

import (
	"context"
	"errors"
	"fmt"

	"connwiz/client"
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
	create bool
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
	return cmd
}

func (o *indexOptions) run(ctx context.Context, c *client.Client, id, name string) error {
	if err := client.CheckIndexName(name, false); err != nil {
		return err
	}
	before, err := c.Summary(ctx, id)
	if err != nil {
		return err
	}
	if err := client.CheckIndexName(name, before.Native); err != nil {
		return err
	}
	state, err := o.look(ctx, c, name)
	if err != nil {
		return err
	}
	result, err := o.recorded("index", c.Host(), &ui.Save{Connector: id, Fields: []string{"index_name"}}, func() (client.Result, error) {
		return c.AttachIndex(ctx, id, name)
	})
	if err != nil {
		return refused(err, "see which connector has it: connwiz list")
	}
	return o.print(before, name, state, result)
}

// look finds out what there is under a name, or creates it. Who may not look can
// attach all the same.
func (o *indexOptions) look(ctx context.Context, c *client.Client, name string) (string, error) {
	state, err := c.Index(ctx, name)
	var request *client.Error
	switch {
	case errors.As(err, &request) && request.Reaction == client.NotAllowed:
		o.warn("whether the index exists is not known: these credentials may not look")
		return "unknown", nil
	case err != nil:
		return "", err
	case state.Exists && !state.Mapped:
		o.warn(fmt.Sprintf("index %s exists without mappings: the connector service fails to sync into such an index", name))
		return "existing", nil
	case state.Exists:
		o.warn(fmt.Sprintf("index %s exists: a full sync deletes the documents that the source doesn't have", name))
		return "existing", nil
	case !o.create:
		return "missing", nil
	}
	if err := c.CreateIndex(ctx, name); err != nil {
		return "", refused(err, "attach the index as it is: leave out --create")
	}
	return "created", nil
}

func (o *indexOptions) print(before client.Summary, name, state string, result client.Result) error {
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID        string  `json:"id"`
			IndexName string  `json:"index_name"`
			From      *string `json:"from"`
			Index     string  `json:"index"`
			Result    string  `json:"result"`
		}{before.ID, name, orNull(before.IndexName), state, string(result)})
	}
	verb := "attached"
	if result == client.Noop {
		verb = "already attached"
	}
	if _, err := fmt.Fprintf(o.streams.Out, "%s: index %s %s\n", text.Clean(before.ID), text.Clean(name), verb); err != nil {
		return err
	}
	if before.IndexName != "" && before.IndexName != name {
		o.note(fmt.Sprintf("it had index %s before, which stays as it is; its API key is for that one", before.IndexName))
	}
	if state == "missing" {
		o.note("the index isn't there yet: the first sync creates it")
	}
	o.hint("mint an API key for it: " + aboutWith("apikey", before.ID, "--config-yml config.yml"))
	return nil
}

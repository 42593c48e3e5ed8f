package command

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"
)

const schemaHelp = `Print the configuration that a connector's service registered, as JSON (or YAML),
without the values of sensitive fields and of those whose names look like a
secret's: for check --schema, and to register it with another connector.`

// schemaOptions are the inputs of schema.
type schemaOptions struct {
	*app
	cluster getter
	id      string
}

func newSchema(a *app) *cobra.Command {
	o := &schemaOptions{app: a}
	return &cobra.Command{
		Use:         "schema ID",
		Short:       "Print a connector's configuration schema, without secrets",
		Long:        schemaHelp,
		Example:     "  connwiz schema my-connector > configuration.json\n  connwiz check --schema configuration.json",
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			o.id = args[0]
			if err := checkID(o.id); err != nil {
				return err
			}
			c, done, err := a.connect()
			if err != nil {
				return err
			}
			defer done()
			o.cluster = c
			return o.run(ctx)
		}),
	}
}

func (o *schemaOptions) run(ctx context.Context) error {
	c, err := o.cluster.Get(ctx, o.id)
	if err != nil {
		return err
	}
	for _, f := range c.Configuration.Fields() {
		if !f.Sensitive && f.LooksSecret() && !f.Value.Empty() {
			o.note(fmt.Sprintf("the value of %q is left out: the name looks like a secret's", f.Name))
		}
	}
	return o.global.output.write(o.streams.Out, json.RawMessage(o.veilJSON(c.Configuration.WithoutSecrets())))
}

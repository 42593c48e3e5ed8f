package command

import (
	"context"
	"fmt"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/schema"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const registerHelp = `Register a schema with a connector, as its connector service does: the whole
object "configuration", from a file. Fields that the schema doesn't have are
removed, with their values; stored values of fields that stay are kept, unless
--reset-values. It asks first.

A connector service registers its own schema by itself. This is for connectors
without one: a service type of your own, or one whose service hasn't run yet.`

const registerExamples = `  connwiz schema orders > configuration.json
  connwiz register orders-2 --schema configuration.json
  connwiz register orders-2 --schema configuration.json --dry-run`

// registerOptions are the inputs of register.
type registerOptions struct {
	*app
	schema          string
	reset, yes, dry bool
}

func newRegister(a *app) *cobra.Command {
	o := &registerOptions{app: a}
	cmd := &cobra.Command{
		Use:         "register ID --schema FILE",
		Short:       "Register a configuration schema with a connector",
		Long:        registerHelp,
		Example:     registerExamples,
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.onConnector(func(ctx context.Context, c *client.Client, args []string) error {
			return o.run(ctx, c, args[0])
		}),
	}
	f := cmd.Flags()
	f.StringVar(&o.schema, "schema", "", "`FILE` with the schema, - is standard input")
	f.BoolVar(&o.reset, "reset-values", false, "take the file's values, instead of keeping the stored ones")
	f.BoolVar(&o.yes, "yes", false, "don't ask")
	dryRun(f, &o.dry)
	return cmd
}

func (o *registerOptions) run(ctx context.Context, c *client.Client, id string) error {
	if o.schema == "" {
		return usagef(aboutWith("register", id, "--schema configuration.json"), "the schema is missing")
	}
	wanted, err := o.read()
	if err != nil {
		return err
	}
	guide, err := o.guide(c, "")
	if err != nil {
		return err
	}
	action := guide.Register(setup.Registration{Connector: id, Schema: wanted, ResetValues: o.reset})
	if o.dry {
		return o.rehearse(ctx, id, action)
	}
	p, err := action.Plan(ctx)
	if err != nil {
		return err
	}
	if !p.Empty() {
		if err := o.agree(ctx, id, p); err != nil {
			return err
		}
	}
	var report setup.Report
	_, err = o.recorded("register", c.Host(), &ui.Save{Connector: id, Fields: []string{"configuration"}}, func() (client.Result, error) {
		var err error
		report, err = action.Do(ctx)
		return report.Result, err
	})
	if err != nil {
		return refused(err, "see what the server expects of a schema: connwiz check --lint "+flagFor("--schema", o.schema))
	}
	return o.print(id, report)
}

// read reads the schema, and says what its author should look at.
func (o *registerOptions) read() (*schema.Schema, error) {
	raw, err := o.readInput("--schema", o.schema)
	if err != nil {
		return nil, err
	}
	s, err := schema.Parse(raw)
	if err != nil {
		return nil, usagef(`it is the object "configuration" of a connector document`, "schema %q: %v", o.schema, err)
	}
	flaws := 0
	for _, f := range s.Lint() {
		if f.Severity == schema.SeverityError {
			flaws++
		}
	}
	if flaws > 0 {
		o.warn(fmt.Sprintf("the schema has %s; see more: connwiz check --lint %s", howMany(flaws, "error"), flagFor("--schema", o.schema)))
	}
	return s, nil
}

// agree shows what changes and asks.
func (o *registerOptions) agree(ctx context.Context, id string, p setup.Plan) error {
	if o.yes {
		for _, w := range p.Warnings {
			o.warn(w)
		}
		return nil
	}
	again := aboutWith("register", id, flagFor("--schema", o.schema)+" --yes")
	if o.streams.InFile == nil || o.schema == "-" {
		return usagef(again, "the configuration of connector %q would be replaced, and nobody can be asked", id)
	}
	for _, sentence := range p.Sentences {
		o.note("would " + sentence)
	}
	for _, w := range p.Warnings {
		o.warn(w)
	}
	return o.agreed(ctx, fmt.Sprintf("Register this schema with connector %s?", id),
		tell(exitCancelled, "cancelled", "cancelled: nothing was registered", "register it without being asked: "+again))
}

func (o *registerOptions) print(id string, r setup.Report) error {
	for _, w := range r.Warnings {
		o.warn(w)
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID      string   `json:"id"`
			Result  string   `json:"result"`
			Status  string   `json:"status"`
			Added   []string `json:"added"`
			Removed []string `json:"removed"`
			Changed []string `json:"changed"`
			Reset   []string `json:"reset"`
		}{id, string(r.Result), string(r.Status), notNil(r.Schema.Added), notNil(r.Schema.Removed), notNil(r.Schema.Changed), notNil(r.Schema.Reset)})
	}
	for _, did := range r.Did {
		if _, err := fmt.Fprintf(o.streams.Out, "%s: %s\n", text.Clean(id), text.Clean(did)); err != nil {
			return err
		}
	}
	o.hint("fill it in: " + about("configure", id))
	return nil
}

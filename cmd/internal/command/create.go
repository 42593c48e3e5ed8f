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

const createHelp = `Create a connector. Its service type says which connector of the connector
service it is, such as postgresql or sharepoint_online.

Without --id the server makes up an id. An id that is in use is refused, also one
of a deleted connector: creating it again would wipe what is stored.`

const createExamples = `  connwiz create --service-type postgresql --name "Orders"
  connwiz create --service-type postgresql --id orders --index search-orders`

// createOptions are the inputs of create.
type createOptions struct {
	*app
	wanted setup.NewConnector
	dry    bool
}

func newCreate(a *app) *cobra.Command {
	o := &createOptions{app: a}
	cmd := &cobra.Command{
		Use:     "create --service-type TYPE",
		Short:   "Create a connector",
		Long:    createHelp,
		Example: createExamples,
		Args:    exactly(0, 0),
		RunE: a.onCluster(func(ctx context.Context, c *client.Client, _ []string) error {
			return o.run(ctx, c)
		}),
	}
	f := cmd.Flags()
	f.StringVar(&o.wanted.ServiceType, "service-type", "", "`TYPE` of the connector")
	f.StringVar(&o.wanted.ID, "id", "", "`ID` of your own choice")
	f.StringVar(&o.wanted.Name, "name", "", "`NAME` for people")
	f.StringVar(&o.wanted.Description, "description", "", "`TEXT` for people")
	f.StringVar(&o.wanted.Index, "index", "", "`NAME` of the index to sync into")
	f.BoolVar(&o.wanted.Native, "native", false, "let Elastic run it instead of a connector service of your own")
	dryRun(f, &o.dry)
	return cmd
}

func (o *createOptions) run(ctx context.Context, c *client.Client) error {
	if o.wanted.ServiceType == "" {
		return usagef("connwiz create --service-type postgresql", "the service type is missing")
	}
	if o.wanted.ID != "" {
		if err := setup.CheckNewID(o.wanted.ID); err != nil {
			return usagef("choose another id, or leave it to the server: connwiz create --service-type "+shellArg(o.wanted.ServiceType), "%v", err)
		}
	}
	guide, err := o.guide(c, "")
	if err != nil {
		return err
	}
	// A script that asks for a connector gets one, whatever others are called.
	o.wanted.Another = true
	action := guide.Create(o.wanted)
	if o.dry {
		return o.rehearse(ctx, o.wanted.ID, action)
	}
	save := &ui.Save{Connector: o.wanted.ID, Fields: o.fields()}
	var report setup.Report
	_, err = o.recorded("create", c.Host(), save, func() (client.Result, error) {
		var err error
		if report, err = action.Do(ctx); err == nil {
			save.Connector = report.ConnectorID
		}
		return client.Updated, err
	})
	if err != nil {
		return refused(err, "see which connectors there are: connwiz list")
	}
	o.looked(report)
	if o.wanted.Index == "" && report.Index.Name != "" {
		o.note("this server needs an index from the start: " + report.Index.Name)
	}
	o.wanted.Index = report.Index.Name
	return o.print(report)
}

// fields are the names of what is set.
func (o *createOptions) fields() []string {
	var fields []string
	for _, f := range []struct{ name, value string }{
		{"name", o.wanted.Name}, {"description", o.wanted.Description},
		{"service_type", o.wanted.ServiceType}, {"index_name", o.wanted.Index},
	} {
		if f.value != "" {
			fields = append(fields, f.name)
		}
	}
	return fields
}

func (o *createOptions) print(r setup.Report) error {
	id := r.ConnectorID
	for _, w := range r.Warnings {
		o.warn(w)
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID          string  `json:"id"`
			Result      string  `json:"result"`
			Name        *string `json:"name"`
			ServiceType string  `json:"service_type"`
			IndexName   *string `json:"index_name"`
			IsNative    bool    `json:"is_native"`

			Warnings []string `json:"warnings"`
		}{id, "created", orNull(o.wanted.Name), o.wanted.ServiceType, orNull(o.wanted.Index), o.wanted.Native, notNil(r.Warnings)})
	}
	if _, err := fmt.Fprintf(o.streams.Out, "created connector %s\n", text.Clean(id)); err != nil {
		return err
	}
	if o.wanted.Index == "" {
		o.hint("give it an index: " + about("index", id) + " " + shellArg(client.ProposeIndexName(o.label(), o.wanted.Native)))
		return nil
	}
	o.hint("mint its API key: " + aboutWith("apikey", id, "--config-yml config.yml"))
	return nil
}

// label is what the connector is called.
func (o *createOptions) label() string {
	if o.wanted.Name != "" {
		return o.wanted.Name
	}
	return o.wanted.ServiceType
}

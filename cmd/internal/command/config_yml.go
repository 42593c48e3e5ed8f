package command

import (
	"context"
	"fmt"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
	"connwiz/schema"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const configYMLHelp = `Put a connector into the config.yml of a connector service, and tell how to start
the service. The file is created, or extended: comments and all other lines stay,
a backup is made, and only its owner may read it. An entry that says something else
is not replaced.

To mint a key and put it there in one step: connwiz apikey ID --config-yml FILE`

const configYMLExamples = `  connwiz config-yml orders
  connwiz config-yml orders --file /etc/connectors/config.yml --key-from orders.key`

// configYMLOptions are the inputs of config-yml.
type configYMLOptions struct {
	*app
	path, keyFrom, version string
	replace, dry           bool
}

func newConfigYML(a *app) *cobra.Command {
	o := &configYMLOptions{app: a}
	cmd := &cobra.Command{
		Use:         "config-yml ID",
		Short:       "Put a connector into a connector service's config.yml",
		Long:        configYMLHelp,
		Example:     configYMLExamples,
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.onConnector(func(ctx context.Context, c *client.Client, args []string) error {
			return o.run(ctx, c, args[0])
		}),
	}
	f := cmd.Flags()
	f.StringVar(&o.path, "file", "config.yml", "the `FILE`")
	f.StringVar(&o.keyFrom, "key-from", "", "`FILE` with the connector's API key, encoded or as id:api_key")
	f.StringVar(&o.version, "service-version", "", "`VERSION` of the connector service; default: the cluster's")
	f.BoolVar(&o.replace, "replace", false, "replace another API key of this connector")
	dryRun(f, &o.dry)
	return cmd
}

func (o *configYMLOptions) run(ctx context.Context, c *client.Client, id string) error {
	connector, err := c.Summary(ctx, id)
	if err != nil {
		return err
	}
	if connector.Native {
		return tell(exitInvalid, "invalid", fmt.Sprintf("connector %q is run by Elastic, not by a service of yours", id), "see it: "+about("show", id))
	}
	guide, err := o.guide(c, o.path)
	if err != nil {
		return err
	}
	key, err := o.key()
	if err != nil {
		return err
	}
	defer key.Wipe()
	action := guide.WriteConfig(setup.ConfigEntry{Connector: id, Key: key, ReplaceKey: o.replace})
	if o.dry {
		return o.rehearse(ctx, id, action)
	}
	report, err := action.Do(ctx)
	if err != nil {
		return err
	}
	start, err := guide.StartCommands(ctx, o.version)
	if err != nil {
		return err
	}
	return o.print(id, *report.File, start)
}

// key reads the connector's key, where a file is named.
func (o *configYMLOptions) key() (schema.Secret, error) {
	if o.keyFrom == "" {
		return schema.Secret{}, nil
	}
	raw, err := o.readInput("--key-from", o.keyFrom)
	if err != nil {
		return schema.Secret{}, err
	}
	key := profile.APIKey(raw)
	o.secrets.AddAPIKey(key)
	if key.Empty() {
		return key, usagef("name another file: --key-from FILE", "%q holds no API key", o.keyFrom)
	}
	return key, nil
}

func (o *configYMLOptions) print(id string, out serviceconfig.Outcome, start setup.StartCommands) error {
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID       string   `json:"id"`
			Path     string   `json:"path"`
			Created  bool     `json:"created"`
			Backup   *string  `json:"backup"`
			Changes  []string `json:"changes"`
			Warnings []string `json:"warnings"`
			Docker   *string  `json:"docker"`
			Source   *string  `json:"source"`
		}{id, out.Path, out.Created, orNull(out.Backup), notNil(out.Changes), notNil(out.Warnings), orNull(start.Docker), orNull(start.Source)})
	}
	verb := "extended"
	switch {
	case out.Created:
		verb = "created"
	case len(out.Changes) == 0:
		verb = "says it all already"
	}
	if _, err := fmt.Fprintf(o.streams.Out, "%s: %s\n", text.Clean(out.Path), verb); err != nil {
		return err
	}
	o.toldFile(out)
	if start.AskVersion {
		o.hint("to see how to start the service: " + aboutWith("config-yml", id, "--service-version VERSION"))
		return nil
	}
	for _, n := range start.Notes {
		o.note(n)
	}
	_, err := fmt.Fprintf(o.streams.Out, "\nStart the service with Docker:\n\n%s\n\nor from its source:\n\n%s\n", start.Docker, start.Source)
	return err
}

// notNil makes an empty list of none.
func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// toldFile tells what became of a config.yml beside its being written.
func (a *app) toldFile(out serviceconfig.Outcome) {
	if out.Backup != "" {
		a.note("the file as it was: " + out.Backup)
	}
	for _, w := range out.Warnings {
		a.warn(w)
	}
}

// address is the URL of Elasticsearch as a connector service needs it. It is known
// once connected.
func (a *app) address() (string, error) {
	at := a.endpoints
	if at.CloudID == "" {
		return at.URL, nil
	}
	url, _, err := client.CloudURLs(at.CloudID)
	return url, err
}

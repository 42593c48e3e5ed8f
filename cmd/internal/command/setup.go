package command

import (
	"context"
	"errors"
	"time"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/schema"
	"connwiz/ui"

	"github.com/spf13/cobra"
)

const setupHelp = `Set up a connector from nothing to its first running sync, in eight steps: connect,
connector, index, API key, config.yml, service, configure, first sync.

Every step shows what it will do before it does it, what it did, and how to undo it.
Going back is free. It can be left at any step, by Esc, Ctrl+C or a lost link: with
the connector's id it goes on at the first step that isn't true of the cluster and
of config.yml. Nothing is made twice, and nothing that is there is overwritten.

Without a cluster in flags, environment or a profile it asks for one, and offers to
save it as a profile.`

const setupExamples = `  connwiz setup

  # go on where it was left
  connwiz setup orders

  # with the file that the connector service reads
  connwiz setup orders --config-yml /etc/connectors/config.yml

  # try it without a cluster: it is the last row of the list
  connwiz demo`

// setupOptions are the inputs of setup.
type setupOptions struct {
	*app
	id        string
	configYML string
}

func newSetup(a *app) *cobra.Command {
	o := &setupOptions{app: a}
	cmd := &cobra.Command{
		Use:         "setup [ID]",
		Short:       "Set up a connector, from nothing to a first sync",
		Long:        setupHelp,
		Example:     setupExamples,
		Args:        exactly(0, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.sit(func(ctx context.Context, args []string) error {
			if len(args) == 1 {
				o.id = args[0]
				if err := checkID(o.id); err != nil {
					return err
				}
			}
			return o.run(ctx)
		}),
	}
	cmd.Flags().StringVar(&o.configYML, "config-yml", "", "the `FILE` that the connector service reads; default: that of --config, or config.yml")
	return cmd
}

func (o *setupOptions) run(ctx context.Context) error {
	if err := o.needTerminal(); err != nil {
		return err
	}
	c, done, err := o.connect()
	var nowhere *profile.Error
	switch {
	case errors.As(err, &nowhere) && nowhere.Nowhere:
		return o.wizard(ctx, o.sitting(nil))
	case err != nil:
		return err
	}
	defer done()
	return o.wizard(ctx, o.sitting(c))
}

// sitting is a person at the set-up, on a cluster that is known or to be asked for.
func (o *setupOptions) sitting(c *client.Client) sitting {
	s := sitting{command: "setup", setup: o.setupOf(c)}
	s.setup.AtOnce, s.setup.ID = true, o.id
	if o.configYML != "" {
		s.setup.ConfigFile = o.configYML
	}
	if c != nil {
		s.cluster, s.host = c, c.Host()
	}
	return s
}

// setupOf is what a guided set-up begins with; c may be nil.
func (a *app) setupOf(c *client.Client) *ui.SetupOptions {
	machine := a.machine()
	o := &ui.SetupOptions{Connect: a.dial, Profiles: &machine, ConfigFile: a.proposedConfig(), Home: time.Local, CommandLine: a.commandLine}
	if c != nil {
		o.Link = a.linkTo(c, a.settings())
	}
	return o
}

// dial makes a link from what a person types. The flags that say how to ask hold
// for it, too.
func (a *app) dial(cfg client.Config) (*ui.Link, error) {
	c, done, err := a.clientFor(cfg)
	if err != nil {
		return nil, err
	}
	l := a.linkTo(c, cfg)
	l.Close = done
	return l, nil
}

// linkTo is a client with what a set-up needs to know beside it.
func (a *app) linkTo(c *client.Client, cfg client.Config) *ui.Link {
	address := cfg.URL
	if url, _, err := client.CloudURLs(cfg.CloudID); err == nil && address == "" {
		address = url
	}
	return &ui.Link{Client: c, Address: address, As: func(username string, password schema.Secret) (*client.Client, error) {
		as := cfg
		as.APIKey, as.Username, as.Password = schema.Secret{}, username, password
		other, _, err := a.clientFor(as)
		return other, err
	}}
}

package command

import (
	"context"
	"errors"
	"fmt"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/ui"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const apikeyHelp = `Mint an API key for a connector, limited to the connector's index, and record it on
the connector. The key goes into config.yml or into a new file that only you can
read; with --show it is shown once on the terminal. Elasticsearch can't show it
again.

An API key can't mint another one: use a user name and a password for this
command, or record an existing key with --existing.

For a connector that Elastic runs, the key is stored in the cluster.`

const apikeyExamples = `  connwiz apikey orders --config-yml config.yml
  connwiz apikey orders --key-file orders.key
  connwiz apikey orders --existing KEY_ID`

// apikeyOptions are the inputs of apikey.
type apikeyOptions struct {
	*app
	keyFile, configYML, existing string
	show, replace, dry           bool
}

func newAPIKey(a *app) *cobra.Command {
	o := &apikeyOptions{app: a}
	cmd := &cobra.Command{
		Use:         "apikey ID",
		Short:       "Mint an API key for a connector",
		Long:        apikeyHelp,
		Example:     apikeyExamples,
		Args:        exactly(1, 1),
		Annotations: map[string]string{takesID: "yes"},

		ValidArgsFunction: a.completeID(),
		RunE: a.onConnector(func(ctx context.Context, c *client.Client, args []string) error {
			return o.run(ctx, c, args[0])
		}),
	}
	f := cmd.Flags()
	f.StringVar(&o.keyFile, "key-file", "", "new `FILE` to write the key to")
	f.StringVar(&o.configYML, "config-yml", "", "config.yml `FILE` of the connector service to put the key into")
	f.BoolVar(&o.show, "show", false, "show the key once, on the terminal")
	f.StringVar(&o.existing, "existing", "", "record the key with this `KEY_ID` instead of minting one")
	f.BoolVar(&o.replace, "replace", false, "mint a new key although one is recorded")
	dryRun(f, &o.dry)
	return cmd
}

func (o *apikeyOptions) run(ctx context.Context, c *client.Client, id string) error {
	connector, err := c.Summary(ctx, id)
	if err != nil {
		return err
	}
	if err := o.check(connector); err != nil {
		return err
	}
	guide, err := o.guide(c, o.configYML)
	if err != nil {
		return err
	}
	place := o.place(guide, id)
	action := o.action(guide, id, place)
	if o.dry {
		return o.explained(connector, o.rehearse(ctx, id, action))
	}
	var report setup.Report
	_, err = o.recorded("apikey", c.Host(), &ui.Save{Connector: id, Fields: []string{"api_key_id"}}, func() (client.Result, error) {
		var err error
		report, err = action.Do(ctx)
		return client.Updated, err
	})
	if report.Key != nil {
		o.secrets.AddAPIKey(report.Key.Encoded)
		defer report.Key.Encoded.Wipe()
	}
	if err != nil {
		return o.explained(connector, err)
	}
	return o.print(connector, report, place)
}

// action is what is done: a key is minted, or an existing one recorded.
func (o *apikeyOptions) action(guide *setup.Guide, id string, place setup.KeyPlace) setup.Action {
	if o.existing != "" {
		return guide.RecordKey(setup.ExistingKey{Connector: id, KeyID: o.existing, Replace: o.replace})
	}
	return guide.Mint(setup.NewKey{Connector: id, Replace: o.replace, KeepAt: place})
}

// place is where the key goes, nil for one that is stored in the cluster.
func (o *apikeyOptions) place(guide *setup.Guide, id string) setup.KeyPlace {
	switch {
	case o.keyFile != "":
		return setup.KeyFile(o.keyFile)
	case o.configYML != "":
		return guide.ConfigPlace(setup.ConfigEntry{Connector: id, ReplaceKey: o.replace})
	case o.show:
		return &shownKey{o}
	}
	return nil
}

// check refuses what can't end well, before a key is made.
func (o *apikeyOptions) check(c client.Summary) error {
	places := 0
	for _, given := range []bool{o.keyFile != "", o.configYML != "", o.show, o.existing != ""} {
		if given {
			places++
		}
	}
	switch {
	case places > 1:
		return usagef(aboutWith("apikey", c.ID, "--key-file FILE"), "--key-file, --config-yml, --show and --existing exclude one another")
	case o.existing == "" && c.IndexName == "":
		return tell(exitInvalid, "invalid", fmt.Sprintf("connector %q has no index, to which its key would be limited", c.ID),
			"give it one: "+about("index", c.ID)+" search-NAME")
	case places == 0 && !c.Native:
		return usagef(aboutWith("apikey", c.ID, "--config-yml config.yml"), "the key must go somewhere: --config-yml FILE, --key-file FILE or --show")
	case o.show && (o.streams.OutFile == nil || o.global.output.structured()):
		return usagef(aboutWith("apikey", c.ID, "--key-file FILE"), "--show needs a terminal: a key is not written into a pipe")
	}
	return nil
}

// given repeats where the key shall go, so that a hint works when typed.
func (o *apikeyOptions) given() string {
	switch {
	case o.existing != "":
		return flagFor("--existing", o.existing)
	case o.keyFile != "":
		return flagFor("--key-file", o.keyFile)
	case o.configYML != "":
		return flagFor("--config-yml", o.configYML)
	case o.show:
		return "--show"
	default:
		return ""
	}
}

// explained adds to an error what to type about this connector.
func (o *apikeyOptions) explained(c client.Summary, err error) error {
	var (
		has     *setup.HasKeyError
		orphan  *setup.OrphanError
		derived *client.DerivedKeyError
		minted  *setup.LostMintError
		request *client.Error
		input   *setup.InputError
	)
	switch {
	case err == nil, errors.As(err, &orphan):
		return err
	case errors.As(err, &input) && input.Field == "key file":
		return usagef("no key was made, and none is overwritten; name a file that isn't there: "+aboutWith("apikey", c.ID, "--key-file FILE")+
			"; or use the key in it: "+aboutWith("config-yml", c.ID, flagFor("--key-from", o.keyFile)), "%v", err)
	case errors.As(err, &has):
		return tell(exitConflict, "conflict", err.Error(), "to put another one in its place: "+aboutWith("apikey", c.ID, "--replace "+o.given()))
	case errors.As(err, &minted):
		hint := "look for keys that nobody can use: " + about("doctor", c.ID)
		if len(minted.Found) > 0 {
			hint = fmt.Sprintf("invalidate it: DELETE /_security/api_key {\"ids\": [%q]}; then run it again: %s",
				minted.Found[0], aboutWith("apikey", c.ID, o.given()))
		}
		return tell(exitUnreachable, "unreachable", err.Error(), "the request was sent, but no answer came: it may have been done; "+hint)
	case errors.As(err, &derived):
		return tell(exitNotAllowed, "not_allowed", err.Error(),
			"set ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD instead of the key, or record an existing one: "+aboutWith("apikey", c.ID, "--existing KEY_ID"))
	case errors.As(err, &request) && request.Status == 403:
		return tell(exitNotAllowed, "not_allowed", err.Error(), "use a user with the cluster privilege manage_own_api_key")
	}
	if told := toldSetup(err); told != nil {
		return told
	}
	return refused(err, "see what you may do: connwiz doctor")
}

func (o *apikeyOptions) print(c client.Summary, r setup.Report, place setup.KeyPlace) error {
	if r.File != nil && r.File.Backup != "" {
		o.note("the file as it was: " + r.File.Backup)
	}
	for _, w := range r.Warnings {
		o.warn(w)
	}
	written := ""
	if place != nil && r.Key != nil {
		written = place.String()
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID        string  `json:"id"`
			KeyID     string  `json:"api_key_id"`
			SecretID  *string `json:"api_key_secret_id"`
			IndexName *string `json:"index_name"`
			WrittenTo *string `json:"written_to"`
		}{c.ID, r.KeyID, orNull(r.SecretID), orNull(c.IndexName), orNull(written)})
	}
	verb := "recorded"
	if r.Unrecorded {
		verb = "minted"
	}
	line := fmt.Sprintf("%s: API key %s %s", c.ID, r.KeyID, verb)
	if written != "" {
		line += ", written to " + written
	}
	if _, err := fmt.Fprintln(o.streams.Out, text.Clean(line)); err != nil {
		return err
	}
	o.hint(o.next(c))
	return nil
}

// next is what to type now that the connector has a key.
func (o *apikeyOptions) next(c client.Summary) string {
	const start = "see how to start the connector service: "
	switch {
	case c.Native:
		return "configure it: " + about("configure", c.ID)
	case o.keyFile != "":
		return "put the key into config.yml: " + aboutWith("config-yml", c.ID, flagFor("--key-from", o.keyFile))
	case o.configYML != "" && o.configYML != "config.yml":
		return start + aboutWith("config-yml", c.ID, flagFor("--file", o.configYML))
	}
	return start + about("config-yml", c.ID)
}

// shownKey is the terminal as the place of a key.
type shownKey struct{ o *apikeyOptions }

// String names the place.
func (s *shownKey) String() string { return "the terminal" }

// Try has nothing to find out.
func (s *shownKey) Try() error { return nil }

// Keep shows the key, once.
func (s *shownKey) Keep(key client.APIKey) error {
	line := append(append([]byte(nil), key.Encoded.Reveal()...), '\n')
	defer clear(line)
	_, err := s.o.streams.OutFile.Write(line)
	return err
}

// Abandon has nothing to do.
func (s *shownKey) Abandon() {}

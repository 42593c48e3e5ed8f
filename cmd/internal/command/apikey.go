package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"connwiz/client"
	"connwiz/client/serviceconfig"
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
	show, replace                bool
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
	return cmd
}

func (o *apikeyOptions) run(ctx context.Context, c *client.Client, id string) error {
	connector, err := c.Summary(ctx, id)
	if err != nil {
		return err
	}
	old, err := c.RecordedKey(ctx, id)
	if err != nil {
		return err
	}
	if err := o.check(connector, old); err != nil {
		return err
	}
	if o.existing != "" {
		return o.record(ctx, c, connector, client.RecordedKey{ID: o.existing}, nil)
	}
	host, err := o.address()
	if err != nil {
		return err
	}
	place, err := o.open(connector, host)
	if err != nil {
		return err
	}
	defer place.abandon()
	// The version only spares old servers a privilege that they don't know.
	info, _ := c.Info(ctx)
	key, err := c.MintAPIKey(ctx, client.KeyRequest{Index: connector.IndexName, Version: info.Version})
	if err != nil {
		return o.mintRefused(err)
	}
	defer key.Encoded.Wipe()
	o.secrets.AddSecret(key.Encoded)
	recorded := client.RecordedKey{ID: key.ID}
	if connector.Native {
		recorded.SecretID, err = o.store(ctx, c, old, key)
	}
	if err == nil {
		err = place.keep(key)
	}
	if err == nil {
		err = o.record(ctx, c, connector, recorded, place)
	}
	if err != nil {
		o.note(fmt.Sprintf("API key %s was made; if it isn't used, invalidate it: DELETE /_security/api_key {\"ids\": [%q]}", key.ID, key.ID))
		return err
	}
	if old.ID != "" {
		o.note(fmt.Sprintf("the key before, %s, is still valid; when nothing uses it: DELETE /_security/api_key {\"ids\": [%q]}", old.ID, old.ID))
	}
	return nil
}

// check refuses what can't end well, before a key is made.
func (o *apikeyOptions) check(c client.Summary, old client.RecordedKey) error {
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
	case old.ID != "" && !o.replace && old.ID != o.existing:
		return tell(exitConflict, "conflict", fmt.Sprintf("connector %q has API key %q already", c.ID, old.ID),
			"to put another one in its place: "+aboutWith("apikey", c.ID, "--replace "+o.place()))
	}
	return nil
}

// place repeats where the key shall go, so that a hint works when typed.
func (o *apikeyOptions) place() string {
	switch {
	case o.existing != "":
		return "--existing " + o.existing
	case o.keyFile != "":
		return "--key-file " + o.keyFile
	case o.configYML != "":
		return "--config-yml " + o.configYML
	case o.show:
		return "--show"
	default:
		return ""
	}
}

func (o *apikeyOptions) mintRefused(err error) error {
	var derived *client.DerivedKeyError
	var request *client.Error
	if errors.As(err, &request) && request.Status == 403 && !errors.As(err, &derived) {
		return tell(exitNotAllowed, "not_allowed", err.Error(), "use a user with the cluster privilege manage_own_api_key")
	}
	if errors.As(err, &derived) {
		return err
	}
	return refused(err, "see what you may do: connwiz doctor")
}

// store puts the key where Elastic takes it from.
func (o *apikeyOptions) store(ctx context.Context, c *client.Client, old client.RecordedKey, key client.APIKey) (string, error) {
	if old.SecretID != "" {
		return old.SecretID, c.ReplaceSecret(ctx, old.SecretID, key.Encoded)
	}
	return c.StoreSecret(ctx, key.Encoded)
}

func (o *apikeyOptions) record(ctx context.Context, c *client.Client, connector client.Summary, key client.RecordedKey, at keyPlace) error {
	_, err := o.recorded("apikey", c.Host(), &ui.Save{Connector: connector.ID, Fields: []string{"api_key_id"}}, func() (client.Result, error) {
		return c.RecordAPIKey(ctx, connector.ID, key)
	})
	if err != nil {
		return refused(err, "record it later: "+aboutWith("apikey", connector.ID, flagFor("--existing", key.ID)))
	}
	written := ""
	if at != nil {
		written = at.String()
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			ID        string  `json:"id"`
			KeyID     string  `json:"api_key_id"`
			SecretID  *string `json:"api_key_secret_id"`
			IndexName *string `json:"index_name"`
			WrittenTo *string `json:"written_to"`
		}{connector.ID, key.ID, orNull(key.SecretID), orNull(connector.IndexName), orNull(written)})
	}
	line := fmt.Sprintf("%s: API key %s recorded", connector.ID, key.ID)
	if written != "" {
		line += ", written to " + written
	}
	_, err = fmt.Fprintln(o.streams.Out, text.Clean(line))
	return err
}

// keyPlace is where a key goes. It is opened before the key is made, so that a key
// is not made in vain.
type keyPlace interface {
	fmt.Stringer
	keep(client.APIKey) error
	abandon()
}

func (o *apikeyOptions) open(c client.Summary, host string) (keyPlace, error) {
	switch {
	case o.keyFile != "":
		return newKeyFile(o.keyFile)
	case o.configYML != "":
		p := &configPlace{o: o, path: o.configYML, connector: serviceconfig.Connector{
			ID: c.ID, ServiceType: c.ServiceType, Host: host, ReplaceKey: o.replace,
		}}
		return p, p.try()
	case o.show:
		return &shownKey{o}, nil
	}
	return nowhere{}, nil
}

// keyFile is a new file that only its owner can read.
type keyFile struct {
	path string
	file *os.File
	kept bool
}

func newKeyFile(path string) (keyPlace, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, usagef("name a file that isn't there yet: --key-file FILE", "write %q: it exists", path)
	}
	if err != nil {
		return nil, usagef("name another file: --key-file FILE", "write %q: %v", path, withoutPath(err))
	}
	return &keyFile{path: path, file: f}, nil
}

func (k *keyFile) String() string { return k.path }

func (k *keyFile) keep(key client.APIKey) error {
	_, err := k.file.Write(append(key.Encoded.Reveal(), '\n'))
	if err == nil {
		err = k.file.Sync()
	}
	if err = errors.Join(err, k.file.Close()); err != nil {
		return fmt.Errorf("write %q: %w", k.path, withoutPath(err))
	}
	k.kept = true
	return nil
}

func (k *keyFile) abandon() {
	if !k.kept {
		_ = k.file.Close()
		_ = os.Remove(k.path)
	}
}

// configPlace is a config.yml.
type configPlace struct {
	o         *apikeyOptions
	path      string
	connector serviceconfig.Connector
}

// try finds out whether the file would take a key.
func (p *configPlace) try() error {
	raw, err := os.ReadFile(p.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fileError("--config-yml", p.path, err)
	}
	rehearsed := p.connector
	rehearsed.APIKey = standIn()
	_, err = serviceconfig.Extend(raw, rehearsed)
	return err
}

func (p *configPlace) String() string { return p.path }

func (p *configPlace) keep(key client.APIKey) error {
	p.connector.APIKey = key.Encoded
	out, err := serviceconfig.Write(p.path, p.connector, p.o.streams.Now())
	if err != nil {
		return err
	}
	p.o.toldFile(out)
	return nil
}

func (p *configPlace) abandon() {}

// shownKey is the terminal.
type shownKey struct{ o *apikeyOptions }

func (s *shownKey) String() string { return "the terminal" }

func (s *shownKey) keep(key client.APIKey) error {
	line := append(append([]byte(nil), key.Encoded.Reveal()...), '\n')
	defer clear(line)
	_, err := s.o.streams.OutFile.Write(line)
	return err
}

func (s *shownKey) abandon() {}

// nowhere is for a key that is stored in the cluster.
type nowhere struct{}

func (nowhere) String() string           { return "" }
func (nowhere) keep(client.APIKey) error { return nil }
func (nowhere) abandon()                 {}

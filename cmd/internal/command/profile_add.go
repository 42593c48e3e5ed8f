package command

import (
	"context"

	"connwiz/client/profile"

	"github.com/spf13/cobra"
)

const profileAddHelp = `Save a cluster under a name. On a terminal it asks for what no flag says, tries the
connection, and types secrets unseen. The address and the certificates come from
the flags that every command has (--url, --cloud-id, --ca-cert, --kibana-url, ...),
or from a connector service's config.yml (--config FILE).

The secret is an API key or, with --username, a password. It comes from --stdin, or
from the terminal, and goes to the store of --store: the system's keyring where
there is one. Or it stays where it is: in a file (--api-key-file, --secret-file) or
a variable (--env), of which only the name is recorded. A file that age has
encrypted is opened each time.

With --replace, what is not given stays as it was; another address wants its secret
again.`

const profileAddExamples = `  connwiz profile add prod

  # from a password manager into the keyring
  pass show es | connwiz profile add prod --url https://es.example.com:9200 --stdin

  # over SSH, where there is no keyring
  connwiz profile add prod --url https://es.example.com:9200 --store age
  connwiz profile add prod --url https://es.example.com:9200 --env PROD_API_KEY
  connwiz profile add prod --url https://es.example.com:9200 --api-key-file prod.key

  # a new key for the same cluster
  pass show es | connwiz profile add prod --replace --stdin`

// profileAddOptions are the inputs of profile add.
type profileAddOptions struct {
	*app
	username, secretFile, env, identity string
	keeper                              choice
	stdin, replace, use, check          bool
	dryRun, yes                         bool
	// given reports whether a flag stands on the command line.
	given func(flag string) bool
}

func newProfileAdd(a *app) *cobra.Command {
	o := &profileAddOptions{app: a}
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Save a cluster under a name",
		Long:    profileAddHelp,
		Example: profileAddExamples,
		Args:    exactly(1, 1),

		ValidArgsFunction: a.completeProfileArg(),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.given = cmd.Flags().Changed
			return a.work(func(ctx context.Context, args []string) error {
				return ofProfile(o.run(ctx, args[0]))
			})(cmd, args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.username, "username", "", "`NAME` of the user whose password the secret is")
	f.BoolVar(&o.stdin, "stdin", false, "read the secret from standard input")
	f.StringVar(&o.secretFile, "secret-file", "", "`FILE` that holds the secret, in clear or encrypted with age")
	f.StringVar(&o.env, "env", "", "`VARIABLE` that will hold the secret")
	o.keeper = choice{among: storeWords()}
	f.Var(&o.keeper, "store", "who keeps the secret: keyring, age, env, file or none")
	f.StringVar(&o.identity, "identity", "", "age identity `FILE` that opens the secret, instead of a passphrase")
	f.BoolVar(&o.replace, "replace", false, "change a profile that exists")
	f.BoolVar(&o.use, "use", false, "use it from now on when no profile is named")
	f.BoolVar(&o.check, "check", false, "try the connection first, and save nothing where it fails")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be saved")
	f.BoolVar(&o.yes, "yes", false, "ask nothing, and keep the secret in clear where --store file says so")
	_ = cmd.RegisterFlagCompletionFunc("store", cobra.FixedCompletions(storeWords(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// storeWords are what --store takes.
func storeWords() []string {
	var words []string
	for _, k := range profile.Keepers() {
		words = append(words, string(k))
	}
	return words
}

func (o *profileAddOptions) run(ctx context.Context, name string) error {
	o.hush()
	if err := o.validate(); err != nil {
		return err
	}
	store, err := profile.Open(o.machine())
	if err != nil {
		return err
	}
	w, err := o.wanted(store, name)
	defer func() { w.Keep.Wipe() }()
	if err != nil {
		return err
	}
	if o.person() {
		err = o.interview(ctx, store, &w)
	} else {
		err = o.secret(store, &w)
	}
	if err != nil {
		return err
	}
	o.secrets.AddAPIKey(w.Keep)
	if err := store.Check(w); err != nil {
		return err
	}
	cluster, err := o.try(ctx, store, w)
	if err != nil {
		return err
	}
	if err := o.agreeToClear(ctx, store, w); err != nil {
		return err
	}
	return o.save(store, w, cluster)
}

// person reports whether somebody is there to be asked.
func (o *profileAddOptions) person() bool { return o.streams.InFile != nil && !o.yes }

// wanted is what the flags say, over what config.yml or the profile to be replaced
// does.
func (o *profileAddOptions) wanted(store *profile.Store, name string) (profile.Addition, error) {
	w := profile.Addition{Name: name, Replace: o.replace, Use: o.use}
	if err := profile.CheckName(name); err != nil {
		return w, err
	}
	if old, err := store.Find(name); err == nil {
		if !o.replace {
			return w, &profile.ExistsError{Name: name}
		}
		w.Profile = old.Profile
	}
	if path := o.global.where.ConfigFile; path != "" {
		from, secret, err := profile.FromConfigYML(path, o.streams.Getenv)
		if err != nil {
			return w, err
		}
		w.Profile, w.Keep = from, secret
	}
	o.flags(&w.Profile)
	return w, nil
}

// flags puts the flags into a profile.
func (o *profileAddOptions) flags(p *profile.Profile) {
	where, k := o.global.where, o.global.kibana
	if o.given("url") || o.given("cloud-id") {
		p.URL, p.CloudID = where.URL, where.CloudID
	}
	for _, f := range []struct {
		flag, value string
		to          *string
	}{
		{"username", o.username, &p.Username}, {"ca-fingerprint", where.CAFingerprint, &p.CAFingerprint},
		{"kibana-url", k.url, &p.KibanaURL}, {"space", k.space, &p.Space}, {"ca-cert", where.CACertFile, &p.CACert},
	} {
		if o.given(f.flag) {
			*f.to = f.value
		}
	}
	if o.given("insecure") {
		p.Insecure = where.Insecure
	}
}

package command

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootHelp = `connwiz sets up Elastic search connectors from a terminal: it reads the
configuration schema that a connector's service registered in Elasticsearch,
asks for every field as that schema wants it, sends only what changed, and
watches until the service accepts it.

Without a command it lists the connectors and configures the one you choose.

Where the cluster is comes from flags, else from the environment
(ELASTICSEARCH_URL, ELASTICSEARCH_API_KEY, ELASTICSEARCH_USERNAME,
ELASTICSEARCH_PASSWORD, ELASTICSEARCH_CLOUD_ID), else from a profile
(CONNWIZ_PROFILE), else from the config.yml of a connector service.`

const rootExamples = `  # look around without a cluster
  connwiz demo

  # choose a connector and configure it
  export ELASTICSEARCH_URL=https://HOST:9200
  connwiz --api-key-file key.txt

  # say once where the cluster is; the secret goes into the system's keyring
  connwiz profile add prod

  # a token has expired: type the new one, or take it from a password manager
  connwiz edit ID FIELD
  pass show token | connwiz set ID --stdin FIELD --wait

  # what would the connector service say of this connector?
  connwiz check ID`

// newRoot builds the tree of commands.
func newRoot(a *app) *cobra.Command {
	var version bool
	alone := &configureOptions{app: a}
	root := &cobra.Command{
		Use:           "connwiz",
		Short:         "Set up Elastic connectors from a terminal",
		Long:          rootHelp,
		Example:       rootExamples,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noSuchCommand,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			a.remember(cmd)
			dry := cmd.Flags().Lookup("dry-run")
			return a.global.check(dry != nil && dry.Changed)
		},
		RunE: a.sit(func(ctx context.Context, _ []string) error {
			if version {
				return (&versionOptions{app: a}).run()
			}
			return alone.run(ctx)
		}),
	}
	root.Flags().BoolVar(&version, "version", false, "print the version")
	a.global.register(root.PersistentFlags())
	a.completeGlobals(root)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(a.showHelp)
	root.CompletionOptions.DisableDefaultCmd = true
	help := newHelp(a)
	help.GroupID = "This program"
	root.SetHelpCommand(help)
	for _, g := range groups(a) {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title})
		for _, cmd := range g.commands {
			cmd.GroupID = g.title
			root.AddCommand(cmd)
		}
	}
	if g := a.streams.guest; g != nil {
		confine(root, g.log)
	}
	return root
}

// group is commands that are told of together.
type group struct {
	title    string
	commands []*cobra.Command
}

// groups lists every command, by what it is for.
func groups(a *app) []group {
	return []group{
		{"Configure a connector", []*cobra.Command{
			newConfigure(a), newEdit(a), newSet(a), newShow(a), newDiff(a), newCheck(a), newSchema(a), newList(a),
		}},
		{"Set one up, and keep it running", []*cobra.Command{
			newSetup(a), newCreate(a), newIndex(a), newAPIKey(a), newConfigYML(a), newWait(a), newRegister(a), newSchedule(a), newSync(a), newDoctor(a),
		}},
		{"Elsewhere", []*cobra.Command{newAction(a), newDemo(a), newServe(a)}},
		{"This program", []*cobra.Command{newProfile(a), newCompletion(a), newMan(a), newVersion(a)}},
	}
}

// noSuchCommand refuses words that are no command, with the nearest one.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	for distance := range 2 { // the library doesn't say which suggestion is nearest
		cmd.SuggestionsMinimumDistance = distance + 1
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			return usagef("did you mean: connwiz "+near[0], "unknown command %q", args[0])
		}
	}
	return usagef("see the commands: connwiz --help", "unknown command %q", args[0])
}

// takesID marks commands whose first argument is a connector's id.
const takesID = "id"

// flagError adds a hint to an unusable flag. Ids of connectors may start with a
// dash, so a word that is no flag may well be one.
func flagError(cmd *cobra.Command, err error) error {
	var bad *pflag.InvalidValueError
	if errors.Is(err, errTwice) && errors.As(err, &bad) {
		return usagef("give it once: "+cmd.CommandPath()+" --help", "--%s is given twice", bad.GetFlag().Name)
	}
	if errors.As(err, &bad) {
		if takes := valuesOf(bad.GetFlag()); takes != "" {
			return usagef(takes, "--%s: %q is none of its values", bad.GetFlag().Name, bad.GetValue())
		}
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return usagef(cmd.CommandPath()+" --help", "%v", err)
	}
	word := "--" + unknown.GetSpecifiedName()
	if cmd.Name() == "set" && unknown.GetSpecifiedShortnames() != "" {
		// What follows the dash may be a secret, as in mysql -pSECRET.
		return usagef("if that is an id: connwiz set -- ID FIELD=VALUE", "there are no flags with one dash")
	}
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		word = "-" + short
	}
	message := "unknown flag " + word
	switch near := nearFlag(cmd, word); {
	case near != "":
		return usagef("did you mean --"+near, "%s", message)
	case cmd.Annotations[takesID] != "":
		return usagef("if that is an id: "+cmd.CommandPath()+" "+shellArg(word), "%s", message)
	default:
		return usagef(cmd.CommandPath()+" --help", "%s", message)
	}
}

// valuesOf says what a flag takes, for those kinds of which the library only says how
// it failed to read them; else it is "".
func valuesOf(f *pflag.Flag) string {
	flag := "--" + f.Name
	switch f.Value.Type() {
	case "bool":
		return "it is a switch: " + flag + " turns it on, " + flag + "=false off"
	case "duration":
		return "a number with its unit: " + flag + " 90s, or 2m"
	case "int":
		return "a whole number: " + flag + " 10"
	}
	return ""
}

// nearFlag finds a flag that the word begins or that begins it.
func nearFlag(cmd *cobra.Command, word string) string {
	name, long := strings.CutPrefix(word, "--")
	if !long || len(name) < 3 {
		return ""
	}
	var near string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if near == "" && !f.Hidden && (strings.HasPrefix(f.Name, name) || strings.HasPrefix(name, f.Name)) {
			near = f.Name
		}
	})
	return near
}

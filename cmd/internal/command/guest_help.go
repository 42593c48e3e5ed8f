package command

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// What guests read instead of help that is about the machine they are not on.
const (
	guestRootHelp = `connwiz configures Elastic connectors. Here it is served over SSH: what you may do,
and on which cluster, hangs on your key. Where this help says connwiz, type
ssh HOST, and ssh -t HOST for what asks you something. Alone that lists the
connectors and configures the one you choose.`

	guestRootExamples = `  ssh -t HOST
  ssh -t HOST edit ID FIELD
  ssh HOST show ID --output json
  ssh HOST set ID --stdin FIELD < FILE`

	guestSetHelp = `Change values of a connector's configuration, all in one request. FIELD is a
field's name, or a label that only it has. What is not named stays as it is, and
what already has its value is not sent.

A secret is never an argument: it comes from standard input. One newline at the
end of content of a single line is dropped, and said so; all else arrives byte
for byte. Whether a secret is the one that is stored already is not told.

The values are checked as the connector service would check them, and the
connector is read again right before the write: what another writer changed
meanwhile is not overwritten (exit code 5).`

	guestSetExamples = `  # one value, and the verdict of the connector service
  ssh HOST set ID port=5433 --wait

  # a secret
  pass show db | ssh HOST set ID --stdin password

  # what would be sent
  ssh HOST set ID --values - --dry-run < values.yml`

	guestCheckExamples = `  ssh HOST check ID
  ssh HOST check --schema - < configuration.json
  ssh HOST check ID --values - --output json < values.yml`

	guestGlobalsLine = "Flags that every command has (--output, --plain, ...): connwiz help flags"
	guestFlagsProse  = "These flags work with every command, before or after its name."
)

// guestTopics are the topics that say nothing about the machine.
func guestTopics() []string { return []string{"keys", "plain", "flags", "exit-codes", "semantics"} }

// confineHelp takes out of the help what guests don't have.
func confineHelp(root *cobra.Command) {
	root.Annotations = map[string]string{forGuests: "yes"}
	root.Long, root.Example = guestRootHelp, guestRootExamples
	hideFlags(root, root.PersistentFlags())
	hideFlags(root, root.Flags())
	say(root.PersistentFlags(), "output", "text, json or yaml")
	for _, cmd := range root.Commands() {
		hideFlags(cmd, cmd.Flags())
		say(cmd.Flags(), "values", "`-` (standard input): JSON or YAML with values")
		say(cmd.Flags(), "schema", "`-` (standard input): a configuration document")
		say(cmd.Flags(), "dry-run", "only show what would be sent")
		cmd.Example = strings.ReplaceAll(cmd.Example, "connwiz ", "ssh HOST ")
		switch cmd.Name() {
		case "set":
			cmd.Short, cmd.Long, cmd.Example = "Change values of a connector", guestSetHelp, guestSetExamples
		case "check":
			cmd.Example = guestCheckExamples
		case "configure", "edit":
			cmd.Example = strings.ReplaceAll(cmd.Example, "ssh HOST ", "ssh -t HOST ")
		}
	}
}

// forGuests marks the root of a tree that is confined.
const forGuests = "guests"

// isForGuests reports whether a command is of such a tree.
func isForGuests(cmd *cobra.Command) bool { return cmd.Root().Annotations[forGuests] != "" }

// hideFlags keeps the help silent about flags that guests don't have.
func hideFlags(cmd *cobra.Command, flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if !knownFlag(cmd, f) {
			f.Hidden = true
		}
	})
}

// say changes what is said of a flag, where there is one.
func say(flags *pflag.FlagSet, name, usage string) {
	if f := flags.Lookup(name); f != nil {
		f.Usage = usage
	}
}

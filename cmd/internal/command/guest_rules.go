package command

import (
	"log/slog"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// onlyStdin marks a flag that may name standard input and no file.
const onlyStdin = "=-"

// guestCommands lists the commands that guests have, each with its flags. A flag is
// here because it touches nothing of the server; one that isn't here, such as a new
// one, is refused.
func guestCommands() map[string][]string {
	return map[string][]string{
		"list":      {},
		"show":      {},
		"check":     {"schema" + onlyStdin, "values" + onlyStdin, "lint"},
		"edit":      {"confirm"},
		"configure": {},
		"sync":      {"type", "watch", "wait-timeout", "cancel"},
		"set": {
			"stdin", "values" + onlyStdin, "clear", "default", "as-is", "dry-run", "force", "wait", "wait-timeout",
		},
	}
}

// guestGlobals lists the global flags that guests have: how things look.
func guestGlobals() []string {
	return []string{"help", "output", "plain", "no-color", "ascii", "theme", "renderer", "timeout"}
}

// knownToGuests reports whether guests have a flag of this name anywhere.
func knownToGuests(flag string) bool {
	if slices.Contains(guestGlobals(), flag) {
		return true
	}
	for _, flags := range guestCommands() {
		if slices.Contains(flags, flag) || slices.Contains(flags, flag+onlyStdin) {
			return true
		}
	}
	return false
}

// confine takes from a tree of commands what guests don't have. Flags are judged
// after they were read, by the same reader that the command believes.
func confine(root *cobra.Command, log *slog.Logger) {
	for _, cmd := range root.Commands() {
		if _, known := guestCommands()[cmd.Name()]; !known && cmd.Name() != "help" {
			root.RemoveCommand(cmd)
		}
	}
	confineHelp(root)
	check := root.PersistentPreRunE
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if err := confineFlags(cmd, log); err != nil {
			return err
		}
		return check(cmd, args)
	}
}

// confineFlags refuses the flags that guests don't have.
func confineFlags(cmd *cobra.Command, log *slog.Logger) error {
	var refused error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if refused == nil && !allowedFlag(cmd, f) {
			log.Warn("flag refused", "flag", f.Name, "command", cmd.Name())
			name := f.Name
			if name == "output" {
				name += " curl"
			}
			refused = usagef(insteadOf(f.Name), "--%s is not for guests of this service", name)
		}
	})
	return refused
}

// insteadOf is what a guest can do without a flag.
func insteadOf(flag string) string {
	if strings.HasPrefix(flag, "from-") || flag == "values" {
		return "values come from standard input: connwiz set ID --stdin FIELD, or --values -"
	}
	return "leave it out"
}

// allowedFlag reports whether a flag, as it was given, is one that guests have.
func allowedFlag(cmd *cobra.Command, f *pflag.Flag) bool {
	switch {
	case slices.Contains(guestCommands()[cmd.Name()], f.Name+onlyStdin):
		return f.Value.String() == "-"
	case f.Name == "output" && f.Value.String() == "curl": // It tells where the cluster is.
		return false
	}
	return knownFlag(cmd, f)
}

// knownFlag reports whether guests have a flag of a command, if only with a certain
// value.
func knownFlag(cmd *cobra.Command, f *pflag.Flag) bool {
	own := guestCommands()[cmd.Name()]
	return slices.Contains(own, f.Name) || slices.Contains(own, f.Name+onlyStdin) || slices.Contains(guestGlobals(), f.Name)
}

// completes reports whether a command line asks what could be typed next, as shells
// do: the library answers that past all checks.
func completes(args []string) bool {
	return slices.ContainsFunc(args, func(word string) bool { return strings.HasPrefix(word, cobra.ShellCompRequestCmd) })
}

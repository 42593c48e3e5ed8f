package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
)

// newHelp replaces cobra's own help command, which exits 0 on what it doesn't
// know.
func newHelp(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help on a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			return a.work(func(context.Context, []string) error {
				if err != nil || len(rest) > 0 {
					return usagef("see the commands: connwiz --help", "no help on %q", strings.Join(args, " "))
				}
				about.InitDefaultHelpFlag()
				return about.Help()
			})(cmd, args)
		},
	}
}

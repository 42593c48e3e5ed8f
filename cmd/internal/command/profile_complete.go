package command

import (
	"connwiz/client/profile"

	"github.com/spf13/cobra"
)

// completeProfileArg offers the names of profiles as the only argument.
func (a *app) completeProfileArg() completer {
	return func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return a.completeProfile()(cmd, args, word)
	}
}

// completeProfile offers the names of profiles, described by their addresses. No
// secret is needed for it.
func (a *app) completeProfile() completer {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var offers []cobra.Completion
		if store, err := profile.Open(a.machine()); err == nil {
			for _, e := range store.List() {
				offers = offer(offers, e.Name, e.URL+e.CloudID)
			}
		}
		return offers, cobra.ShellCompDirectiveNoFileComp
	}
}

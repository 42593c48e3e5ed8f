package command

import (
	"context"
	"fmt"

	"connwiz/client/profile"

	"github.com/spf13/cobra"
)

func newProfileUse(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "use NAME",
		Short: "Choose the profile that is used when none is named",
		Args:  exactly(1, 1),

		ValidArgsFunction: a.completeProfileArg(),
		RunE: a.work(func(_ context.Context, args []string) error {
			return ofProfile(a.useProfile(args[0]))
		}),
	}
}

func (a *app) useProfile(name string) error {
	store, err := profile.Open(a.machine())
	if err != nil {
		return err
	}
	before := store.Current()
	if err := store.Use(name); err != nil {
		return err
	}
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, struct {
			Current  string  `json:"current"`
			Previous *string `json:"previous"`
		}{name, orNull(before)})
	}
	_, err = fmt.Fprintf(a.streams.Out, "profile %s is used now, unless another one is named\n", name)
	if other := a.streams.Getenv("CONNWIZ_PROFILE"); other != "" && other != name {
		a.warn(fmt.Sprintf("CONNWIZ_PROFILE names profile %q, which wins: unset CONNWIZ_PROFILE", other))
	}
	return err
}

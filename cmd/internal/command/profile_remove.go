package command

import (
	"context"
	"fmt"

	"connwiz/client/profile"

	"github.com/spf13/cobra"
)

const profileRemoveHelp = `Remove a profile, and the secret that was stored for it: from the keyring, or the
file of connwiz's own that holds it. A file or a variable of yours is left alone.`

// profileRemoveOptions are the inputs of profile remove.
type profileRemoveOptions struct {
	*app
	yes, keepSecret bool
}

func newProfileRemove(a *app) *cobra.Command {
	o := &profileRemoveOptions{app: a}
	cmd := &cobra.Command{
		Use:     "remove NAME",
		Short:   "Remove a profile and its secret",
		Long:    profileRemoveHelp,
		Example: "  connwiz profile remove test\n  connwiz profile remove test --yes",
		Args:    exactly(1, 1),

		ValidArgsFunction: a.completeProfileArg(),
		RunE: a.work(func(ctx context.Context, args []string) error {
			return ofProfile(o.run(ctx, args[0]))
		}),
	}
	cmd.Flags().BoolVar(&o.yes, "yes", false, "don't ask")
	cmd.Flags().BoolVar(&o.keepSecret, "keep-secret", false, "leave the secret where it is")
	return cmd
}

func (o *profileRemoveOptions) run(ctx context.Context, name string) error {
	store, err := profile.Open(o.machine())
	if err != nil {
		return err
	}
	e, err := store.Find(name)
	if err != nil {
		return notRemoved(err, name, store)
	}
	if err := o.agree(ctx, newProfileRow(store, e)); err != nil {
		return err
	}
	gone, err := store.Remove(name, o.keepSecret)
	if err != nil {
		return err
	}
	if o.global.output.structured() {
		return o.global.output.write(o.streams.Out, struct {
			Name          string `json:"name"`
			Result        string `json:"result"`
			SecretDeleted bool   `json:"secret_deleted"`
			WasCurrent    bool   `json:"was_current"`
		}{name, "removed", gone.Deleted, gone.Current})
	}
	said := "removed profile " + name
	if gone.Deleted {
		said += " and its secret"
	}
	if _, err := fmt.Fprintln(o.streams.Out, said); err != nil {
		return err
	}
	if gone.Current {
		o.note("no profile is used now unless one is named; choose one: connwiz profile use NAME")
	}
	return nil
}

// notRemoved is the error of a profile that isn't there. Who wants to remove one has no
// use for the hint how to add it.
func notRemoved(err error, name string, store *profile.Store) error {
	if len(store.List()) > 0 {
		return err
	}
	return usagef("see which there are: connwiz profile list", "no profile %q", name)
}

// agree asks, and says what goes with the profile.
func (o *profileRemoveOptions) agree(ctx context.Context, r profileRow) error {
	if o.yes {
		return nil
	}
	if o.streams.InFile == nil {
		return usagef("connwiz profile remove "+r.Name+" --yes", "profile %q would be removed, and nobody can be asked", r.Name)
	}
	question := fmt.Sprintf("Remove profile %s (%s)", r.Name, orEmpty(r.URL)+orEmpty(r.CloudID))
	switch stored := profile.Keeper(r.Secret.Store) != profile.Nobody; {
	case stored && o.keepSecret:
		question += ", but not its " + r.Secret.where()
	case stored && r.Secret.Own:
		question += ", and delete its " + r.Secret.where()
	case stored:
		question += "; its " + r.Secret.where() + " stays"
	}
	return o.agreed(ctx, question+"?", tell(exitCancelled, "cancelled", "cancelled: nothing was removed",
		"remove it without being asked: connwiz profile remove "+r.Name+" --yes"))
}

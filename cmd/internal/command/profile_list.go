package command

import (
	"context"
	"errors"
	"fmt"
	"io"

	"connwiz/client/profile"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

func newProfileList(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the profiles: where they are, where their secrets are, and whether those can be had",
		Args:  exactly(0, 0),
		RunE:  a.work(func(context.Context, []string) error { return a.listProfiles() }),
	}
}

func (a *app) listProfiles() error {
	a.hush()
	store, err := profile.Open(a.machine())
	if err != nil {
		return err
	}
	rows := a.triedRows(store)
	if a.global.output.structured() {
		return a.global.output.write(a.streams.Out, struct {
			Path     *string      `json:"path"`
			Current  *string      `json:"current"`
			Profiles []profileRow `json:"profiles"`
		}{orNull(store.Path()), orNull(store.Current()), rows})
	}
	if len(rows) == 0 {
		if _, err := io.WriteString(a.streams.Out, "no profiles yet\n"); err != nil {
			return err
		}
		a.hint("make one: connwiz profile add NAME")
		return nil
	}
	if _, err := io.WriteString(a.streams.Out, a.lay(profileTable(rows), 0, 1)); err != nil {
		return err
	}
	for _, r := range rows {
		if r.Secret.Problem != nil {
			a.warn(fmt.Sprintf("profile %s: %s", r.Name, *r.Secret.Problem))
		}
	}
	return nil
}

// triedRows are rows whose secrets were looked for. A keyring that doesn't answer is
// asked once for all of them.
func (a *app) triedRows(store *profile.Store) []profileRow {
	rows := make([]profileRow, 0, len(store.List()))
	var ring error
	for _, e := range store.List() {
		r := newProfileRow(store, e)
		switch err := ring; {
		case e.Secret.IsZero():
		case e.Secret.Keeper != profile.Keyring || ring == nil:
			err = store.Reach(e)
			if e.Secret.Keeper == profile.Keyring && !errors.Is(err, profile.ErrNotKept) {
				ring = err
			}
			fallthrough
		default:
			there := err == nil
			r.Secret.Reachable = &there
			if err != nil {
				r.Secret.Problem = orNull(bare(err))
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// bare says what is in the way of a secret, without saying again whose it is.
func bare(err error) string {
	var of *profile.Error
	if errors.As(err, &of) && of.Err != nil {
		return of.Err.Error()
	}
	return err.Error()
}

// profileTable is the list for people; the star stands beside the profile that is
// used when none is named.
func profileTable(rows []profileRow) table {
	t := table{{"", "NAME", "ADDRESS", "USER", "SECRET", "THERE"}}
	for _, r := range rows {
		star, there := "", "-"
		if r.Current {
			star = "*"
		}
		if r.Secret.Reachable != nil {
			there = map[bool]string{true: "yes", false: "no"}[*r.Secret.Reachable]
		}
		t = append(t, []string{
			star, text.Clean(r.Name), text.Clean(orEmpty(r.URL) + orEmpty(r.CloudID)), text.Clean(orEmpty(r.Username)),
			r.Secret.where(), there,
		})
	}
	return t
}

// orEmpty is the text that a pointer points to, if it does.
func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

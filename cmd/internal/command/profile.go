package command

import (
	"errors"
	"fmt"

	"connwiz/client/profile"
	"connwiz/ui/text"

	"github.com/spf13/cobra"
)

const profileHelp = `A profile is a cluster with a name: its address, its certificates, and where its
secret is. The file of profiles holds no secret. That is kept by one of these
stores (--store):

  keyring  the system's keyring
  age      a file encrypted with age, opened by a passphrase or an identity file
  env      an environment variable; only its name is recorded
  file     a file that only you can read, in clear
  none     nowhere: it comes from the environment or a flag each time

Commands use the profile of --profile, else of CONNWIZ_PROFILE, else the one that
was chosen by connwiz profile use. Flags and environment beat it. Unless it is
named by --profile, its credentials go to its own address only.`

const profileExamples = `  connwiz profile add prod
  pass show es | connwiz profile add prod --url https://es.example.com:9200 --stdin
  connwiz profile add test --url https://test:9200 --api-key-file ~/test.key
  connwiz profile use prod
  connwiz profile list`

// newProfile groups the commands about profiles.
func newProfile(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "profile",
		Short:   "Clusters with names: add, list, use, remove",
		Long:    profileHelp,
		Example: profileExamples,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("connwiz profile list, add NAME, use NAME, remove NAME", "which command about profiles?")
			}
			return noSuchCommand(cmd, args)
		},
	}
	cmd.AddCommand(newProfileAdd(a), newProfileList(a), newProfileUse(a), newProfileRemove(a))
	return cmd
}

// ofProfile says what the errors of changing profiles mean.
func ofProfile(err error) error {
	var exists *profile.ExistsError
	switch {
	case errors.As(err, &exists):
		return tell(exitConflict, "conflict", exists.Error(),
			"choose another name, or change it: connwiz profile add "+exists.Name+" --replace")
	case errors.Is(err, profile.ErrChanged):
		return tell(exitConflict, "conflict", err.Error(), "run it again")
	}
	return err
}

// profileRow is a profile as it is shown. It has no place for a secret.
type profileRow struct {
	Name          string    `json:"name"`
	Current       bool      `json:"current"`
	URL           *string   `json:"url"`
	CloudID       *string   `json:"cloud_id"`
	Username      *string   `json:"username"`
	CACert        *string   `json:"ca_cert"`
	CAFingerprint *string   `json:"ca_fingerprint"`
	Insecure      bool      `json:"insecure"`
	KibanaURL     *string   `json:"kibana_url"`
	Space         *string   `json:"space"`
	Secret        secretRow `json:"secret"`
}

// secretRow says where a secret is.
type secretRow struct {
	Kind     *string `json:"kind"` // api_key, password; null: none is kept
	Store    string  `json:"store"`
	Env      *string `json:"env"`
	Path     *string `json:"path"`
	Identity *string `json:"identity"`
	// Own is set where the secret goes with its profile.
	Own bool `json:"-"`
	// Reachable is null where it was not tried.
	Reachable *bool   `json:"reachable"`
	Problem   *string `json:"problem"`
}

// newProfileRow makes a row; whether the secret can be had is not tried.
func newProfileRow(s *profile.Store, e profile.Entry) profileRow {
	r := profileRow{
		Name: e.Name, Current: e.Current,
		URL: orNull(e.URL), CloudID: orNull(e.CloudID), Username: orNull(e.Username),
		CACert: orNull(e.CACert), CAFingerprint: orNull(e.CAFingerprint), Insecure: e.Insecure,
		KibanaURL: orNull(e.KibanaURL), Space: orNull(e.Space),
		Secret: secretRow{Store: string(profile.Nobody)},
	}
	if !e.Secret.IsZero() {
		r.Secret = secretRow{
			Kind: orNull(e.Kind()), Store: string(e.Secret.Keeper), Env: orNull(e.Secret.Env),
			Path: orNull(s.File(e)), Identity: orNull(e.Secret.Identity), Own: e.Secret.Ours(),
		}
	}
	return r
}

// where tells a person where a secret is.
func (r secretRow) where() string {
	what := "API key"
	if r.Kind != nil && *r.Kind == "password" {
		what = "password"
	}
	switch profile.Keeper(r.Store) {
	case profile.Keyring:
		return what + " in the system keyring"
	case profile.Environment:
		return fmt.Sprintf("%s in the variable %s", what, text.Clean(*r.Env))
	case profile.File:
		return fmt.Sprintf("%s in %s", what, text.Clean(*r.Path))
	case profile.Age:
		return fmt.Sprintf("%s encrypted in %s", what, text.Clean(*r.Path))
	case profile.Nobody:
	}
	return "none kept"
}

package command

import (
	"context"
	"errors"
	"io"

	"connwiz/client/profile"
	"connwiz/schema"
)

// validate refuses flags that don't go together.
func (o *profileAddOptions) validate() error {
	const help = "connwiz profile add --help"
	sources := 0
	for _, given := range []bool{o.stdin, o.file() != "", o.env != ""} {
		if given {
			sources++
		}
	}
	keeper := profile.Keeper(o.keeper.value)
	switch {
	case o.given("profile"):
		return usagef("connwiz profile add NAME --replace", "the name of a profile to add is an argument, not --profile")
	case o.global.kibana.apiKeyFile != "":
		return usagef("export KIBANA_API_KEY where Kibana wants another one", "a profile has one secret, which Kibana knows as well")
	case sources > 1:
		return usagef(help, "the secret is given in more than one way")
	case o.global.where.APIKeyFile != "" && o.username != "":
		return usagef("name the file that holds the password: --secret-file FILE", "--api-key-file is no password of user %q", o.username)
	case o.env != "" && keeper != "" && keeper != profile.Environment, o.env == "" && keeper == profile.Environment:
		return usagef("connwiz profile add NAME --env VARIABLE", "the variable and its name go together: --store env --env VARIABLE")
	case o.identity != "" && keeper != "" && keeper != profile.Age:
		return usagef("connwiz profile add NAME --store age --identity FILE", "--identity is for --store age")
	case keeper == profile.Nobody && sources > 0:
		return usagef(help, "a secret is given, but --store none keeps none")
	case o.stdin && o.streams.InFile != nil:
		return usagef("leave --stdin out to be asked", "standard input is a terminal, which would show the secret")
	}
	return nil
}

// file is the file that holds the secret, by whichever flag.
func (o *profileAddOptions) file() string {
	if o.secretFile != "" {
		return o.secretFile
	}
	return o.global.where.APIKeyFile
}

// secret finds the secret and its place by the flags alone.
func (o *profileAddOptions) secret(store *profile.Store, w *profile.Addition) error {
	switch {
	case o.env != "":
		w.Keep.Wipe()
		w.Secret = profile.Place{Keeper: profile.Environment, Env: o.env}
		return nil
	case o.file() != "":
		return o.fromFile(w)
	case o.stdin:
		read, err := readSparing(o.streams.In, maxFile)
		if err != nil {
			return usagef("connwiz profile add --help", "read the secret: %v", withoutPath(err))
		}
		w.Keep = oneSecret(read, w.Kind())
	}
	switch keeper := profile.Keeper(o.keeper.value); {
	case keeper == profile.Nobody:
		w.Keep.Wipe()
		w.Secret = profile.Place{}
		return nil
	case !w.Keep.Empty():
		return o.place(w)
	case o.stdin, keeper != "" && keeper != w.Secret.Keeper:
		return usagef("give it: --stdin, --secret-file FILE or --env VARIABLE", "the secret is missing")
	}
	return nil // that of the profile to be replaced, or none
}

// place chooses who keeps a secret that is there: who was named, else who kept the
// one that it replaces, else the keyring if there is one. Nothing else is chosen
// unasked.
func (o *profileAddOptions) place(w *profile.Addition) error {
	keeper := profile.Keeper(o.keeper.value)
	if keeper == "" && o.identity == "" && w.Secret.Ours() {
		return nil
	}
	if keeper == "" && o.identity != "" {
		keeper = profile.Age
	}
	if keeper == "" {
		if why := keyringTrouble(o.machine()); why != "" {
			return usagef("name one: --store age (encrypted), --env VARIABLE, --secret-file FILE, or --store file --yes (in clear)",
				"the secret has no store, since the system's keyring can't be used: %s", why)
		}
		keeper = profile.Keyring
	}
	w.Secret = profile.Place{Keeper: keeper}
	if keeper == profile.Age {
		w.Secret.Identity = o.identity
	}
	return nil
}

// keyringTrouble says why the keyring can't be used, "" when it can.
func keyringTrouble(m profile.Machine) string {
	for _, offer := range m.Offers() {
		if offer.Keeper == profile.Keyring {
			return offer.Why
		}
	}
	return "there is none"
}

// fromFile records a file of the person's, or takes the secret out of it where
// another store shall keep it.
func (o *profileAddOptions) fromFile(w *profile.Addition) error {
	path := o.file()
	w.Keep.Wipe()
	keeper := profile.Keeper(o.keeper.value)
	switch encrypted := profile.Encrypted(path); {
	case encrypted && (keeper == "" || keeper == profile.Age):
		w.Secret = profile.Place{Keeper: profile.Age, Path: path, Identity: o.identity}
		return nil
	case encrypted:
		return usagef("leave --store out", "%q is encrypted with age", path)
	case (keeper == "" || keeper == profile.File) && o.identity == "":
		w.Secret = profile.Place{Keeper: profile.File, Path: path}
		return nil
	}
	read, err := o.readInput("--secret-file", path)
	if err != nil {
		return err
	}
	w.Keep = oneSecret(read, w.Kind())
	return o.place(w)
}

// oneSecret is a secret without what an editor or echo put behind it. A password may
// have blanks.
func oneSecret(read []byte, kind string) schema.Secret {
	if kind == "api_key" {
		return profile.APIKey(read)
	}
	kept, _ := withoutNewline(read)
	return schema.NewSecret(kept)
}

// agreeToClear wants a yes before a secret is kept in clear.
func (o *profileAddOptions) agreeToClear(ctx context.Context, store *profile.Store, w profile.Addition) error {
	if old, err := store.Find(w.Name); err == nil && old.Secret == w.Secret {
		return nil
	}
	if w.Secret.Keeper != profile.File || !w.Secret.Ours() || w.Keep.Empty() || o.yes || o.dryRun {
		return nil
	}
	if !o.person() {
		return usagef("add --yes, or take --store age", "--store file keeps the secret in clear, in a file that only you can read")
	}
	agreed, err := o.prompter(ctx).Confirm("Keep the secret in clear, in a file that only you can read?")
	if err != nil && !errors.Is(err, io.EOF) {
		return o.left(ctx, err)
	}
	if !agreed {
		return notSaved()
	}
	return nil
}

// left is the end of a command whose question got no answer.
func (o *profileAddOptions) left(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if errors.Is(err, io.EOF) {
		return notSaved()
	}
	return bySignal(err)
}

// notSaved is the end of a command that a person left.
func notSaved() error {
	return tell(exitCancelled, "cancelled", "cancelled: nothing was saved", "see the ways without questions: connwiz profile add --help")
}

package command

import (
	"errors"
	"fmt"

	"connwiz/client/profile"
)

// secret asks for the secret and its store, unless flags say so.
func (i *interview) secret() error {
	if i.env != "" || i.file() != "" || i.keeper.value == string(profile.Nobody) {
		return i.profileAddOptions.secret(i.store, i.w)
	}
	if !i.w.Keep.Empty() { // from config.yml
		return i.chooseKeeper()
	}
	stays, err := i.kind()
	if err != nil || stays {
		return err
	}
	if err := i.chooseKeeper(); err != nil {
		return err
	}
	if !i.w.Secret.Ours() {
		return nil
	}
	what := "API key (encoded, or id:api_key)"
	if i.w.Username != "" {
		what = "Password of " + i.w.Username
	}
	for {
		typed, err := askSecret(i.p, what)
		if err != nil {
			return err
		}
		i.w.Keep = oneSecret(typed.Reveal(), i.w.Kind())
		if !i.w.Keep.Empty() {
			return nil
		}
		i.p.Say("Nothing was typed.")
	}
}

// kind asks what the secret is; stays is set when none is to be asked for.
func (i *interview) kind() (stays bool, err error) {
	if i.given("username") && i.username != "" {
		return false, nil
	}
	options := []string{"API key", "user name and password", "none: it comes from the environment or a flag each time"}
	if keep := *i.w; i.replace && !keep.Secret.IsZero() && i.keeper.value == "" && i.store.Check(keep) == nil {
		options = append([]string{"the stored one stays"}, options...)
	}
	chosen, err := i.p.Choose("Which credentials? Number", options)
	if err != nil {
		return false, err
	}
	switch chosen - len(options) + 3 {
	case 0:
		i.w.Username = ""
	case 1:
		i.w.Username, err = i.ask("User name", i.w.Username, func(s string) error {
			if s == "" {
				return errors.New("a user has a name")
			}
			return nil
		})
	case 2:
		i.w.Secret = profile.Place{}
		return true, nil
	default:
		return true, nil
	}
	return false, err
}

// chooseKeeper asks who shall keep the secret, of those that work here.
func (i *interview) chooseKeeper() error {
	if i.keeper.value != "" || i.identity != "" {
		return i.place(i.w)
	}
	var keepers []profile.Keeper
	var options []string
	for _, offer := range i.machine().Offers() {
		switch {
		case offer.Keeper == profile.Nobody:
		case !offer.Works:
			i.p.Say(fmt.Sprintf("Not here: %s (%s).", storeWord(offer.Keeper), offer.Why))
		default:
			keepers, options = append(keepers, offer.Keeper), append(options, storeWord(offer.Keeper))
		}
	}
	chosen, err := i.p.Choose("Where shall the secret be kept? Number", options)
	if err != nil {
		return err
	}
	i.w.Secret = profile.Place{Keeper: keepers[chosen]}
	if keepers[chosen] == profile.Environment {
		i.w.Keep.Wipe()
		i.w.Secret.Env, err = i.ask("Name of the variable", "", func(s string) error {
			p := i.w.Profile
			p.Secret.Env = s
			return p.Check()
		})
	}
	return err
}

// storeWord is a store in words.
func storeWord(k profile.Keeper) string {
	switch k {
	case profile.Keyring:
		return "the system's keyring"
	case profile.Age:
		return "a file encrypted by a passphrase (age)"
	case profile.Environment:
		return "an environment variable that you set each time"
	case profile.File:
		return "a file that only you can read, in clear"
	case profile.Nobody:
	}
	return "nowhere"
}

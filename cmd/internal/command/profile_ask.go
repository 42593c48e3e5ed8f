package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/ui/plain"
)

// interview asks a person for what the flags don't say.
type interview struct {
	*profileAddOptions
	p     *plain.Prompter
	store *profile.Store
	w     *profile.Addition
}

// interview asks until everything is known. Going back begins anew: there are few
// questions.
func (o *profileAddOptions) interview(ctx context.Context, store *profile.Store, w *profile.Addition) error {
	i := &interview{o, o.prompter(ctx), store, w}
	for {
		err := i.address()
		if err == nil {
			err = i.secret()
		}
		if !errors.Is(err, plain.ErrBack) {
			if err != nil {
				return o.left(ctx, err)
			}
			return nil
		}
	}
}

// ask asks for a line until it is acceptable; Enter keeps what is there, a dash
// drops it.
func (i *interview) ask(question, now string, check func(string) error) (string, error) {
	if now != "" {
		question += " [" + now + "]"
	}
	for {
		answer, err := i.p.Ask(question)
		if forgiven(i.p, err) {
			continue
		}
		if err != nil {
			return "", err
		}
		switch answer = strings.TrimSpace(answer); answer {
		case plain.Back:
			return "", plain.ErrBack
		case "":
			answer = now
		case "-":
			answer = ""
		}
		if wrong := check(answer); wrong != nil {
			f := explain("", wrong)
			i.p.Say(f.Message + ".")
			continue
		}
		return answer, nil
	}
}

// address asks where the cluster is, unless flags say so.
func (i *interview) address() error {
	if i.given("url") || i.given("cloud-id") || i.global.where.ConfigFile != "" {
		return nil
	}
	at, err := i.ask("URL or cloud id of Elasticsearch", i.w.URL+i.w.CloudID, func(s string) error {
		return addressed(s).Check()
	})
	if err != nil {
		return err
	}
	i.w.URL, i.w.CloudID = addressed(at).URL, addressed(at).CloudID
	if !i.given("ca-cert") && !i.given("ca-fingerprint") && !i.given("insecure") && strings.HasPrefix(i.w.URL, "https:") {
		i.w.CACert, err = i.ask("PEM file with the certificates to trust (Enter: those of the system)", i.w.CACert, func(s string) error {
			if s == "" {
				return nil
			}
			_, err := i.readInput("--ca-cert", s)
			return err
		})
		if err != nil {
			return err
		}
	}
	if !i.given("kibana-url") && i.w.CloudID == "" {
		i.w.KibanaURL, err = i.ask("URL of Kibana, for connwiz action (Enter: none)", i.w.KibanaURL, func(s string) error {
			p := i.w.Profile
			p.KibanaURL = s
			return p.Check()
		})
	}
	return err
}

// addressed is a profile with an address that a person typed.
func addressed(text string) profile.Profile {
	if _, _, err := client.CloudURLs(text); err == nil {
		return profile.Profile{CloudID: text}
	}
	return profile.Profile{URL: text}
}

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
	what := "API key (encoded)"
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

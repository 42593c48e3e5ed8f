package command

import (
	"context"
	"errors"
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
	at, err := i.ask("URL or cloud id of Elasticsearch", i.proposed(), func(s string) error {
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

// proposed is the address that Enter takes: that of the profile to be changed, or else
// the one in the environment, where it is one.
func (i *interview) proposed() string {
	if now := i.w.URL + i.w.CloudID; now != "" {
		return now
	}
	for _, name := range []string{"ELASTICSEARCH_URL", "ELASTICSEARCH_CLOUD_ID"} {
		if at := i.streams.Getenv(name); at != "" && addressed(at).Check() == nil {
			return at
		}
	}
	return ""
}

// addressed is a profile with an address that a person typed.
func addressed(text string) profile.Profile {
	if _, _, err := client.CloudURLs(text); err == nil {
		return profile.Profile{CloudID: text}
	}
	return profile.Profile{URL: text}
}

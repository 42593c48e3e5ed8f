package ui

import (
	"context"
	"crypto/subtle"
	"fmt"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/client/setup"
	"connwiz/schema"
	"connwiz/schema/draft"
)

// keepChapter is the end of the first step: whether the connection is saved as a
// profile, and who keeps its secret.
type keepChapter struct {
	trip *trip
	ask  *draft.Draft
	// cfg is what was typed; its secrets are copies.
	cfg    client.Config
	offers []profile.Offer
	// wanted is set while the question is open.
	wanted bool
	saved  *profile.Added
}

// The questions about a profile.
const (
	askProfile = "profile"
	askKeeper  = "keeper"
	askEnv     = "env"
	askPhrase  = "passphrase"
	askPhrase2 = "passphrase_again"
)

// nobody is the answer that saves nothing.
const nobody = "nothing"

// asking reports whether there is something to ask or to tell.
func (k *keepChapter) asking() bool { return k.wanted }

// begin forgets what was told of a profile when the step is come back to.
func (k *keepChapter) begin() { k.wanted, k.saved = false, nil }

// offer asks the machine who could keep the secret of a connection that was typed.
func (k *keepChapter) offer(cfg client.Config) turn {
	machine := k.trip.o.Profiles
	if machine == nil || machine.ConfigHome == "" {
		return turn{}
	}
	k.wipe()
	k.cfg = cfg
	return turn{busy: "Asking the keyring", job: func(context.Context) (func() turn, error) {
		offers := machine.Offers()
		return func() turn {
			k.offers, k.wanted, k.saved = offers, true, nil
			k.ask = keepQuestions(offers, k.secret().Empty())
			return turn{}
		}, nil
	}}
}

// secret is what a profile would have kept.
func (k *keepChapter) secret() schema.Secret {
	if k.cfg.APIKey.Empty() {
		return k.cfg.Password
	}
	return k.cfg.APIKey
}

// keepQuestions ask who shall keep the secret, of those who can.
func keepQuestions(offers []profile.Offer, nothingToKeep bool) *draft.Draft {
	keepers := []answerOf{{nobody, "no, keep nothing"}}
	for _, o := range offers {
		if o.Works && (!nothingToKeep || o.Keeper == profile.Nobody) {
			keepers = append(keepers, answerOf{string(o.Keeper), keeperWord(o.Keeper)})
		}
	}
	fields := []fieldOf{{name: askKeeper, label: "Save it", value: nobody, options: keepers, help: "As a profile: connwiz --profile NAME. The file of profiles never holds a secret."}}
	for _, o := range keepers[1:] {
		fields = append(fields, fieldOf{name: askProfile + ":" + o.value, label: "Profile name", value: "default", when: [2]string{askKeeper, o.value}})
	}
	return questions(append(fields,
		fieldOf{name: askEnv, label: "Variable", example: "my_es_password", when: [2]string{askKeeper, string(profile.Environment)},
			help: "The name of the environment variable that somebody else sets."},
		fieldOf{name: askPhrase, label: "Passphrase", secret: true, when: [2]string{askKeeper, string(profile.Age)}, help: "It encrypts the file. Nobody can tell it you again."},
		fieldOf{name: askPhrase2, label: "Once more", secret: true, when: [2]string{askKeeper, string(profile.Age)}})...)
}

// keeperWord says who keeps a secret.
func keeperWord(k profile.Keeper) string {
	switch k {
	case profile.Keyring:
		return "keyring for the secret"
	case profile.Age:
		return "encrypted file for the secret"
	case profile.Environment:
		return "variable for the secret"
	case profile.File:
		return "file only you can read"
	default:
		return "without the secret"
	}
}

// page asks, or tells what was saved.
func (k *keepChapter) page() page {
	if k.saved != nil {
		lines := remarks(good, fmt.Sprintf("Profile %s saved: connwiz --profile %s.", k.saved.Name, k.saved.Name))
		lines = append(lines, remarks(warning, k.saved.Warnings...)...)
		lines = append(lines, remark{plainly, "To undo it:"}, remark{item, "connwiz profile remove " + k.saved.Name})
		return page{name: "saved", heading: "Connect", lines: lines, choices: []choice{moving("Go on", onward)}}
	}
	p := page{name: "keep", heading: "Save this connection?", fields: k.ask,
		lines:   remarks(good, "Connected to "+k.trip.e.host+"."),
		choices: []choice{{label: "Go on", help: "Saves the profile, or nothing.", take: k.save}}}
	for _, o := range k.offers {
		if !o.Works && o.Keeper == profile.Keyring {
			p.notes = append(p.notes, remark{aside, wholeSentence(o.Why)})
		}
	}
	if profile.Keeper(answer(k.ask, askKeeper)) == profile.File {
		p.notes = append(p.notes, remark{warning, "The secret stands in that file in the clear: who can read your files can read it."})
	}
	return p
}

// save saves the profile, or goes on.
func (k *keepChapter) save() turn {
	keeper := answer(k.ask, askKeeper)
	if keeper == nobody {
		k.wanted = false
		return turn{}
	}
	a, err := k.addition(profile.Keeper(keeper))
	if err != nil {
		return failing(err)
	}
	machine := *k.trip.o.Profiles
	phrase := k.ask.Secret(askPhrase)
	machine.Ask = func(string) (schema.Secret, error) { return schema.NewSecret([]byte(string(phrase.Reveal()))), nil }
	return turn{busy: "Saving the profile", writes: true, job: func(context.Context) (func() turn, error) {
		store, err := profile.Open(machine)
		if err != nil {
			return nil, err
		}
		added, err := store.Add(a)
		if err != nil {
			return nil, err
		}
		return func() turn { k.saved, k.trip.profile = &added, added.Name; return turn{} }, nil
	}}
}

// addition is the profile of what was typed.
func (k *keepChapter) addition(keeper profile.Keeper) (profile.Addition, error) {
	name := answer(k.ask, askProfile+":"+string(keeper))
	a := profile.Addition{Name: name, Profile: profile.Profile{
		URL: k.cfg.URL, CloudID: k.cfg.CloudID, Username: k.cfg.Username, CACert: k.cfg.CACertFile, CAFingerprint: k.cfg.CAFingerprint,
		Secret: profile.Place{Keeper: keeper},
	}}
	switch keeper {
	case profile.Environment:
		a.Secret.Env = answer(k.ask, askEnv)
	case profile.Keyring, profile.File, profile.Age:
		a.Keep = k.secret()
	case profile.Nobody:
		a.Secret = profile.Place{}
	}
	if keeper == profile.Age && subtle.ConstantTimeCompare(k.ask.Secret(askPhrase).Reveal(), k.ask.Secret(askPhrase2).Reveal()) != 1 {
		return a, &setup.InputError{Field: "passphrase", Reason: "the two differ: type it again"}
	}
	return a, nil
}

// mend offers to replace a profile of the same name.
func (k *keepChapter) mend(failed error) (page, bool) {
	exists, ok := refusedBy[*profile.ExistsError](failed)
	if !ok || !k.wanted {
		return page{}, false
	}
	return page{name: "exists", heading: "Save this connection?", lines: remarks(bad, wholeSentence(failed.Error())), choices: []choice{
		{label: "Go back and choose another name than", about: exists.Name, take: func() turn { return turn{} }},
		{label: "Go on without saving", take: func() turn { k.wanted = false; return turn{} }},
	}}, true
}

// wipe forgets what was typed.
func (k *keepChapter) wipe() {
	k.cfg.APIKey.Wipe()
	k.cfg.Password.Wipe()
	if k.ask != nil {
		k.ask.Wipe()
	}
}

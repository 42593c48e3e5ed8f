package ui

import (
	"bytes"

	"connwiz/client"
	"connwiz/client/profile"
	"connwiz/client/setup"
	"connwiz/schema"
	"connwiz/schema/draft"
)

// keyChapter is the fourth step: the API key with which the connector service works
// for this connector.
type keyChapter struct {
	deed
	sparing
	ask   *draft.Draft
	needs keyNeeds // what the questions were made for
	of    string   // the connector that the spare keys were for
	// another is set while a key is recorded and another one is wanted.
	another bool
	// revealed shows a minted key, until the page is left.
	revealed, shown bool
	// with is a client of other credentials, for this step alone.
	with *client.Client
}

// The questions of the fourth step.
const (
	askHow     = "how"
	askKeep    = "keep"
	askPath    = "path"
	askKeyFile = "key_file"
	askKeyID   = "key_id"
	askEncoded = "encoded"
)

// newKeyChapter asks how to come by a key.
func newKeyChapter(t *trip) *keyChapter { return &keyChapter{deed: deed{trip: t}} }

// keyNeeds is what the questions depend on.
type keyNeeds struct{ canMint, native bool }

// keyQuestions ask for the key and where it goes. Who uses an API key is not
// offered what the server would refuse; the key of a connector that Elastic runs
// stays in the cluster.
func keyQuestions(needs keyNeeds, configFile string) *draft.Draft {
	how := []answerOf{{"mint", "Mint one"}, {"as", "Mint one as another user, for this step only"}, {"have", "Use a key that exists"}}
	if !needs.canMint {
		how = how[1:]
	}
	fields := []fieldOf{
		{name: askHow, label: "Key", value: how[0].value, options: how, help: "A new key is limited to this connector's index."},
		{name: askUser, label: "User name", example: "elastic", when: [2]string{askHow, "as"}},
		{name: askPass, label: "Password", secret: true, when: [2]string{askHow, "as"}, help: "Used for this step, kept nowhere."},
		{name: askKeyID, label: "Key id", when: [2]string{askHow, "have"}, help: "Kibana lists it; it stands before the colon of the decoded key."},
		{name: askEncoded, label: "The key itself", secret: true, optional: true, when: [2]string{askHow, "have"},
			help: "Encoded, or as id:api_key, for config.yml. Left empty where config.yml has it already."},
	}
	if needs.native {
		return questions(fields...)
	}
	return questions(append(fields,
		fieldOf{name: askKeep, label: "It goes to", value: "config", help: "Elasticsearch can't show a key again.",
			options: []answerOf{{"config", "config.yml"}, {"file", "a key file of its own"}, {"later", "config.yml, in the next step"}}},
		fieldOf{name: askPath, label: "config.yml", value: configFile, when: [2]string{askKeep, "config"},
			help: "Of the connector service. It is created, or extended; a backup is made."},
		fieldOf{name: askKeyFile, label: "Key file", example: "orders.key", when: [2]string{askKeep, "file"}, help: "A new file that only you can read."})...)
}

// arrive begins with the questions or the facts.
func (c *keyChapter) arrive() turn {
	c.drop()
	c.another, c.revealed, c.then = false, false, nil
	t := c.trip
	if c.of != t.id {
		c.of, c.spare = t.id, nil
	}
	if about := (keyNeeds{t.survey.Cluster.CanMint, t.survey.Connector.Native}); c.ask == nil || c.needs != about {
		c.wipe()
		c.ask, c.needs = keyQuestions(about, t.configFile), about
	}
	return turn{}
}

// wipe forgets what was typed.
func (c *keyChapter) wipe() {
	if c.ask != nil {
		c.ask.Wipe()
	}
	if c.with != nil {
		c.with.Close()
		c.with = nil
	}
}

// page shows the key's facts, or asks for one.
func (c *keyChapter) page() page {
	if p, under := c.pages("API key"); under {
		if c.then != nil {
			return c.aside(p)
		}
		return c.withSpares(c.withKey(p))
	}
	t := c.trip
	fact := t.fact(setup.APIKey)
	switch {
	case fact.Standing == setup.Done && !c.another, fact.Standing == setup.NotNeeded:
		return c.factsPage(fact)
	}
	p := page{name: "ask", heading: "API key", about: "The connector service works for this connector with a key that can do only that.",
		lines: c.standing(fact), fields: c.ask,
		choices: append(c.unrecorded(), choice{label: "Go on to the plan", help: "Shows first what will be done.", take: c.act}, t.skip(setup.APIKey))}
	if c.another {
		p.back = func() turn { c.another = false; return turn{} }
	}
	return p
}

// standing says what stands in the way of a key.
func (c *keyChapter) standing(f setup.Fact) []remark {
	var lines []remark
	if f.Standing == setup.Blocked || f.Err != nil || c.trip.survey.Key.Recorded.ID != "" || c.trip.survey.Key.Unrecorded != "" {
		lines = factLines(f)
		if !c.another {
			lines = append(lines, c.trip.lostRemark()...)
		}
	}
	if !c.trip.survey.Cluster.CanMint {
		lines = append(lines, remark{warning, "You use an API key, and an API key can't mint another one: that is a rule of Elasticsearch. " +
			"Give a user name and a password for this step, or the id of a key that exists."})
	}
	return lines
}

// act proposes what was chosen.
func (c *keyChapter) act() turn {
	t := c.trip
	c.then = nil
	replace := t.survey.Key.Recorded.ID != ""
	if answer(c.ask, askHow) == "have" {
		return c.record(replace)
	}
	k := setup.NewKey{Connector: t.id, Replace: replace}
	if answer(c.ask, askHow) == "as" {
		if err := c.signIn(); err != nil {
			return failing(err)
		}
		k.With = c.with
	}
	var entry *setup.ConfigEntry
	switch answer(c.ask, askKeep) {
	case "config":
		t.setConfigFile(answer(c.ask, askPath))
		entry = &setup.ConfigEntry{Connector: t.id, ReplaceKey: replace}
		k.KeepAt = t.guide.ConfigPlace(*entry)
	case "file":
		if answer(c.ask, askKeyFile) == "" {
			return failing(&setup.InputError{Field: "key file", Reason: "its path is missing"})
		}
		k.KeepAt = setup.KeyFile(answer(c.ask, askKeyFile))
	}
	if t.survey.Connector.Native {
		k.KeepAt, entry = nil, nil
	}
	return c.proposeFile(t.guide.Mint(k), entry, c.minted)
}

// minted takes the new key over.
func (c *keyChapter) minted(r setup.Report) {
	c.another, c.shown, c.revealed = false, false, false
	delete(c.trip.skipped, setup.APIKey)
	if r.Key != c.trip.key { // An attempt that goes on still needs its own.
		c.trip.dropKey()
	}
	c.trip.key = r.Key
	c.sparesOf(r)
}

// recorded is what a key that exists leads to once it is on record.
func (c *keyChapter) recorded(r setup.Report) {
	c.another = false
	c.sparesOf(r)
	delete(c.trip.skipped, setup.APIKey)
}

// record proposes to record a key that exists.
func (c *keyChapter) record(replace bool) turn {
	t := c.trip
	id := answer(c.ask, askKeyID)
	if id == "" {
		return failing(&setup.InputError{Field: "key id", Reason: "it is missing"})
	}
	encoded := profile.APIKey(bytes.Clone(secretAnswer(c.ask, askEncoded).Reveal()))
	return c.propose(t.guide.RecordKey(setup.ExistingKey{Connector: t.id, KeyID: id, Replace: replace}), func(r setup.Report) {
		c.recorded(r)
		if !encoded.Empty() {
			t.learn(encoded)
			t.dropKey()
			t.key = &client.APIKey{ID: id, Encoded: schema.NewSecret(bytes.Clone(encoded.Reveal()))}
		}
	})
}

// signIn makes a client for another user, of this step alone.
func (c *keyChapter) signIn() error {
	name, password := answer(c.ask, askUser), secretAnswer(c.ask, askPass)
	if name == "" || password.Empty() {
		return &setup.InputError{Field: "user name and password", Reason: "one of them is missing"}
	}
	if c.trip.link.As == nil {
		return &setup.InputError{Field: "user name", Reason: "other credentials can't be used here"}
	}
	c.trip.learn(password)
	as, err := c.trip.link.As(name, schema.NewSecret([]byte(string(password.Reveal()))))
	if err != nil {
		return err
	}
	if c.with != nil {
		c.with.Close()
	}
	c.with = as
	return nil
}

// withKey lets a key that was just minted be seen, once.
func (c *keyChapter) withKey(p page) page {
	t := c.trip
	if c.report == nil || t.key == nil || t.key.Encoded.Empty() {
		return p
	}
	switch {
	case c.revealed:
		p.name = "revealed"
		p.secret = t.key.Encoded
		p.wide = true
		p.back = func() turn { c.revealed, c.shown = false, true; return turn{} }
		p.choices = append([]choice{{label: "Hide it, for good", take: p.back}}, p.choices...)
	case !c.shown:
		p.choices = append(p.choices, choice{label: "Show the key, once", help: "It is in the scrollback of some terminals then.", take: func() turn {
			c.revealed = true
			return turn{}
		}})
	}
	return p
}

// mend offers the ways out that there are.
func (c *keyChapter) mend(failed error, again turn) (page, bool) {
	back := choice{label: "Go back", take: func() turn { c.drop(); return turn{} }}
	p := page{name: "mend", heading: "API key", lines: remarks(bad, wholeSentence(failed.Error()))}
	if _, ok := refusedBy[*client.DerivedKeyError](failed); ok {
		p.lines = append(p.lines, remark{plainly, "Give a user name and a password for this step, or the id of a key that exists."})
		p.choices = []choice{c.asking("as", "Give a user name and a password"), c.asking("have", "Use a key that exists"), back}
		return p, true
	}
	if lost, ok := refusedBy[*setup.LostMintError](failed); ok {
		for _, id := range lost.Found[:min(len(lost.Found), mostTwins)] {
			p.choices = append(p.choices, choice{label: "Invalidate API key", about: id, help: "Nobody can read it.", take: func() turn {
				return c.invalidate(id, func(bool) turn { return c.act() })
			}})
		}
		p.choices = append(p.choices, choice{label: "Mint another one", take: func() turn { return again }}, back)
		return p, true
	}
	if orphan, ok := refusedBy[*setup.OrphanError](failed); ok && !orphan.Invalidated {
		p.choices = []choice{
			{label: "Go on where it stopped", take: func() turn { return again }},
			{label: "Invalidate the key", take: func() turn {
				return c.invalidate(orphan.KeyID, func(bool) turn { return turn{} })
			}}, back}
		return p, true
	}
	return page{}, false
}

// asking goes back to the questions with another answer to the first.
func (c *keyChapter) asking(how, label string) choice {
	return choice{label: label, take: func() turn {
		c.drop()
		if f := c.ask.Schema().Field(askHow); f != nil {
			c.ask.Choose(askHow, schema.Text(how))
		}
		return turn{}
	}}
}

package ui

import (
	"fmt"
	"slices"

	"connwiz/client/setup"
)

// sparing is the part of the fourth step that is about API keys which nothing seems to
// use: one that was recorded before, or one that an attempt has left that was broken
// off. None is invalidated unless a person says so, since that can't be undone.
type sparing struct {
	// spare are the ids of keys that became of no use here.
	spare []string
	// then is what follows an invalidation, nil while none is under way; done is false
	// where it was thought better of.
	then func(done bool) turn
}

// sparesOf keeps in mind which keys an action has left over.
func (c *keyChapter) sparesOf(r setup.Report) {
	for _, id := range append(slices.Clone(r.Strays), r.Replaced) {
		if id != "" && !slices.Contains(c.spare, id) {
			c.spare = append(c.spare, id)
		}
	}
}

// invalidate proposes to invalidate a key, and goes on from there.
func (c *keyChapter) invalidate(id string, then func(done bool) turn) turn {
	t := c.propose(c.trip.guide.Invalidate(id), func(setup.Report) {
		c.spare = slices.DeleteFunc(c.spare, func(s string) bool { return s == id })
		if c.trip.key != nil && c.trip.key.ID == id {
			c.trip.dropKey() // It would be of no use in config.yml.
		}
	})
	c.then = then
	return t
}

// offer are the choices to invalidate keys.
func (c *keyChapter) offer(ids []string, then func(done bool) turn) []choice {
	var all []choice
	for _, id := range ids[:min(len(ids), mostTwins)] {
		all = append(all, choice{label: "Invalidate API key", about: id, help: "Nothing must use it any more: it can't be made valid again.",
			take: func() turn { return c.invalidate(id, then) }})
	}
	return all
}

// aside goes on where the invalidation was asked for.
func (c *keyChapter) aside(p page) page {
	onward := func(done bool) func() turn {
		return func() turn {
			then := c.then
			c.then = nil
			c.drop()
			return then(done)
		}
	}
	p.name = "invalidate:" + p.name
	if c.report != nil {
		p.choices = []choice{{label: "Go on", moves: true, take: onward(true)}}
		return p
	}
	p.back = onward(false)
	p.choices[len(p.choices)-1].take = p.back
	return p
}

// withSpares offers on a plan what was found beside it, and on a report what is left
// over.
func (c *keyChapter) withSpares(p page) page {
	if c.plan != nil {
		again := func(bool) turn { return c.act() }
		p.choices = slices.Insert(p.choices, 1, c.offer(c.plan.Strays, again)...)
		return p
	}
	p.choices = append(p.choices, c.offer(c.spare, c.afterwards)...)
	return p
}

// afterwards is where an invalidation after the work leads to: on, unless another key is
// left over.
func (c *keyChapter) afterwards(done bool) turn {
	if done && len(c.spare) == 0 {
		return turn{to: onward}
	}
	return turn{}
}

// lost reports whether nobody can read the recorded key: it isn't the one in
// config.yml, no service seems to use it, and it isn't at hand here.
func (t *trip) lost() bool {
	k := t.survey.Key
	return k.Lost && (k.Valid || !k.Known) && !t.atHand()
}

// atHand reports whether the recorded key was made here and waits to be written.
func (t *trip) atHand() bool {
	return t.key != nil && t.key.ID == t.survey.Key.Recorded.ID
}

// lostRemark says that the recorded key is lost, and what can be done about it.
func (t *trip) lostRemark() []remark {
	if !t.lost() {
		return nil
	}
	return remarks(warning, fmt.Sprintf("API key %s is recorded, but %s doesn't have it and no service seems to use it. Elasticsearch can't show a key again: "+
		"unless you kept it elsewhere, mint another one, then invalidate this one.", t.survey.Key.Recorded.ID, t.survey.Config.Path))
}

// factsPage says which key the connector has, and what is wrong with it.
func (c *keyChapter) factsPage(f setup.Fact) page {
	t := c.trip
	p := page{name: "facts", heading: "API key", lines: append(factLines(f), t.lostRemark()...)}
	other := choice{label: "Use another key", help: "The key of now stays valid until you invalidate it.", take: func() turn { c.another = true; return turn{} }}
	p.choices = []choice{moving("Go on", onward), other}
	left := slices.Clone(c.spare)
	if t.lost() {
		other.label, other.help = "Mint another key", "Or use one that exists."
		p.choices = []choice{other, moving("Go on all the same", onward)}
		left = append(left, t.survey.Key.Recorded.ID)
	}
	p.choices = append(p.choices, c.offer(left, func(bool) turn { return turn{} })...)
	return p
}

// unrecorded offers to record the key that config.yml has and the connector doesn't.
func (c *keyChapter) unrecorded() []choice {
	t := c.trip
	id := t.survey.Key.Unrecorded
	if id == "" {
		return nil
	}
	return []choice{{label: "Record API key", about: id, help: "It is in " + t.survey.Config.Path + " and for this index: no other one has to be minted.", take: func() turn {
		c.then = nil
		k := setup.ExistingKey{Connector: t.id, KeyID: id, Replace: t.survey.Key.Recorded.ID != ""}
		return c.propose(t.guide.RecordKey(k), c.recorded)
	}}}
}

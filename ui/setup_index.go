package ui

import (
	"context"

	"connwiz/client/setup"
	"connwiz/schema/draft"
)

// indexChapter is the third step: the index that the connector syncs into.
type indexChapter struct {
	deed
	ask *draft.Draft
	// of is the connector that the proposal is for.
	of string
	// looked is what the cluster said of names.
	looked map[string]setup.IndexName
	// changing is set while there is an index and another one is wanted.
	changing bool
}

// The questions of the third step.
const (
	askIndex  = "index"
	askCreate = "create"
)

// newIndexChapter has no proposal yet.
func newIndexChapter(t *trip) *indexChapter {
	return &indexChapter{deed: deed{trip: t}, ask: indexQuestions(""), looked: map[string]setup.IndexName{}}
}

// indexQuestions ask for the name of an index.
func indexQuestions(proposed string) *draft.Draft {
	return questions(
		fieldOf{name: askIndex, label: "Index", value: proposed, example: "search-orders", help: "Where the documents go. One index belongs to one connector."},
		fieldOf{name: askCreate, label: "Create it", value: "later", help: "The first sync creates it with the mappings that it wants.",
			options: []answerOf{{"later", "with the first sync"}, {"now", "now, empty"}}},
	)
}

// arrive asks for a free name, once for a connector.
func (c *indexChapter) arrive() turn {
	c.drop()
	c.changing = false
	t := c.trip
	if c.of == t.id || t.id == "" {
		return turn{}
	}
	guide, id := t.guide, t.id
	return turn{busy: "Looking for a free name", job: func(ctx context.Context) (func() turn, error) {
		name, err := guide.ProposeIndex(ctx, id)
		if err != nil {
			name = "" // A name can be typed without a proposal.
		}
		return func() turn {
			c.of, c.ask = id, indexQuestions(name)
			return turn{}
		}, nil
	}}
}

// wipe has nothing secret to forget.
func (c *indexChapter) wipe() { c.ask.Wipe() }

// mend offers another name for one that is taken.
func (c *indexChapter) mend(failed error, _ turn) (page, bool) {
	if _, taken := refusedBy[*setup.TakenError](failed); !taken {
		return page{}, false
	}
	return page{name: "taken", heading: "Index", lines: remarks(bad, wholeSentence(failed.Error())), choices: []choice{
		{label: "Go back and choose another name", take: func() turn { c.drop(); return turn{} }},
	}}, true
}

// page shows the index, or asks for one.
func (c *indexChapter) page() page {
	if p, under := c.pages("Index"); under {
		return p
	}
	fact := c.trip.fact(setup.Index)
	if c.trip.survey.Index.Name != "" && !c.changing {
		return page{name: "facts", heading: "Index", lines: factLines(fact), choices: []choice{
			moving("Go on", onward),
			{label: "Attach another index", help: "The index of now stays as it is.", take: func() turn { c.changing = true; return turn{} }},
		}}
	}
	p := page{name: "ask", heading: "Index", about: "The connector's documents go into one index.",
		fields: c.ask, notes: c.judge(), look: c.looking(),
		choices: []choice{{label: "Attach it", help: "Shows first what will be sent.", take: c.attach}}}
	if fact.Standing == setup.Blocked || fact.Err != nil {
		p.lines = factLines(fact)
	}
	if c.changing {
		p.back = func() turn { c.changing = false; return turn{} }
		p.choices = append(p.choices, choice{label: "Stay with", about: c.trip.survey.Index.Name, take: p.back})
	}
	p.choices = append(p.choices, c.trip.skip(setup.Index))
	return p
}

// judge says whether the name can be used, as it is typed.
func (c *indexChapter) judge() []remark {
	name := answer(c.ask, askIndex)
	if name == "" {
		return nil
	}
	if n := setup.CheckIndex(name, c.trip.survey.Connector.Native); n.Problem != "" {
		return remarks(bad, wholeSentence(n.Problem))
	}
	n, known := c.looked[name]
	switch {
	case !known:
		return remarks(aside, "Asking the cluster whether it is free"+c.trip.e.theme.Glyphs.Ellipsis)
	case n.Problem != "":
		return remarks(bad, wholeSentence(n.Problem))
	case n.TakenBy != "":
		return remarks(bad, "It belongs to the connector "+n.TakenBy+".")
	case !n.Known:
		return remarks(aside, "Whether it is free can't be told: these credentials may not look.")
	case n.Warning != "":
		return remarks(warning, wholeSentence(n.Warning))
	case n.Exists:
		return remarks(plainly, "It exists, and no connector has it.")
	}
	return remarks(good, "It is free.")
}

// looking asks the cluster about the name that is typed.
func (c *indexChapter) looking() *lookup {
	name, t := answer(c.ask, askIndex), c.trip
	if _, known := c.looked[name]; known || setup.CheckIndex(name, t.survey.Connector.Native).Problem != "" {
		return nil
	}
	guide, id := t.guide, t.id
	return &lookup{subject: name, job: func(ctx context.Context) (func() turn, error) {
		n, err := guide.LookAtIndex(ctx, id, name)
		if err != nil {
			n = setup.IndexName{Name: name}
		}
		return func() turn { c.looked[name] = n; return turn{} }, nil
	}}
}

// attach proposes to attach the index.
func (c *indexChapter) attach() turn {
	name := answer(c.ask, askIndex)
	if n := setup.CheckIndex(name, c.trip.survey.Connector.Native); n.Problem != "" {
		return failing(&setup.InputError{Field: "index", Reason: n.Problem})
	}
	delete(c.looked, name)
	choice := setup.IndexChoice{Connector: c.trip.id, Name: name, Create: answer(c.ask, askCreate) == "now"}
	return c.propose(c.trip.guide.UseIndex(choice), func(setup.Report) {
		c.changing = false
		delete(c.trip.skipped, setup.Index)
	})
}

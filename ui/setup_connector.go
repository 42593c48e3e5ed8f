package ui

import (
	"context"
	"strings"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/schema/draft"
)

// connectorChapter is the second step: an existing connector, or a new one.
type connectorChapter struct {
	deed
	ask *draft.Draft
	// choosing is set while there is a connector and another one is wanted.
	choosing bool
	// names are the names proposed for service types that were asked for.
	names map[string]string
}

// The questions of the second step.
const (
	askType        = "service_type"
	askOtherType   = "other_type"
	askName        = "name"
	askDescription = "description"
	askID          = "id"
	askRunBy       = "run_by"
)

// otherType is the answer for a service type that isn't in the list.
const otherType = "\x00other"

// newConnectorChapter asks for a connector unless one is named already.
func newConnectorChapter(t *trip) *connectorChapter {
	return &connectorChapter{deed: deed{trip: t}, names: map[string]string{}}
}

// connectorQuestions are what a new connector takes.
func connectorQuestions(id, version string) *draft.Draft {
	types := make([]answerOf, 0, 40)
	for _, s := range setup.ServiceTypes() {
		types = append(types, answerOf{s.Type, s.Name})
	}
	types = append(types, answerOf{otherType, "Another one: type it"})
	fields := []fieldOf{
		{name: askType, label: "Service type", options: types, help: "Which connector of the connector service it is."},
		{name: askOtherType, label: "Its service type", example: "my_source", when: [2]string{askType, otherType},
			help: "As the connector service's own configuration calls it, under sources."},
		{name: askName, label: "Name", optional: true, example: "Orders", help: "For people. Left empty, the one proposed is used."},
		{name: askDescription, label: "Description", optional: true, help: "For people."},
		{name: askID, label: "Id", optional: true, value: id, example: "orders",
			help: "Of your own choice, for config.yml and the command line. Left empty, it is made of the name."},
	}
	if strings.HasPrefix(version, "8.") {
		fields = append(fields, fieldOf{name: askRunBy, label: "Run by", value: "own",
			options: []answerOf{{"own", "a connector service of yours"}, {"elastic", "Elastic"}},
			help:    "Elastic runs connectors on Elastic Cloud up to 8.x. All others take a connector service of your own."})
	}
	return questions(fields...)
}

// arrive begins with the questions or the facts.
func (c *connectorChapter) arrive() turn {
	c.drop()
	c.choosing = false
	if c.ask == nil {
		c.ask = connectorQuestions(c.trip.id, c.trip.survey.Cluster.Info.Version)
	}
	return turn{}
}

// wipe has nothing secret to forget.
func (c *connectorChapter) wipe() {}

// page shows the connector, or asks for one.
func (c *connectorChapter) page() page {
	if p, under := c.pages("Connector"); under {
		return p
	}
	if c.trip.survey.Found && !c.choosing {
		return c.factsPage()
	}
	return c.askPage()
}

// factsPage shows the connector that is set up.
func (c *connectorChapter) factsPage() page {
	s := c.trip.survey.Connector
	fact := c.trip.fact(setup.Connector)
	p := page{name: "facts", heading: "Connector"}
	p.lines = factLines(fact)
	p.lines = append(p.lines, remarks(plainly, labelled("Name", s.Name), labelled("Id", s.ID), labelled("Service type", s.ServiceType),
		labelled("Description", s.Description), labelled("Status", statusWord(s.Status)))...)
	p.choices = []choice{
		moving("Go on", onward),
		{label: "Set up another connector", take: func() turn { c.choosing = true; return turn{} }},
		{label: "Choose one from the list", take: func() turn { return turn{visit: thePicker} }},
	}
	return p
}

// labelled is a fact with its name, "" when there is none.
func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + ": " + value
}

// factLines says what is true of a step.
func factLines(f setup.Fact) []remark {
	var lines []remark
	switch {
	case f.Standing == setup.Done:
		lines = remarks(good, wholeSentence(f.Sentence))
	case f.Standing.Settled():
		lines = remarks(plainly, wholeSentence(f.Sentence))
	case f.Err != nil:
		return append(factRemarks(f), remarks(warning, sentences(f.Warnings)...)...)
	default:
		lines = remarks(plainly, wholeSentence(f.Sentence), wholeSentence(f.Hint))
	}
	return append(lines, remarks(warning, sentences(f.Warnings)...)...)
}

// askPage asks what the new connector shall be.
func (c *connectorChapter) askPage() page {
	t := c.trip
	p := page{name: "ask", heading: "Connector", about: "One connector syncs one source into one index.",
		fields: c.ask, notes: c.judge(), look: c.proposing(),
		choices: []choice{
			{label: "Create it", help: "Shows first what will be sent.", take: c.create},
			{label: "Use an existing connector", help: "Choose one from the list.", take: func() turn { return turn{visit: thePicker} }},
		}}
	fact := t.fact(setup.Connector)
	switch {
	case t.id == "" || t.survey.Found || t.link == nil:
	case fact.Standing == setup.Blocked: // whether there is one isn't known
		p.lines = factRemarks(fact)
	default:
		p.lines = remarks(warning, "There is no connector "+t.id+" on "+t.e.host+" yet.")
	}
	if t.survey.Found {
		p.back = func() turn { c.choosing = false; return turn{} }
		p.choices = append(p.choices, choice{label: "Stay with", about: t.name(), take: p.back})
	}
	return p
}

// serviceType is the service type that is chosen or typed.
func (c *connectorChapter) serviceType() string {
	if chosen := answer(c.ask, askType); chosen != otherType {
		return chosen
	}
	return answer(c.ask, askOtherType)
}

// proposing asks for a free name of the service type chosen.
func (c *connectorChapter) proposing() *lookup {
	kind := c.serviceType()
	if _, known := c.names[kind]; known || kind == "" {
		return nil
	}
	guide := c.trip.guide
	return &lookup{subject: kind, job: func(ctx context.Context) (func() turn, error) {
		name := guide.ProposeName(ctx, kind)
		return func() turn { c.names[kind] = name; return turn{} }, nil
	}}
}

// judge says what the chosen service type takes, and what the connector will be
// called.
func (c *connectorChapter) judge() []remark {
	kind := c.serviceType()
	if kind == "" {
		return nil
	}
	lines := remarks(plainly, "It will be called "+c.name()+", with the id "+c.id()+".")
	if err := setup.CheckNewID(c.id()); err != nil {
		lines = remarks(bad, wholeSentence(err.Error()))
	}
	known, ok := setup.FindServiceType(kind)
	if !ok {
		return append(lines, remark{aside, "connwiz doesn't know this type: its connector service has to."})
	}
	if len(known.Prerequisites) > 0 {
		lines = append(lines, remark{aside, "You will need:"})
		lines = append(lines, remarks(item, known.Prerequisites...)...)
	}
	if known.Docs != "" {
		lines = append(lines, remark{aside, "Documentation:"}, remark{verbatim, known.Docs})
	}
	if answer(c.ask, askRunBy) == "elastic" && !known.Native {
		lines = append(lines, remark{warning, "Elastic doesn't run this type."})
	}
	return lines
}

// name is what was typed, else what is proposed.
func (c *connectorChapter) name() string {
	if typed := answer(c.ask, askName); typed != "" {
		return typed
	}
	kind := c.serviceType()
	if proposed := c.names[kind]; proposed != "" {
		return proposed
	}
	return kind
}

// id is what was typed, else made of the name.
func (c *connectorChapter) id() string {
	if typed := answer(c.ask, askID); typed != "" {
		return typed
	}
	id := strings.TrimPrefix(client.ProposeIndexName(c.name(), false), "search-")
	if client.CheckID(id) != nil {
		return ""
	}
	return id
}

// create proposes to create it.
func (c *connectorChapter) create() turn { return c.propose(c.action(false), c.created) }

// action creates the connector of the questions.
func (c *connectorChapter) action(another bool) setup.Action {
	return c.trip.guide.Create(setup.NewConnector{
		Name: c.name(), Description: answer(c.ask, askDescription), ServiceType: c.serviceType(),
		Native: answer(c.ask, askRunBy) == "elastic", ID: c.id(), Another: another,
	})
}

// created goes on with the connector that was created or found.
func (c *connectorChapter) created(r setup.Report) { c.choosing = false }

// chosen goes on with a connector of the list.
func (c *connectorChapter) chosen(id string) turn {
	c.drop()
	c.trip.turnTo(id)
	return c.trip.look(func() turn { c.choosing = false; return turn{} })
}

// mend offers to go on with what is there already.
func (c *connectorChapter) mend(failed error, _ turn) (page, bool) {
	if twins, ok := refusedBy[*setup.TwinError](failed); ok {
		return c.twinPage(twins), true
	}
	exists, ok := refusedBy[*client.ExistsError](failed)
	if !ok {
		return page{}, false
	}
	p := page{name: "exists", heading: "Connector", lines: remarks(bad, wholeSentence(failed.Error()))}
	if !exists.Deleted {
		p.choices = append(p.choices, choice{label: "Go on with", about: exists.ID, take: func() turn { return c.chosen(exists.ID) }})
	}
	p.choices = append(p.choices, choice{label: "Go back and choose another id", take: func() turn { c.drop(); return turn{} }})
	return p, true
}

// mostTwins is how many connectors of one name are offered.
const mostTwins = 3

// twinPage asks whether one of the connectors of this name is meant.
func (c *connectorChapter) twinPage(twins *setup.TwinError) page {
	p := page{name: "twins", heading: "Connector",
		lines: remarks(warning, "There is a connector of this name and service type already. Perhaps an earlier attempt made it.")}
	for _, s := range twins.Found[:min(len(twins.Found), mostTwins)] {
		p.choices = append(p.choices, choice{label: "Go on with", about: titleOf(s) + " (" + s.ID + ", " + statusWord(s.Status) + ")",
			take: func() turn { return c.chosen(s.ID) }})
	}
	p.choices = append(p.choices,
		choice{label: "Create another one all the same", take: func() turn { return c.propose(c.action(true), c.created) }},
		choice{label: "Go back", take: func() turn { c.drop(); return turn{} }})
	return p
}

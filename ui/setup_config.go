package ui

import (
	"context"

	"connwiz/client/serviceconfig"
	"connwiz/client/setup"
	"connwiz/schema/draft"
)

// configChapter is the fifth step: the connector service's config.yml, and how to
// start the service.
type configChapter struct {
	deed
	ask *draft.Draft
	// commands are how to start the service, nil before they were asked for.
	commands *setup.StartCommands
	version  *draft.Draft
	// starting shows the commands.
	starting, again bool
}

// askVersion is the question for the service's version.
const askVersion = "version"

// newConfigChapter asks for the path that is known.
func newConfigChapter(t *trip) *configChapter {
	return &configChapter{deed: deed{trip: t}, version: questions(fieldOf{name: askVersion, label: "Version of the service", example: "9.1.5",
		help: "Of the connector service; a serverless cluster's own version says nothing."})}
}

// arrive begins with the questions or the facts.
func (c *configChapter) arrive() turn {
	c.drop()
	c.starting, c.again = false, false
	path := ""
	if c.ask != nil {
		path = answer(c.ask, askPath)
	}
	if path != c.trip.configFile {
		c.ask = questions(fieldOf{name: askPath, label: "config.yml", value: c.trip.configFile,
			help: "Of the connector service. It is created, or extended: comments and other lines stay, a backup is made."})
	}
	return turn{}
}

// wipe has nothing secret to forget.
func (c *configChapter) wipe() {}

// page shows what the file says, asks for it, or tells how to start the service.
func (c *configChapter) page() page {
	if c.starting {
		return c.startPage()
	}
	start := choice{label: "How to start the service", help: "Docker and from-source commands, with the path filled in.", take: c.start}
	if p, under := c.pages("config.yml"); under {
		if c.report != nil {
			p.choices = []choice{start, moving("Go on", onward)}
		}
		return p
	}
	fact := c.trip.fact(setup.ConfigYML)
	if fact.Standing == setup.NotNeeded {
		return page{name: "facts", heading: "config.yml", lines: factLines(fact), choices: []choice{moving("Go on", onward)}}
	}
	if fact.Standing == setup.Done && !c.again {
		return page{name: "facts", heading: "config.yml", lines: factLines(fact), choices: []choice{start, moving("Go on", onward),
			{label: "Write another file", take: func() turn { c.again = true; return turn{} }}}}
	}
	if c.trip.atHand() {
		fact.Hint = "" // Of a key that can't be read again.
	}
	p := page{name: "ask", heading: "config.yml", about: "The connector service reads from it which connectors are its own.", fields: c.ask,
		choices: []choice{{label: "Go on to the plan", help: "Shows first what will be written.", take: func() turn { return c.write(false) }}, start, c.trip.skip(setup.ConfigYML)}}
	if fact.Standing == setup.Blocked || fact.Err != nil || c.trip.survey.Config.Exists {
		p.lines = factLines(fact)
	}
	if c.trip.lost() {
		if !c.trip.survey.Config.Listed { // Else the fact says it.
			p.lines = append(p.lines, c.trip.lostRemark()...)
		}
		p.choices = append([]choice{{label: "Back to step 4, for another key", take: func() turn { return turn{to: backward} }}}, p.choices...)
	} else if c.trip.key == nil && !c.trip.survey.Config.HasKey {
		p.lines = append(p.lines, remark{warning, "No key is at hand that could be written: mint one in step 4, or put one into the file yourself."})
	}
	return p
}

// write proposes to write the file.
func (c *configChapter) write(replace bool) turn {
	t := c.trip
	t.setConfigFile(answer(c.ask, askPath))
	e := setup.ConfigEntry{Connector: t.id, ReplaceKey: replace}
	if t.key != nil {
		e.Key = t.key.Encoded
	}
	return c.proposeFile(t.guide.WriteConfig(e), &e, func(setup.Report) {
		c.again = false
		delete(t.skipped, setup.ConfigYML)
	})
}

// start asks for the commands that start the service.
func (c *configChapter) start() turn {
	guide, version := c.trip.guide, answer(c.version, askVersion)
	return turn{busy: "Asking for the version", job: func(ctx context.Context) (func() turn, error) {
		commands, err := guide.StartCommands(ctx, version)
		if err != nil {
			return nil, err
		}
		return func() turn { c.commands, c.starting = &commands, true; return turn{} }, nil
	}}
}

// startPage tells how to start the service. It takes the whole width, since it is
// there to be copied.
func (c *configChapter) startPage() page {
	p := page{name: "start", heading: "Start the connector service", wide: true, foot: c.trip.o.Simulated}
	if c.commands.AskVersion {
		p.fields = c.version
		p.choices = []choice{{label: "Show the commands", take: c.start}}
	} else {
		p.lines = append(p.lines, remark{plainly, "With Docker:"}, remark{verbatim, c.commands.Docker},
			remark{plainly, "Or from its source:"}, remark{verbatim, c.commands.Source})
	}
	p.lines = append(p.lines, remarks(aside, sentences(c.commands.Notes)...)...)
	p.back = func() turn { c.starting = false; return turn{} }
	p.choices = append(p.choices, moving("Go on", onward), choice{label: "Go back", take: p.back})
	return p
}

// mend offers to replace another key, or to name another file.
func (c *configChapter) mend(failed error, _ turn) (page, bool) {
	back := choice{label: "Go back and name another file", take: func() turn { c.drop(); c.again = true; return turn{} }}
	p := page{name: "mend", heading: "config.yml", lines: remarks(bad, wholeSentence(failed.Error())), choices: []choice{back}}
	if file, ok := refusedBy[*serviceconfig.Error](failed); ok {
		p.lines = append(p.lines, remark{plainly, "Nothing was written."})
		if file.Kind == serviceconfig.Differs && c.trip.key != nil {
			p.choices = []choice{{label: "Put the new key in the place of the other one", help: "A backup of the file is made.",
				take: func() turn { return c.write(true) }}, back}
		}
		return p, true
	}
	return page{}, false
}

package ui

import (
	"strings"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/schema"
)

// configureChapter is the seventh step: the form of the connector's fields.
type configureChapter struct {
	deed
}

// newConfigureChapter has nothing of its own: the form has.
func newConfigureChapter(t *trip) *configureChapter { return &configureChapter{deed: deed{trip: t}} }

// arrive begins with the facts.
func (c *configureChapter) arrive() turn {
	c.drop()
	return turn{}
}

// wipe has nothing to forget: the form forgets its own.
func (c *configureChapter) wipe() {}

// mend knows nothing better than to try again.
func (c *configureChapter) mend(error, turn) (page, bool) { return page{}, false }

// page says how the configuration stands, and opens the form.
func (c *configureChapter) page() page {
	if p, under := c.pages("Configure"); under {
		return p
	}
	t := c.trip
	fact := t.fact(setup.Configure)
	p := page{name: "facts", heading: "Configure", about: "What the source needs: addresses, credentials, what to sync.", lines: factLines(fact)}
	if blank := t.unfilled(); len(blank) > 0 {
		p.lines = remarks(plainly, "Still to be filled in: "+strings.Join(blank, ", ")+".")
	}
	form := choice{label: "Open the form", help: "Every field as the service registered it.", take: func() turn { return turn{visit: theForm} }}
	switch {
	case fact.Standing == setup.Blocked:
		p.choices = []choice{moving("Go back", backward), moving("Go on all the same", onward)}
	case fact.Standing.Settled():
		p.choices = []choice{moving("Go on", onward), form}
	case t.survey.Verdict.Valid && t.survey.Connector.Status == client.NeedsConfiguration:
		p.choices = []choice{form, {label: "Submit it as it is", help: "The service accepts it as it was registered.",
			take: func() turn { return c.propose(t.guide.SubmitAsIs(t.id), nil) }}, t.skip(setup.Configure)}
	default:
		p.choices = []choice{form, t.skip(setup.Configure)}
	}
	return p
}

// unfilled are the labels of the fields that are empty and must not be, where nothing
// else is wrong with a configuration that was not submitted yet.
func (t *trip) unfilled() []string {
	s := t.survey
	if s.Configuration == nil || s.Connector.Status != client.NeedsConfiguration {
		return nil
	}
	var labels []string
	for _, p := range s.Verdict.Problems {
		f := s.Configuration.Field(p.Field)
		if p.Kind != schema.KindRequired || f == nil {
			return nil
		}
		labels = append(labels, titled(f.Label, f.Name))
	}
	return labels
}

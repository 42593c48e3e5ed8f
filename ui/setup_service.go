package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"connwiz/client/setup"
)

// serviceChapter is the sixth step: the wait for the connector service, which
// registers the fields of the configuration.
type serviceChapter struct {
	trip    *trip
	waiting *setup.Waiting
	last    setup.Progress
	of      string // the connector that is waited for
}

// newServiceChapter waits for nothing yet.
func newServiceChapter(t *trip) *serviceChapter { return &serviceChapter{trip: t} }

// arrive begins to wait. Who comes back has waited since the first time.
func (c *serviceChapter) arrive() turn {
	if c.waiting == nil || c.of != c.trip.id {
		c.waiting, c.last, c.of = c.trip.guide.Wait(), setup.Progress{}, c.trip.id
	}
	if c.trip.o.Started != nil {
		c.trip.o.Started(c.trip.id)
	}
	return turn{}
}

// wipe has nothing to forget.
func (c *serviceChapter) wipe() {}

// mend knows nothing better than to try again.
func (c *serviceChapter) mend(error, turn) (page, bool) { return page{}, false }

// page tells how the wait stands.
func (c *serviceChapter) page() page {
	t := c.trip
	fact := t.fact(setup.Schema)
	if fact.Standing.Settled() || c.last.Arrived {
		return c.arrivedPage(fact)
	}
	p := page{name: "wait", heading: "Wait for the service",
		about: "The connector service registers the connector's fields when it first sees it." + c.leaving(),
		choices: []choice{
			{label: "Ask now", take: func() turn { return t.look(func() turn { return turn{job: c.ask()} }) }},
			{label: "How to start the service", take: func() turn { return turn{to: backward} }},
			moving("Leave, and come back later", finished),
		}}
	if fact.Standing == setup.Blocked {
		p.lines = factLines(fact)
		return p
	}
	p.lines, p.foot = c.standing(), t.o.Simulated
	p.poll = &polling{pause: t.e.pace.Most, job: c.ask(), news: c.news()}
	return p
}

// leaving says that nobody has to sit the wait out.
func (c *serviceChapter) leaving() string {
	again := c.trip.comeBack()
	if again == "" {
		return ""
	}
	return " You can leave and come back: " + again + "."
}

// standing says what was seen so far.
func (c *serviceChapter) standing() []remark {
	sentence := c.last.Sentence
	if sentence == "" {
		sentence = "no connector service has answered yet"
	}
	lines := remarks(plainly, wholeSentence(sentence),
		fmt.Sprintf("Waiting for %s. Last check-in: %s.", duration(c.last.Elapsed), ago(c.last.LastSeen, c.trip.e.now())))
	for _, step := range []setup.Step{setup.APIKey, setup.ConfigYML} {
		if fact := c.trip.fact(step); !fact.Standing.Settled() {
			lines = append(lines, remark{warning, "Step " + stepNumber(step) + " is not done: " + stopped(fact.Sentence)})
		}
	}
	if len(c.last.Reasons) > 0 {
		lines = append(lines, remark{plainly, "If nothing comes, it may be that"})
		lines = append(lines, remarks(item, c.last.Reasons...)...)
	}
	return lines
}

// news is what line mode says when it has changed.
func (c *serviceChapter) news() string {
	if c.last.Sentence == "" {
		return ""
	}
	news := wholeSentence(c.last.Sentence)
	if len(c.last.Reasons) > 0 {
		news += " If nothing comes, it may be that " + strings.Join(c.last.Reasons, "; ") + "."
	}
	return news
}

// arrivedPage says that the fields are there.
func (c *serviceChapter) arrivedPage(f setup.Fact) page {
	p := page{name: "arrived", heading: "The service", lines: factLines(f), choices: []choice{moving("Go on", onward)}}
	if !f.Standing.Settled() {
		p.lines = remarks(good, wholeSentence(c.last.Sentence))
	}
	p.foot = c.trip.o.Simulated
	return p
}

// ask polls once. No answer is news, too.
func (c *serviceChapter) ask() work {
	guide, id, waiting, now := c.trip.guide, c.trip.id, c.waiting, c.trip.e.now
	return func(ctx context.Context) (func() turn, error) {
		look, err := guide.Look(ctx, id)
		return func() turn {
			if err != nil {
				c.last = waiting.Unanswered(err, now())
				return turn{}
			}
			if c.last = waiting.Observe(look); c.last.Arrived {
				return c.trip.look(func() turn { return turn{} })
			}
			return turn{}
		}, nil
	}
}

// duration says how long something took, in whole seconds and at most two units.
func duration(d time.Duration) string {
	d = d.Round(time.Second)
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	default:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
}

package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"connwiz/client/setup"
	"connwiz/ui/plain"
)

// lineGuide is the guided set-up one line at a time: the same steps and pages as on
// the full screen.
type lineGuide struct {
	s    *lineSession
	tour *tour
	// told is the step and the page that were said last.
	told string
	step setup.Step
	met  bool // a step was said
}

// setUp leads through a set-up until it is done or left.
func (s *lineSession) setUp(o SetupOptions) (Outcome, error) {
	g := &lineGuide{s: s, tour: newTour(newTrip(s.e, o))}
	s.guide = g.tour
	defer g.tour.end()
	s.hint("Enter keeps a proposal, ? explains, < goes back, !list says where you are, !leave leaves" + laterOn(o) + ".")
	err := g.follow(g.tour.begin())
	for err == nil && !g.tour.over {
		err = g.show()
	}
	if err != nil {
		return Outcome{}, err // Where it was left is said at the end of the conversation.
	}
	s.guide = nil
	return g.tour.outcome(), nil
}

// laterOn says that a set-up that was left is not lost.
func laterOn(o SetupOptions) string {
	if o.Simulated != "" {
		return ""
	}
	return ": connwiz setup goes on later"
}

// follow carries turns out until a page is to be shown.
func (g *lineGuide) follow(t turn) error {
	for {
		var err error
		switch {
		case t.job != nil:
			t, err = g.work(t)
		case t.visit != nowhere:
			t, err = g.leaveFor(t.visit)
		case t.to != here:
			g.told = ""
			t = g.tour.move(t.to)
		default:
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// work does a job and says what takes its time.
func (g *lineGuide) work(t turn) (turn, error) {
	if t.writes {
		g.s.doubt = g.tour.trip.id
	}
	var follow func() turn
	failed, err := g.s.request(func(ctx context.Context) (err error) {
		follow, err = t.job(ctx)
		return err
	})
	if err != nil {
		return turn{}, err
	}
	g.s.doubt = ""
	return g.tour.did(t, follow, failed), nil
}

// leaveFor opens another part of the wizard, and looks at what came of it.
func (g *lineGuide) leaveFor(v visit) (turn, error) {
	g.told = ""
	s, t := g.s, g.tour.trip
	if v == thePicker {
		return g.pick()
	}
	said, _ := g.tour.said()
	outcome, err := s.configureSaid(t.id, said)
	if err != nil {
		return turn{}, err
	}
	s.putAway()
	s.keepLines(outcome)
	return t.look(func() turn { return turn{} }), nil
}

// pick chooses an existing connector.
func (g *lineGuide) pick() (turn, error) {
	p := &linePicker{picker: newPicker(), s: g.s}
	if err := p.read(); err != nil {
		return turn{}, g.forgive(err)
	}
	if len(p.all) == 0 {
		g.s.p.Say("There is no connector yet.")
		return turn{}, nil
	}
	p.list()
	id, leaves, err := p.ask()
	if err != nil || leaves {
		return turn{}, err
	}
	if c, ok := g.tour.chapter().(*connectorChapter); ok {
		return c.chosen(id), nil
	}
	return turn{}, nil
}

// forgive stays on the page after a request that the person has given up.
func (g *lineGuide) forgive(err error) error {
	if gaveUp(err) {
		return nil
	}
	return err
}

// show says the page, asks its questions, and takes a choice.
func (g *lineGuide) show() error {
	p := g.tour.page()
	g.say(p)
	if p.poll != nil {
		return g.wait(p)
	}
	for from := 0; ; from = max(0, len(p.questions())-1) {
		back, err := g.ask(p, from)
		switch {
		case err != nil:
			return err
		case back:
			return g.back(p)
		}
		if err := g.lookUp(); err != nil || g.tour.over {
			return err
		}
		if again, err := g.choose(g.tour.page()); !again || err != nil {
			return err
		}
	}
}

// choose asks for one of the ways on; again is set when the person goes back to the
// questions of the page.
func (g *lineGuide) choose(p page) (again bool, err error) {
	g.sayRemarks(p.notes)
	labels := make([]string, len(p.choices))
	for i, c := range p.choices {
		labels[i] = strings.TrimSpace(c.label + " " + c.about)
	}
	g.s.p.SayOptions(labels)
	prompt, first := "Number", len(p.choices) > 0 && p.choices[0].moves
	if first {
		prompt = "Number, Enter takes 1"
	}
	for {
		answer, err := g.s.ask(prompt)
		if err != nil {
			return false, err
		}
		if answer == "" && first {
			return false, g.follow(g.tour.take(p.choices[0]))
		}
		if i, ok := plain.Option(answer, labels); ok {
			return false, g.follow(g.tour.take(p.choices[i]))
		}
		switch c, _ := commandIn([]byte(answer)); c.word {
		case wordBack:
			if len(p.questions()) > 0 {
				return true, nil
			}
			return false, g.back(p)
		case wordLeave:
			g.tour.over = true
			return false, nil
		case wordList:
			g.saySteps()
		case wordExplain:
			for _, c := range p.choices {
				g.s.p.Say(c.label + ". " + c.help)
			}
		default:
			g.s.p.Say(fmt.Sprintf("Type a number from 1 to %d, or %s to go back.", len(labels), wordBack))
		}
	}
}

// back goes back by what the page says, else to the step before.
func (g *lineGuide) back(p page) error {
	if p.back != nil {
		return g.follow(g.tour.take(choice{take: p.back}))
	}
	return g.follow(turn{to: backward})
}

// lookUp asks the cluster about what was typed.
func (g *lineGuide) lookUp() error {
	l := g.tour.page().look
	if l == nil {
		return nil
	}
	var follow func() turn
	_, err := g.s.request(func(ctx context.Context) (err error) {
		follow, err = l.job(ctx)
		return err
	})
	if err != nil || follow == nil {
		return err
	}
	return g.follow(follow())
}

// wait polls until the page is another one or Enter is pressed, and says what is
// new.
func (g *lineGuide) wait(p page) error {
	g.s.p.Say("Enter shows what else can be done.")
	news, since := "", g.s.e.now()
	for name := p.name; p.name == name && p.poll != nil; p = g.tour.page() {
		if p.poll.news != news {
			news, since = p.poll.news, g.s.e.now()
			g.s.p.Say(news)
		}
		pressed, err := g.s.wait(p.poll.pause)
		switch {
		case err != nil:
			return err
		case pressed:
			_, err := g.choose(withWaiting(p))
			return err
		case g.abandoned(since):
			return g.follow(turn{to: finished})
		}
		if err := g.follow(turn{job: p.poll.job}); err != nil {
			return err
		}
	}
	return nil
}

// abandoned reports whether nobody is left to stop a wait that brings nothing.
func (g *lineGuide) abandoned(since time.Time) bool {
	return g.s.told[unattended] && g.s.e.now().Sub(since) >= patience*g.s.e.pace.Service
}

// withWaiting offers to wait on, which the full screen does by itself.
func withWaiting(p page) page {
	p.choices = append([]choice{{label: "Wait on", take: func() turn { return turn{} }}}, p.choices...)
	return p
}

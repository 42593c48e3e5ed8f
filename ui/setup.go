package ui

import (
	"context"
	"time"

	"connwiz/client"
	"connwiz/client/setup"
	"connwiz/schema/draft"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// guided is the guided first-time set-up on the full screen: a rail of the eight
// steps, and beside it the page of the one that is under way.
type guided struct {
	tour *tour
	page page
	// rows are the questions and the choices, focus is the row that has the keys.
	rows    []guidedRow
	focus   int
	control control
	asked   *draft.Draft // the questions that the control is one of
	note    string       // one sentence about the last key
	// working is the turn whose job is under way, nil when none is.
	working *turn
	gen     int
	cancel  context.CancelFunc
	// looked is the subject that was asked about last, polled the generation of the
	// poll that is under way.
	looked string
	polled int
	view   scroller
	// free is set while the person reads: then the focus need not be in sight.
	free bool
	// armed is set by a first Esc that would lose typed secrets.
	armed bool
	// shown and lastKey protect the choices from pasted bursts.
	shown, lastKey time.Time
	begun          bool
}

// The facts that the commands of the set-up bring back.
type (
	// worked is a job that has come to its end.
	worked struct {
		gen    int
		follow func() turn
		err    error
	}
	// rested is a pause in typing, after which the cluster is asked.
	rested struct{ subject string }
	// lookedUp is what the cluster said of what is typed.
	lookedUp struct {
		subject string
		follow  func() turn
	}
	// polledOnce is the answer to a poll.
	polledOnce struct {
		gen    int
		follow func() turn
	}
	// connectorChosen is what the list hands back.
	connectorChosen struct{ id string }
)

// newGuided begins a set-up.
func newGuided(e *env, o SetupOptions) *guided { return &guided{tour: newTour(newTrip(e, o))} }

// start looks where the connector stands. Coming back from another screen looks
// again, since something was done there.
func (g *guided) start(e *env) tea.Cmd {
	g.shown = e.now()
	if !g.begun {
		g.begun = true
		return g.follow(e, g.tour.begin()).cmd
	}
	if g.tour.trip.link == nil {
		return nil
	}
	return g.follow(e, g.tour.trip.look(func() turn { return turn{} })).cmd
}

// head says which step of which connector is under way.
func (g *guided) head(*env) header {
	title := "Set up a connector"
	if name := g.tour.trip.name(); name != "" {
		title = "Set up " + name
	}
	return header{title: title}
}

// handle reacts to a key, or to what a command brought back.
func (g *guided) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case worked:
		if msg.gen == g.gen {
			return g.done(e, msg)
		}
	case rested:
		return g.rest(e, msg)
	case lookedUp:
		return g.take(e, msg.follow)
	case ticked:
		if msg.gen == g.polled && g.working == nil {
			return do(g.poll(e))
		}
	case polledOnce:
		if msg.gen == g.polled {
			g.polled = 0
			return g.take(e, msg.follow)
		}
	case connectorChosen:
		if c, ok := g.tour.chapter().(*connectorChapter); ok {
			return g.follow(e, c.chosen(msg.id))
		}
	case tea.KeyMsg:
		return g.key(e, msg)
	}
	return action{}
}

// take takes over what a question in the background has learned, unless something
// else is under way.
func (g *guided) take(e *env, follow func() turn) action {
	if follow == nil {
		return g.follow(e, turn{})
	}
	t := follow()
	if g.working != nil {
		g.refresh(e)
		return action{}
	}
	return g.follow(e, t)
}

// done takes over what a job came to.
func (g *guided) done(e *env, msg worked) action {
	t := *g.working
	g.working = nil
	return g.follow(e, g.tour.did(t, msg.follow, msg.err))
}

// follow carries a turn out.
func (g *guided) follow(e *env, t turn) action {
	switch {
	case t.job != nil:
		return do(g.work(e, t))
	case t.visit != nowhere:
		g.refresh(e)
		return g.leaveFor(e, t.visit)
	case t.to != here:
		next := g.tour.move(t.to)
		if g.tour.over {
			return g.ended()
		}
		return g.follow(e, next)
	}
	return do(g.refresh(e))
}

// work begins a job.
func (g *guided) work(e *env, t turn) tea.Cmd {
	ctx, cancel := context.WithCancel(e.ctx)
	g.gen, g.cancel, g.working = e.generation(), cancel, &t
	gen, job := g.gen, t.job
	return func() tea.Msg {
		defer cancel()
		follow, err := job(ctx)
		return worked{gen, follow, err}
	}
}

// ended gives the screen up: to the list that it was opened from, or to the end.
func (g *guided) ended() action {
	o := g.tour.outcome()
	g.tour.end()
	return action{move: back, about: g.tour.trip.id, outcome: o}
}

// leaveFor opens another part of the wizard.
func (g *guided) leaveFor(e *env, v visit) action {
	if v == thePicker {
		p := newPicker()
		p.choose = func(id string) action { return action{move: back, result: connectorChosen{id}} }
		return open(p)
	}
	said, field := g.tour.said()
	return open(&load{id: g.tour.trip.id, open: func(e *env, c *client.Connector) action {
		a := openForm(e, c)
		if f, ok := a.next.(*form); ok && said != "" {
			f.sayError(said)
			f.reach(field)
		}
		return a
	}})
}

// said is what the last sync reported of the configuration, and the field that it
// names; "" when nothing.
func (w *tour) said() (text, field string) {
	if c, ok := w.chapters[setup.Sync].(*syncChapter); ok && c.progress != nil && c.progress.Failed {
		return c.progress.Job.Error, c.progress.Field
	}
	return "", ""
}

// keep keeps nothing of a set-up in which the program has ended: the cluster has what
// was done.
func (g *guided) keep(*env) error {
	g.tour.end()
	return nil
}

// owns says that letters are typed, or choose. The page handles ? itself.
func (g *guided) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes }

// bindings are what can be done now.
func (g *guided) bindings() []key.Binding {
	k := keys()
	switch {
	case g.working != nil && g.working.writes:
		return []key.Binding{k.leave}
	case g.working != nil:
		return []key.Binding{as(k.back, "stop"), k.leave}
	}
	enterWord, backWord := "choose", "step back"
	if g.tour.at == setup.Connect {
		backWord = "leave"
	}
	if list, is := g.control.(*dropdown); is && list.open {
		backWord = "close"
	} else if is {
		enterWord = "open"
	} else if g.control != nil {
		// Tab does the same, and needs no word of its own.
		return []key.Binding{as(k.enter, "next"), as(k.back, backWord), k.help, k.leave}
	}
	return []key.Binding{as(k.enter, enterWord), as(k.next, "next"), as(k.back, backWord), k.help, k.leave}
}

package ui

import (
	"context"
	"errors"

	"connwiz/client/setup"
)

// tour leads over the steps. It is the part of the set-up that the full screen and
// line mode have in common.
type tour struct {
	trip     *trip
	chapters []chapter // by step
	at       setup.Step
	// failed is what the last job failed with, again the turn to repeat it.
	failed error
	again  turn
	// complaint says what is wrong with what was typed, once a choice was taken.
	complaint string
	over      bool
	seen      map[setup.Step]bool
}

// newTour stands before the first step.
func newTour(t *trip) *tour {
	w := &tour{trip: t, seen: map[setup.Step]bool{}}
	w.chapters = []chapter{
		newConnectChapter(t), newConnectorChapter(t), newIndexChapter(t), newKeyChapter(t),
		newConfigChapter(t), newServiceChapter(t), newConfigureChapter(t), newSyncChapter(t),
	}
	return w
}

// chapter is the step of now.
func (w *tour) chapter() chapter { return w.chapters[w.at] }

// begin looks where the connector stands, and goes to the first step that isn't
// true. Without a cluster that is the first one of all. A cluster that is only
// tested is shown all the same where there is no connector yet.
func (w *tour) begin() turn {
	if w.trip.link == nil {
		return w.arrive()
	}
	return w.trip.look(func() turn {
		w.at, _ = w.trip.survey.Next()
		if w.trip.id == "" {
			w.at = setup.Connect
		}
		return w.arrive()
	})
}

// page is what is shown now.
func (w *tour) page() page {
	if w.failed == nil {
		p := w.chapter().page()
		p.notes = append(p.notes, remarks(bad, w.complaint)...)
		return p
	}
	if p, known := w.chapter().mend(w.failed, w.again); known {
		p.name = "mend:" + p.name
		p.back = stayHere
		return p
	}
	return w.failedPage()
}

// failedPage says what failed, with the ways on that there always are.
func (w *tour) failedPage() page {
	n := setupFailure(w.trip.e, w.failed)
	again := w.again
	return page{
		name: "failed", heading: stepWord(w.at), back: stayHere,
		lines: append(remarks(bad, n.title+": "+stopped(n.detail)), remarks(plainly, n.advice)...),
		choices: []choice{
			{label: "Try again", take: func() turn { return again }},
			{label: "Go back", take: stayHere},
		},
	}
}

// stayHere is the way back from a failure: to the page before it.
func stayHere() turn { return turn{} }

// take takes a choice.
func (w *tour) take(c choice) turn {
	w.complaint = ""
	t := c.take()
	w.failed = nil
	return t
}

// did takes over what a job came to. One that failed half-way has something to take
// over, too.
func (w *tour) did(t turn, follow func() turn, err error) turn {
	w.failed = nil
	next := turn{}
	if follow != nil {
		next = follow()
	}
	if input, ok := refusedBy[*setup.InputError](err); ok {
		w.complaint = wholeSentence(input.Error())
		return turn{}
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		w.failed, w.again = err, t
		return turn{}
	}
	return next
}

// move goes to another step. What is true is looked at anew on the way on.
func (w *tour) move(to leg) turn {
	w.failed, w.complaint = nil, ""
	switch to {
	case backward:
		return w.backward()
	case onward:
		if w.trip.link == nil {
			return turn{}
		}
		return w.trip.look(w.forward)
	case finished:
		w.over = true
	case here:
	}
	return turn{}
}

// backward is the step before. Before the first one the set-up is left.
func (w *tour) backward() turn {
	if w.at == setup.Connect {
		w.over = true
		return turn{}
	}
	w.at--
	return w.arrive()
}

// forward is the next step that isn't settled, behind that of now: going on from a
// step that was come back to leads to where one was.
func (w *tour) forward() turn {
	for w.at < setup.Sync {
		w.at++
		if !w.settled(w.at) {
			break
		}
	}
	return w.arrive()
}

// settled reports whether a step can be passed by: there is nothing to do for it and
// nothing to say. How the service is started is said once, unless it runs already; and
// where the surroundings are simulated every step is shown.
func (w *tour) settled(step setup.Step) bool {
	t := w.trip
	standing := t.fact(step).Standing
	switch {
	case step == setup.Sync, t.o.Simulated != "" && !w.seen[step]:
		return false
	case t.skipped[step], standing == setup.Done && step != setup.ConfigYML, standing == setup.NotNeeded:
		return true
	case step == setup.ConfigYML && !t.fact(setup.Schema).Standing.Settled():
		return standing.Settled() && w.seen[step]
	}
	return standing.Settled()
}

// arrive comes to the step of now.
func (w *tour) arrive() turn {
	w.seen[w.at] = true
	return w.chapter().arrive()
}

// skip leaves a step out knowingly.
func (t *trip) skip(step setup.Step) choice {
	return choice{label: "Skip this step", take: func() turn {
		t.skipped[step] = true
		return turn{to: onward}
	}}
}

// end forgets what was typed and gives everything back.
func (w *tour) end() {
	for _, c := range w.chapters {
		c.wipe()
	}
	w.trip.end()
}

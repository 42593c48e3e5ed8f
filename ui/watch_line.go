package ui

import (
	"context"
	"fmt"
	"time"

	"connwiz/client"
)

// patience is for how many intervals of the service a conversation whose input
// has ended waits for a verdict: nobody is there to stop it.
const patience = 3

// lineWatch tells what a watch sees: each thing once.
type lineWatch struct {
	*watch
	s       *lineSession
	status  client.Status
	silence string
	failed  string
	minute  int
}

// watch follows the connector until the service's verdict, telling every change of
// the status on a line of its own. Enter leaves.
func (f *lineForm) watch(j *connectorJob, result client.Result) (lineStep, error) {
	e := f.s.e
	w := &lineWatch{s: f.s, watch: newWatch(j, result)}
	w.state = client.Watch{Interval: e.pace.Service, Saved: e.now()}
	w.pause = e.pace.First
	f.s.watch = w.watch
	f.s.p.Say("Configuration updated. Waiting for the service; Enter stops waiting.")
	for {
		var seen client.Summary
		failed, err := f.s.request(func(ctx context.Context) (err error) {
			seen, err = e.cluster.Summary(ctx, j.conn.ID)
			return err
		})
		if err != nil {
			return lineStep{}, err
		}
		w.observe(e, summaryRead{gen: w.gen, summary: seen, err: failed})
		w.tell()
		if w.verdict == client.Accepted || w.verdict == client.Refused || w.outOfPatience() {
			return f.watched(j, w)
		}
		pressed, err := f.s.wait(w.pause)
		if err != nil {
			return lineStep{}, err
		}
		if pressed {
			return f.watched(j, w)
		}
	}
}

// outOfPatience reports whether nobody is left to stop a wait that has lasted.
func (w *lineWatch) outOfPatience() bool {
	return w.s.told[unattended] && w.s.e.now().Sub(w.state.Saved) >= patience*w.s.e.pace.Service
}

// tell says what is new.
func (w *lineWatch) tell() {
	if w.watch.failed != nil {
		if w.failed != w.watch.failed.title {
			w.failed = w.watch.failed.title
			w.s.p.Say(w.failed + ": " + stopped(w.watch.failed.detail) + " Asking on.")
		}
		return
	}
	w.failed = ""
	if w.status != w.last.Status {
		w.status = w.last.Status
		w.s.p.Say("Status: " + statusWord(w.status) + ".")
		w.verdictLine()
	}
	if w.verdict == client.Waiting {
		w.tellSilence()
	}
}

// verdictLine says what the service reports when it first does.
func (w *lineWatch) verdictLine() {
	switch w.verdict {
	case client.Doubtful:
		w.s.p.Say("The service reports: "+w.errorText(),
			fmt.Sprintf("This may still be about the values of before; it is final after one more check (%d s).",
				int(w.s.e.pace.Service.Seconds())))
	case client.Refused:
		w.s.p.Say("The service reports: " + w.errorText())
	case client.Waiting, client.Accepted:
	}
}

// tellSilence says why no verdict comes, again only when the reason is another
// one, and once a minute that the wait goes on.
func (w *lineWatch) tellSilence() {
	e := w.s.e
	waited := e.now().Sub(w.state.Saved)
	kind := fmt.Sprint(w.state.Silence(e.now()))
	if kind != w.silence {
		w.silence, w.minute = kind, int(waited/time.Minute)
		w.s.p.Say(w.watch.silence(e))
		return
	}
	if minute := int(waited / time.Minute); minute > w.minute {
		w.minute = minute
		w.s.p.Say(fmt.Sprintf("Still waiting, %d min.", minute))
	}
}

// watched ends a watch: with its outcome, or back in the form when the service
// refused.
func (f *lineForm) watched(j *connectorJob, w *lineWatch) (lineStep, error) {
	end := lineStep{done: true, outcome: w.outcome(f.s.e)}
	if w.verdict == client.Accepted || w.verdict == client.Waiting {
		f.s.watch = nil
		return end, nil
	}
	if w.verdict == client.Refused {
		f.s.p.Say("The service refused it.")
	}
	i, err := f.s.choose("Number", "Go back to the form", "Leave it so")
	if err != nil && !isBack(err) {
		return lineStep{}, err
	}
	f.s.watch = nil
	if i == 1 {
		return end, nil
	}
	return f.reopen(j)
}

// reopen goes back to the form, on the document as it is now, at the first field
// that the service names.
func (f *lineForm) reopen(j *connectorJob) (lineStep, error) {
	c, err := f.s.read(j.conn.ID)
	if gaveUp(err) {
		return lineStep{to: f.from}, nil
	}
	if err != nil {
		return lineStep{}, err
	}
	next, _ := j.onto(c)
	f.take(next)
	f.mention(c.Error)
	f.layOut()
	for _, field := range f.numbered() {
		if f.only == "" && f.said[field.name] != "" {
			return f.reach(field.name, f.from), nil
		}
	}
	return f.again(), nil
}

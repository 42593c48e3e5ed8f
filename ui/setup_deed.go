package ui

import (
	"context"
	"errors"
	"strings"

	"connwiz/client"
	"connwiz/client/setup"
)

// deed is an action of a step on its way from the plan to the report: what will be
// done is shown before it is done, and what was done with the way back.
type deed struct {
	trip   *trip
	action setup.Action
	plan   *setup.Plan
	report *setup.Report
	// preview are the lines of a file that the plan would add.
	preview []string
	// done is called with the report, in the loop; nil does nothing.
	done func(setup.Report)
}

// propose asks for the plan of an action.
func (d *deed) propose(a setup.Action, done func(setup.Report)) turn {
	return d.proposeFile(a, nil, done)
}

// proposeFile is propose for an action that writes config.yml, with what it would
// write; a nil entry writes none.
func (d *deed) proposeFile(a setup.Action, entry *setup.ConfigEntry, done func(setup.Report)) turn {
	guide := d.trip.guide
	return turn{busy: "Working out what is to be done", job: func(ctx context.Context) (func() turn, error) {
		plan, err := a.Plan(ctx)
		if err != nil {
			return nil, err
		}
		var preview []string
		if entry != nil && len(plan.Sentences) > 0 {
			preview, _ = guide.PreviewConfig(ctx, *entry, a.Step() == setup.APIKey) // The plan says what is wrong.
		}
		return func() turn {
			d.action, d.plan, d.report, d.preview, d.done = a, &plan, nil, preview, done
			if len(plan.Sentences) == 0 {
				return d.do() // There is nothing to agree to.
			}
			return turn{}
		}, nil
	}}
}

// do carries the action out.
func (d *deed) do() turn {
	a, t := d.action, d.trip
	return turn{busy: "Doing it", writes: true, job: func(ctx context.Context) (func() turn, error) {
		report, err := a.Do(ctx)
		t.account(a.Step(), report, err)
		return func() turn { return d.reported(report, err) }, err
	}}
}

// reported takes the report over and looks anew at what is true. An action that
// failed half-way has one, too.
func (d *deed) reported(r setup.Report, err error) turn {
	if r.Key != nil {
		d.trip.learn(r.Key.Encoded)
	}
	if r.ConnectorID != "" {
		d.trip.turnTo(r.ConnectorID)
	}
	if err != nil {
		if d.done != nil {
			d.done(r)
		}
		return turn{}
	}
	return d.trip.look(func() turn {
		d.report, d.plan = &r, nil
		if d.done != nil {
			d.done(r)
		}
		return turn{}
	})
}

// drop goes back to the questions.
func (d *deed) drop() { d.action, d.plan, d.report = nil, nil, nil }

// dropped is drop as a way back.
func (d *deed) dropped() turn {
	d.drop()
	return turn{}
}

// pages shows the plan or the report, if there is one.
func (d *deed) pages(heading string) (page, bool) {
	switch {
	case d.plan != nil:
		return d.planPage(heading), true
	case d.report != nil:
		return d.reportPage(heading), true
	}
	return page{}, false
}

// planPage says what will be done.
func (d *deed) planPage(heading string) page {
	lines := remarks(plainly, "This will be done:")
	lines = append(lines, remarks(item, d.plan.Sentences...)...)
	for _, w := range d.plan.Writes {
		if w.File == "" { // Of files the sentences tell.
			lines = append(lines, remark{aside, w.String()})
		}
	}
	if len(d.preview) > 0 {
		lines = append(lines, remark{plainly, "config.yml will say:"}, remark{verbatim, strings.Join(d.preview, "\n")})
	}
	for _, w := range d.plan.Warnings {
		lines = append(lines, remark{warning, wholeSentence(w)})
	}
	return page{name: "plan", heading: heading, lines: lines, back: d.dropped, choices: []choice{
		{label: "Do it", take: d.do},
		{label: "Go back, do nothing", take: d.dropped},
	}}
}

// reportPage says what was done, and how to undo it.
func (d *deed) reportPage(heading string) page {
	var lines []remark
	for _, s := range d.report.Did {
		lines = append(lines, remark{good, wholeSentence(s)})
	}
	for _, w := range d.report.Warnings {
		lines = append(lines, remark{warning, wholeSentence(w)})
	}
	if len(d.report.Undo) > 0 {
		lines = append(lines, remark{plainly, "To undo it:"})
		lines = append(lines, remarks(item, d.report.Undo...)...)
	}
	return page{name: "report", heading: heading, lines: lines, choices: []choice{moving("Go on", onward)}}
}

// account puts a write on record. It may do IO.
func (t *trip) account(step setup.Step, r setup.Report, err error) {
	if t.e.saved == nil {
		return
	}
	id := t.id
	if r.ConnectorID != "" {
		id = r.ConnectorID
	}
	s := Save{Connector: id, Fields: []string{"setup." + step.Name()}, Result: client.Updated, Err: err}
	if err != nil {
		s.Result = ""
	}
	t.e.saved(s)
}

// refusedBy reports whether an error is of a type, and returns it.
func refusedBy[T error](err error) (T, bool) {
	var as T
	ok := errors.As(err, &as)
	return as, ok
}

package ui

import (
	"context"
	"encoding/json"

	"connwiz/client/kibana"
)

// actionDone tells what was written, offers to run it once, and ends the form.
func (f *lineForm) actionDone(j *actionJob) (lineStep, error) {
	f.s.wrote = j
	f.s.p.Say("Connector " + j.verb + ": " + j.id() + ".")
	test := j.form.Type().Test
	f.s.p.Say(offerOfTest(test)...)
	var ran *kibana.Execution
	for test != nil {
		i, err := f.s.choose("Number", f.waysOn(ran)...)
		switch {
		case err != nil && !isBack(err):
			return lineStep{}, err
		case isBack(err), i == 0:
			return f.actionEnds(j, ran), nil
		case i == 2:
			f.s.wrote = nil
			f.s.lines = append(f.s.lines, actionOutcome(f.s.e, j, ran).Lines...)
			f.s.p.Say("What was typed is still here, secrets too.")
			return f.again(), nil
		}
		if ran, err = f.try(j, test, ran); err != nil {
			return lineStep{}, err
		}
	}
	return f.actionEnds(j, ran), nil
}

// actionEnds leaves the form with what came of it.
func (f *lineForm) actionEnds(j *actionJob, ran *kibana.Execution) lineStep {
	f.s.wrote = nil
	f.discarded = true // what was sent is no draft
	return lineStep{done: true, outcome: actionOutcome(f.s.e, j, ran)}
}

// waysOn are the ways on from a connector that was written.
func (f *lineForm) waysOn(ran *kibana.Execution) []string {
	out := []string{"Leave", "Test it: this really runs it once"}
	if ran != nil && !ran.OK {
		out = append(out, "Go back to the form")
	}
	return out
}

// try asks for what the test needs, and runs the connector; without an answer the
// result of the last run stands.
func (f *lineForm) try(j *actionJob, test *kibana.Test, last *kibana.Execution) (*kibana.Execution, error) {
	params, err := test.Start()
	if err != nil {
		return last, err
	}
	for _, need := range test.Needs {
		answer, err := f.s.ask(needWords(params, need))
		if err != nil || answer == "" || answer == wordBack {
			return last, err
		}
		params.Set(need, answer)
	}
	raw, err := json.Marshal(params)
	if err != nil {
		return last, err
	}
	var ran kibana.Execution
	err = f.s.insistAs(actionFailure, func(ctx context.Context) (err error) {
		ran, err = f.s.e.actions.Execute(ctx, j.id(), raw)
		return err
	})
	switch {
	case gaveUp(err):
		return last, nil
	case err != nil:
		return last, err
	case ran.OK:
		f.s.p.Say("The test worked.")
	default:
		f.s.p.Say("The test failed: " + f.s.e.clean(ran.Why()))
	}
	return &ran, nil
}

package ui

import (
	"errors"
	"fmt"

	"connwiz/schema"
	"connwiz/ui/plain"
)

// isBack reports whether a question was answered with the way back.
func isBack(err error) bool { return errors.Is(err, plain.ErrBack) }

// review says what will be sent and asks before anything is sent.
func (f *lineForm) review() (lineStep, error) {
	r := newReview(f.page)
	f.tellReview()
	switch n := len(f.draft.Changes()); {
	case f.s.e.readOnly:
		return f.ways(nothingSaved)
	case r.blocked() && !r.convertible():
		f.s.p.Say(f.job.phrases().stuck)
		return f.firstProblem(), nil
	case r.blocked():
		return f.blocked(n)
	case n > 0:
		return f.send(f.job.phrases().question, false)
	case r.asItIs():
		f.s.p.Say("Nothing is changed, and the connector is valid as it was registered.")
		return f.send("Submit it as it is? No values are sent, and the service starts to use it.", false)
	default:
		return f.unchanged()
	}
}

// tellReview says the problems, the changes and the warnings.
func (f *lineForm) tellReview() {
	for _, p := range f.draft.Gate() {
		f.s.p.Say("Problem: " + f.sentence(p))
	}
	for _, c := range reviewed(f.job) {
		from, to := changeWords(c)
		f.s.p.Say(fmt.Sprintf("%s: from %s to %s", c.Field.Label, from, to))
	}
	for _, p := range f.draft.Warnings() {
		f.s.p.Say("Warning: " + f.sentence(p))
	}
	for _, caution := range f.job.cautions() {
		f.s.p.Say("Warning: " + caution)
	}
	f.s.p.Say(f.job.preview()...)
}

// sentence is a problem with the label of its field.
func (f *lineForm) sentence(p schema.Problem) string {
	if field := f.draft.Schema().Field(p.Field); field != nil {
		return f.about(field, p.Message)
	}
	return p.Message
}

// firstProblem is the step to the first field that blocks.
func (f *lineForm) firstProblem() lineStep {
	return f.reach(f.draft.Gate()[0].Field, f.from)
}

// blocked asks what to do about problems that stand in the way.
func (f *lineForm) blocked(changes int) (lineStep, error) {
	i, err := f.s.choose("Number, or < for the form", "Go to the first problem", "Save anyway, although "+f.job.phrases().judge)
	switch {
	case isBack(err):
		return lineStep{to: f.from}, nil
	case err != nil:
		return lineStep{}, err
	case i == 0:
		return f.firstProblem(), nil
	}
	return f.send(fmt.Sprintf("Save %s although %s?", count(changes, "value"), f.job.phrases().judge), true)
}

// send asks for the last word, and submits.
func (f *lineForm) send(question string, force bool) (lineStep, error) {
	yes, err := f.s.confirm(question)
	if err != nil || !yes {
		return lineStep{to: f.from}, err
	}
	return f.submit(force)
}

// unchanged goes on from a form that changes nothing.
func (f *lineForm) unchanged() (lineStep, error) {
	return f.ways("Nothing is changed, so there is nothing to send.")
}

// ways says why nothing is sent, and offers the ways on.
func (f *lineForm) ways(why string) (lineStep, error) {
	f.s.p.Say(why)
	if f.only != "" {
		return lineStep{done: true}, nil
	}
	i, err := f.s.choose("Number", "Leave", "Go through the form again")
	switch {
	case isBack(err):
		return lineStep{to: f.from}, nil
	case err != nil:
		return lineStep{}, err
	case i == 0:
		return f.leave(f.from)
	}
	return f.again(), nil
}

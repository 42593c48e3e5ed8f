package ui

import "strings"

// before is the stop before a row; before the first one the form is left.
func (f *lineForm) before(name string) (lineStep, error) {
	for i := f.page.indexOf(name) - 1; i >= 0; i-- {
		if f.stops(f.page.rows[i]) {
			return lineStep{to: f.page.rows[i].name}, nil
		}
	}
	return f.leave(name)
}

// leave asks before edits are left behind.
func (f *lineForm) leave(from string) (lineStep, error) {
	if f.draft.Dirty() {
		goes, err := f.mayLeave()
		if err != nil || !goes {
			return lineStep{to: from}, err
		}
	}
	if !f.s.e.fixed {
		return lineStep{done: true}, nil
	}
	return lineStep{done: true, outcome: left(f.s.unsent())}, nil
}

// mayLeave asks whether to leave, and what shall become of what was typed.
func (f *lineForm) mayLeave() (bool, error) {
	a := askLeave(f.draft, f.keeps())
	f.s.p.Say(strings.TrimSpace(strings.Join(a.question, " ") + " " + a.about))
	if !f.keeps() {
		return f.s.confirm("Leave?")
	}
	i, err := f.s.choose("Number, or < for the form", "Leave, and keep the draft", "Leave, and discard it")
	if isBack(err) {
		return false, nil
	}
	f.discarded = err == nil && i == 1
	return err == nil, err
}

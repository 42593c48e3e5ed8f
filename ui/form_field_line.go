package ui

import (
	"strings"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// field asks for one field until its value is taken or left as it is. Moving is
// free: a value with a problem is kept by Enter, and only submitting waits for
// it.
func (f *lineForm) field(name string) (lineStep, error) {
	f.retitle(name)
	f.visit(name)
	for first := true; ; first = false {
		v, _ := f.draft.Field(name)
		answer, err := lineFieldFor(v.Field).ask(f, v, first)
		switch {
		case err != nil:
			return lineStep{}, err
		case answer.command.word == wordAgain:
		case answer.command.word != "":
			if step, leaves, err := f.obey(name, answer.command); leaves || err != nil {
				return step, err
			}
		case !answer.entered || !f.judge(name):
			return f.next(name), nil
		}
	}
}

// visit says what is known against a field before it is asked for.
func (f *lineForm) visit(name string) {
	v, _ := f.draft.Field(name)
	problem := f.page.problemOf(v)
	if v.State == draft.NotSet && v.Text == "" {
		problem = f.page.saidOf(v) // The question itself says that it is required and not set.
	}
	if problem != "" {
		f.s.p.Say("Problem: " + f.about(v.Field, problem))
	}
	for _, w := range v.Warnings {
		f.s.hint("Note: " + f.about(v.Field, w.Message))
	}
}

// about is a sentence about a field, with its label said once.
func (f *lineForm) about(field *schema.Field, message string) string {
	return field.Label + ": " + strings.TrimSuffix(briefly(field.Label, message), ".") + "."
}

// judge says what is wrong with a value just entered, and whether anything is.
func (f *lineForm) judge(name string) bool {
	delete(f.said, name)
	delete(f.refused, name)
	v, _ := f.draft.Field(name)
	for _, w := range v.Warnings {
		f.s.p.Say("Note: " + f.about(v.Field, w.Message))
	}
	for _, p := range v.Problems {
		f.s.p.Say(f.about(v.Field, p.Message))
	}
	if len(v.Problems) > 0 {
		f.s.hint("Type it again, or press Enter to go on: only submitting waits for it.")
	}
	return len(v.Problems) > 0
}

// obey carries out a command given at a field; leaves is false when the same
// field is asked again.
func (f *lineForm) obey(name string, c lineCommand) (step lineStep, leaves bool, err error) {
	if step, taken, err := f.travel(name, c); taken || err != nil {
		return step, step.done || step.to != name, err
	}
	v, _ := f.draft.Field(name)
	switch c.word {
	case wordExplain:
		f.explain(v)
		return step, false, nil
	case wordClear:
		if cleared, err := f.clear(v); err != nil || !cleared {
			return step, false, err
		}
	case wordRestore:
		f.draft.Restore(name)
	case wordDefault:
		if !f.draft.TakeDefault(name) {
			f.s.p.Say("This field has no default.")
			return step, false, nil
		}
	case wordRepair:
		if !f.draft.Repair(name) {
			f.s.p.Say("This field needs no repair.")
			return step, false, nil
		}
	default:
		f.s.p.Say("There is no command "+c.word+"; "+wordHelp+" lists them.", `To type that text: \`+c.word)
		return step, false, nil
	}
	v, _ = f.draft.Field(name)
	f.s.p.Say(v.Label + ": " + stateLine(f.draft, v) + ".")
	if f.judge(name) {
		return step, false, nil
	}
	return f.next(name), true, nil
}

// clear empties a field; a stored secret only after a question, since it can't be
// brought back by looking at it.
func (f *lineForm) clear(v draft.Field) (bool, error) {
	if masked(v.Field) && v.State == draft.Set {
		if yes, err := f.s.confirm(askClear(v.Field).question[0] + " Clear it?"); err != nil || !yes {
			return false, err
		}
	}
	f.draft.Clear(v.Name)
	return true, nil
}

package ui

import (
	"fmt"
	"strconv"
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
		problem = f.said[name] // The question itself says that it is required and not set.
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
	if v.Sensitive && v.State == draft.Set {
		if yes, err := f.s.confirm(askClear(v.Field).question[0] + " Clear it?"); err != nil || !yes {
			return false, err
		}
	}
	f.draft.Clear(v.Name)
	return true, nil
}

// travel carries out the commands that lead elsewhere or only tell; taken is
// false for the others.
func (f *lineForm) travel(from string, c lineCommand) (step lineStep, taken bool, err error) {
	stay := lineStep{to: from}
	switch c.word {
	case wordBack:
		step, err = f.before(from)
		return step, true, err
	case wordReview:
		return lineStep{to: reviewStop}, true, nil
	case wordLeave:
		step, err = f.leave(from)
		return step, true, err
	case wordHelp:
		f.sayCommands()
		return stay, true, nil
	case wordFind, wordList:
		if f.only != "" {
			f.s.p.Say("One field is edited here. The whole form: connwiz configure " + f.conn.ID + ".")
			return stay, true, nil
		}
		if c.word == wordList {
			f.list()
			return stay, true, nil
		}
		step, err = f.find(from, c.rest)
		return step, true, err
	}
	return stay, false, nil
}

// sayCommands lists the commands.
func (f *lineForm) sayCommands() {
	for _, c := range lineCommands() {
		f.s.p.Say("  " + c.word + c.takes + ": " + c.says)
	}
	f.s.p.Say(`  \ before one of them: that text itself`)
}

// explain says what a field is for and what it takes.
func (f *lineForm) explain(v draft.Field) {
	f.s.p.Say(v.Label + " (" + v.Name + "): " + strings.Join(lineFacts(v), "; ") + ".")
	if v.Tooltip != "" {
		f.s.p.Say(v.Tooltip)
	}
	if said := f.said[v.Name]; said != "" {
		f.s.p.Say("The service said: " + said)
	}
	for _, dep := range v.DependsOn {
		f.s.p.Say(v.Label + " is " + conditionOf(f.draft, dep) + ".")
	}
	if strings.Contains(v.Text, "\n") {
		f.s.p.Say("It holds now:")
		f.s.p.SayLines(v.Text)
	}
}

// lineFacts are the rules of a field in few words.
func lineFacts(v draft.Field) []string {
	out := []string{typeFact(v.Field)}
	if v.Required {
		out = append(out, "required")
	}
	if d := v.Default; d.Kind() != schema.KindNull && d.String() != "" {
		out = append(out, "default "+defaultWord(v.Field))
	}
	if v.Sensitive {
		out = append(out, "secret: what is typed does not show")
	}
	for _, rule := range v.Validations {
		out = append(out, ruleFact(rule))
	}
	return out
}

// list says every field that can be reached, with its number.
func (f *lineForm) list() {
	title := ""
	for i, n := range f.numbered() {
		if n.title != title {
			title = n.title
			f.s.p.Say(title + ":")
		}
		v, _ := f.draft.Field(n.name)
		line := fmt.Sprintf("%d %s: %s", i+1, v.Label, stateLine(f.draft, v))
		if v.State == draft.Changed {
			line += ", changed"
		}
		if problem := f.page.problemOf(v); problem != "" {
			line += ", problem: " + briefly(v.Label, problem)
		}
		f.s.p.Say(line)
	}
}

// numberedField is a field with its heading, at the place of its number.
type numberedField struct{ name, title string }

// numbered are the fields that can be reached, in their order, those of folded
// sections too.
func (f *lineForm) numbered() []numberedField {
	var out []numberedField
	for _, s := range f.draft.Schema().Sections() {
		for _, field := range f.page.activeOf(s) {
			out = append(out, numberedField{field.Name, s.Title})
		}
	}
	return out
}

// find goes to a field by its number, name or label; of several that have the
// word it asks which.
func (f *lineForm) find(from, word string) (lineStep, error) {
	stay := lineStep{to: from}
	fields := f.numbered()
	if n, err := strconv.Atoi(word); err == nil && 1 <= n && n <= len(fields) {
		return f.reach(fields[n-1].name, from), nil
	}
	if f.draft.Schema().Field(word) != nil {
		return f.reach(word, from), nil
	}
	search := newFind(f.draft)
	search.query.insert([]rune(word))
	search.search()
	switch len(search.hits) {
	case 0:
		f.s.p.Say("No field has that in its name or label.")
		return stay, nil
	case 1:
		return f.reach(search.hits[0].Name, from), nil
	}
	labels := make([]string, len(search.hits))
	for i, hit := range search.hits {
		labels[i] = hit.Label + ", " + hit.Name
	}
	i, err := f.s.choose("Go to number", labels...)
	if isBack(err) {
		return stay, nil
	}
	if err != nil {
		return stay, err
	}
	return f.reach(search.hits[i].Name, from), nil
}

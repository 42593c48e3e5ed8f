package ui

import (
	"fmt"
	"strconv"

	"connwiz/schema/draft"
)

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
			f.s.p.Say("One field is edited here. The whole form: connwiz configure " + f.job.id() + ".")
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

// reach is the step to a field wherever it is, with its section opened; a hidden
// one can't be reached.
func (f *lineForm) reach(name, from string) lineStep {
	if f.only != "" {
		return lineStep{to: f.only}
	}
	v, known := f.draft.Field(name)
	if !known || !v.Active {
		if why := hiddenWhy(f.draft, v); known && why != "" {
			f.s.p.Say(v.Label + " is hidden: " + why + ".")
		}
		return lineStep{to: from}
	}
	f.page.unfolded[v.SectionKey()] = true
	f.layOut()
	for _, r := range f.page.rows {
		if r.kind == fieldRow && r.section.Key == v.SectionKey() && r.section.Folded {
			f.passed[r.name] = true
		}
	}
	return lineStep{to: name}
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

package ui

import (
	"connwiz/client/setup"
	"connwiz/schema/draft"
)

// say says what a page has to say: the step once, and the page when it is another
// one.
func (g *lineGuide) say(p page) {
	at := g.tour.at
	if !g.met || g.step != at {
		g.met, g.step = true, at
		g.s.p.Say(stepOf(at) + ".")
	}
	if now := p.name + "\n" + p.heading; now != g.told {
		g.told = now
		if p.heading != at.String() && p.heading != stepWord(at) {
			g.s.p.Say(stopped(p.heading))
		}
		if p.about != "" {
			g.s.hint(p.about)
		}
	}
	g.sayRemarks(p.lines)
	if p.foot != "" {
		g.s.hint(p.foot)
	}
	if !p.secret.Empty() {
		g.s.p.Reveal(p.secret)
	}
}

// sayRemarks says remarks, with a word where the full screen has a glyph.
func (g *lineGuide) sayRemarks(all []remark) {
	for _, r := range all {
		switch r.tone {
		case warning:
			g.s.p.Say("Warning: " + r.text)
		case bad:
			g.s.p.Say("Problem: " + r.text)
		case item:
			g.s.p.Say("- " + r.text)
		case verbatim:
			g.s.p.SayLines(r.text)
		case plainly, aside, good:
			g.s.p.Say(r.text)
		}
	}
}

// ask asks the questions of a page one after the other, from one on; back is set when
// the person goes back before the first one.
func (g *lineGuide) ask(p page, from int) (back bool, err error) {
	for i := from; i >= 0; {
		fields := p.questions()
		if i >= len(fields) {
			return false, nil
		}
		step, err := g.question(p, fields[i])
		if err != nil || g.tour.over {
			return false, err
		}
		i += step
	}
	return true, nil
}

// question asks one question until it has an answer; the step is 1 to the next one,
// or -1 to the one before.
func (g *lineGuide) question(p page, f draft.Field) (step int, err error) {
	if f.Sensitive && !g.s.p.Attended() {
		g.s.p.Say(f.Label + ": secrets can't be typed here, since the input is no terminal.")
		return 1, nil
	}
	form := &lineForm{s: g.s, draft: p.fields, said: map[string]string{}}
	for first := true; ; first = false {
		v, _ := p.fields.Field(f.Name)
		a, err := lineFieldFor(v.Field).ask(form, v, first)
		if err != nil {
			return 0, err
		}
		switch a.command.word {
		case "":
			return 1, nil
		case wordBack:
			return -1, nil
		case wordLeave:
			g.tour.over = true
			return 0, nil
		default:
			g.obey(p, v, a.command)
		}
	}
}

// obey carries out a command given at a question.
func (g *lineGuide) obey(p page, v draft.Field, c lineCommand) {
	switch c.word {
	case wordAgain:
	case wordExplain:
		g.s.p.Say(v.Label + ": " + v.Tooltip)
	case wordClear:
		p.fields.Clear(v.Name)
	case wordRestore:
		p.fields.Restore(v.Name)
	case wordList:
		g.saySteps()
	case wordHelp:
		g.s.p.Say("Enter keeps what is in brackets; ? explains the question; < goes to the one before; !clear clears it; " +
			"!list says where you are; !leave leaves" + laterOn(g.tour.trip.o) + ".")
	default:
		g.s.p.Say("There is no command " + c.word + " here; " + wordHelp + " lists them.")
	}
}

// saySteps says where every step stands.
func (g *lineGuide) saySteps() {
	t := g.tour.trip
	for _, step := range setup.Steps() {
		word := t.fact(step).Standing.String()
		switch {
		case step == g.tour.at:
			word = "here"
		case t.skipped[step]:
			word = "skipped"
		}
		g.s.p.Say(stepNumber(step) + " " + stepWord(step) + ", " + word)
	}
}

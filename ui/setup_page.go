package ui

import (
	"context"
	"slices"
	"time"

	"connwiz/schema"
	"connwiz/schema/draft"
)

// page is what a step of the set-up says, asks and offers at one moment. It is
// data: the full screen draws it, line mode reads it out.
type page struct {
	// name tells pages of one step apart: another one begins at its top.
	name    string
	heading string
	// about says in a sentence what the step is for. Low screens leave it to F1.
	about string
	// lines are the facts above the questions.
	lines []remark
	// fields are the questions; nil asks nothing.
	fields *draft.Draft
	// asks leaves out questions that make no sense beside the answers of now; nil asks
	// all.
	asks func(question string) bool
	// notes judge what is typed, as it is typed.
	notes   []remark
	choices []choice
	// foot is said under it all, once in line mode.
	foot string
	// back is what going back means here; nil goes to the step before.
	back func() turn
	// look asks the cluster about what is typed; nil: nothing is to be asked.
	look *lookup
	// poll asks the cluster again and again while the page is shown.
	poll *polling
	// secret is a key that a person asked to see. It is drawn as it is, and only here.
	secret schema.Secret
	// wide takes the whole width: what stands there is to be copied.
	wide bool
}

// tone is how a remark is meant. A glyph says the same without colour.
type tone int

const (
	plainly tone = iota
	aside        // explains
	good
	warning
	bad
	item     // of a list
	verbatim // to be copied: every line as it is
)

// remark is one thing that a page says.
type remark struct {
	tone tone
	text string
}

// choice is one way on from a page.
type choice struct {
	// label is in our own words; about is what it is about, in somebody else's.
	label, about string
	// help says more of it where there is room.
	help string
	// take is what happens; it runs in the loop and does no IO.
	take func() turn
	// moves is set when it only leads elsewhere: then Enter alone takes it in line
	// mode, where it is the first.
	moves bool
}

// turn is what follows from a choice. The zero turn shows the page again.
type turn struct {
	// job is work that takes its time, such as a request; busy says what it is.
	job  work
	busy string
	// writes is set while something may be changed: that is waited for.
	writes bool
	// to leads away from the step.
	to leg
	// visit opens another part of the wizard, and comes back here.
	visit visit
}

// work does IO. What it learned is taken over by the function that it returns, which
// runs in the loop; nil takes nothing over. It must not change anything that the
// loop can see.
type work func(context.Context) (func() turn, error)

// leg is a way between steps.
type leg int

const (
	here leg = iota
	onward
	backward
	// finished ends the set-up.
	finished
)

// visit is another part of the wizard that a step needs.
type visit int

const (
	nowhere visit = iota
	// theForm configures the connector.
	theForm
	// thePicker chooses an existing connector.
	thePicker
)

// lookup is a question to the cluster about what is typed. It is asked once for
// every subject.
type lookup struct {
	subject string
	job     work
}

// polling is a question to the cluster that is asked again after every pause. Its
// job doesn't fail: a poll without an answer is news, too.
type polling struct {
	pause time.Duration
	job   work
	// news is said by line mode when it has changed.
	news string
}

// chapter is one step of the set-up. It keeps what was typed into it, so that
// going back and forth loses nothing.
type chapter interface {
	// page is what the step shows now. It does no IO and changes nothing.
	page() page
	// arrive is called each time the step is come to; its job reads what the page
	// needs, if anything.
	arrive() turn
	// mend is the page for a failure that the step knows a way out of.
	mend(failed error, again turn) (page, bool)
	// wipe forgets the secrets that were typed.
	wipe()
}

// remarks makes remarks of one tone; empty texts are left out.
func remarks(t tone, texts ...string) []remark {
	out := make([]remark, 0, len(texts))
	for _, s := range texts {
		if s != "" {
			out = append(out, remark{t, s})
		}
	}
	return out
}

// questions are those of the page that are asked now, in order.
func (p page) questions() []draft.Field {
	all := activeFields(p.fields)
	if p.asks == nil {
		return all
	}
	return slices.DeleteFunc(all, func(f draft.Field) bool { return !p.asks(f.Name) })
}

// moving is a choice that only leads elsewhere.
func moving(label string, to leg) choice {
	return choice{label: label, moves: true, take: func() turn { return turn{to: to} }}
}

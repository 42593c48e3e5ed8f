package ui

import (
	"cmp"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"
)

// lineForm asks for a connector's fields one after the other.
type lineForm struct {
	s     *lineSession
	job   job
	draft editing // what the job edits
	// said holds what the service said of single fields at its last verdict.
	said map[string]string
	// refused holds what was said of single fields when a request was refused.
	refused map[string]string
	// page lays the stops out: the rows of the full-screen form, without focus.
	page *form
	// passed are the fields behind the walk: one that appears among them is asked
	// at the end.
	passed map[string]bool
	// section is the heading said last.
	section string
	// from is the stop that a review goes back to.
	from string
	// only is the field of a form that asks for one, "" otherwise.
	only string
	// undecided is set while a kept draft waits for an answer, discarded when what
	// was typed is not to be kept.
	undecided, discarded bool
	// twice asks for its secret two times.
	twice bool
}

// lineStep is what comes after a stop: another stop by its row name, the review,
// or the end.
type lineStep struct {
	to      string
	done    bool
	outcome Outcome
}

// reviewStop is the name of the last row.
const reviewStop = headingName + "review"

// newLineForm makes the form of a connector that was read.
func newLineForm(s *lineSession, c *client.Connector) *lineForm {
	f := newLineJob(s, &connectorJob{conn: c.Summary, draft: draft.New(c.Configuration)})
	f.mention(c.Error)
	return f
}

// newLineJob makes the form of a job.
func newLineJob(s *lineSession, j job) *lineForm {
	f := &lineForm{s: s, passed: map[string]bool{}, said: map[string]string{}, refused: map[string]string{},
		page: &form{keys: keys(), unfolded: map[string]bool{}}}
	f.take(j)
	s.form = f
	return f
}

// take makes a job the form's own, wiping the edits of the one before.
func (f *lineForm) take(j job) {
	if f.draft != nil && f.draft != j.edits() {
		f.draft.Wipe()
	}
	f.job, f.draft = j, j.edits()
	f.layOut()
}

// mention keeps what the service said, by field.
func (f *lineForm) mention(message string) {
	f.said = map[string]string{}
	for _, p := range f.draft.Schema().Mentioned(message) {
		f.said[p.Field] = p.Message
	}
}

// layOut brings the stops up to date.
func (f *lineForm) layOut() {
	f.page.job, f.page.draft, f.page.said, f.page.refused = f.job, f.draft, f.said, f.refused
	f.page.layOut()
}

// run goes from stop to stop until the form is left.
func (f *lineForm) run() (Outcome, error) {
	f.greet()
	err := f.remind()
	next := f.first()
	for !next.done && err == nil {
		f.layOut()
		at := f.page.indexOf(next.to)
		f.arrive(at)
		switch {
		case next.to == reviewStop:
			next, err = f.review()
		case f.only == "" && at >= 0 && f.page.rows[at].kind == headingRow:
			f.from = next.to
			next, err = f.heading(f.page.rows[at].section)
		default:
			f.from = next.to
			next, err = f.field(next.to)
		}
	}
	return next.outcome, err
}

// greet names the connector, and gives the hints that hold everywhere.
func (f *lineForm) greet() {
	h := f.job.head()
	about := []string{h.title}
	for _, s := range []string{h.detail, h.status} {
		if s != "" {
			about = append(about, s)
		}
	}
	line := strings.Join(about, ", ") + ", on " + cmp.Or(h.host, f.s.e.host) + "."
	if f.only == "" {
		line += " " + count(f.fields(), "field") + "."
	}
	f.s.p.Say(line)
	if f.s.e.readOnly {
		f.s.hint(nothingSaved)
	}
	if trouble := f.job.trouble(); trouble != "" && len(f.said) == 0 {
		f.s.p.Say(f.job.phrases().speaker + " reported: " + trouble)
	}
	f.s.p.Say(f.job.greeting()...)
	if f.only != "" {
		if note := hiddenNote(f.draft, f.only); note != "" {
			f.s.p.Say(note)
		}
		f.s.hint("Enter keeps the value, ? explains it, < leaves, !help lists the rest.")
		return
	}
	f.s.hint("Enter keeps a value, ? explains it, < goes back, !review sends, !help lists the rest.")
}

// fields counts the fields that are shown.
func (f *lineForm) fields() int {
	n := 0
	for _, s := range f.draft.Schema().Sections() {
		n += len(f.page.activeOf(s))
	}
	return n
}

// first is the first stop.
func (f *lineForm) first() lineStep {
	if f.only != "" {
		return lineStep{to: f.only}
	}
	return f.after(-1)
}

// next is the stop after a row; fields that appeared behind the walk come before
// the review.
func (f *lineForm) next(name string) lineStep {
	if f.only != "" {
		return lineStep{to: reviewStop}
	}
	f.layOut()
	return f.after(max(0, f.page.indexOf(name)))
}

// arrive notes that the fields up to a row are behind the walk. After its first
// end only the row itself counts: what appears from then on is asked.
func (f *lineForm) arrive(at int) {
	rows := f.page.rows[:at+1]
	if f.passed[reviewStop] {
		rows = rows[max(0, at):]
	}
	for _, r := range rows {
		f.passed[r.name] = true
	}
}

// after is the next stop behind a row. Once the walk has come to its end, only what
// was never asked is a stop any more: who mends one field wants the review next.
func (f *lineForm) after(i int) lineStep {
	for _, r := range f.page.rows[i+1:] {
		if f.stops(r) && !(f.passed[reviewStop] && f.passed[r.name]) {
			return lineStep{to: r.name}
		}
	}
	f.passed[reviewStop] = true
	for _, r := range f.page.rows {
		if f.stops(r) && !f.passed[r.name] {
			return lineStep{to: r.name}
		}
	}
	return lineStep{to: reviewStop}
}

// stops reports whether a row asks something: fields do, and folded sections.
func (f *lineForm) stops(r row) bool {
	return r.kind == fieldRow || r.kind == headingRow && r.section.Folded && !f.page.unfolded[r.section.Key]
}

// again starts the walk anew.
func (f *lineForm) again() lineStep {
	f.passed = map[string]bool{}
	return f.first()
}

// heading asks whether to go through a folded section.
func (f *lineForm) heading(s schema.Section) (lineStep, error) {
	name := headingName + s.Key
	n := count(len(f.page.activeOf(s)), "field")
	answer, err := f.s.ask(fmt.Sprintf("%s, %s, y goes through them, Enter passes", s.Title, n))
	if err != nil {
		return lineStep{}, err
	}
	if c, ok := commandIn([]byte(answer)); ok {
		step, taken, err := f.travel(name, c)
		if !taken {
			f.s.p.Say("That works at a field only.")
		}
		return step, err
	}
	if y := strings.ToLower(strings.TrimSpace(answer)); y == "y" || y == "yes" {
		f.page.unfolded[s.Key] = true
		f.section = s.Title
	}
	return f.next(name), nil
}

// retitle says the heading of a field's section when it is another one.
func (f *lineForm) retitle(name string) {
	i := f.page.indexOf(name)
	if f.only != "" || i < 0 {
		return
	}
	if title := f.page.rows[i].section.Title; title != f.section {
		f.section = title
		if title != "" {
			f.s.p.Say(title + ":")
		}
	}
}

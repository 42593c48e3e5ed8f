package ui

import (
	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// form is the one scrolling page on which a connector's fields are edited.
type form struct {
	job   job
	draft editing // what the job edits
	keys  keyMap

	rows     []row
	at       int // the focused row
	control  control
	unfolded map[string]bool // folded sections that were opened, by key
	only     *single         // set when one field is edited alone
	// discarded: the person asked for the edits to be forgotten.
	discarded bool
	// undecided: a kept draft is offered, and stays until it is taken or dropped.
	undecided bool
	view      scroller
	// said holds what the service said of single fields at its last verdict.
	said map[string]string
	// refused holds what was said of single fields when a request was refused; it
	// stands until the field is edited.
	refused map[string]string
	note    string // one sentence about the last key, shown in the help pane
}

// newForm shows a connector's fields; d holds the edits so far.
func newForm(c client.Summary, d *draft.Draft) *form {
	return newJobForm(&connectorJob{conn: c, draft: d}, nil)
}

// newJobForm shows what a job edits, or only one field of it.
func newJobForm(j job, only *single) *form {
	f := &form{keys: keys(), unfolded: map[string]bool{}, only: only}
	f.take(j)
	f.layOut()
	f.focus(0)
	return f
}

// take makes a job the form's own.
func (f *form) take(j job) { f.job, f.draft = j, j.edits() }

// edits and connectorID make the form's draft known to the model.
func (f *form) edits() editing      { return f.draft }
func (f *form) connectorID() string { return f.job.id() }

// start has nothing to fetch: the document came with the form.
func (f *form) start(*env) tea.Cmd { return nil }

// head names the connector and counts what is changed.
func (f *form) head(*env) header { return f.job.head() }

// handle reacts to a key, or to what another screen gives back.
func (f *form) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		f.note = ""
		return f.key(e, msg)
	case fieldFound:
		if v, _ := f.draft.Field(msg.name); f.reach(msg.name) && f.problemOf(v) == "" {
			f.note = msg.why
		}
	case clearConfirmed:
		f.draft.Clear(msg.name)
		f.edited()
	case leaveConfirmed:
		if msg.untouched {
			f.draft.Wipe()
			return action{move: back}
		}
		f.discarded = msg.forget
		return action{move: back, cmd: f.putAway(e), result: msg.then}
	case said:
		f.note = msg.note
	case draftTaken:
		f.undecided = false
		f.takeUp(msg.kept)
	case draftDropped:
		f.undecided = false
	case typedAgain:
		return f.only.compare(f, msg)
	case rebased:
		f.rebase(e, msg)
	case rejected:
		f.refused = byField(msg.problems)
		f.reachFirst(msg.problems)
	}
	return action{}
}

// owns says that the form explains the focused row itself.
func (f *form) owns(tea.KeyMsg) bool { return true }

// key offers a key to the focused control first, then to the form.
func (f *form) key(e *env, msg tea.KeyMsg) action {
	if f.control != nil {
		if msg.Paste {
			f.note = f.control.paste(f.draft, msg.Runes)
			f.edited()
			return action{}
		}
		if f.only != nil && f.only.chosen(f, msg) {
			return f.only.next(f)
		}
		if f.control.handle(f.draft, msg) {
			f.edited()
			return action{}
		}
	}
	if act, taken := f.edit(e, msg); taken {
		return act
	}
	if f.only != nil && key.Matches(msg, f.keys.enter, f.keys.review) {
		return f.only.next(f)
	}
	if f.travel(e, msg) {
		return action{}
	}
	return f.visit(e, msg)
}

// edit handles the keys that change the focused field as a whole.
func (f *form) edit(_ *env, msg tea.KeyMsg) (action, bool) {
	if f.control == nil {
		return action{}, false
	}
	name := f.rows[f.at].name
	switch {
	case key.Matches(msg, f.keys.clear):
		return f.clear(name), true
	case key.Matches(msg, f.keys.restore):
		f.draft.Restore(name)
		f.note = "The loaded value is back."
	case key.Matches(msg, f.keys.takeDefault):
		f.takeDefault(name)
	default:
		return action{}, false
	}
	f.refocus()
	f.edited()
	return action{}, true
}

// takeDefault enters the default, or mends a stored value that breaks syncs.
func (f *form) takeDefault(name string) {
	v, _ := f.draft.Field(name)
	switch _, harm := v.Repair(); {
	case harm && v.State == draft.Set && !v.Repaired:
		f.draft.Repair(name)
	case !f.draft.TakeDefault(name):
		f.note = "This field has no default."
	}
}

// clear empties the field; a stored secret only after a question, since it can't
// be brought back by looking at it.
func (f *form) clear(name string) action {
	v, _ := f.draft.Field(name)
	if masked(v.Field) && v.State == draft.Set {
		return open(askClear(v.Field))
	}
	f.draft.Clear(name)
	f.refocus()
	f.edited()
	return action{}
}

// visit handles the keys that lead to other screens.
func (f *form) visit(e *env, msg tea.KeyMsg) action {
	switch {
	case key.Matches(msg, f.keys.review):
		return open(newReview(f))
	case key.Matches(msg, f.keys.enter) && f.rows[f.at].kind == reviewRow:
		return open(newReview(f))
	case key.Matches(msg, f.keys.find):
		return open(newFind(f.draft))
	case key.Matches(msg, f.keys.help), msg.String() == "?":
		return open(newHelp(e, f.helpTopics()))
	case key.Matches(msg, f.keys.back):
		if f.draft.Dirty() {
			return open(askLeave(f.draft, e.drafts != nil && f.only == nil))
		}
		return action{move: back, cmd: f.putAway(e)}
	}
	return action{}
}

// edited brings the rows up to date after a change: fields may have appeared or
// gone with their dependencies.
func (f *form) edited() {
	name := f.rows[f.at].name
	delete(f.refused, name)
	f.layOut()
	if i := f.indexOf(name); i >= 0 {
		f.at = i
		return
	}
	f.focus(min(f.at, len(f.rows)-1))
}

// rebase takes over edits carried to a freshly read document.
func (f *form) rebase(e *env, r rebased) {
	name := f.rows[f.at].name
	if r.job.edits() != f.draft {
		f.draft.Wipe()
	}
	f.take(r.job)
	e.knows(f.draft.Schema())
	f.layOut()
	f.at = max(0, f.indexOf(name))
	f.refocus()
	f.said = byField(r.said)
	f.reachFirst(r.said)
}

// saved goes on with what is stored now: the changes are none any more.
func (f *form) saved(r receipt) {
	old := f.draft
	f.take(f.job.stored(r))
	if f.draft != old {
		old.Wipe()
	}
	f.said, f.refused = map[string]string{}, nil
	f.layOut()
	f.at = min(f.at, len(f.rows)-1)
	f.refocus()
}

// rebased hands the form edits carried over to a fresh document, and what was said
// of single fields.
type rebased struct {
	job  job
	said []schema.Problem
}

// rejected hands the form what a server said of single fields.
type rejected struct{ problems []schema.Problem }

// byField are the messages of problems, by their fields.
func byField(problems []schema.Problem) map[string]string {
	out := map[string]string{}
	for _, p := range problems {
		out[p.Field] = p.Message
	}
	return out
}

// reachFirst goes to the first field of some problems that can be reached.
func (f *form) reachFirst(problems []schema.Problem) {
	for _, p := range problems {
		if f.reach(p.Field) {
			return
		}
	}
}

// saidOf is what was said of a field, by a service or with a refusal.
func (f *form) saidOf(v draft.Field) string {
	if refused := f.refused[v.Name]; refused != "" {
		return refused
	}
	return f.said[v.Name]
}

// said is a sentence for the help pane.
type said struct{ note string }

// fieldFound asks the form to go to a field.
type fieldFound struct {
	name string
	why  string // what is wrong with it, "" when it was only looked for
}

// sayError puts what the service reported at the document's last check beside
// the fields that it names.
func (f *form) sayError(message string) {
	f.said = map[string]string{}
	for _, p := range f.draft.Schema().Mentioned(message) {
		f.said[p.Field] = p.Message
	}
}

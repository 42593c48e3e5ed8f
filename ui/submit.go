package ui

import (
	"context"
	"errors"

	"connwiz/client"
	"connwiz/schema"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// submit reads the document again, carries the edits over, and sends what is
// still a change. What failed leaves everything typed where it was.
type submit struct {
	form   *form
	force  bool
	asItIs bool // sending nothing is what was asked for
	gen    int
	cancel context.CancelFunc
	// sending is set once the write is on its way; before that Esc gives up.
	sending bool
	failed  *notice
	parcel  parcel // what the write carries; its secrets are wiped with the answer
	wanted  parcel // what was set out to be sent; nil when it can't be
	begun   bool
	doubt   bool  // a write went out and no answer came
	lost    error // the last of them, until what is stored was read
	looks   int   // how often it was looked up unasked
	// refused is what was said of single fields: the form shows it beside them.
	refused []schema.Problem
}

// newSubmit submits the edits of a form; force lets problems pass. Without edits it
// submits the form as it is.
func newSubmit(f *form, force bool) *submit {
	s := &submit{form: f, force: force, asItIs: len(f.draft.Changes()) == 0}
	if p, err := f.job.pack(true); err == nil {
		s.wanted = p
	}
	return s
}

// edits and connectorID make the draft known while the submission is on top.
func (s *submit) edits() editing      { return s.form.draft }
func (s *submit) connectorID() string { return s.form.job.id() }

// start reads again before writing, so that nothing is overwritten blindly. Coming
// back from another screen begins nothing: that screen says what comes next.
func (s *submit) start(e *env) tea.Cmd {
	if s.begun {
		return nil
	}
	s.begun = true
	return s.read(e)
}

// read asks for the document.
func (s *submit) read(e *env) tea.Cmd {
	ctx, cancel := context.WithCancel(e.ctx)
	s.gen, s.cancel = e.generation(), cancel
	s.failed, s.refused, s.sending = nil, nil, false
	return readAgain(e, ctx, s.gen, s.form.job)
}

// head names the connector.
func (s *submit) head(e *env) header {
	h := s.form.head(e)
	h.status = "submitting"
	return h
}

// handle follows the two requests.
func (s *submit) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case readAnew:
		if msg.gen == s.gen {
			return s.reread(e, msg)
		}
	case written:
		if msg.gen == s.gen {
			return s.answered(e, msg)
		}
	case resolved:
		// What was decided is about what was shown: look once more before writing.
		s.form.rebase(e, rebased{job: msg.job})
		return do(s.read(e))
	case unresolved:
		return s.leave("")
	case tea.KeyMsg:
		return s.key(e, msg)
	}
	return action{}
}

// key offers another try or the way back; a write on its way is waited for.
func (s *submit) key(e *env, msg tea.KeyMsg) action {
	switch {
	case len(s.refused) > 0 && msg.Type == tea.KeyEnter && !msg.Paste:
		return s.leave("")
	case s.failed != nil && (key.Matches(msg, s.failed.retry) || msg.Type == tea.KeyEnter && !msg.Paste):
		return do(s.read(e))
	case key.Matches(msg, keys().back) && !s.sending:
		return s.leave("")
	}
	return action{}
}

// leave goes back to the form, with a sentence for it, or with what was said of
// single fields.
func (s *submit) leave(note string) action {
	s.cancel()
	s.forget()
	switch {
	case len(s.refused) > 0:
		return action{move: back, result: rejected{s.refused}}
	case note == "":
		return action{move: back}
	}
	return action{move: back, result: said{note}}
}

// forget wipes what was set out to be sent.
func (s *submit) forget() {
	if s.wanted != nil {
		s.wanted.wipe()
	}
}

// outcome is what leaving now means: a write on its way may have been saved.
func (s *submit) outcome(*env) (Outcome, bool) {
	if !s.sending && !s.doubt {
		return Outcome{}, false
	}
	return Outcome{Code: codeCancelled, Lines: []string{s.form.job.lost()}}, true
}

// reread carries the edits over to the fresh document and stops where another
// writer changed the same.
func (s *submit) reread(e *env, msg readAnew) action {
	if s.lost != nil && unreachable(msg.err) {
		return s.fail(e, s.lost)
	}
	if msg.err != nil {
		return s.fail(e, msg.err)
	}
	s.lost = nil
	next, conflicts, err := msg.carry(e)
	if err != nil {
		return s.fail(e, err)
	}
	if len(conflicts) > 0 {
		// The form keeps what it was based on until the choice is made.
		return open(newConflict(next, conflicts))
	}
	s.form.rebase(e, rebased{job: next})
	return s.send(e)
}

// send writes the changes, or goes on as after a write when none is left: an
// earlier try whose answer was lost had landed, or somebody else changed the same.
func (s *submit) send(e *env) action {
	p, err := s.form.job.pack(s.force)
	if err != nil {
		return action{move: back}
	}
	if p.empty() && !s.asItIs {
		if s.wanted == nil || !s.form.job.reached(s.wanted) {
			return s.leave(nothingSent)
		}
		return s.follow(receipt{id: s.form.job.id(), result: client.Noop})
	}
	ctx, cancel := context.WithCancel(e.ctx)
	s.cancel, s.sending, s.parcel = cancel, true, p
	for _, v := range p.secrets() {
		e.secrets.AddValue(v)
	}
	s.gen = e.generation()
	return do(sendParcel(e, ctx, s.gen, p))
}

// follow goes on with what is stored now.
func (s *submit) follow(r receipt) action {
	s.forget()
	s.form.saved(r)
	return action{move: replace, next: s.form.job.follow(r)}
}

// answered goes on after the write, or tells what failed.
func (s *submit) answered(e *env, msg written) action {
	s.sending = false
	s.cancel()
	account := tell(e, accountOf(s.form.job, s.parcel, msg.receipt, msg.err))
	s.parcel.wipe()
	a := action{}
	switch {
	case msg.err == nil:
		a = s.follow(msg.receipt)
	case inDoubt(msg.err) && s.parcel.repeatable() && s.looks < mostLooks:
		s.fail(e, msg.err)
		s.looks, s.lost = s.looks+1, msg.err
		a = do(s.read(e))
	default:
		a = s.fail(e, msg.err)
	}
	a.cmd = tea.Batch(account, a.cmd)
	return a
}

// fail shows what failed and keeps everything.
func (s *submit) fail(e *env, err error) action {
	n, problems := s.form.job.failed(e, err)
	s.failed, s.refused = &n, problems
	var ce *client.Error
	s.doubt = s.doubt || errors.As(err, &ce) && ce.Sent
	return action{}
}

// draw tells where the submission stands.
func (s *submit) draw(e *env, sz size) []string {
	switch {
	case s.failed != nil:
		return s.failed.draw(e, sz)
	case s.sending:
		return paragraphs(e, sz.w-1, s.form.job.phrases().sending+e.theme.Glyphs.Ellipsis)
	default:
		return paragraphs(e, sz.w-1, s.form.job.phrases().reading+e.theme.Glyphs.Ellipsis)
	}
}

// bindings are what can be done meanwhile.
func (s *submit) bindings() []key.Binding {
	k := keys()
	switch {
	case len(s.refused) > 0:
		return []key.Binding{as(k.enter, "back to the form"), s.failed.retry, k.leave}
	case s.failed != nil:
		return []key.Binding{s.failed.retry, as(k.back, "back to the form"), k.help, k.leave}
	case s.sending:
		return []key.Binding{k.leave}
	default:
		return []key.Binding{k.back, k.leave}
	}
}

package ui

import (
	"context"
	"errors"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"

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
	payload draft.Payload // what the write carries; its secrets are wiped with the answer
	wanted  draft.Payload // what was set out to be sent
	begun   bool
	doubt   bool // a write went out and no answer came
}

// newSubmit submits the edits of a form; force lets problems pass. Without edits it
// submits the form as it is.
func newSubmit(f *form, force bool) *submit {
	s := &submit{form: f, force: force, asItIs: len(f.draft.Changes()) == 0}
	s.wanted, _ = f.draft.Payload(true)
	return s
}

// edits and connectorID make the draft known while the submission is on top.
func (s *submit) edits() *draft.Draft { return s.form.draft }
func (s *submit) connectorID() string { return s.form.conn.ID }

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
	s.failed, s.sending = nil, false
	return readConnector(e, ctx, s.gen, s.form.conn.ID)
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
	case connectorRead:
		if msg.gen == s.gen {
			return s.reread(e, msg)
		}
	case valuesSent:
		if msg.gen == s.gen {
			return s.answered(e, msg)
		}
	case resolved:
		// What was decided is about what was shown: look once more before writing.
		s.form.rebase(e, rebased{conn: msg.conn, draft: msg.draft})
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
	case s.failed != nil && (key.Matches(msg, s.failed.retry) || msg.Type == tea.KeyEnter && !msg.Paste):
		return do(s.read(e))
	case key.Matches(msg, keys().back) && !s.sending:
		return s.leave("")
	}
	return action{}
}

// leave goes back to the form, with a sentence for it.
func (s *submit) leave(note string) action {
	s.cancel()
	s.wanted.Wipe()
	if note == "" {
		return action{move: back}
	}
	return action{move: back, result: said{note}}
}

// outcome is what leaving now means: a write on its way may have been saved.
func (s *submit) outcome(*env) (Outcome, bool) {
	if !s.sending && !s.doubt {
		return Outcome{}, false
	}
	id := s.form.conn.ID
	return Outcome{Code: codeCancelled, Lines: []string{id + ": left while saving: it may have been saved; look: connwiz show " + id}}, true
}

// reread carries the edits over to the fresh document and stops where another
// writer changed the same.
func (s *submit) reread(e *env, msg connectorRead) action {
	if msg.err != nil {
		return s.fail(e, msg.err)
	}
	d, conflicts := s.form.draft.Rebase(msg.conn.Configuration)
	if len(conflicts) > 0 {
		// The form keeps what it was based on until the choice is made.
		e.knows(msg.conn.Configuration)
		return open(newConflict(msg.conn.Summary, d, conflicts))
	}
	s.form.rebase(e, rebased{conn: msg.conn.Summary, draft: d})
	return s.send(e)
}

// send writes the changes, or goes on to the watch when none is left: an earlier
// try whose answer was lost had landed, or somebody else changed the same.
func (s *submit) send(e *env) action {
	payload, err := s.form.draft.Payload(s.force)
	if err != nil {
		return action{move: back}
	}
	if len(payload.Values) == 0 && !s.asItIs && !landed(s.wanted, s.form.draft.Schema()) {
		return s.leave(nothingSent)
	}
	if len(payload.Values) == 0 && !s.asItIs {
		s.wanted.Wipe()
		s.form.saved()
		return action{move: replace, next: newWatch(s.form, client.Noop)}
	}
	ctx, cancel := context.WithCancel(e.ctx)
	s.cancel, s.sending, s.payload = cancel, true, payload
	for _, v := range payload.Values {
		if v.Sensitive() {
			e.secrets.AddValue(v)
		}
	}
	if payload.Values == nil {
		payload.Values = map[string]schema.Value{}
	}
	s.gen = e.generation()
	return do(sendValues(e, ctx, s.gen, s.form, payload))
}

// answered opens the watch, or tells what failed.
func (s *submit) answered(e *env, msg valuesSent) action {
	s.sending = false
	s.cancel()
	s.payload.Wipe()
	account := tell(e, Save{Connector: s.form.conn.ID, Fields: s.payload.Names, Result: msg.result, Err: msg.err})
	if msg.err != nil {
		a := s.fail(e, msg.err)
		a.cmd = account
		return a
	}
	s.wanted.Wipe()
	s.form.saved()
	return action{cmd: account, move: replace, next: newWatch(s.form, msg.result)}
}

// fail shows what failed and keeps everything.
func (s *submit) fail(e *env, err error) action {
	n := submitFailure(e, err)
	s.failed = &n
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
		return paragraphs(e, sz.w-1, "Sending "+count(len(s.payload.Names), "value")+e.theme.Glyphs.Ellipsis)
	default:
		return paragraphs(e, sz.w-1, "Reading the connector again before writing"+e.theme.Glyphs.Ellipsis)
	}
}

// bindings are what can be done meanwhile.
func (s *submit) bindings() []key.Binding {
	k := keys()
	switch {
	case s.failed != nil:
		return []key.Binding{s.failed.retry, as(k.back, "back to the form"), k.leave}
	case s.sending:
		return []key.Binding{k.leave}
	default:
		return []key.Binding{k.back, k.leave}
	}
}

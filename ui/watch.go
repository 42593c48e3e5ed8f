package ui

import (
	"fmt"
	"time"

	"connwiz/client"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// watch follows the connector after a save until the connector service has given
// its verdict.
type watch struct {
	job     *connectorJob
	result  client.Result
	gen     int
	pause   time.Duration
	state   client.Watch
	verdict client.Verdict
	last    client.Summary
	seen    bool
	moves   []string // status by status, with the time it was seen
	failed  *notice  // of the last question, cleared by the next answer
	fetched bool     // the refused document is being read for the form
}

// newWatch watches a connector after its values were saved.
func newWatch(j *connectorJob, result client.Result) *watch { return &watch{job: j, result: result} }

// start begins to ask; coming back to the screen goes on asking.
func (w *watch) start(e *env) tea.Cmd {
	w.gen = e.generation()
	if w.state.Saved.IsZero() {
		w.state = client.Watch{Interval: e.pace.Service, Saved: e.now()}
		w.pause = e.pace.First
	}
	return readSummary(e, e.ctx, w.gen, w.job.conn.ID)
}

// head names the connector.
func (w *watch) head(*env) header {
	h := w.job.head()
	if w.seen {
		h.status = statusWord(w.last.Status)
	}
	return h
}

// handle follows the answers.
func (w *watch) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case ticked:
		if msg.gen == w.gen {
			return do(readSummary(e, e.ctx, w.gen, w.job.conn.ID))
		}
	case summaryRead:
		if msg.gen == w.gen {
			return w.observe(e, msg)
		}
	case connectorRead:
		if msg.gen == w.gen {
			return w.reopen(e, msg)
		}
	case tea.KeyMsg:
		return w.key(e, msg)
	}
	return action{}
}

// observe takes one answer and asks again unless the verdict is final.
func (w *watch) observe(e *env, msg summaryRead) action {
	w.pause = min(2*w.pause, e.pace.Most)
	if msg.err != nil {
		n := failure(e, msg.err)
		w.failed = &n
		return do(after(w.pause, ticked{w.gen}))
	}
	w.failed = nil
	if !w.seen || w.last.Status != msg.summary.Status {
		w.moves = append(w.moves, e.now().Format("15:04:05")+"  "+statusWord(msg.summary.Status))
	}
	w.last, w.seen = msg.summary, true
	w.verdict = w.state.Observe(msg.summary, e.now())
	if w.verdict == client.Accepted && e.inline {
		return w.done(e) // On the normal screen the outcome line is proof enough.
	}
	if w.verdict == client.Accepted || w.verdict == client.Refused {
		return action{}
	}
	return do(after(w.pause, ticked{w.gen}))
}

// key leaves the watch, or goes back to the form with what the service said.
func (w *watch) key(e *env, msg tea.KeyMsg) action {
	switch {
	case msg.Paste:
	case key.Matches(msg, keys().enter) && (w.verdict == client.Refused || w.verdict == client.Doubtful):
		w.gen, w.fetched = e.generation(), true
		return do(readConnector(e, e.ctx, w.gen, w.job.conn.ID))
	case key.Matches(msg, keys().enter) && w.verdict == client.Accepted, key.Matches(msg, keys().back):
		return w.done(e)
	}
	return action{}
}

// reopen shows the form again, on the document as it is now, with the service's
// words beside the fields that they name.
func (w *watch) reopen(e *env, msg connectorRead) action {
	if msg.err != nil {
		n := failure(e, msg.err)
		w.failed = &n
		return do(after(w.pause, ticked{w.gen}))
	}
	next, _ := w.job.onto(msg.conn)
	said := msg.conn.Configuration.Mentioned(msg.conn.Error)
	return action{move: back, result: rebased{job: next, said: said},
		about: w.job.conn.ID, outcome: w.outcome(e)}
}

// done ends the program, or goes back to the list it was started from.
func (w *watch) done(e *env) action {
	if e.fixed {
		return action{move: quit, about: w.job.conn.ID, outcome: w.outcome(e)}
	}
	return action{move: back, result: leaveConfirmed{forget: true}, about: w.job.conn.ID, outcome: w.outcome(e)}
}

// about is the connector that was written.
func (w *watch) about() string { return w.job.conn.ID }

// outcome is what stays on the normal screen.
func (w *watch) outcome(e *env) Outcome {
	id := w.job.conn.ID
	switch w.verdict {
	case client.Accepted:
		return Outcome{Code: codeDone, Lines: []string{id + ": Configuration updated; connected"}}
	case client.Refused, client.Doubtful:
		return Outcome{Code: codeNoVerdict, Lines: []string{id + ": Configuration updated; the service refused it: " + e.clean(w.last.Error)}}
	default:
		return Outcome{Code: codeNoVerdict, Lines: []string{id + ": Configuration updated; no verdict of the service yet"}}
	}
}

// draw tells the story so far.
func (w *watch) draw(e *env, s size) []string {
	width := s.w - 1
	t := e.theme
	lines := []string{t.Success.Render(t.Glyphs.Check + " Configuration updated")}
	if s.h > 8 {
		lines = append(lines, "")
	}
	for _, m := range w.moves {
		lines = append(lines, "  "+e.cut(m, width-2))
	}
	if w.failed != nil {
		return append(lines, w.failed.draw(e, size{s.w, max(1, s.h-len(lines))})...)
	}
	style, story := w.story(e)
	for _, line := range paragraphs(e, width, story...) {
		lines = append(lines, style.Render(line))
	}
	return lines
}

// story says what the status means.
func (w *watch) story(e *env) (styler, []string) {
	t := e.theme
	switch w.verdict {
	case client.Accepted:
		return t.Success, []string{t.Glyphs.Check + " connected: the connector service accepted it."}
	case client.Refused:
		return t.Error, []string{t.Glyphs.Cross + " The service refused it: " + w.errorText(), "Enter goes back to the form."}
	case client.Doubtful:
		return t.Error, []string{t.Glyphs.Cross + " The service reports: " + w.errorText(),
			fmt.Sprintf("This may still be about the values of before; it is final after one more check (%d s).", int(e.pace.Service.Seconds()))}
	}
	return t.Muted, []string{w.silence(e)}
}

// errorText is the service's text without the values of sensitive fields.
func (w *watch) errorText() string {
	return w.job.draft.Schema().RedactQuoted(w.last.Error)
}

// silence says why there is no answer yet.
func (w *watch) silence(e *env) string {
	waited := int(e.now().Sub(w.state.Saved).Seconds())
	switch w.state.Silence(e.now()) {
	case client.NeverSeen:
		return fmt.Sprintf("No connector service has ever checked in for this connector: is one running, with %s in its config.yml? (%d s)", w.job.conn.ID, waited)
	case client.NoHeartbeat:
		return fmt.Sprintf("No heartbeat: the service last checked in %s. The values are saved; it takes them when it runs again. (%d s)", ago(w.last.LastSeen, e.now()), waited)
	default:
		return fmt.Sprintf("No answer yet: the service looks every %d s. (%d s)", int(e.pace.Service.Seconds()), waited)
	}
}

// bindings are what can be done meanwhile.
func (w *watch) bindings() []key.Binding {
	k := keys()
	switch w.verdict {
	case client.Accepted:
		return []key.Binding{as(k.enter, "done"), k.help, k.leave}
	case client.Refused, client.Doubtful:
		return []key.Binding{as(k.enter, "back to the form"), as(k.back, "leave it so"), k.help, k.leave}
	default:
		return []key.Binding{as(k.back, "stop watching"), k.help, k.leave}
	}
}

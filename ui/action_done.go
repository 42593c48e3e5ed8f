package ui

import (
	"encoding/json"

	"connwiz/client/kibana"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// actionDone tells what was written, and offers to run it once.
type actionDone struct {
	job  *actionJob
	test *kibana.Test
	ran  *kibana.Execution // of the last test
}

// newActionDone tells of a connector that was written.
func newActionDone(j *actionJob) *actionDone {
	return &actionDone{job: j, test: j.form.Type().Test}
}

// start has nothing to do.
func (d *actionDone) start(*env) tea.Cmd { return nil }

// head names the connector.
func (d *actionDone) head(*env) header {
	h := d.job.head()
	h.status = d.job.verb
	return h
}

// handle tests, ends, or goes back to the form after a test that failed.
func (d *actionDone) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case actionRan:
		d.ran = &msg.execution
	case tea.KeyMsg:
		switch {
		case msg.Paste:
		case msg.String() == "t" && d.test != nil:
			return open(newActionTry(d.job, d.test))
		case msg.String() == "e" && d.refused():
			note := said{"What was typed is still here, secrets too: mend it and save again."}
			return action{move: back, result: note, about: d.job.id(), outcome: d.outcome(e)}
		case key.Matches(msg, keys().enter, keys().back):
			return d.done(e)
		}
	}
	return action{}
}

// refused reports whether the last test failed.
func (d *actionDone) refused() bool { return d.ran != nil && !d.ran.OK }

// done ends the program, or goes back to the list it was started from.
func (d *actionDone) done(e *env) action {
	o := d.outcome(e)
	d.job.form.Wipe() // The secrets stayed for a change after a test that failed.
	if e.fixed {
		return action{move: quit, about: d.job.id(), outcome: o}
	}
	return action{move: back, result: leaveConfirmed{forget: true, then: actionSaved{}}, about: d.job.id(), outcome: o}
}

// about is the connector that was written.
func (d *actionDone) about() string { return d.job.id() }

// outcome is what stays on the normal screen.
func (d *actionDone) outcome(e *env) Outcome { return actionOutcome(e, d.job, d.ran) }

// actionOutcome is the outcome of a connector that was written, and perhaps tested:
// saved, but of no use, is a refusal.
func actionOutcome(e *env, j *actionJob, ran *kibana.Execution) Outcome {
	line, code := j.id()+": connector "+j.verb, codeDone
	switch {
	case ran != nil && ran.OK:
		line += "; the test worked"
	case ran != nil:
		line += "; the test failed: " + e.clean(ran.Why())
		code = codeNoVerdict
	}
	return Outcome{Lines: []string{line}, Code: code}
}

// draw tells what was done, and what the test said.
func (d *actionDone) draw(e *env, s size) []string {
	w, t := s.w-1, e.theme
	lines := []string{t.Success.Render(e.cut(t.Glyphs.Check+" Connector "+d.job.verb+": "+e.clean(d.job.id()), w))}
	if s.h > 8 {
		lines = append(lines, "")
	}
	style, story := d.story(e)
	for _, line := range paragraphs(e, w, story...) {
		lines = append(lines, style.Render(line))
	}
	return lines
}

// story says what the last test came to, or what one would do.
func (d *actionDone) story(e *env) (styler, []string) {
	t := e.theme
	switch {
	case d.refused():
		return t.Error, []string{t.Glyphs.Cross + " The test failed: " + d.ran.Why(), "t tests again, e goes back to the form."}
	case d.ran != nil:
		return t.Success, []string{t.Glyphs.Check + " The test worked."}
	}
	return t.Text, offerOfTest(d.test)
}

// offerOfTest says what a test would do, and what it would send.
func offerOfTest(test *kibana.Test) []string {
	if test == nil {
		return []string{"What a test needs isn't known here: connwiz action test takes the parameters that Kibana documents."}
	}
	params, _ := test.Start() // the data files are tested
	for _, need := range test.Needs {
		if _, whole := params[need]; whole {
			params[need] = json.RawMessage(`"(asked for first)"`)
		}
	}
	return append([]string{"A test runs the connector once: it " + test.Effect + ", with these parameters:"}, params.Lines()...)
}

// bindings are the ways on.
func (d *actionDone) bindings() []key.Binding {
	k := keys()
	out := []key.Binding{as(k.enter, "done")}
	if d.test != nil {
		out = append(out, key.NewBinding(key.WithKeys("t"), key.WithHelp("t", "test it")))
	}
	if d.refused() {
		out = append(out, key.NewBinding(key.WithKeys("e"), key.WithHelp("e", "edit it")))
	}
	return append(out, k.leave)
}

package ui

import (
	"context"
	"encoding/json"
	"strings"

	"connwiz/client/kibana"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// actionTry runs a connector once, after asking for what its test needs. Since it
// really sends something, nothing runs before Enter.
type actionTry struct {
	job     *actionJob
	test    *kibana.Test
	params  kibana.Params
	asked   int // how many of the needs were answered
	ed      *editor
	gen     int
	cancel  context.CancelFunc
	running bool
	failed  *notice
	note    string
}

// actionRan brings what came of a run.
type actionRan struct {
	gen       int
	execution kibana.Execution
	err       error
}

// newActionTry tests a connector.
func newActionTry(j *actionJob, test *kibana.Test) *actionTry {
	t := &actionTry{job: j, test: test, ed: newEditor("", false)}
	t.params, _ = test.Start() // the data files are tested
	return t
}

// start has nothing to do.
func (t *actionTry) start(*env) tea.Cmd { return nil }

// head names the connector.
func (t *actionTry) head(*env) header {
	h := t.job.head()
	h.status = "test"
	return h
}

// about and outcome are of the connector, which was written before.
func (t *actionTry) about() string          { return t.job.id() }
func (t *actionTry) outcome(e *env) Outcome { return actionOutcome(e, t.job, nil) }

// need is the parameter that is asked for now, "" when none is.
func (t *actionTry) need() string {
	if t.asked >= len(t.test.Needs) {
		return ""
	}
	return t.test.Needs[t.asked]
}

// handle takes the parameters, runs the connector, and hands back what came of it.
func (t *actionTry) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case actionRan:
		if msg.gen == t.gen {
			return t.ran(e, msg)
		}
	case tea.KeyMsg:
		return t.key(e, msg)
	}
	return action{}
}

// ran goes back with the result, or says why there is none.
func (t *actionTry) ran(e *env, msg actionRan) action {
	t.running = false
	t.cancel()
	if msg.err != nil {
		n := actionFailure(e, msg.err)
		n.advice = "Enter tries again."
		t.failed = &n
		return action{}
	}
	return action{move: back, result: msg}
}

// key types a parameter, runs, or goes back.
func (t *actionTry) key(e *env, k tea.KeyMsg) action {
	switch {
	case k.Type == tea.KeyEsc:
		if t.cancel != nil {
			t.cancel()
		}
		return action{move: back}
	case t.running:
	case k.Type == tea.KeyEnter && !k.Paste:
		return t.enter(e)
	case t.need() == "":
	default:
		typeLine(t.ed, k)
	}
	return action{}
}

// typeLine types a key into an editor of one line.
func typeLine(ed *editor, k tea.KeyMsg) {
	switch {
	case key.Matches(k, keys().clear):
		ed.wipe()
	case k.Type == tea.KeyRunes && !k.Alt, k.Type == tea.KeySpace:
		ed.insert(k.Runes)
	default:
		ed.handle(k)
	}
}

// enter takes what was typed, and runs when nothing more is needed.
func (t *actionTry) enter(e *env) action {
	if need := t.need(); need != "" {
		if strings.TrimSpace(t.ed.text()) == "" {
			t.note = "The test needs it."
			return action{}
		}
		t.params.Set(need, t.ed.text())
		t.ed.wipe()
		t.asked, t.note = t.asked+1, ""
		if t.need() != "" {
			return action{}
		}
	}
	ctx, cancel := context.WithCancel(e.ctx)
	t.gen, t.cancel, t.running, t.failed = e.generation(), cancel, true, nil
	return do(runAction(e, ctx, t.gen, t.job.id(), t.params))
}

// runAction runs a connector once.
func runAction(e *env, ctx context.Context, gen int, id string, params kibana.Params) tea.Cmd {
	raw, err := json.Marshal(params)
	return func() tea.Msg {
		if err != nil {
			return actionRan{gen: gen, err: err}
		}
		x, err := e.actions.Execute(ctx, id, raw)
		return actionRan{gen, x, err}
	}
}

// needWords asks for a parameter.
func needWords(params kibana.Params, need string) string {
	name := need[strings.LastIndexByte(need, '.')+1:]
	outer, inner, nested := strings.Cut(need, ".")
	now := params[need]
	if nested {
		within := kibana.Params{}
		if json.Unmarshal(params[outer], &within) == nil {
			now = within[inner]
		}
	}
	if strings.HasPrefix(string(now), "[") {
		return name + ", separated by commas"
	}
	return name
}

// draw says what the test does, and asks for what it needs.
func (t *actionTry) draw(e *env, s size) []string {
	w := s.w - 1
	if t.failed != nil {
		return t.failed.draw(e, s)
	}
	lines := t.above(e, w)
	switch {
	case t.running:
		return append(lines, paragraphs(e, w, "Running"+e.theme.Glyphs.Ellipsis)...)
	case t.need() != "":
		lines = append(lines, t.ed.draw(e, w, 1, false)...)
	default:
		lines = append(lines, paragraphs(e, w, append([]string{"The parameters:"}, t.params.Lines()...)...)...)
	}
	if t.note != "" {
		lines = append(lines, e.theme.Warning.Render(e.cut(t.note, w)))
	}
	return lines
}

// above is what stands above the parameter that is typed.
func (t *actionTry) above(e *env, w int) []string {
	lines := paragraphs(e, w, "This really runs the connector once: it "+t.test.Effect+".")
	if need := t.need(); need != "" && !t.running {
		lines = append(lines, paragraphs(e, w, needWords(t.params, need)+":")...)
	}
	return lines
}

// caret is in the parameter.
func (t *actionTry) caret(e *env, s size) (spot, bool) {
	at := t.ed.caret(e, s.w-1, 1, false)
	at.y += len(t.above(e, s.w-1))
	return at, t.typing()
}

// typing reports whether keys are text.
func (t *actionTry) typing() bool { return t.failed == nil && !t.running && t.need() != "" }

// owns says that letters are the parameter.
func (t *actionTry) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes && t.typing() }

// bindings run it or go back.
func (t *actionTry) bindings() []key.Binding {
	k := keys()
	if t.running {
		return []key.Binding{as(k.back, "stop waiting"), k.leave}
	}
	if t.asked+1 < len(t.test.Needs) {
		return []key.Binding{as(k.enter, "next"), k.back, k.leave}
	}
	return []key.Binding{as(k.enter, "run it"), k.back, k.leave}
}

package ui

import (
	"os"
	"slices"

	"connwiz/ui/terminal"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Model is the one [tea.Model] of the wizard: a stack of screens, and the keys
// that work on all of them.
type Model struct {
	env     *env
	stack   []screen
	keys    keyMap
	suspend func() tea.Cmd
	// ending waits for what ends the program from outside; nil in tests.
	ending tea.Cmd
	// armed is set by a first Ctrl+C that would lose typed secrets.
	armed   bool
	outcome Outcome
	came    []result // what came of each connector, the latest word on it
	done    bool
}

// Signalled tells the wizard that the process was asked to end.
type Signalled struct{ Signal os.Signal }

// Init starts the first screen.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.top().start(m.env), m.ending) }

// Update reacts to one message.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		w, h := terminal.ClampSize(msg.Width, msg.Height)
		m.env.size = size{w, h}
		return m, nil
	case Signalled:
		o := m.leaving()
		o.Code = terminal.ExitCode(msg.Signal)
		return m, m.end(o)
	case noticed:
		m.env.notice = msg.text
		return m, nil
	case tea.KeyMsg:
		if cmd, taken := m.everywhere(msg); taken {
			return m, cmd
		}
		m.armed = false
		m.env.notice = ""
	}
	return m, m.deliver(msg)
}

// deliver hands a message to the screen on top. Help covers a screen without
// stopping what it waits for: answers go to the screen that asked.
func (m *Model) deliver(msg tea.Msg) tea.Cmd {
	_, isKey := msg.(tea.KeyMsg)
	if _, covered := m.top().(*help); !covered || isKey {
		return m.apply(m.top().handle(m.env, msg))
	}
	a := m.seen().handle(m.env, msg)
	if a.move != stay {
		m.stack = m.stack[:len(m.stack)-1] // It was about a screen that goes now.
	}
	return m.apply(a)
}

// seen is the screen that a person works on: help is only about it.
func (m *Model) seen() screen {
	if _, covered := m.top().(*help); covered && len(m.stack) > 1 {
		return m.stack[len(m.stack)-2]
	}
	return m.top()
}

// everywhere handles the keys that mean the same on every screen.
func (m *Model) everywhere(msg tea.KeyMsg) (tea.Cmd, bool) {
	switch {
	case isText(msg):
		return nil, false
	case key.Matches(msg, m.keys.leave):
		return m.leave(), true
	case key.Matches(msg, m.keys.redraw):
		return tea.ClearScreen, true
	case key.Matches(msg, m.keys.suspend):
		if m.suspend == nil {
			return nil, true
		}
		return m.suspend(), true
	case key.Matches(msg, m.keys.help), msg.String() == "?":
		return m.explain(msg)
	}
	return nil, false
}

// explain opens the help on a screen, unless the key is its own.
func (m *Model) explain(k tea.KeyMsg) (tea.Cmd, bool) {
	if s, ok := m.top().(explaining); ok && s.owns(k) {
		return nil, false
	}
	return m.apply(open(helpOn(m.env, m.top()))), true
}

// explaining is a screen on which the keys of the help may mean something else: the
// form explains its field, and in text ? is a character like others.
type explaining interface{ owns(tea.KeyMsg) bool }

// leave ends the program, or first says which typed secrets would be lost.
func (m *Model) leave() tea.Cmd {
	left := m.leftover()
	if _, came := m.settled(); came {
		return m.end(m.leaving())
	}
	if len(left.secrets) > 0 && !m.armed {
		m.armed = true
		m.env.notice = left.warning()
		return nil
	}
	return m.end(m.leaving())
}

// leaving is the outcome of Ctrl+C now: of the screen on top where something came
// of it already, else that of leaving changes behind.
func (m *Model) leaving() Outcome {
	o, came := m.settled()
	if !came {
		o = cancelled(m.leftover())
	}
	if s, ok := m.seen().(settling); ok {
		m.record(s.about(), o) // It replaces what was said of the same before.
	}
	return m.withSetup(o)
}

// settled asks the screen on top whether something came of it already.
func (m *Model) settled() (Outcome, bool) {
	switch s := m.seen().(type) {
	case settling:
		return s.outcome(m.env), true
	case writing:
		return s.outcome(m.env)
	}
	return Outcome{}, false
}

// settling is a screen after a write: whoever leaves it leaves nothing behind.
type settling interface {
	outcome(*env) Outcome
	about() string // what was written
}

// writing is a screen from which a write may be on its way.
type writing interface {
	outcome(*env) (Outcome, bool)
}

// apply carries out a screen's answer.
func (m *Model) apply(a action) tea.Cmd {
	switch a.move {
	case push:
		m.stack = append(m.stack, a.next)
		return tea.Batch(a.cmd, a.next.start(m.env))
	case replace:
		m.stack[len(m.stack)-1] = a.next
		cmd := tea.Batch(a.cmd, a.next.start(m.env))
		if a.then != nil {
			return tea.Batch(cmd, m.apply(open(a.then)))
		}
		return cmd
	case back:
		return tea.Batch(a.cmd, m.pop(a))
	case quit:
		m.record(a.about, a.outcome)
		return tea.Batch(a.cmd, m.end(a.outcome))
	}
	return a.cmd
}

// pop takes the top screen away and hands its result to the one below; without
// one below the program ends.
func (m *Model) pop(a action) tea.Cmd {
	if len(m.stack) == 1 {
		if a.outcome.none() {
			a.outcome = left(m.leftover())
		}
		return m.end(a.outcome)
	}
	m.record(a.about, a.outcome)
	m.stack = m.stack[:len(m.stack)-1]
	cmd := m.top().start(m.env)
	if a.result == nil {
		return cmd
	}
	return tea.Batch(cmd, m.apply(m.top().handle(m.env, a.result)))
}

// end remembers the outcome and quits.
func (m *Model) end(o Outcome) tea.Cmd {
	if !m.done {
		m.outcome, m.done = m.sum(o), true
	}
	return tea.Quit
}

// result is what came of one connector.
type result struct {
	about   string
	outcome Outcome
}

// record notes what came of a connector; a later word on it replaces an earlier one.
func (m *Model) record(about string, o Outcome) {
	if about == "" {
		return
	}
	for i := range m.came {
		if m.came[i].about == about {
			m.came[i].outcome = o
			return
		}
	}
	m.came = append(m.came, result{about, o})
}

// sum is the outcome of the whole run: last is that of its last screen.
func (m *Model) sum(last Outcome) Outcome {
	out := Outcome{Code: last.Code, Err: last.Err}
	for _, r := range m.came {
		out.Code = max(out.Code, r.outcome.Code)
		out.Lines = append(out.Lines, r.outcome.Lines...)
	}
	for _, line := range last.Lines {
		if !slices.Contains(out.Lines, line) {
			out.Lines = append(out.Lines, line)
		}
	}
	return out
}

// keep puts what was typed and not sent on disk, and wipes the secrets. It runs
// when the program has ended, in whatever way.
func (m *Model) keep() {
	for _, s := range m.stack {
		if k, ok := s.(keeper); ok {
			if err := k.keep(m.env); err != nil {
				m.outcome.Lines = append(m.outcome.Lines, err.Error())
			}
		}
	}
}

// keeper is a screen that holds what a person has typed.
type keeper interface {
	// keep puts on disk what may be kept, and wipes the rest.
	keep(*env) error
}

// top is the screen that is shown.
func (m *Model) top() screen { return m.stack[len(m.stack)-1] }

// leftover collects what leaving now would not send, over all screens.
func (m *Model) leftover() leftover {
	var u leftover
	for _, s := range m.stack {
		if g, ok := s.(*guided); ok && g.working == nil {
			u.secrets = g.page.typedSecrets()
		}
		if d := draftOf(s); d != nil {
			u.id, u.kept = s.(drafting).connectorID(), m.env.drafts != nil && !m.env.inline
			u.changes = len(d.Changes())
			u.secrets = calledIn(d.Schema(), d.UnsentSecrets())
		}
	}
	return u
}

// drafting is a screen that holds a person's edits.
type drafting interface {
	edits() editing
	connectorID() string
}

// draftOf returns the edits that a screen holds, or nil.
func draftOf(s screen) editing {
	if d, ok := s.(drafting); ok {
		return d.edits()
	}
	return nil
}

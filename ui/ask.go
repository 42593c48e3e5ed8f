package ui

import (
	"fmt"

	"connwiz/schema"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// ask is a question with a yes that has a key of its own: Enter never says yes
// to losing something.
type ask struct {
	title    string
	question []string
	yes      key.Binding
	answer   tea.Msg // handed to the screen below on yes
}

// leaveConfirmed and clearConfirmed are the answers to the wizard's questions.
type leaveConfirmed struct{}
type clearConfirmed struct{ name string }

// askLeave asks before edits are left behind.
func askLeave(changes int) *ask {
	what := count(changes, "change")
	if changes == 0 {
		what = "What was typed"
	}
	return &ask{
		title:    "Leave this form?",
		question: []string{fmt.Sprintf("%s will not be sent.", what)},
		yes:      key.NewBinding(key.WithKeys("y", "Y"), key.WithHelp("y", "leave")),
		answer:   leaveConfirmed{},
	}
}

// askClear asks before a stored secret is emptied.
func askClear(f *schema.Field) *ask {
	return &ask{
		title: "Clear " + f.Label + "?",
		question: []string{"The stored secret will be emptied when you submit. It can't be shown or brought back afterwards.",
			"To replace it, go back and type the new one."},
		yes:    key.NewBinding(key.WithKeys("y", "Y"), key.WithHelp("y", "clear it")),
		answer: clearConfirmed{name: f.Name},
	}
}

// start has nothing to do.
func (a *ask) start(*env) tea.Cmd { return nil }

// head is the question in short.
func (a *ask) head(*env) header { return header{title: a.title} }

// handle waits for the key that says yes, or for Esc.
func (a *ask) handle(_ *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok || k.Paste:
		return action{}
	case key.Matches(k, a.yes):
		return action{move: back, result: a.answer}
	case key.Matches(k, keys().back), k.String() == "n":
		return action{move: back}
	}
	return action{}
}

// draw shows the question.
func (a *ask) draw(e *env, s size) []string { return paragraphs(e, s.w-1, a.question...) }

// bindings are yes and back.
func (a *ask) bindings() []key.Binding { return []key.Binding{a.yes, as(keys().back, "go back")} }

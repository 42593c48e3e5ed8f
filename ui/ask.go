package ui

import (
	"strings"

	"connwiz/schema"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// ask is a question with a yes that has a key of its own: Enter never says yes
// to losing something.
type ask struct {
	title    string
	question []string // our own words
	about    string   // names from the schema
	yes      key.Binding
	answer   tea.Msg // handed to the screen below on yes
	or       key.Binding
	orAnswer tea.Msg // the same of the other key, where there is one
}

// leaveConfirmed and clearConfirmed are the answers to the wizard's questions.
type leaveConfirmed struct {
	forget    bool
	untouched bool    // nothing was done yet, not even about a kept draft
	then      tea.Msg // for the screen below the form
}
type clearConfirmed struct{ name string }

// askLeave asks before edits are left behind; kept says that they are kept as a
// draft, all but the secrets.
func askLeave(d editing, kept bool) *ask {
	what := "What was typed is"
	switch n := len(d.Changes()); n {
	case 0:
	case 1:
		what = "1 change is"
	default:
		what = count(n, "change") + " are"
	}
	a := &ask{
		title:    "Leave this form?",
		question: []string{what + " not sent."},
		yes:      key.NewBinding(key.WithKeys("y", "Y"), key.WithHelp("y", "leave")),
		answer:   leaveConfirmed{},
	}
	if kept {
		a.question = append(a.question, "A draft is kept for the next time.")
		a.or = key.NewBinding(key.WithKeys("d", "D"), key.WithHelp("d", "discard"))
		a.orAnswer = leaveConfirmed{forget: true}
	}
	if secrets := d.UnsentSecrets(); len(secrets) > 0 {
		a.question = append(a.question, "Secrets are never kept. To be typed again:")
		a.about = strings.Join(calledIn(d.Schema(), secrets), ", ")
	}
	return a
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
	case a.orAnswer != nil && key.Matches(k, a.or):
		return action{move: back, result: a.orAnswer}
	case key.Matches(k, keys().back), k.String() == "n":
		return action{move: back}
	}
	return action{}
}

// draw shows the question.
func (a *ask) draw(e *env, s size) []string {
	lines := say(s.w-1, a.question...)
	if a.about == "" {
		return lines
	}
	return append(lines, paragraphs(e, s.w-1, a.about)...)
}

// bindings are yes and back.
func (a *ask) bindings() []key.Binding {
	if a.orAnswer != nil {
		return []key.Binding{a.yes, a.or, as(keys().back, "go back")}
	}
	return []key.Binding{a.yes, as(keys().back, "go back")}
}

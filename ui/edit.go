package ui

import (
	"context"
	"crypto/subtle"
	"fmt"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/schema/draft"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// EditOptions say which one field is edited alone.
type EditOptions struct {
	// Field is its name, or a label that only it has.
	Field string
	// Confirm asks for a secret twice.
	Confirm bool
}

// single is the editing of one field alone: type, review, submit, watch.
type single struct {
	name    string
	confirm bool
	agreed  bool
}

// NewEditModel makes the wizard's model for one field, drawn on the normal screen.
func NewEditModel(ctx context.Context, o Options, edit EditOptions) *Model {
	m := NewModel(ctx, o)
	m.env.inline = true
	m.stack = []screen{&load{id: o.ID, open: func(e *env, c *client.Connector) action { return openSingle(e, c, edit) }}}
	return m
}

// openSingle opens the one field, or ends with the nearest names when there is no
// such field.
func openSingle(e *env, c *client.Connector, edit EditOptions) action {
	if c.Configuration.Empty() {
		return action{move: replace, next: newAwaitSchema(c.Summary)}
	}
	field, err := c.Configuration.Lookup(edit.Field)
	if err != nil {
		return action{move: quit, outcome: Outcome{Code: 1, Err: err}}
	}
	d := draft.New(c.Configuration)
	d.OnPurpose(field.Name)
	f := newJobForm(&connectorJob{conn: c.Summary, draft: d, single: true},
		&single{name: field.Name, confirm: edit.Confirm && masked(field)})
	f.sayError(c.Error)
	f.note = hiddenNote(d, field.Name)
	return action{move: replace, next: f}
}

// hiddenNote warns that the service won't look at a hidden field.
func hiddenNote(d editing, name string) string {
	v, _ := d.Field(name)
	why := hiddenWhy(d, v)
	if why == "" {
		return ""
	}
	return "The service ignores this field now: " + why + "."
}

// next goes on from the field: to typing it again, or to the review.
func (s *single) next(f *form) action {
	if s.confirm && !s.agreed && !f.draft.Secret(s.name).Empty() {
		return open(newAgain(f.draft.Schema().Field(s.name)))
	}
	return open(newReview(f))
}

// chosen reports whether Enter means to go on from a list that is closed again with
// another choice in it; before that Enter opens the list.
func (s *single) chosen(f *form, msg tea.KeyMsg) bool {
	list, ok := f.control.(*dropdown)
	if !ok || list.open || msg.Type != tea.KeyEnter || msg.Alt {
		return false
	}
	v, _ := f.draft.Field(s.name)
	return v.State == draft.Changed
}

// compare takes the second typing of a secret.
func (s *single) compare(f *form, again typedAgain) action {
	typed := f.draft.Secret(s.name).Reveal()
	s.agreed = subtle.ConstantTimeCompare(typed, again.text) == 1
	clear(again.text)
	if !s.agreed {
		f.note = "The two differ. Type it again."
		f.draft.Restore(s.name)
		f.refocus()
		return action{}
	}
	return open(newReview(f))
}

// bindings are the footer while one field is edited.
func (s *single) bindings(f *form) []key.Binding {
	k := keys()
	field := f.draft.Schema().Field(s.name)
	out := []key.Binding{as(k.enter, "review")}
	list, isList := f.control.(*dropdown)
	switch {
	case !field.OneLine():
		out = []key.Binding{k.review}
	case isList && list.open:
		out = []key.Binding{as(k.enter, "choose")}
	case isList && !s.chosen(f, tea.KeyMsg{Type: tea.KeyEnter}):
		out = []key.Binding{as(k.enter, "open"), k.review}
	}
	if masked(field) {
		out = append(out, k.reveal)
	}
	return append(out, k.help, k.back, k.leave)
}

// again asks for a secret a second time.
type again struct {
	field *schema.Field
	ed    *editor
}

// typedAgain hands back the second typing.
type typedAgain struct{ text []byte }

// String hides the text from every printed form.
func (typedAgain) String() string { return schema.Redacted }

// GoString hides the text from %#v.
func (typedAgain) GoString() string { return schema.Redacted }

// newAgain asks for the secret of f.
func newAgain(f *schema.Field) *again { return &again{field: f, ed: newEditor("", !f.OneLine())} }

// start has nothing to do.
func (a *again) start(*env) tea.Cmd { return nil }

// head names the field.
func (a *again) head(*env) header { return header{title: a.field.Label, status: "type it again"} }

// handle types, and hands the text back.
func (a *again) handle(_ *env, msg tea.Msg) action {
	k, ok := msg.(tea.KeyMsg)
	switch {
	case !ok:
	case k.Paste:
		a.ed.insert(k.Runes)
	case key.Matches(k, keys().back):
		a.ed.wipe()
		return action{move: back}
	case key.Matches(k, keys().review), k.Type == tea.KeyEnter && !a.ed.many:
		text := a.ed.bytes()
		a.ed.wipe()
		return action{move: back, result: typedAgain{text}}
	case k.Type == tea.KeyEnter:
		a.ed.insert([]rune{'\n'})
	case k.Type == tea.KeyRunes && !k.Alt, k.Type == tea.KeySpace:
		a.ed.insert(k.Runes)
	default:
		a.ed.handle(k)
	}
	return action{}
}

// draw shows the mask.
func (a *again) draw(e *env, s size) []string {
	return append(a.prompt(e, s), a.ed.draw(e, s.w-1, a.height(s), true)...)
}

// prompt says what is asked for.
func (a *again) prompt(e *env, s size) []string {
	return paragraphs(e, s.w-1, fmt.Sprintf("%s, once more:", a.field.Label))
}

// height is how many lines of the mask are shown.
func (a *again) height(s size) int { return max(1, min(s.h-1, maxAreaLines)) }

// caret is in the mask.
func (a *again) caret(e *env, s size) (spot, bool) {
	at := a.ed.caret(e, s.w-1, a.height(s), true)
	at.y += len(a.prompt(e, s))
	return at, true
}

// owns says that letters are the secret.
func (a *again) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes }

// bindings go on or back.
func (a *again) bindings() []key.Binding {
	k := keys()
	if a.ed.many {
		return []key.Binding{k.review, k.back, k.leave}
	}
	return []key.Binding{as(k.enter, "review"), k.back, k.leave}
}

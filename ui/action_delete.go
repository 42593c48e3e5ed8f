package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"connwiz/client"
	"connwiz/client/kibana"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// actionDelete deletes an action connector once its name was typed: no single key
// does that.
type actionDelete struct {
	conn    kibana.Connector
	ed      *editor
	gen     int
	cancel  context.CancelFunc
	running bool
	failed  *notice
	note    string
}

// actionDeleted tells what became of a deletion; tried is set once Kibana was asked.
type actionDeleted struct {
	gen   int
	tried bool
	err   error
}

// newActionDelete asks for the name of a connector.
func newActionDelete(c kibana.Connector) *actionDelete {
	return &actionDelete{conn: c, ed: newEditor("", false)}
}

// start has nothing to do.
func (d *actionDelete) start(*env) tea.Cmd { return nil }

// head names the connector.
func (d *actionDelete) head(e *env) header {
	return header{title: "Delete " + actionTitle(d.conn), detail: actionKind(d.conn.TypeID), host: actionPlace(e)}
}

// handle takes the name, and deletes.
func (d *actionDelete) handle(e *env, msg tea.Msg) action {
	switch msg := msg.(type) {
	case actionDeleted:
		if msg.gen == d.gen {
			return d.deleted(e, msg)
		}
	case tea.KeyMsg:
		if !d.running {
			return d.key(e, msg)
		}
	}
	return action{}
}

// key types the name, deletes, or goes back.
func (d *actionDelete) key(e *env, k tea.KeyMsg) action {
	switch {
	case k.Type == tea.KeyEsc:
		return action{move: back}
	case d.failed != nil && key.Matches(k, d.failed.retry):
		return d.run(e)
	case d.failed != nil:
	case k.Type == tea.KeyEnter && !k.Paste:
		if d.note = misnamed(d.conn, d.ed.text()); d.note == "" {
			return d.run(e)
		}
	default:
		typeLine(d.ed, k)
	}
	return action{}
}

// misnamed says what is wrong with what was typed for a connector's name; its id will
// do, since a name may have what no keyboard has.
func misnamed(c kibana.Connector, typed string) string {
	switch strings.TrimSpace(typed) {
	case strings.TrimSpace(actionTitle(c)), c.ID:
		return ""
	case "":
		return "Nothing is deleted without the name."
	}
	return "That is neither its name nor its id."
}

// run deletes the connector.
func (d *actionDelete) run(e *env) action {
	ctx, cancel := context.WithCancel(e.ctx)
	d.gen, d.cancel, d.running, d.failed = e.generation(), cancel, true, nil
	gen, c := d.gen, d.conn
	return do(func() tea.Msg {
		tried, err := deleteAction(ctx, e, c)
		return actionDeleted{gen, tried, err}
	})
}

// deleteAction deletes a connector, unless it is another one by now. What is kept of
// it on disk goes too.
func deleteAction(ctx context.Context, e *env, c kibana.Connector) (tried bool, err error) {
	now, err := e.actions.Get(ctx, c.ID)
	if err != nil {
		return false, err
	}
	if now.Name != c.Name || now.TypeID != c.TypeID {
		return false, fmt.Errorf("somebody changed it: it is called %q now, of type %s", now.Name, now.TypeID)
	}
	if err := e.actions.Delete(ctx, c.ID); err != nil {
		return true, err
	}
	if e.drafts != nil {
		kept := keptOf(actionPlace(e))
		_ = e.drafts.Drop(kept, c.ID) // a draft too many expires
		_ = e.drafts.DropInFlight(kept, c.ID)
	}
	return true, nil
}

// deleted goes back to the list, or says why nothing was deleted.
func (d *actionDelete) deleted(e *env, msg actionDeleted) action {
	d.running = false
	d.cancel()
	var account tea.Cmd
	if msg.tried {
		account = tell(e, deletionOf(d.conn, msg.err))
	}
	if msg.err != nil {
		n := deletionFailure(e, msg.err)
		d.failed = &n
		return do(account)
	}
	line := deletedLine(d.conn)
	told := func() tea.Msg { return noticed{line} }
	return action{move: back, cmd: tea.Batch(account, told), about: d.conn.ID, outcome: Outcome{Lines: []string{line}}}
}

// deletionOf is the account of a deletion.
func deletionOf(c kibana.Connector, err error) Save {
	s := Save{Connector: c.ID, Err: err}
	if err == nil {
		s.Result = client.Updated
	}
	return s
}

// deletedLine is what stays of a deletion.
func deletedLine(c kibana.Connector) string { return c.ID + ": connector deleted" }

// deletionFailure puts what went wrong into words.
func deletionFailure(e *env, err error) notice {
	n := actionFailure(e, err)
	var ce *client.Error
	switch {
	case !errors.As(err, &ce):
		n.advice = "Nothing was deleted. Esc goes back to the list."
	case ce.Sent:
		n.advice = "The request was sent, but no answer came: it may be gone. Trying again is safe."
	}
	return n
}

// outcome is what leaving now means: a deletion on its way may be done.
func (d *actionDelete) outcome(*env) (Outcome, bool) {
	if !d.running {
		return Outcome{}, false
	}
	return Outcome{Code: codeCancelled, Lines: []string{leftDeleting(d.conn)}}, true
}

// leftDeleting is what stays of a deletion that was not waited for.
func leftDeleting(c kibana.Connector) string {
	return c.ID + ": left while it was deleted: it may be gone; look: connwiz action list"
}

// deletionWords say what a deletion does.
func deletionWords(c kibana.Connector) []string {
	used := "No rule and no case uses it."
	switch {
	case c.References == 1:
		used = "1 rule or case uses it, and fails to send from then on."
	case c.References > 1:
		used = fmt.Sprintf("%d rules and cases use it, and fail to send from then on.", c.References)
	}
	return []string{"This deletes the connector " + c.ID + " (" + actionTitle(c) + ", " + actionKind(c.TypeID) + "), secrets too. It can't be brought back.", used}
}

// draw asks for the name.
func (d *actionDelete) draw(e *env, s size) []string {
	w := s.w - 1
	switch {
	case d.failed != nil:
		return d.failed.draw(e, s)
	case d.running:
		return paragraphs(e, w, "Deleting "+d.conn.ID+e.theme.Glyphs.Ellipsis)
	}
	lines := append(d.above(e, w), d.ed.draw(e, w, 1, false)...)
	if d.note != "" {
		lines = append(lines, e.theme.Warning.Render(e.cut(d.note, w)))
	}
	return lines
}

// above is what stands above the name.
func (d *actionDelete) above(e *env, w int) []string {
	return paragraphs(e, w, append(deletionWords(d.conn), "Type its name to delete it:")...)
}

// caret is in the name.
func (d *actionDelete) caret(e *env, s size) (spot, bool) {
	at := d.ed.caret(e, s.w-1, 1, false)
	at.y += len(d.above(e, s.w-1))
	return at, d.typing()
}

// typing reports whether keys are text.
func (d *actionDelete) typing() bool { return d.failed == nil && !d.running }

// owns says that letters are the name.
func (d *actionDelete) owns(k tea.KeyMsg) bool { return k.Type == tea.KeyRunes && d.typing() }

// bindings delete or go back.
func (d *actionDelete) bindings() []key.Binding {
	k := keys()
	switch {
	case d.running:
		return []key.Binding{k.leave}
	case d.failed != nil:
		return []key.Binding{d.failed.retry, k.back, k.leave}
	}
	return []key.Binding{as(k.enter, "delete it"), as(k.back, "keep it"), k.help, k.leave}
}

// helpAbout says what else can be done.
func (d *actionDelete) helpAbout(*env) []string {
	return []string{"Kibana deletes a connector at once. What uses it stays as it is, and fails to send until it is given another connector.",
		"From a script: connwiz action delete " + d.conn.ID}
}
